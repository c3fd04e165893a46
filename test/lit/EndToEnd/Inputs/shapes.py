import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, 8)
        self.second = nn.Linear(9, 4)

    def forward(self, x):
        y = self.first(x).relu()
        return self.second(y)


class Wrong(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(Block(6), nn.ReLU())

    def forward(self, x):
        return self.blocks(x)


class Adds(nn.Module):
    def forward(self, x, y):
        return x + y


class Views(nn.Module):
    def forward(self, x):
        return x.view(x.size(0), 7)


class Joins(nn.Module):
    def forward(self, x):
        return torch.cat([x, x[:, :2]], dim=0)


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5, 3)

    def forward(self, ids):
        return self.table(ids)


class Data(nn.Module):
    def forward(self, x):
        size = int(x.sum())
        x = x * size
        return x[:size]


class Fails(nn.Module):
    def forward(self, x):
        if x.shape[1] != 4:
            raise ValueError(f"expected 4 columns, got {x.shape[1]}")
        return x


class Several(nn.Module):
    def forward(self, x):
        a = torch.linalg.svd(x)[0]
        return a + torch.cholesky(x) + torch.geqrf(x)[0]


class Constant(nn.Module):
    def forward(self):
        return torch.tensor([1.0, 2.0, 3.0])


class Numbers(nn.Module):
    """Elements that are easily shown wrong."""

    def forward(self, x):
        large = torch.tensor([123456789012, -1])
        return large, large.to(torch.int32), x.clamp(min=float("nan")), -x / (x - x)

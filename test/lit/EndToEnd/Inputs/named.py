import torch
from torch import nn


class Pictures(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(16)
        self.fc = nn.Linear(16 * 16 * 16, 10)

    def forward(self, x):
        y = torch.relu(self.norm(self.conv(x)))
        return self.fc(y.view(x.size(0), -1))


class Words(nn.Module):
    """A causal transformer over any number of words."""

    def __init__(self, width=32, heads=4, longest=256):
        super().__init__()
        self.heads = heads
        self.embed = nn.Embedding(50, width)
        self.places = nn.Embedding(longest, width)
        self.qkv = nn.Linear(width, 3 * width)
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, 50)
        mask = torch.tril(torch.ones(longest, longest))
        self.register_buffer("mask", mask.view(1, 1, longest, longest))

    def forward(self, ids):
        n, length = ids.shape
        x = self.embed(ids) + self.places(torch.arange(length))
        q, k, v = (
            part.view(n, length, self.heads, -1).transpose(1, 2)
            for part in self.qkv(self.norm(x)).chunk(3, dim=-1)
        )
        scores = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
        unseen = self.mask[:, :, :length, :length] == 0
        scores = scores.masked_fill(unseen, float("-inf"))
        y = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(n, length, -1)
        return self.out(x + y), self.out(y[:, -1])


class Exact(nn.Module):
    def forward(self, x):
        if x.size(0) == 77:
            x = x + 1
        return x


class Rows(nn.Module):
    def forward(self, x):
        total = x[0]
        for row in range(1, x.size(0)):
            total = total + x[row]
        return total


class Scaled(nn.Module):
    def forward(self, x):
        return x * (1.0 / x.size(0))


class First(nn.Module):
    def forward(self, x):
        return x[:8]


class Some(nn.Module):
    def forward(self, x):
        return x[:3]


class Halves(nn.Module):
    def forward(self, x):
        return x.view(2, -1)


class Table(nn.Module):
    def forward(self, x):
        return x * {7: 3.0}.get(x.size(0), 2.0)


class Blocks(nn.Module):
    """The path changes between any two sizes that a compiler would try."""

    def forward(self, x):
        if (x.size(0) // 32) % 2:
            x = x + 1
        return x


class Bits(nn.Module):
    def forward(self, x):
        return x * (2.0 + (x.size(0) & 64))


class Rounded(nn.Module):
    def forward(self, x):
        return x * (1.0 + round(x.size(0) / 3000))


class Between(nn.Module):
    def forward(self, x):
        n = x.size(0)
        if (n - 500) * (n - 600) + x.size(1) < 0:
            x = x + 1
        return x


class Upper(nn.Module):
    def forward(self, x):
        return x[: x.size(0) // 2], x[: int(x.size(0) / 2)]


class Cells(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.LSTMCell(4, 5)

    def forward(self, x):
        state = None
        for time in range(x.size(1)):
            state = self.cell(x[:, time], state)
        return state[0]

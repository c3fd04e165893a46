"""Operators that kiln lacks, and what follows from their results."""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Decides by the shape of what it gets."""

    def forward(self, x):
        batch, width = x.shape
        if width != 4:
            raise ValueError(f"expected 4 columns, got {width}")
        x = x.view(batch, width // 2, 2).flatten(1)
        if x.mean() > 0:
            return torch.geqrf(x)[0]
        return torch.qr(x)[0]


class Follows(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.linear = nn.Linear(4, 4)

    def forward(self, x):
        values, vectors = torch.svd(x)[:2]
        y = self.block(self.linear(vectors))
        for row in y:
            row = torch.cholesky(row)
        parts = [torch.trapz(part, dim=0) for part in y.unbind(1)]
        while parts[0].sum() > 0:
            parts[0] = torch.pinverse(parts[0])
        size = int(values.shape[-1])
        match size:
            case 3:
                y = torch.vander(y)
            case _:
                y = torch.svd(y)[0]
        pair = (lambda t: t if t.dim() > 1 else t.unsqueeze(0))(y)
        return F.relu(pair) + torch.svd(x)[0]


class Elements(nn.Module):
    """What is not known when compiling, at several places."""

    def forward(self, x):
        x = x[: int(x.sum())]
        x = x + 1
        count = int(x[0, 0].item())
        return torch.geqrf(x[:count])[0]


class Guarded(nn.Module):
    """Catches the error and does without."""

    def forward(self, x):
        try:
            scale = x.max().item()
        except RuntimeError:
            scale = 2.0
        return x * scale


class Misspelt(nn.Module):
    def forward(self, x):
        y = torch.nn.functional.leaky_reul(x)
        if y.shape[0] > 1:
            y = torch.geqrf(y)[0]
        return y


class Twice(nn.Module):
    """One operator at two places, at one of them three times."""

    def forward(self, x):
        for _ in range(3):
            x = x + torch.geqrf(x)[1]
        return torch.geqrf(x)[0]


def is_bad(x):
    return torch.isnan(x).any().item()


class Checked(nn.Module):
    """Checks are left out, so what they ask is not lacking."""

    def forward(self, x):
        assert x.max() < 100, "too large"
        if is_bad(x):
            raise ValueError("not a number")
        size = int(x.min())
        x = x[:size]
        return x

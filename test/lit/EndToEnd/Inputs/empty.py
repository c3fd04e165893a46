"""Models whose tensors have no elements."""

import torch
from torch import nn


class Batch(nn.Module):
    """Every kind of kernel, on a batch that may be of none."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.linear = nn.Linear(4, 2)

    def forward(self, x):
        y = self.conv(x).relu()
        pooled = nn.functional.max_pool2d(y, 2)
        scores = self.linear(y.mean((2, 3))).softmax(-1)
        return y, pooled, scores, y.sum(), torch.matmul(scores, scores.T)


class Parts(nn.Module):
    """Empty tensors between others."""

    def forward(self, x):
        none = x[:, :0]
        joined = torch.cat([x, none, x[1:1].reshape(2, 0), -x], 1)
        product = none @ none.T
        nowhere = torch.zeros(2, 0, dtype=torch.long)
        same = joined.scatter(1, nowhere, none)
        same[nowhere[0]] = none.new_zeros(0, 6)
        return none, joined, product, none.sum(1), none.prod(), none.any(), same


class Memory(nn.Module):
    """A cache that begins without elements stays so."""

    def __init__(self):
        super().__init__()
        self.register_buffer("cache", torch.zeros(0, 3))

    def forward(self, x):
        self.cache = self.cache * 2
        return torch.cat([self.cache, x])

"""Modules of random networks; the text stands before each network, too."""

import torch
from torch import nn


class Residual(nn.Module):
    def __init__(self, body, activation):
        super().__init__()
        self.body = body
        self.activation = activation

    def forward(self, x):
        return self.activation(x + self.body(x))


class Joined(nn.Module):
    def __init__(self, branch, activation):
        super().__init__()
        self.branch = branch
        self.activation = activation

    def forward(self, x):
        return torch.cat([x, self.activation(self.branch(x))], 1)


class Gated(nn.Module):
    def __init__(self, gate):
        super().__init__()
        self.gate = gate

    def forward(self, x):
        return x * self.gate(x)


class First(nn.Module):
    """The first of what a module returns."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x)[0]


class Attention(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        result, weights = self.inner(x, x, x)
        return result + weights.mean()


class Turned(nn.Module):
    """Features where channels are."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x.transpose(1, 2)).transpose(1, 2)


class Rolled(nn.Module):
    def __init__(self, shift, dim):
        super().__init__()
        self.shift, self.dim = shift, dim

    def forward(self, x):
        return torch.roll(x, self.shift, self.dim) - x


class Flipped(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return x + 0.5 * x.flip(self.dim)


class Halves(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        first, second = x.chunk(2, self.dim)
        return first.tanh() * second


class Cumulated(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return x.cumsum(self.dim) / x.shape[self.dim]


class Centred(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        spread = x.std(self.dim, keepdim=True, unbiased=False)
        return (x - x.mean(self.dim, keepdim=True)) / (spread + 0.1)

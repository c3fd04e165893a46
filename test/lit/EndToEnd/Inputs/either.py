"""What conditions on elements cannot decide."""

from torch import nn


class Fallback(nn.Module):
    def forward(self, x):
        scale = x.max().item() or 1.0
        return x / scale


class Guard(nn.Module):
    def forward(self, x):
        positive = x.sum() > 0
        return positive and x


class Truths(nn.Module):
    """Where truth is all that is asked for, any number goes."""

    def forward(self, x):
        small = (x.sum() > 0) and (x.max() < 5)
        if x.sum() and not (small or x.min()):
            return x - 1
        return x * small

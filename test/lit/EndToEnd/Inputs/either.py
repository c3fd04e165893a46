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


class Rounds(nn.Module):
    """y is x where there is no round."""

    def forward(self, x):
        y = x
        while y.sum() < 10:
            y = y + 3
        y.mul_(2)
        return x, y


class Follows(nn.Module):
    """b is a in the second round."""

    def forward(self, x):
        a = x.clone()
        b = a
        while b.sum() < 10:
            a.add_(1)
            b = b + a
        return a, b


class Halves(nn.Module):
    """Which round made y is not known behind the loop."""

    def forward(self, x):
        y = x.clone()
        for _ in range(3):
            if y.max() < 1:
                break
            y = y * 0.5
        y += 1
        return y

import torch
from torch import nn


class Size(nn.Module):
    def forward(self, x):
        count = int(x.sum())
        return x[:count]


class Rounds(nn.Module):
    def forward(self, x):
        for _ in range(x.max().int().item()):
            x = x + 1
        return x


class Advances(nn.Module):
    def forward(self, x):
        scales = iter([1, 2, 3])
        if x.sum() > 0:
            x = x * next(scales)
        return x * next(scales)


class Grows(nn.Module):
    def forward(self, x):
        parts = []
        while x.sum() < 9:
            x = x + 1
            parts.append(x)
        return torch.stack(parts)


class Shapes(nn.Module):
    def forward(self, x):
        y = x
        if x.sum() > 0:
            y = x[0]
        return y * 2


class Otherwise(nn.Module):
    def forward(self, x):
        while x.sum() < 9:
            x = x + 1
            if x.max() > 5:
                break
        else:
            x = -x
        return x


class Deep(nn.Module):
    """Not more rounds than can be unrolled."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(4, 4) for _ in range(80))

    def forward(self, x):
        for i in range(80):
            x = self.layers[i](x)
            if x.max() > 5:
                break
        return x


class Walrus(nn.Module):
    def forward(self, x):
        while (y := x * 2).sum() < 9:
            x = y + 1
        return x


class Joint(nn.Module):
    def forward(self, x):
        a, b = x * 2, x * 3
        y = a if x.sum() > 0 else b
        a.add_(1)
        return y


class Renamed(nn.Module):
    def forward(self, x):
        found = {"a": x}
        while x.sum() < 9:
            x = x + 1
            found["b"] = found.pop("a", x)
            found["c"] = found.pop("b")
        return found["c"]


class Marks(nn.Module):
    def forward(self, x):
        marks = {1}
        while x.sum() < 9:
            x = x + 1
            marks.discard(1)
            marks.add(2)
        return x * len(marks & {2})


class Delegates(nn.Module):
    def parts(self, x):
        if x.sum() > 0:
            yield from [x, x]
        yield x

    def forward(self, x):
        return sum(self.parts(x))


class Handled(nn.Module):
    def forward(self, x):
        scales = {}
        try:
            y = x
            if x.sum() > 0:
                y = x * scales["k"]
        except KeyError:
            y = -x
        return y


class Missing(nn.Module):
    def forward(self, x):
        found = {}
        if x.sum() > 0:
            found["k"] = x
        return x * len(found)


class Falls(nn.Module):
    """What the handler does is part of the model."""

    def check(self, x):
        if x.sum() < 0:
            raise ValueError("negative")
        return x

    def forward(self, x):
        try:
            return self.check(x) + 1
        except ValueError:
            return -x


class Guesses(nn.Module):
    def forward(self, x):
        try:
            rows = range(int(x.sum()))
        except Exception:
            rows = range(2)
        return x + len(rows)


class HalfSet(nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            self.last = x
        return x + 1 if hasattr(self, "last") else x

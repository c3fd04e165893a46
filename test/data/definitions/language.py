"""Python around the tensors: what forward may compute with shapes and numbers."""

import enum
import functools
import itertools
import math
from abc import ABC, abstractmethod
from contextlib import nullcontext

import torch
from torch import nn


class Mode(enum.Enum):
    ADD = "add"
    MUL = "mul"


class Base(nn.Module, ABC):
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry[cls.__name__.lower()] = cls

    @property
    def factor(self) -> float:
        return self._factor

    @abstractmethod
    def combine(self, x, y): ...

    def __call__(self, *args, **kwargs):
        return super().__call__(*args, **kwargs)

    def forward(self, x, y):
        return self.combine(x, y) * self.factor


class Adder(Base):
    _factor = 0.5

    def combine(self, x, y):
        return x + y


class Multiplier(Base):
    def __init__(self):
        super().__init__()
        self._factor = 1 / math.sqrt(2)

    def combine(self, x, y):
        return x * y


def twice(function):
    @functools.wraps(function)
    def wrapper(self, *args, **kwargs):
        return function(self, function(self, *args, **kwargs))

    return wrapper


class Model(nn.Module):
    def __init__(self, mode=Mode.MUL, depth=3):
        super().__init__()
        self.mode = mode
        name = {Mode.ADD: "adder", Mode.MUL: "multiplier"}[mode]
        self.combiner = Base.registry[name]()
        self.layers = nn.ModuleList()
        for i, (a, b) in enumerate(itertools.pairwise([4, 6, 5, 4])):
            if i >= depth:
                break
            self.layers.append(nn.Linear(a, b))
        self.skip = {i for i in range(depth) if i % 2}

    @twice
    def squash(self, x):
        return torch.tanh(x)

    def generate(self, x):
        for i in range(3):
            if i == 1:
                continue
            yield x * i + self.total(x.shape)

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def total(shape):
        return functools.reduce(lambda a, b: a * b, shape, 1)

    @torch.no_grad()
    def forward(self, x):
        size, *rest = x.shape
        outputs = []
        y = x
        for i, layer in enumerate(self.layers):
            y = layer(y)
            if i not in self.skip:
                y = y.relu() if (n := y.shape[-1]) > 4 else y * n
        outputs.append(self.combiner(x, y))
        outputs += self.generate(x)
        outputs.append(self.squash(x) if rest else x)
        try:
            outputs.append(x.view(-1, 7))
        except RuntimeError:
            outputs.append(x.view(-1, 2))
        with torch.no_grad(), nullcontext() as nothing:
            outputs.append(sum(x[i] for i in range(size)) / size)
        match self.mode:
            case Mode.ADD:
                outputs.append(x)
            case Mode.MUL if size > 1:
                outputs.append(-x)
        pieces = {f"p{i}": piece for i, piece in enumerate(torch.split(x, 1))}
        outputs.append(torch.cat([*pieces.values()][::-1]))
        assert isinstance(x, torch.Tensor) and x.dtype == torch.float32 and x.device.type == "cpu", x.dtype
        scale = float(max(x.shape)) if x.is_floating_point() else 1
        outputs.append(x / scale if not self.training else x)
        while len(outputs) < 12:
            outputs.append(outputs[-1] + len(outputs))
        del pieces, y
        outputs.append(torch.stack(sorted([x[0], x[1]], key=lambda t: t.dim())))
        return outputs

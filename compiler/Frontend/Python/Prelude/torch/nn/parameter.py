"""Tensors that a model learns."""

import torch
from torch import Tensor


class Parameter(Tensor):
    def __new__(cls, data=None, requires_grad=True):
        if data is None:
            data = torch.empty(0)
        if data.is_complex():
            from torch._complex import ComplexParameter as cls
        return data._as_subclass(cls)

    def __init__(self, data=None, requires_grad=True):
        pass


class Buffer(Tensor):
    def __new__(cls, data=None, *, persistent=True):
        if data is None:
            data = torch.empty(0)
        if data.is_complex():
            from torch._complex import ComplexBuffer as cls
        buffer = data._as_subclass(cls)
        buffer.persistent = persistent
        return buffer

    def __init__(self, data=None, *, persistent=True):
        pass


class UninitializedParameter(Parameter):
    """A parameter of a lazy module whose shape its first input will tell."""

    def __new__(cls, requires_grad=True, device=None, dtype=None):
        return torch.empty(0)._as_subclass(cls)

    def __init__(self, requires_grad=True, device=None, dtype=None):
        pass

    def materialize(self, shape, device=None, dtype=None):
        self.data = torch.empty(shape)
        self.__class__ = Parameter


class UninitializedBuffer(Tensor):
    def __new__(cls, requires_grad=False, device=None, dtype=None):
        return torch.empty(0)._as_subclass(cls)

    def __init__(self, requires_grad=False, device=None, dtype=None):
        pass

    def materialize(self, shape, device=None, dtype=None):
        self.data = torch.empty(shape)
        self.__class__ = Tensor


def is_lazy(parameter):
    return isinstance(parameter, (UninitializedParameter, UninitializedBuffer))

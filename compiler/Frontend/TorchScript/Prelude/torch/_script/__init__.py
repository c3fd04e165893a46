"""What the code of TorchScript archives finds: `torch`, `ops` and the rest."""

import enum
import typing

import torch
from torch._script._functions import find_operator, primitives
from torch._script._modules import (
    Module,
    NamedTuple,
    attributes_of,
    changed_attribute,
    fill_object,
    finish_classes,
    method_of,
    new_object,
)


class Constants:
    """`CONSTANTS.c0`"""

    def __init__(self, tensors):
        for index, tensor in enumerate(tensors):
            self.__dict__[f"c{index}"] = tensor


class _Operators:
    """`torch`: functions by name, each made at its first use."""

    def __init__(self, namespace):
        self.__dict__["_namespace"] = namespace

    def __getattr__(self, name):
        function = find_operator(self._namespace, name)
        self.__dict__[name] = function
        return function


class _Namespaces:
    """`ops`"""

    def __init__(self):
        self.prim = primitives
        self.aten = _Operators("aten")

    def __getattr__(self, name):
        self.__dict__[name] = namespace = _Operators(name)
        return namespace


def annotate(kind, value):
    """The value as this type: tensors become numbers where one is expected."""
    if isinstance(value, torch.Tensor):
        if kind is int:
            return int(value)
        if kind is float:
            return float(value)
        if kind is bool:
            return bool(value)
        if kind is _Number:
            return value.item()
    return value


def unchecked_cast(kind, value):
    return value


def uninitialized(kind):
    return torch._C._unset


class _Number:
    """The type `number`."""


class _Named:
    """A type that only annotations name."""


script_globals = {
    "torch": _Operators("aten"),
    "ops": _Namespaces(),
    "annotate": annotate,
    "unchecked_cast": unchecked_cast,
    "uninitialized": uninitialized,
    "Module": Module,
    "Interface": object,
    "NamedTuple": NamedTuple,
    "Enum": enum.Enum,
    "Tensor": torch.Tensor,
    "number": _Number,
    "Device": torch.device,
    "NoneType": type(None),
    "Any": typing.Any,
    "Optional": typing.Optional,
    "List": typing.List,
    "Dict": typing.Dict,
    "Tuple": typing.Tuple,
    "Union": typing.Union,
    "Final": typing.Final,
    "Future": _Named,
    "Generator": _Named,
    "Layout": int,
    "inf": float("inf"),
    "nan": float("nan"),
    "infj": float("inf"),
}

"""Weights that are computed from others whenever they are read."""

import torch
from torch.nn.modules.container import ModuleDict, ModuleList
from torch.nn.parameter import Parameter


class ParametrizationList(ModuleList):
    """The functions of one weight and what they start from."""

    def __init__(self, modules, original):
        super().__init__(modules)
        for module in reversed(list(modules)):
            inverse = getattr(module, "right_inverse", None)
            if inverse is not None:
                original = inverse(original)
        self.ntensors = None
        if isinstance(original, torch.Tensor):
            self.original = Parameter(original)
        else:
            self.ntensors = len(original)
            for i, part in enumerate(original):
                setattr(self, f"original{i}", Parameter(part))

    def forward(self):
        if self.ntensors is None:
            value = self[0](self.original)
        else:
            value = self[0](*[getattr(self, f"original{i}") for i in range(self.ntensors)])
        for index in range(1, len(self)):
            value = self[index](value)
        return value


def is_parametrized(module, tensor_name=None):
    lists = module._modules.get("parametrizations")
    if lists is None:
        return False
    return len(lists) > 0 if tensor_name is None else tensor_name in lists


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
        return module
    if not is_parametrized(module):
        base = type(module)
        module.__class__ = type("Parametrized" + base.__name__, (base,), {})
        module.parametrizations = ModuleDict()
    original = module._parameters.pop(tensor_name)
    module.parametrizations[tensor_name] = ParametrizationList([parametrization], original)
    value = property(lambda self: self.parametrizations[tensor_name]())
    setattr(type(module), tensor_name, value)
    return module


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    return module


def cached():
    return torch.no_grad()

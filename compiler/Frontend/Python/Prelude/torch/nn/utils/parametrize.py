"""Weights that are computed from others whenever they are read."""

import torch
from torch.nn.modules.container import ModuleDict, ModuleList
from torch.nn.parameter import Parameter


class ParametrizationList(ModuleList):
    """The functions of one weight and what they start from."""

    def __init__(self, modules, original, unsafe=False):
        super().__init__(modules)
        is_parameter = isinstance(original, Parameter)
        for module in reversed(list(modules)):
            inverse = getattr(module, "right_inverse", None)
            if inverse is not None:
                original = inverse(original)
        self.ntensors = None
        if isinstance(original, torch.Tensor):
            self._keep("original", original, is_parameter)
        else:
            self.ntensors = len(original)
            for i, part in enumerate(original):
                self._keep(f"original{i}", part, is_parameter)

    def _keep(self, name, value, is_parameter):
        if is_parameter:
            self.register_parameter(name, Parameter(value))
        else:
            self.register_buffer(name, value)

    def originals(self):
        if self.ntensors is None:
            return [self.original]
        return [getattr(self, f"original{i}") for i in range(self.ntensors)]

    def forward(self):
        value = self[0](*self.originals())
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
        module.__class__ = type("Parametrized" + base.__name__, (base,), {"_plain_class": base})
        module.parametrizations = ModuleDict()
    group = module._parameters if tensor_name in module._parameters else module._buffers
    original = group.pop(tensor_name)
    module.parametrizations[tensor_name] = ParametrizationList(
        [parametrization], original, unsafe
    )
    value = property(lambda self: self.parametrizations[tensor_name]())
    setattr(type(module), tensor_name, value)
    return module


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    parts = module.parametrizations[tensor_name]
    value = parts() if leave_parametrized else parts.original
    is_parameter = len(parts._parameters) > 0
    del module.parametrizations[tensor_name]
    delattr(type(module), tensor_name)
    if len(module.parametrizations) == 0:
        del module.parametrizations
        module.__class__ = type(module)._plain_class
    if is_parameter:
        module.register_parameter(tensor_name, Parameter(value))
    else:
        module.register_buffer(tensor_name, value)
    return module


def type_before_parametrizations(module):
    return type(module)._plain_class if is_parametrized(module) else type(module)


def cached():
    return torch.no_grad()


def __getattr__(name):
    return torch._C._unknown("torch.nn.utils.parametrize", name)

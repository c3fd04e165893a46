"""Utilities of torch.nn that matter when a model is constructed."""

import importlib

from torch import _C

import torch

# Vectors of parameters


def parameters_to_vector(parameters):
    return torch.cat([parameter.view(-1) for parameter in parameters])


def vector_to_parameters(vec, parameters):
    begin = 0
    for parameter in parameters:
        end = begin + parameter.numel()
        parameter.data = vec[begin:end].view_as(parameter).data
        begin = end


# What matters in training, or to other memory layouts


def clip_grad_norm_(*args, **kwargs):
    pass


def clip_grad_norm(*args, **kwargs):
    pass


def clip_grad_value_(*args, **kwargs):
    pass


def skip_init(module_cls, *args, **kwargs):
    kwargs.pop("device", None)
    return module_cls(*args, **kwargs)


def convert_conv2d_weight_memory_format(module, memory_format):
    return module


def convert_conv3d_weight_memory_format(module, memory_format):
    return module


# Weights computed before each call


def _pre_hook(module, kind, name):
    for hook in module._forward_pre_hooks:
        if isinstance(hook, kind) and hook.name == name:
            return hook
    raise ValueError(f"{kind.__name__[1:]} of '{name}' not found in {module}")


def _replaced(module, name, hook):
    """The weight is what `hook` makes of its parts."""
    # What definitions do to the weight before the first forward is lost.
    weight = module._parameters.pop(name)
    module.__dict__[name] = torch.empty(weight.shape, dtype=weight.dtype)
    module.register_forward_pre_hook(hook)


def _restored(module, name, hook, value, parts):
    module._forward_pre_hooks.remove(hook)
    for part in parts:
        delattr(module, name + part)
    del module.__dict__[name]
    module.register_parameter(name, torch.nn.Parameter(value))
    return module


class _WeightNorm:
    """Computes a weight from its direction and size."""

    def __init__(self, name, dim):
        self.name = name
        self.dim = -1 if dim is None else dim

    def compute_weight(self, module):
        direction = getattr(module, self.name + "_v")
        size = getattr(module, self.name + "_g")
        return torch._weight_norm(direction, size, self.dim)

    def __call__(self, module, inputs):
        module.__dict__[self.name] = self.compute_weight(module)


def weight_norm(module, name="weight", dim=0):
    weight, hook = module._parameters[name], _WeightNorm(name, dim)
    size = torch.norm_except_dim(weight, 2, hook.dim)
    _replaced(module, name, hook)
    module.register_parameter(name + "_g", torch.nn.Parameter(size))
    module.register_parameter(name + "_v", torch.nn.Parameter(weight.data))
    return module


def remove_weight_norm(module, name="weight"):
    hook = _pre_hook(module, _WeightNorm, name)
    return _restored(module, name, hook, hook.compute_weight(module), ("_g", "_v"))


class _SpectralNorm:
    """Divides a weight by its largest singular value, as last estimated."""

    def __init__(self, name, dim):
        self.name = name
        self.dim = dim

    def compute_weight(self, module):
        weight = getattr(module, self.name + "_orig")
        u = getattr(module, self.name + "_u")
        v = getattr(module, self.name + "_v")
        matrix = weight if self.dim == 0 else weight.transpose(0, self.dim)
        matrix = matrix.reshape(matrix.size(0), -1)
        return weight / torch.dot(u, torch.mv(matrix, v))

    def __call__(self, module, inputs):
        module.__dict__[self.name] = self.compute_weight(module)


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    weight = module._parameters[name]
    if dim is None:
        transposed = isinstance(
            module,
            (torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d),
        )
        dim = 1 if transposed else 0
    rows = weight.size(dim)
    _replaced(module, name, _SpectralNorm(name, dim))
    module.register_parameter(name + "_orig", weight)
    module.register_buffer(name + "_u", torch.randn(rows))
    module.register_buffer(name + "_v", torch.randn(weight.numel() // rows))
    return module


def remove_spectral_norm(module, name="weight"):
    hook = _pre_hook(module, _SpectralNorm, name)
    value = hook.compute_weight(module)
    return _restored(module, name, hook, value, ("_orig", "_u", "_v"))


def __getattr__(name):
    if name in ("parametrizations", "parametrize", "prune", "rnn", "stateless"):
        return importlib.import_module("torch.nn.utils." + name)
    if name.startswith("fuse_"):
        return getattr(importlib.import_module("torch.nn.utils._fusion"), name)
    return _C._unknown("torch.nn.utils", name)

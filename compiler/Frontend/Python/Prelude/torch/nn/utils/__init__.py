"""Utilities of torch.nn that matter when a model is constructed."""

import importlib

from torch import _C

import torch


def parameters_to_vector(parameters):
    return torch.cat([parameter.view(-1) for parameter in parameters])


def clip_grad_norm_(*args, **kwargs):
    pass


def clip_grad_value_(*args, **kwargs):
    pass


class _WeightNorm:
    """Computes a weight from its direction and size before each forward."""

    def __init__(self, name, dim):
        self.name = name
        self.dim = dim

    def __call__(self, module, inputs):
        direction = getattr(module, self.name + "_v")
        size = getattr(module, self.name + "_g")
        if self.dim is None:
            norm = direction.norm()
        else:
            dims = [dim for dim in range(direction.dim()) if dim != self.dim]
            norm = direction.norm(2, dims, keepdim=True)
        module.__dict__[self.name] = direction * (size / norm)


def weight_norm(module, name="weight", dim=0):
    weight = module._parameters.pop(name)
    shape = [1] * weight.dim()
    if dim is not None:
        shape[dim] = weight.size(dim)
    else:
        shape = []
    module.register_parameter(name + "_g", torch.nn.Parameter(torch.empty(shape)))
    module.register_parameter(name + "_v", torch.nn.Parameter(weight.data))
    # What definitions do to the weight before the first forward is lost.
    module.__dict__[name] = torch.empty(weight.shape)
    module.register_forward_pre_hook(_WeightNorm(name, dim))
    return module


def remove_weight_norm(module, name="weight"):
    return module


class _SpectralNorm:
    """Divides a weight by its largest singular value, as last estimated."""

    def __init__(self, name, dim):
        self.name = name
        self.dim = dim

    def __call__(self, module, inputs):
        weight = getattr(module, self.name + "_orig")
        u = getattr(module, self.name + "_u")
        v = getattr(module, self.name + "_v")
        matrix = weight if self.dim == 0 else weight.transpose(0, self.dim)
        matrix = matrix.reshape(matrix.size(0), -1)
        module.__dict__[self.name] = weight / torch.dot(u, torch.mv(matrix, v))


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    weight = module._parameters.pop(name)
    if dim is None:
        transposed = isinstance(
            module,
            (torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d),
        )
        dim = 1 if transposed else 0
    rows = weight.size(dim)
    module.register_parameter(name + "_orig", weight)
    module.register_buffer(name + "_u", torch.randn(rows))
    module.register_buffer(name + "_v", torch.randn(weight.numel() // rows))
    module.__dict__[name] = torch.empty(weight.shape)
    module.register_forward_pre_hook(_SpectralNorm(name, dim))
    return module


def remove_spectral_norm(module, name="weight"):
    return module


def __getattr__(name):
    if name in ("parametrizations", "parametrize"):
        return importlib.import_module("torch.nn.utils." + name)
    return _C._unknown("torch.nn.utils", name)

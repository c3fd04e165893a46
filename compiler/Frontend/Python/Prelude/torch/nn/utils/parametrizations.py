"""Normalisations of weights as parametrizations."""

import torch
from torch import _C
from torch.nn.modules.module import Module
from torch.nn.utils.parametrize import register_parametrization


class _WeightNorm(Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        return torch._weight_norm(weight_v, weight_g, self.dim)

    def right_inverse(self, weight):
        return torch.norm_except_dim(weight, 2, self.dim), weight


def weight_norm(module, name="weight", dim=0):
    return register_parametrization(module, name, _WeightNorm(dim), unsafe=True)


class _SpectralNorm(Module):
    """Divides a weight by its largest singular value, as last estimated."""

    def __init__(self, weight, dim=0):
        super().__init__()
        self.dim = dim if dim >= 0 else dim + weight.dim()
        if weight.dim() > 1:
            matrix = self._matrix(weight)
            self.register_buffer("_u", torch.randn(matrix.size(0)))
            self.register_buffer("_v", torch.randn(matrix.size(1)))

    def _matrix(self, weight):
        matrix = weight.transpose(0, self.dim) if self.dim else weight
        return matrix.flatten(1)

    def forward(self, weight):
        if weight.dim() == 1:
            return torch.nn.functional.normalize(weight, dim=0)
        return weight / torch.dot(self._u, torch.mv(self._matrix(weight), self._v))


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    weight = getattr(module, name)
    if dim is None:
        transposed = (
            torch.nn.ConvTranspose1d,
            torch.nn.ConvTranspose2d,
            torch.nn.ConvTranspose3d,
        )
        dim = 1 if isinstance(module, transposed) else 0
    return register_parametrization(module, name, _SpectralNorm(weight, dim))


def __getattr__(name):
    return _C._unknown("torch.nn.utils.parametrizations", name)

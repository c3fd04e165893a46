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


class _Orthogonal(Module):
    """A matrix with orthonormal columns, or rows if it is wide."""

    def __init__(self, weight, orthogonal_map, use_trivialization=True):
        super().__init__()
        self.orthogonal_map = orthogonal_map
        if use_trivialization:
            size = max(weight.shape[-2:])
            self.register_buffer("base", torch.randn(*weight.shape[:-2], size, size))

    def forward(self, weight):
        is_wide = weight.size(-2) < weight.size(-1)
        tall = weight.mT if is_wide else weight
        if self.orthogonal_map == "householder":
            result = self._from_reflections(tall)
        else:
            result = self._from_skew(tall)
        if hasattr(self, "base"):
            result = self.base @ result
        return result.mT if is_wide else result

    def _from_reflections(self, tall):
        vectors = tall.tril(-1)
        scales = 2.0 / (1.0 + (vectors * vectors).sum(-2))
        signs = tall.diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)
        return torch.linalg.householder_product(vectors, scales) * signs

    def _from_skew(self, tall):
        rows, columns = tall.shape[-2:]
        lower = tall.tril()
        if rows != columns:
            none = lower.new_zeros(*lower.shape[:-2], rows, rows - columns)
            lower = torch.cat([lower, none], -1)
        skew = lower - lower.mT
        if self.orthogonal_map == "matrix_exp":
            square = torch.matrix_exp(skew)
        else:
            identity = torch.eye(rows, dtype=skew.dtype)
            square = _solve(identity - skew / 2, identity + skew / 2)
        return square[..., :columns]


def _solve(matrix, right):
    """Elimination without exchanges, which a skew matrix plus one never needs."""
    size = matrix.size(-1)
    for i in range(size):
        pivot = matrix[..., i : i + 1, i : i + 1]
        row, known = matrix[..., i : i + 1, :] / pivot, right[..., i : i + 1, :] / pivot
        factors = matrix[..., :, i : i + 1]
        here = (torch.arange(size) == i).unsqueeze(-1)
        matrix = torch.where(here, row, matrix - factors * row)
        right = torch.where(here, known, right - factors * known)
    return right


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    weight = getattr(module, name)
    if weight.dim() < 2:
        raise ValueError(f"Expected a matrix or batch of matrices. Got a tensor of {weight.dim()} dimensions.")
    if orthogonal_map is None:
        is_square = weight.size(-2) == weight.size(-1)
        orthogonal_map = "matrix_exp" if is_square else "householder"
    if orthogonal_map not in ("matrix_exp", "cayley", "householder"):
        raise ValueError(
            f'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". Got: {orthogonal_map}'
        )
    made = _Orthogonal(weight, orthogonal_map, use_trivialization)
    return register_parametrization(module, name, made, unsafe=True)


def __getattr__(name):
    return _C._unknown("torch.nn.utils.parametrizations", name)

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
    """Orthogonal columns, or rows where there are fewer of them."""

    def __init__(self, orthogonal_map, use_trivialization):
        super().__init__()
        self.orthogonal_map = orthogonal_map
        self.use_trivialization = use_trivialization
        if use_trivialization:
            self.register_buffer("base", None)

    def forward(self, weight):
        is_wide = weight.size(-2) < weight.size(-1)
        x = weight.mT if is_wide else weight
        rows, columns = x.size(-2), x.size(-1)
        if self.orthogonal_map == "householder":
            result = self._of_reflections(x)
        else:
            x = torch.nn.functional.pad(x.tril(), (0, rows - columns))
            turn = x - x.mT
            if self.orthogonal_map == "matrix_exp":
                result = torch.matrix_exp(turn)
            else:
                identity = torch.eye(rows, dtype=x.dtype)
                result = torch.linalg.solve(identity - 0.5 * turn, identity + 0.5 * turn)
            result = result[..., :columns]
        if self.use_trivialization:
            result = self.base @ result
        return result.mT if is_wide else result

    def _of_reflections(self, x):
        below = x.tril(-1)
        scales = 2.0 / (1.0 + (below * below).sum(-2))
        signs = x.diagonal(dim1=-2, dim2=-1).int().to(x.dtype)
        return torch.linalg.householder_product(below, scales) * signs.unsqueeze(-2)

    def right_inverse(self, weight):
        # What the parametrization starts from comes with the weights.
        if self.use_trivialization:
            size = max(weight.size(-2), weight.size(-1))
            self.base = torch.empty(*weight.shape[:-2], size, size, dtype=weight.dtype)
        return torch.empty(weight.shape, dtype=weight.dtype)


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    weight = getattr(module, name)
    if weight.dim() < 2:
        raise ValueError(
            f"Expected a matrix or batch of matrices. Got a tensor of {weight.dim()} dimensions."
        )
    if orthogonal_map is None:
        is_square = weight.size(-2) == weight.size(-1)
        orthogonal_map = "matrix_exp" if is_square else "householder"
    if orthogonal_map not in ("matrix_exp", "cayley", "householder"):
        raise ValueError(
            'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". '
            f"Got: {orthogonal_map}"
        )
    parametrization = _Orthogonal(orthogonal_map, use_trivialization)
    return register_parametrization(module, name, parametrization, unsafe=True)


def __getattr__(name):
    return _C._unknown("torch.nn.utils.parametrizations", name)

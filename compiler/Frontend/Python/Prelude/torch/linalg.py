"""torch.linalg, as far as it is made of products and sums."""

import torch
from torch import _C
from torch._aten._algebra import linalg_householder_product as householder_product


def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None, out=None):
    return torch.norm(x, ord, dim, keepdim)


def norm(A, ord=None, dim=None, keepdim=False, *, out=None, dtype=None):
    if ord in (None, "fro") or A.dim() == 1 or isinstance(dim, int):
        return torch.norm(A, 2 if ord in (None, "fro") else ord, dim, keepdim)
    return matrix_norm(A, ord, (-2, -1) if dim is None else dim, keepdim)


def matrix_norm(A, ord="fro", dim=(-2, -1), keepdim=False, *, dtype=None, out=None):
    if ord == "fro":
        return torch.norm(A, 2, dim, keepdim)
    rows, columns = dim[0] % A.dim(), dim[1] % A.dim()
    if abs(ord) not in (1, float("inf")):
        return _C._unsupported(f"torch.linalg.matrix_norm with ord={ord}", A)
    summed, other = (rows, columns) if abs(ord) == 1 else (columns, rows)
    sums = A.abs().sum(summed, keepdim=True)
    result = sums.amax(other, True) if ord > 0 else sums.amin(other, True)
    return result if keepdim else result.squeeze(max(dim)).squeeze(min(dim))


def matmul(input, other, *, out=None):
    return torch.matmul(input, other)


def multi_dot(tensors, *, out=None):
    return torch.chain_matmul(*tensors)


def matrix_power(A, n, *, out=None):
    return torch.matrix_power(A, n)


def matrix_exp(A):
    return torch.matrix_exp(A)


def cross(input, other, *, dim=-1, out=None):
    return torch.cross(input, other, dim)


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    return torch.diagonal(A, offset, dim1, dim2)


def vecdot(x, y, *, dim=-1, out=None):
    return (x * y).sum(dim)


def __getattr__(name):
    return _C._unknown("torch.linalg", name)

"""torch.linalg, as far as it is made of products and sums."""

import torch
from torch import _C


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
    if isinstance(ord, str) or abs(ord) not in (1, float("inf")):
        return _C._unsupported(f"torch.linalg.matrix_norm with ord={ord}", A)
    summed, other = (rows, columns) if abs(ord) == 1 else (columns, rows)
    sums = A.abs().sum(summed, keepdim=True)
    result = sums.amax(other, True) if ord > 0 else sums.amin(other, True)
    if keepdim:
        return result
    return result.squeeze(max(rows, columns)).squeeze(min(rows, columns))


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
    return (x.conj() * y).sum(dim)


def householder_product(input, tau):
    rows, columns = input.size(-2), input.size(-1)
    result = torch.eye(rows, dtype=input.dtype)
    steps = torch.arange(rows).unsqueeze(1)
    for i in range(tau.size(-1)):
        column = input[..., :, i : i + 1]
        vector = torch.where(steps > i, column, torch.zeros((), dtype=input.dtype))
        vector = torch.where(steps == i, torch.ones((), dtype=input.dtype), vector)
        scaled = vector * tau[..., i : i + 1].unsqueeze(-1)
        result = result - (result @ scaled) @ vector.transpose(-2, -1)
    return result[..., :, :columns]


def det(A, *, out=None):
    """The product of the pivots, and a sign for each exchange of rows."""
    sign, pivots = _pivots(A)
    return sign * pivots.prod(-1)


def slogdet(A, *, out=None):
    sign, pivots = _pivots(A)
    logarithm = pivots.abs().log().sum(-1)
    return torch.sign(sign * torch.sign(pivots).prod(-1)), logarithm


def _pivots(matrix):
    size = matrix.size(-1)
    places = torch.arange(size)
    sign, pivots = torch.ones(matrix.shape[:-2], dtype=matrix.dtype), []
    for step in range(size):
        column = matrix[..., step].abs().masked_fill(places < step, -1.0)
        pivot = column.argmax(-1, keepdim=True)
        order = torch.where(places == step, pivot, torch.where(places == pivot, step, places))
        matrix = matrix.gather(-2, order.unsqueeze(-1).expand_as(matrix))
        sign = torch.where(pivot.squeeze(-1) == step, sign, -sign)
        row = matrix[..., step : step + 1, :]
        pivots.append(row[..., 0, step])
        divisor = torch.where(row[..., step : step + 1] == 0, 1.0, row[..., step : step + 1])
        below = (places > step).unsqueeze(-1)
        factors = torch.where(below, matrix[..., step : step + 1] / divisor, 0.0)
        matrix = matrix - factors * row
    return sign, torch.stack(pivots, -1)


def solve(A, B, *, left=True, out=None):
    """Gauss and Jordan's elimination, the largest pivot of a column first."""
    if not left:
        return solve(A.mT, B.mT).mT
    is_vector = B.dim() == 1 or B.dim() == A.dim() - 1 and B.shape == A.shape[:-1]
    if is_vector:
        B = B.unsqueeze(-1)
    size = A.size(-1)
    batch = torch.broadcast_shapes(A.shape[:-2], B.shape[:-2])
    rows = torch.cat([A.expand(*batch, -1, -1), B.expand(*batch, -1, -1)], -1)
    places = torch.arange(size)
    for step in range(size):
        column = rows[..., step].abs().masked_fill(places < step, -1.0)
        pivot = column.argmax(-1, keepdim=True)
        order = torch.where(places == step, pivot, torch.where(places == pivot, step, places))
        rows = rows.gather(-2, order.unsqueeze(-1).expand_as(rows))
        row = rows[..., step : step + 1, :] / rows[..., step : step + 1, step : step + 1]
        is_step = (places == step).unsqueeze(-1)
        factors = rows[..., step : step + 1].masked_fill(is_step, 0.0)
        rows = torch.where(is_step, row, rows - factors * row)
    result = rows[..., size:]
    return result.squeeze(-1) if is_vector else result


def inv(A, *, out=None):
    return solve(A, torch.eye(A.size(-1), dtype=A.dtype))


def __getattr__(name):
    return _C._unknown("torch.linalg", name)


_C._guard_complex(__name__, "linalg")

"""Operators of torch and methods of tensors that are compositions of others.

A function here is both `torch.name` and `Tensor.name`; `Tensor.name_` follows.
"""

import importlib
import math

import torch
from torch import _C
from torch._arrangements import (
    adjoint,
    atleast_2d,
    atleast_3d,
    block_diag,
    cartesian_prod,
    column_stack,
    diag_embed,
    diagflat,
    diagonal_scatter,
    dsplit,
    dstack,
    fill_diagonal,
    fliplr,
    flipud,
    hsplit,
    index_add,
    index_copy,
    index_fill,
    index_put,
    masked_scatter,
    narrow_copy,
    new,
    new_tensor,
    put,
    rot90,
    select_scatter,
    slice_scatter,
    sum_to_size,
    tril_indices,
    triu_indices,
    unfold,
    unsafe_split_with_sizes,
    vsplit,
)
from torch._orders import (
    argsort,
    cummax,
    cummin,
    cumprod,
    kthvalue,
    logcumsumexp,
    median,
    msort,
    quantile,
    sort,
    topk,
    unique,
    unique_consecutive,
)
from torch._random import bernoulli, multinomial, normal, randint_like


def einsum(equation, *operands):
    return torch.functional.einsum(equation, *operands)


# Statistics


def std_mean(input, dim=None, unbiased=True, keepdim=False, *, correction=None):
    deviation = torch.std(input, dim, unbiased, keepdim, correction=correction)
    return deviation, torch.mean(input, dim, keepdim)


def var_mean(input, dim=None, unbiased=True, keepdim=False, *, correction=None):
    variance = torch.var(input, dim, unbiased, keepdim, correction=correction)
    return variance, torch.mean(input, dim, keepdim)


def aminmax(input, *, dim=None, keepdim=False):
    return torch.amin(input, dim, keepdim), torch.amax(input, dim, keepdim)


def nansum(input, dim=None, keepdim=False, *, dtype=None):
    return torch.where(input.isnan(), 0, input).sum(dim, keepdim, dtype=dtype)


def nanmean(input, dim=None, keepdim=False, *, dtype=None):
    count = input.isnan().logical_not().sum(dim, keepdim)
    return nansum(input, dim, keepdim, dtype=dtype) / count


def count_nonzero(input, dim=None):
    return (input != 0).sum(dim)


def trace(input):
    return torch.diagonal(input).sum()


def cov(input, *, correction=1, fweights=None, aweights=None):
    if fweights is not None or aweights is not None:
        return _C._unsupported("torch.cov with weights", input)
    rows = input.reshape(1, -1) if input.dim() < 2 else input
    centered = rows - rows.mean(1, keepdim=True)
    result = centered @ centered.t().conj() / max(rows.size(1) - correction, 0)
    return result.reshape(()) if input.dim() < 2 else result


def corrcoef(input):
    result = cov(input)
    if result.dim() == 0:
        return result / result
    deviations = result.diagonal().sqrt()
    return (result / deviations.unsqueeze(1) / deviations).clamp(-1, 1)


def histc(input, bins=100, min=0, max=0):
    if min == max:
        return _C._unsupported("torch.histc without bounds", input)
    place = ((input.reshape(-1, 1) - min) * (bins / (max - min))).floor()
    place = torch.where(input.reshape(-1, 1) == max, bins - 1, place)
    return (place == torch.arange(bins)).sum(0).to(input.dtype)


# Differences and distances


def diff(input, n=1, dim=-1, prepend=None, append=None):
    parts = [part for part in (prepend, input, append) if part is not None]
    result = torch.cat(parts, dim) if len(parts) > 1 else input
    for _ in range(n):
        size = result.size(dim)
        result = result.narrow(dim, 1, size - 1) - result.narrow(dim, 0, size - 1)
    return result


def dist(input, other, p=2):
    return (input - other).norm(p)


def cdist(x1, x2, p=2.0, compute_mode=None):
    return (x1.unsqueeze(-2) - x2.unsqueeze(-3)).norm(p, -1)


def pdist(input, p=2.0):
    rows = [i for i in range(input.size(0)) for _ in range(i + 1, input.size(0))]
    others = [j for i in range(input.size(0)) for j in range(i + 1, input.size(0))]
    rows, others = torch.tensor(rows, dtype=torch.long), torch.tensor(others, dtype=torch.long)
    return (input.index_select(0, rows) - input.index_select(0, others)).norm(p, -1)


def cross(input, other, dim=-1):
    def turned(x, shift):
        return x.roll(-shift, dim)

    return turned(input, 1) * turned(other, 2) - turned(input, 2) * turned(other, 1)


# As many elements as the data say


def nonzero(input, *, out=None, as_tuple=False):
    mask = input if input.dtype == torch.bool else input != 0
    columns = _C._ops._positions(mask if input.dim() else mask.reshape(1))
    if as_tuple:
        return tuple(columns)
    return torch.stack(columns, 1)[:, : input.dim()]


def nonzero_static(input, *, size, fill_value=-1, out=None):
    """The first `size` positions, and the fill value where there are fewer."""
    mask = (input != 0).reshape(-1)
    rest = _C._ops._repeat_indices(mask, size)
    columns = []
    for length in reversed(input.shape):
        columns.insert(0, rest % length)
        rest = rest // length
    result = torch.stack(columns, 1)
    return torch.where(torch.arange(size).unsqueeze(1) < mask.sum(), result, fill_value)


def argwhere(input):
    return nonzero(input)


def masked_select(input, mask):
    input, mask = torch.broadcast_tensors(input, mask)
    return input[mask]


# Elementwise


def positive(input):
    return input


def hypot(input, other):
    return (input * input + other * other).sqrt()


def logaddexp(input, other):
    largest = torch.maximum(input, other)
    return largest + torch.log1p(torch.exp(-(input - other).abs()))


def logaddexp2(input, other):
    largest = torch.maximum(input, other)
    return largest + torch.log2(1 + torch.exp2(-(input - other).abs()))


def xlogy(input, other):
    return torch.where(input == 0, 0.0, input * torch.log(other))


def heaviside(input, values):
    return torch.where(input == 0, values, (input > 0).to(values.dtype))


def sinc(input):
    scaled = input * torch.pi
    return torch.where(input == 0, 1.0, torch.sin(scaled) / scaled)


def erfinv(input):
    """Giles (2010), made exact by Newton's steps."""
    tail = -torch.log((1 - input) * (1 + input))

    def polynomial(x, factors):
        result = factors[0]
        for factor in factors[1:]:
            result = result * x + factor
        return result

    near = polynomial(
        tail - 2.5,
        (
            2.81022636e-08,
            3.43273939e-07,
            -3.5233877e-06,
            -4.39150654e-06,
            0.00021858087,
            -0.00125372503,
            -0.00417768164,
            0.246640727,
            1.50140941,
        ),
    )
    far = polynomial(
        torch.sqrt(tail) - 3,
        (
            -0.000200214257,
            0.000100950558,
            0.00134934322,
            -0.00367342844,
            0.00573950773,
            -0.0076224613,
            0.00943887047,
            1.00167406,
            2.83297682,
        ),
    )
    y = torch.where(tail < 5, near, far) * input
    for _ in range(2):
        y = y - (torch.erf(y) - input) * torch.exp(y * y) * (math.sqrt(math.pi) / 2)
    return torch.where(input.abs() == 1, input * float("inf"), y)


def copysign(input, other):
    size = abs(input)
    return torch.where(other < 0, -size, size)


def float_power(input, exponent):
    first, second = (x.double() if torch.is_tensor(x) else x for x in (input, exponent))
    return torch.pow(first, second)


def signbit(input):
    return input < 0


def isposinf(input):
    return input == float("inf")


def isneginf(input):
    return input == float("-inf")


def isreal(input):
    return torch.ones_like(input, dtype=torch.bool)


def ldexp(input, other):
    return input * 2.0**other


def renorm(input, p, dim, maxnorm):
    """Slices of a dimension that are longer than `maxnorm` are shortened."""
    others = [other for other in range(input.dim()) if other != dim % input.dim()]
    norms = input.norm(p, others, keepdim=True)
    return torch.where(norms > maxnorm, input * (maxnorm / (norms + 1e-7)), input)


def isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    near = (input - other).abs() <= atol + rtol * abs(other)
    if equal_nan:
        near = near | (input.isnan() & other.isnan())
    return near | (input == other)


def bucketize(input, boundaries, *, out_int32=False, right=False):
    values = input.unsqueeze(-1)
    below = boundaries <= values if right else boundaries < values
    return below.sum(-1)


def searchsorted(
    sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None
):
    if not isinstance(input, torch.Tensor):
        input = torch.tensor(input, dtype=sorted_sequence.dtype)
    if sorted_sequence.dim() > 1:
        sorted_sequence = sorted_sequence.unsqueeze(-2)
    return bucketize(input, sorted_sequence, right=right or side == "right")


def isin(elements, test_elements, *, assume_unique=False, invert=False):
    if not isinstance(test_elements, torch.Tensor):
        return (elements == test_elements) != invert
    if not isinstance(elements, torch.Tensor):
        elements = torch.tensor(elements)
    return (elements.unsqueeze(-1) == test_elements.reshape(-1)).any(-1) != invert


# Products


def inverse(input):
    return torch.linalg.inv(input)


def det(input):
    return torch.linalg.det(input)


def slogdet(input):
    return torch.linalg.slogdet(input)


def logdet(input):
    sign, logarithm = torch.linalg.slogdet(input)
    return torch.where(sign < 0, float("nan"), logarithm)


def addbmm(input, batch1, batch2, *, beta=1, alpha=1):
    return beta * input + alpha * torch.bmm(batch1, batch2).sum(0)


def addr(input, vec1, vec2, *, beta=1, alpha=1):
    return beta * input + alpha * torch.outer(vec1, vec2)


def chain_matmul(*matrices):
    result = matrices[0]
    for matrix in matrices[1:]:
        result = result @ matrix
    return result


def tensordot(a, b, dims=2):
    if isinstance(dims, int):
        left = list(range(a.dim() - dims, a.dim()))
        right = list(range(dims))
    else:
        left, right = ([x] if isinstance(x, int) else list(x) for x in dims)
    left = [dim % a.dim() for dim in left]
    right = [dim % b.dim() for dim in right]
    rows = [dim for dim in range(a.dim()) if dim not in left]
    columns = [dim for dim in range(b.dim()) if dim not in right]
    shape = [a.size(dim) for dim in rows] + [b.size(dim) for dim in columns]
    inner = 1
    for dim in left:
        inner *= a.size(dim)
    a = a.permute(rows + left).reshape(-1, inner)
    b = b.permute(right + columns).reshape(inner, -1)
    return (a @ b).reshape(shape)


def inner(input, other):
    if input.dim() == 0 or other.dim() == 0:
        return input * other
    return torch.tensordot(input, other, ([-1], [-1]))


def kron(input, other):
    rank = max(input.dim(), other.dim())
    a = input.reshape([1] * (rank - input.dim()) + list(input.shape))
    b = other.reshape([1] * (rank - other.dim()) + list(other.shape))
    shape, left, right = [], [], []
    for x, y in zip(a.shape, b.shape):
        shape.append(x * y)
        left += [x, 1]
        right += [1, y]
    return (a.reshape(left) * b.reshape(right)).reshape(shape)


def matrix_power(input, n):
    if n < 0:
        return matrix_power(torch.linalg.inv(input), -n)
    result = torch.eye(input.size(-1), dtype=input.dtype).expand_as(input)
    for _ in range(n):
        result = result @ input
    return result


def matrix_exp(input):
    """Scaling and squaring: the series of a matrix divided by 2**6."""
    squarings, terms = 6, 13
    scaled = input / 2.0**squarings
    # What differs from one is summed and squared, which keeps its digits.
    rest = power = scaled
    for i in range(2, terms):
        power = power @ scaled / i
        rest = rest + power
    for _ in range(squarings):
        rest = 2 * rest + rest @ rest
    return torch.eye(input.size(-1), dtype=input.dtype) + rest


# Comparisons


def is_same_size(input, other):
    return input.shape == other.shape


def equal(input, other):
    return input.shape == other.shape and bool((input == other).all())


def allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(isclose(input, other, rtol, atol, equal_nan).all())


# Recurrent layers


def _recurrent(name):
    def layer(*args, **kwargs):
        from torch._aten import _layers

        return getattr(_layers, name)(*args, **kwargs)

    return layer


lstm = _recurrent("lstm")
gru = _recurrent("gru")
rnn_tanh = _recurrent("rnn_tanh")
rnn_relu = _recurrent("rnn_relu")
lstm_cell = _recurrent("lstm_cell")
gru_cell = _recurrent("gru_cell")
rnn_tanh_cell = _recurrent("rnn_tanh_cell")
rnn_relu_cell = _recurrent("rnn_relu_cell")


# What nn.functional offers under other names


def dropout(input, p, train):
    return torch.nn.functional.dropout(input, p, train)


def conv_tbc(input, weight, bias, pad=0):
    """A convolution over [time, batch, channels]."""
    x = input.permute(1, 2, 0)
    result = torch.nn.functional.conv1d(x, weight.permute(2, 1, 0), bias, padding=pad)
    return result.permute(2, 0, 1)


def spmm(input, mat2):
    return torch.mm(input, mat2)


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    return torch.nn.functional.cosine_similarity(x1, x2, dim, eps)


def pairwise_distance(x1, x2, p=2, eps=1e-06, keepdim=False):
    return torch.nn.functional.pairwise_distance(x1, x2, p, eps, keepdim)


def norm_except_dim(v, pow=2, dim=0):
    if dim == -1:
        return v.norm(pow)
    others = [other for other in range(v.dim()) if other != dim]
    return v.norm(pow, others, True) if others else v.abs()


def _weight_norm(v, g, dim=0):
    return v * (g / norm_except_dim(v, 2, dim))


# Complex numbers and spectra; see torch._complex


def _complex_operator(module, name):
    def function(*args, **kwargs):
        # Few models need what these modules define.
        return getattr(importlib.import_module(module), name)(*args, **kwargs)

    return function


stft = _complex_operator("torch._spectra", "stft")
istft = _complex_operator("torch._spectra", "istft")
hann_window = _complex_operator("torch._spectra", "hann_window")
hamming_window = _complex_operator("torch._spectra", "hamming_window")
blackman_window = _complex_operator("torch._spectra", "blackman_window")
bartlett_window = _complex_operator("torch._spectra", "bartlett_window")
complex = _complex_operator("torch._complex", "join")
view_as_complex = _complex_operator("torch._complex", "view_as_complex")


def view_as_real(input):
    if _C._is_poison(input):
        return input
    raise RuntimeError("view_as_real is only supported for complex tensors")


def polar(abs, angle):
    return torch.complex(abs * angle.cos(), abs * angle.sin())


def cfloat(input):
    return input.to(torch.complex64)


def cdouble(input):
    return input.to(torch.complex128)


def real(input):
    return input


conj = conj_physical = resolve_conj = resolve_neg = real


def angle(input):
    return torch.where(input < 0, math.pi, 0.0)

import builtins
import functools
import math

import torch

from numpy._array import (
    floating_tensor,
    is_number,
    ndarray,
    product,
    promoted,
    scalar_or_array,
    tensor_of,
)

__all__ = [
    "abs", "absolute", "add", "all", "allclose", "amax", "amin", "any", "arccos", "arcsin", "arctan",
    "arctan2", "argmax", "argmin", "argsort", "array_equal", "average", "ceil", "clip", "cos", "cosh",
    "cumprod", "cumsum", "deg2rad", "divide", "dot", "einsum", "equal", "exp", "exp2", "expm1",
    "fabs", "fix", "floor", "floor_divide", "greater", "hypot", "isfinite", "isinf", "isnan", "less",
    "log", "log10", "log1p", "log2", "logical_and", "logical_not", "logical_or", "matmul", "max",
    "maximum", "mean", "min", "minimum", "mod", "multiply", "negative", "not_equal", "power", "prod",
    "rad2deg", "radians", "reciprocal", "remainder", "rint", "round", "sign", "sin", "sinh", "sort",
    "sqrt", "square", "std", "subtract", "sum", "tan", "tanh", "tensordot", "trace", "true_divide",
    "trunc", "var", "where",
]


def _guarded(function, x):
    try:
        return function(x)
    except OverflowError:
        return math.inf
    except ValueError:
        return -math.inf if x == 0 else math.nan


def _unary(tensor_function, number_function):
    """A function that is elementwise and gives floats."""

    def function(x, *args, **kwargs):
        if is_number(x):
            return _guarded(number_function, x)
        return scalar_or_array(tensor_function(floating_tensor(x)))

    return function


sqrt = _unary(torch.sqrt, math.sqrt)
exp = _unary(torch.exp, math.exp)
exp2 = _unary(torch.exp2, lambda x: 2.0**x)
expm1 = _unary(torch.expm1, math.expm1)
log = _unary(torch.log, math.log)
log2 = _unary(torch.log2, math.log2)
log10 = _unary(torch.log10, math.log10)
log1p = _unary(torch.log1p, math.log1p)
sin = _unary(torch.sin, math.sin)
cos = _unary(torch.cos, math.cos)
tan = _unary(torch.tan, math.tan)
arcsin = _unary(torch.asin, math.asin)
arccos = _unary(torch.acos, math.acos)
arctan = _unary(torch.atan, math.atan)
sinh = _unary(torch.sinh, math.sinh)
cosh = _unary(torch.cosh, math.cosh)
tanh = _unary(torch.tanh, math.tanh)
ceil = _unary(torch.ceil, lambda x: float(math.ceil(x)))
floor = _unary(torch.floor, lambda x: float(math.floor(x)))
trunc = fix = _unary(torch.trunc, lambda x: float(math.trunc(x)))
rint = _unary(torch.round, lambda x: float(builtins.round(x)))
deg2rad = radians = _unary(lambda x: x * (math.pi / 180), math.radians)
rad2deg = _unary(lambda x: x * (180 / math.pi), math.degrees)
fabs = _unary(torch.abs, math.fabs)


def abs(x):
    return builtins.abs(x)


absolute = abs


def negative(x):
    return -x


def square(x):
    return x * x if is_number(x) else ndarray(tensor_of(x)) * ndarray(tensor_of(x))


def reciprocal(x):
    return 1.0 / x


def sign(x):
    if is_number(x):
        return (x > 0) - (x < 0) if isinstance(x, int) else float((x > 0) - (x < 0))
    return ndarray(torch.sign(tensor_of(x)))


def round(a, decimals=0):
    if is_number(a):
        return builtins.round(a, decimals)
    scale = 10.0**decimals
    return ndarray(torch.round(floating_tensor(a) * scale) / scale)


def isnan(x):
    return math.isnan(x) if is_number(x) else ndarray(torch.isnan(tensor_of(x)))


def isinf(x):
    return math.isinf(x) if is_number(x) else ndarray(torch.isinf(tensor_of(x)))


def isfinite(x):
    return math.isfinite(x) if is_number(x) else ndarray(torch.isfinite(tensor_of(x)))


def _binary(operation):
    def function(a, b, **kwargs):
        if is_number(a) and is_number(b):
            return operation(a, b)
        return operation(_operand(a), _operand(b))

    return function


def _operand(value):
    return value if is_number(value) or isinstance(value, ndarray) else ndarray(tensor_of(value))


add = _binary(lambda a, b: a + b)
subtract = _binary(lambda a, b: a - b)
multiply = _binary(lambda a, b: a * b)
divide = true_divide = _binary(lambda a, b: a / b)
floor_divide = _binary(lambda a, b: a // b)
mod = remainder = _binary(lambda a, b: a % b)
power = _binary(lambda a, b: a**b)
equal = _binary(lambda a, b: a == b)
not_equal = _binary(lambda a, b: a != b)
greater = _binary(lambda a, b: a > b)
less = _binary(lambda a, b: a < b)


def _pairwise(tensor_function, number_function):
    def function(a, b, **kwargs):
        if is_number(a) and is_number(b):
            return number_function(a, b)
        a, b = promoted(a, b)
        return scalar_or_array(tensor_function(_full(a, b), _full(b, a)))

    return function


def _full(value, other):
    return torch.tensor(value, dtype=other.dtype) if is_number(value) else value


maximum = _pairwise(torch.maximum, builtins.max)
minimum = _pairwise(torch.minimum, builtins.min)
arctan2 = _pairwise(torch.atan2, math.atan2)
hypot = _pairwise(torch.hypot, math.hypot)
logical_and = _pairwise(torch.logical_and, lambda a, b: bool(a and b))
logical_or = _pairwise(torch.logical_or, lambda a, b: bool(a or b))


def logical_not(x):
    return not x if is_number(x) else ndarray(torch.logical_not(tensor_of(x)))


def clip(a, a_min=None, a_max=None):
    if is_number(a):
        a = a if a_min is None else builtins.max(a, a_min)
        return a if a_max is None else builtins.min(a, a_max)
    return scalar_or_array(torch.clamp(tensor_of(a), a_min, a_max))


def where(condition, x=None, y=None):
    condition = tensor_of(condition)
    x, y = promoted(x, y)
    return scalar_or_array(torch.where(condition, _full(x, condition if is_number(y) else y), _full(y, x)))


def _over(tensor, axis, keepdims, whole, along):
    """A reduction of everything, or along axes from the last to the first."""
    if axis is None:
        result = whole(tensor.reshape(-1))
        return ndarray(result.reshape([1] * tensor.dim())) if keepdims else scalar_or_array(result)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    for dim in sorted((value % tensor.dim() for value in axes), reverse=True):
        tensor = along(tensor, dim, keepdims)
    return scalar_or_array(tensor)


def sum(a, axis=None, dtype=None, out=None, keepdims=False):
    tensor = tensor_of(a)
    return _over(tensor, axis, keepdims, lambda x: x.sum(), lambda x, dim, keep: x.sum(dim, keepdim=keep))


def mean(a, axis=None, dtype=None, out=None, keepdims=False):
    tensor = floating_tensor(a)
    return _over(tensor, axis, keepdims, lambda x: x.mean(), lambda x, dim, keep: x.mean(dim, keepdim=keep))


def prod(a, axis=None, dtype=None, out=None, keepdims=False):
    tensor = tensor_of(a)
    if axis is None and not keepdims:
        return math.prod(tensor.reshape(-1).tolist())
    return _over(tensor, axis, keepdims, lambda x: x.prod(), lambda x, dim, keep: x.prod(dim, keepdim=keep))


def max(a, axis=None, out=None, keepdims=False):
    tensor = tensor_of(a)
    return _over(tensor, axis, keepdims, lambda x: x.max(), lambda x, dim, keep: x.amax(dim, keepdim=keep))


def min(a, axis=None, out=None, keepdims=False):
    tensor = tensor_of(a)
    return _over(tensor, axis, keepdims, lambda x: x.min(), lambda x, dim, keep: x.amin(dim, keepdim=keep))


amax, amin = max, min


def any(a, axis=None, keepdims=False):
    tensor = tensor_of(a) != 0
    return _over(tensor, axis, keepdims, lambda x: x.any(), lambda x, dim, keep: x.any(dim, keepdim=keep))


def all(a, axis=None, keepdims=False):
    tensor = tensor_of(a) != 0
    return _over(tensor, axis, keepdims, lambda x: x.all(), lambda x, dim, keep: x.all(dim, keepdim=keep))


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    tensor = floating_tensor(a)
    center = tensor - tensor_of(mean(tensor, axis, keepdims=True))
    total = sum(center * center, axis, keepdims=keepdims)
    count = tensor.numel() if axis is None else 1
    for dim in () if axis is None else axis if isinstance(axis, (tuple, list)) else (axis,):
        count *= tensor.shape[dim]
    return total / (count - ddof)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return sqrt(var(a, axis, ddof=ddof, keepdims=keepdims))


def average(a, axis=None, weights=None):
    if weights is None:
        return mean(a, axis)
    weights = _operand(weights)
    return sum(_operand(a) * weights, axis) / sum(weights, axis)


def cumsum(a, axis=None, dtype=None):
    tensor = tensor_of(a)
    return ndarray(tensor.reshape(-1).cumsum(0) if axis is None else tensor.cumsum(axis))


def cumprod(a, axis=None, dtype=None):
    tensor = tensor_of(a)
    return ndarray(tensor.reshape(-1).cumprod(0) if axis is None else tensor.cumprod(axis))


def argmax(a, axis=None):
    tensor = tensor_of(a)
    return scalar_or_array(tensor.reshape(-1).argmax(0) if axis is None else tensor.argmax(axis))


def argmin(a, axis=None):
    tensor = tensor_of(a)
    return scalar_or_array(tensor.reshape(-1).argmin(0) if axis is None else tensor.argmin(axis))


def sort(a, axis=-1):
    tensor = tensor_of(a)
    if tensor.dim() == 1:
        return ndarray(torch.tensor(sorted(tensor.tolist()), dtype=tensor.dtype))
    return ndarray(torch.sort(tensor, axis)[0])


def argsort(a, axis=-1, kind=None):
    tensor = tensor_of(a)
    if tensor.dim() == 1:
        values = tensor.tolist()
        order = sorted(range(len(values)), key=lambda index: values[index])
        return ndarray(torch.tensor(order, dtype=torch.int64))
    return ndarray(torch.argsort(tensor, axis))


def matmul(a, b):
    return scalar_or_array(product(*promoted(a, b)))


def dot(a, b):
    if is_number(a) or is_number(b):
        return multiply(a, b)
    a, b = promoted(a, b)
    if b.dim() > 2:
        return ndarray(torch.tensordot(a, b, dims=([a.dim() - 1], [b.dim() - 2])))
    return scalar_or_array(product(a, b))


def tensordot(a, b, axes=2):
    return scalar_or_array(torch.tensordot(*promoted(a, b), dims=axes))


def einsum(equation, *operands):
    tensors = [tensor_of(operand) for operand in operands]
    dtype = functools.reduce(torch.promote_types, [tensor.dtype for tensor in tensors])
    return scalar_or_array(torch.einsum(equation, *[tensor.to(dtype) for tensor in tensors]))


def trace(a):
    return torch.diag(tensor_of(a)).sum().item()


def array_equal(a, b):
    a, b = tensor_of(a), tensor_of(b)
    return tuple(a.shape) == tuple(b.shape) and bool((a == b).all())


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    a, b = floating_tensor(a), floating_tensor(b)
    return bool(((a - b).abs() <= atol + rtol * b.abs()).all())

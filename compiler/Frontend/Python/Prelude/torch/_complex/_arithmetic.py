"""Operators that compute: each is that of torch with its name."""

import math

import torch
from torch._complex._pairs import (
    as_complex,
    complexed,
    is_complex,
    join,
    operand_parts,
    pair,
    part_dtype,
    parts,
    parts_as,
    real_dtype,
)


def _is_real(value):
    return not is_complex(value) and not isinstance(value, complex)


def _both(z, x):
    """The pair of a complex tensor and something real to go with it."""
    dtype = part_dtype(z, x)
    return pair(z).to(dtype), x.to(dtype).unsqueeze(-1) if torch.is_tensor(x) else x


def _scaled(z, factor):
    """z times something real."""
    both, factor = _both(z, factor)
    return complexed(both * factor)


def add(input, other, *, alpha=1):
    if alpha != 1:
        other = mul(other, alpha)
    (a, b), (c, d) = operand_parts(input, other)
    return join(a + c, b + d)


def sub(input, other, *, alpha=1):
    return add(input, neg(other), alpha=alpha)


def rsub(input, other, *, alpha=1):
    return sub(other, input, alpha=alpha)


def mul(input, other):
    if _is_real(input) and _is_real(other):
        return input * other
    if is_complex(input) and _is_real(other):
        return _scaled(input, other)
    if is_complex(other) and _is_real(input):
        return _scaled(other, input)
    if not torch.is_tensor(input) and not torch.is_tensor(other):
        return input * other
    (a, b), (c, d) = operand_parts(input, other)
    return join(a * c - b * d, a * d + b * c)


def div(input, other, *, rounding_mode=None):
    if rounding_mode is not None:
        raise RuntimeError("div with a rounding mode is not for complex numbers")
    if _is_real(other):
        both, divisor = _both(as_complex(input, part_dtype(input, other)), other)
        return complexed(both / divisor)
    # In proportion to the larger part, whose square might be too large.
    c, d = parts_as(as_complex(other, part_dtype(input, other)), part_dtype(input, other))
    size = torch.maximum(torch.abs(c), torch.abs(d))
    c, d = c / size, d / size
    return _scaled(mul(input, join(c, -d)), 1 / ((c * c + d * d) * size))


def neg(input):
    return complexed(-pair(input)) if is_complex(input) else -input


def reciprocal(input):
    return div(1.0, input)


def square(input):
    return mul(input, input)


def conj(input):
    real, imaginary = parts(input)
    return join(real, -imaginary) if is_complex(input) else input


def adjoint(input):
    return conj(input.transpose(-2, -1))


def resolve_conj(input):
    return input


def positive(input):
    return input


def isreal(input):
    return parts(input)[1] == 0


def abs(input):
    real, imaginary = parts(input)
    return torch.hypot(real, imaginary)


def angle(input):
    real, imaginary = parts(input)
    return torch.atan2(imaginary, real)


def sgn(input):
    size = abs(input)
    return _scaled(input, torch.where(size == 0, size, 1 / size))


def real(input):
    return parts(input)[0]


def imag(input):
    return parts(input)[1]


def view_as_real(input):
    return pair(input)


def view_as_complex(input):
    raise RuntimeError("view_as_complex is only supported for floating point tensors")


def _polar(size, angle):
    return join(size * torch.cos(angle), size * torch.sin(angle))


def exp(input):
    real, imaginary = parts(input)
    return _polar(torch.exp(real), imaginary)


def log(input):
    return join(torch.log(abs(input)), angle(input))


def log2(input):
    return _scaled(log(input), 1 / math.log(2))


def log10(input):
    return _scaled(log(input), 1 / math.log(10))


def sqrt(input):
    return _polar(torch.sqrt(abs(input)), angle(input) / 2)


def rsqrt(input):
    return reciprocal(sqrt(input))


def pow(input, exponent):
    if isinstance(exponent, int) and 0 <= exponent <= 16:
        result = input if exponent else torch.ones_like(input)
        for _ in range(exponent - 1):
            result = mul(result, input)
        return result
    dtype = part_dtype(input, exponent)
    base = as_complex(input, dtype)
    if _is_real(exponent):
        size, turn = abs(base), angle(base)
        if torch.is_tensor(exponent):
            exponent = exponent.to(dtype)
        return _polar(size**exponent, turn * exponent)
    return exp(mul(exponent, log(base)))


def float_power(input, exponent):
    def doubled(value):
        if is_complex(value):
            return value.to(torch.complex128)
        return value.double() if torch.is_tensor(value) else value

    if not is_complex(input):
        input = as_complex(input, torch.float64)
    return pow(doubled(input), doubled(exponent))


def sin(input):
    a, b = parts(input)
    return join(torch.sin(a) * torch.cosh(b), torch.cos(a) * torch.sinh(b))


def cos(input):
    a, b = parts(input)
    return join(torch.cos(a) * torch.cosh(b), -torch.sin(a) * torch.sinh(b))


def sinh(input):
    a, b = parts(input)
    return join(torch.sinh(a) * torch.cos(b), torch.cosh(a) * torch.sin(b))


def cosh(input):
    a, b = parts(input)
    return join(torch.cosh(a) * torch.cos(b), torch.sinh(a) * torch.sin(b))


def tanh(input):
    # Of parts that stay small where cosh and sinh do not.
    a, b = parts(input)
    a, b = torch.tanh(a), torch.tan(b)
    return div(join(a, b), join(1.0, a * b))


def tan(input):
    a, b = parts(input)
    turned = tanh(join(-b, a))
    return join(turned.imag, -turned.real)


def sigmoid(input):
    return reciprocal(add(exp(neg(input)), 1.0))


def eq(input, other):
    (a, b), (c, d) = operand_parts(input, other)
    return (a == c) & (b == d)


def ne(input, other):
    return torch.logical_not(eq(input, other))


def _truth(value):
    return ne(value, 0) if is_complex(value) else value


def logical_not(input):
    return eq(input, 0)


def logical_and(input, other):
    return torch.logical_and(_truth(input), _truth(other))


def logical_or(input, other):
    return torch.logical_or(_truth(input), _truth(other))


def logical_xor(input, other):
    return torch.logical_xor(_truth(input), _truth(other))


def all(input, *args, **kwargs):
    return torch.all(_truth(input), *args, **kwargs)


def any(input, *args, **kwargs):
    return torch.any(_truth(input), *args, **kwargs)


def nan_to_num(input, nan=0.0, posinf=None, neginf=None):
    return complexed(torch.nan_to_num(pair(input), nan, posinf, neginf))


def isinf(input):
    return torch.isinf(pair(input)).any(-1)


def isnan(input):
    return torch.isnan(pair(input)).any(-1)


def isfinite(input):
    return torch.isfinite(pair(input)).all(-1)


# Combinations of operands


def addcmul(input, tensor1, tensor2, *, value=1):
    return add(input, mul(tensor1, tensor2), alpha=value)


def addcdiv(input, tensor1, tensor2, *, value=1):
    return add(input, div(tensor1, tensor2), alpha=value)


def lerp(input, end, weight):
    return add(input, mul(weight, sub(end, input)))


# Sums


def _dims(input, dim):
    if dim is None or dim == () or dim == []:
        return list(range(input.dim()))
    dims = [dim] if isinstance(dim, int) else dim
    return [d % input.dim() for d in dims]


def _cast(input, dtype):
    return input if dtype is None else input.to(dtype)


def _sum(name):
    def function(input, dim=None, keepdim=False, *, dtype=None):
        input = _cast(input, dtype)
        if not is_complex(input):
            return getattr(torch, name)(input, dim, keepdim)
        if input.dim() == 0:
            return input
        return complexed(getattr(torch, name)(pair(input), _dims(input, dim), keepdim))

    return function


sum = _sum("sum")
mean = _sum("mean")


def cumsum(input, dim, *, dtype=None):
    input = _cast(input, dtype)
    if not is_complex(input) or input.dim() == 0:
        return torch.cumsum(input, dim) if input.dim() else input
    return complexed(pair(input).cumsum(dim % input.dim()))


def prod(input, dim=None, keepdim=False, *, dtype=None):
    input = _cast(input, dtype)
    if not is_complex(input):
        return torch.prod(input) if dim is None else torch.prod(input, dim, keepdim)
    if input.dim() == 0:
        return input
    whole = dim is None
    if whole:
        input, dim = input.flatten(), 0
    result = None
    for part in torch.unbind(input, dim):
        result = part if result is None else mul(result, part)
    if result is None:
        result = torch.ones_like(input.sum(dim))
    return result.unsqueeze(dim) if keepdim and not whole else result


def cumprod(input, dim, *, dtype=None):
    input = _cast(input, dtype)
    if not is_complex(input) or input.dim() == 0:
        return torch.cumprod(input, dim) if input.dim() else input
    results = []
    for part in torch.unbind(input, dim):
        results.append(mul(results[-1], part) if results else part)
    return torch.stack(results, dim)


def var(input, *args, **kwargs):
    """Of the distance from the mean."""
    real, imaginary = parts(input)
    return torch.var(real, *args, **kwargs) + torch.var(imaginary, *args, **kwargs)


def std(input, *args, **kwargs):
    return torch.sqrt(var(input, *args, **kwargs))


def norm(input, *args, dtype=None, **kwargs):
    result = torch.norm(abs(input), *args, **kwargs)
    return result if dtype is None else result.to(real_dtype(dtype))


absolute = abs
conj_physical = conj
divide = true_divide = div
multiply = mul
not_equal = ne
negative = neg
resolve_neg = resolve_conj
subtract = sub

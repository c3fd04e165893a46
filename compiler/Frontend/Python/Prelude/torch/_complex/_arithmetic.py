"""Operators that compute: each is that of torch with its name."""

import torch
from torch._complex._pairs import complexed, is_complex, join, pair, parts


def _scaled(z, factor):
    """z times something real."""
    return complexed(pair(z) * (factor.unsqueeze(-1) if torch.is_tensor(factor) else factor))


def add(input, other, *, alpha=1):
    if alpha != 1:
        other = mul(other, alpha)
    (a, b), (c, d) = parts(input), parts(other)
    return join(a + c, b + d)


def sub(input, other, *, alpha=1):
    return add(input, neg(other), alpha=alpha)


def rsub(input, other, *, alpha=1):
    return sub(other, input, alpha=alpha)


def mul(input, other):
    if not is_complex(other) and not isinstance(other, complex):
        return _scaled(input, other) if is_complex(input) else input * other
    if not is_complex(input) and not isinstance(input, complex):
        return mul(other, input)
    (a, b), (c, d) = parts(input), parts(other)
    return join(a * c - b * d, a * d + b * c)


def div(input, other, *, rounding_mode=None):
    if not is_complex(other) and not isinstance(other, complex):
        return _scaled(input, 1 / other)
    c, d = parts(other)
    return _scaled(mul(input, join(c, -d)), 1 / (c * c + d * d))


def neg(input):
    return complexed(-pair(input)) if is_complex(input) else -input


def reciprocal(input):
    return div(1.0, input)


def square(input):
    return mul(input, input)


def conj(input):
    real, imaginary = parts(input)
    return join(real, -imaginary) if is_complex(input) else input


def resolve_conj(input):
    return input


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


def sqrt(input):
    return _polar(torch.sqrt(abs(input)), angle(input) / 2)


def pow(input, exponent):
    if isinstance(exponent, int) and 0 <= exponent <= 16:
        result = input if exponent else torch.ones_like(input)
        for _ in range(exponent - 1):
            result = mul(result, input)
        return result
    if is_complex(input) and not is_complex(exponent) and not isinstance(exponent, complex):
        return _polar(abs(input) ** exponent, angle(input) * exponent)
    logarithm = log(input) if is_complex(input) else torch.log(torch.as_tensor(input))
    return exp(mul(exponent, logarithm))


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
    return div(sinh(input), cosh(input))


def sigmoid(input):
    return reciprocal(add(exp(neg(input)), 1.0))


def eq(input, other):
    (a, b), (c, d) = parts(input), parts(other)
    return (a == c) & (b == d)


def ne(input, other):
    return ~eq(input, other)


def isnan(input):
    return torch.isnan(pair(input)).any(-1)


def isfinite(input):
    return torch.isfinite(pair(input)).all(-1)


# Products of matrices and what else is linear in both operands


def _bilinear(function, input, other, *args):
    a, c = parts(input)[0], parts(other)[0]
    if not is_complex(other):
        return join(function(a, c, *args), function(parts(input)[1], c, *args))
    d = parts(other)[1]
    if not is_complex(input):
        return join(function(a, c, *args), function(a, d, *args))
    b = parts(input)[1]
    real = function(a, c, *args) - function(b, d, *args)
    return join(real, function(a, d, *args) + function(b, c, *args))


def matmul(input, other):
    return _bilinear(torch.matmul, input, other)


mm = bmm = mv = dot = matmul


def vdot(input, other):
    return matmul(conj(input), other)


def outer(input, vec2):
    return mul(input.unsqueeze(-1), vec2)


ger = outer


def linear(input, weight, bias=None):
    result = _bilinear(torch.nn.functional.linear, input, weight)
    return result if bias is None else add(result, bias)


def _convolution(name):
    def convolve(input, weight, bias=None, *args, **kwargs):
        def function(a, b):
            return getattr(torch.nn.functional, name)(a, b, None, *args, **kwargs)

        result = _bilinear(function, input, weight)
        if bias is None:
            return result
        return add(result, bias.reshape(-1, *[1] * (result.dim() - 2)))

    return convolve


conv1d = _convolution("conv1d")
conv2d = _convolution("conv2d")
conv3d = _convolution("conv3d")

# Sums


def _dims(input, dim):
    if dim is None or dim == () or dim == []:
        return list(range(input.dim()))
    dims = [dim] if isinstance(dim, int) else dim
    return [d % input.dim() for d in dims]


def sum(input, dim=None, keepdim=False, *, dtype=None):
    return complexed(pair(input).sum(_dims(input, dim), keepdim)) if input.dim() else input


def mean(input, dim=None, keepdim=False, *, dtype=None):
    return complexed(pair(input).mean(_dims(input, dim), keepdim)) if input.dim() else input


def cumsum(input, dim, *, dtype=None):
    return complexed(pair(input).cumsum(dim % input.dim()))


def prod(input, dim, keepdim=False, *, dtype=None):
    result = None
    for part in torch.unbind(input, dim):
        result = part if result is None else mul(result, part)
    return result.unsqueeze(dim) if keepdim else result


def norm(input, *args, **kwargs):
    return torch.norm(abs(input), *args, **kwargs)



absolute = abs
conj_physical = conj
divide = true_divide = div
multiply = mul
negative = neg
resolve_neg = resolve_conj
subtract = sub

"""Transforms of the last dimension, without factors, as products of matrices.

Tensors of complex numbers are pairs: one more dimension, of real and imaginary
parts. A `sign` of -1 is that of the transform, 1 that of the inverse.
"""

import math

import torch

# Up to here the matrix of the whole transform is used.
_DIRECT = 64
_DIRECT_REAL = 512

_tables = {}


def _circle(turns, n):
    """cos and sin of 2 pi turns / n, and exactly 0 where they are."""
    angles = (turns % n).to(torch.float64) * (2 * math.pi / n)
    cos = torch.where((turns * 4 % (2 * n) == n), 0.0, torch.cos(angles))
    return cos, torch.where(turns * 2 % n == 0, 0.0, torch.sin(angles))


def _angles(rows, columns, n):
    return _circle(torch.outer(torch.arange(rows), torch.arange(columns)), n)


def _signed(x, sign):
    """Zeros stay positive: phases depend on it."""
    return sign * x + 0.0


def _table(kind, n, sign, dtype, make):
    key = (kind, n, sign, dtype)
    if key not in _tables:
        _tables[key] = make().to(dtype)
    return _tables[key]


def _matrix(n, sign):
    """[from, part, to, part]"""
    cos, sin = _angles(n, n, n)
    real = torch.stack([cos, _signed(sin, sign)], -1)
    imaginary = torch.stack([_signed(sin, -sign), cos], -1)
    return torch.stack([real, imaginary], 1).reshape(2 * n, 2 * n)


def _half_matrix(n, count, sign):
    cos, sin = _angles(n, count, n)
    return torch.stack([cos, _signed(sin, sign)], -1).reshape(n, 2 * count)


def _real_matrix(n, sign):
    """From n // 2 + 1 pairs to n reals; all but the ends stand for two."""
    count = n // 2 + 1
    cos, sin = _angles(count, n, n)
    weights = [1.0] + [2.0] * (count - 1)
    if n % 2 == 0:
        weights[-1] = 1.0
    weights = torch.tensor(weights, dtype=torch.float64).reshape(-1, 1)
    return torch.stack([cos * weights, -sign * sin * weights], 1).reshape(2 * count, n)


def _divisor(n):
    """The largest one that is at most the root of n; 1 for primes."""
    return max(d for d in range(1, math.isqrt(n) + 1) if n % d == 0)


def _product(a, b):
    """Of pairs."""
    a_real, a_imaginary = a.unbind(-1)
    b_real, b_imaginary = b.unbind(-1)
    return torch.stack(
        [a_real * b_real - a_imaginary * b_imaginary, a_real * b_imaginary + a_imaginary * b_real],
        -1,
    )


def complex_to_complex(x, sign):
    n = x.shape[-2]
    if n <= _DIRECT:
        matrix = _table("complex", n, sign, x.dtype, lambda: _matrix(n, sign))
        return torch.matmul(x.flatten(-2), matrix).unflatten(-1, (n, 2))
    first = _divisor(n)
    return _chirp(x, n, sign) if first == 1 else _in_two_steps(x, first, n // first, sign)


def _in_two_steps(x, first, second, sign):
    """Element j = j1 * second + j2 to k = k1 + first * k2."""
    n = first * second

    def twiddles():
        cos, sin = _angles(second, first, n)
        return torch.stack([cos, sign * sin], -1)

    x = x.unflatten(-2, (first, second)).transpose(-3, -2)
    x = complex_to_complex(x, sign)
    x = _product(x, _table("twiddles", (first, second), sign, x.dtype, twiddles))
    x = complex_to_complex(x.transpose(-3, -2), sign)
    return x.transpose(-3, -2).flatten(-3, -2)


def _chirp(x, n, sign):
    """Lengths with large prime factors: a convolution with a chirp, of a length
    that is a power of two."""
    length = 1 << (2 * n - 1).bit_length()

    def chirp():
        cos, sin = _circle(torch.arange(n) * torch.arange(n), 2 * n)
        return torch.stack([cos, sign * sin], -1)

    def kernel():
        conjugate = chirp() * torch.tensor([1.0, -1.0], dtype=torch.float64)
        middle = torch.zeros(length - 2 * n + 1, 2, dtype=torch.float64)
        around = torch.cat([conjugate, middle, conjugate[1:].flip(0)])
        return complex_to_complex(around, -1) / length

    wave = _table("chirp", n, sign, x.dtype, chirp)
    x = torch.nn.functional.pad(_product(x, wave), [0, 0, 0, length - n])
    x = _product(complex_to_complex(x, -1), _table("kernel", n, sign, x.dtype, kernel))
    return _product(complex_to_complex(x, 1).narrow(-2, 0, n), wave)


def real_to_complex(x, sign):
    n = x.shape[-1]
    if n > _DIRECT_REAL:
        return complex_to_complex(torch.stack([x, torch.zeros_like(x)], -1), sign)
    matrix = _table("all", n, sign, x.dtype, lambda: _half_matrix(n, n, sign))
    return torch.matmul(x, matrix).unflatten(-1, (n, 2))


def real_to_half(x, sign):
    n = x.shape[-1]
    count = n // 2 + 1
    if n > _DIRECT_REAL:
        return real_to_complex(x, sign).narrow(-2, 0, count)
    matrix = _table("half", n, sign, x.dtype, lambda: _half_matrix(n, count, sign))
    return torch.matmul(x, matrix).unflatten(-1, (count, 2))


def half_to_real(x, n, sign):
    """n reals from n // 2 + 1 pairs."""
    if n > _DIRECT_REAL:
        count = (n - 1) // 2
        conjugate = torch.tensor([1.0, -1.0], dtype=x.dtype)
        # The imaginary parts at both ends do not count.
        ends = torch.ones(x.shape[-2], 2, dtype=x.dtype)
        ends[0, 1] = 0
        if n % 2 == 0:
            ends[-1, 1] = 0
        x = x * ends
        mirrored = x.narrow(-2, 1, count).flip(-2) * conjugate
        return complex_to_complex(torch.cat([x, mirrored], -2), sign).select(-1, 0)
    matrix = _table("real", n, sign, x.dtype, lambda: _real_matrix(n, sign))
    return torch.matmul(x.flatten(-2), matrix)

"""Operators that make tensors, where a complex dtype or number asks for one."""

import torch
from torch._complex._pairs import complexed, is_complex, join, pair, parts, real_dtype


def _sizes(size):
    if len(size) == 1 and not isinstance(size[0], int):
        return list(size[0])
    return list(size)


def _filled(name):
    def create(*size, dtype=None, **options):
        return complexed(getattr(torch, name)([*_sizes(size), 2], dtype=real_dtype(dtype)))

    return create


zeros = _filled("zeros")
empty = _filled("empty")
rand = _filled("rand")


def randn(*size, dtype=None, **options):
    # The variance of a complex number is that of its parts together.
    return complexed(torch.randn([*_sizes(size), 2], dtype=real_dtype(dtype)) * 0.5**0.5)


def ones(*size, dtype=None, **options):
    return join(torch.ones(_sizes(size), dtype=real_dtype(dtype)), 0)


def full(size, fill_value, *, dtype=None, **options):
    real, imaginary = parts(fill_value)
    return join(
        torch.full(size, real, dtype=real_dtype(dtype or torch.get_default_dtype())), imaginary
    )


def _dtype_like(input, dtype):
    return input.dtype if dtype is None else dtype


def _like(function):
    def create(input, *, dtype=None, **options):
        return function(input.shape, dtype=_dtype_like(input, dtype))

    return create


zeros_like = _like(lambda size, dtype: torch.zeros(size, dtype=dtype))
empty_like = _like(lambda size, dtype: torch.empty(size, dtype=dtype))
ones_like = _like(lambda size, dtype: torch.ones(size, dtype=dtype))
rand_like = _like(lambda size, dtype: torch.rand(size, dtype=dtype))
randn_like = _like(lambda size, dtype: torch.randn(size, dtype=dtype))


def full_like(input, fill_value, *, dtype=None, **options):
    return torch.full(tuple(input.shape), fill_value, dtype=_dtype_like(input, dtype))


def new_zeros(input, *size, dtype=None, **options):
    return torch.zeros(_sizes(size), dtype=_dtype_like(input, dtype))


def new_ones(input, *size, dtype=None, **options):
    return torch.ones(_sizes(size), dtype=_dtype_like(input, dtype))


def new_empty(input, *size, dtype=None, **options):
    return torch.empty(_sizes(size), dtype=_dtype_like(input, dtype))


def fill_(input, value):
    real, imaginary = parts(value)
    if not is_complex(input):
        raise RuntimeError("value cannot be converted to the type of the tensor without overflow")
    pair(input).select(-1, 0).fill_(real)
    pair(input).select(-1, 1).fill_(imaginary)
    return input


def zero_(input):
    pair(input).zero_()
    return input


def new_full(input, size, fill_value, *, dtype=None, **options):
    return torch.full(size, fill_value, dtype=_dtype_like(input, dtype))


def linspace(start, end, steps, *, dtype=None, **options):
    (a, b), (c, d) = parts(start), parts(end)
    dtype = real_dtype(dtype or torch.get_default_dtype())
    return join(
        torch.linspace(a, c, steps, dtype=dtype), torch.linspace(b, d, steps, dtype=dtype)
    )


def eye(n, m=None, *, dtype=None, **options):
    return join(torch.eye(n, n if m is None else m, dtype=real_dtype(dtype)), 0)


def arange(*bounds, dtype=None, **options):
    return join(torch.arange(*bounds, dtype=real_dtype(dtype)), 0)


"""torch.fft: discrete Fourier transforms of any length."""

import torch
from torch import _C
from torch._complex import as_complex, complexed, is_complex, pair
from torch.fft import _dft


def _scale(n, norm, is_inverse):
    """The factor of a transform of n elements."""
    if norm not in (None, "backward", "forward", "ortho"):
        raise RuntimeError(f"Invalid normalization mode: \"{norm}\"")
    if norm == "ortho":
        return n**-0.5
    return 1 / n if is_inverse == (norm != "forward") else 1


def _resized(x, n, dim):
    """Cut or filled up with zeros to n elements; dim counts from the front."""
    size = x.shape[dim]
    if n > size:
        return torch.nn.functional.pad(x, [0, 0] * (x.dim() - 1 - dim) + [0, n - size])
    return x.narrow(dim, 0, n) if n < size else x


def _to_end(input, n, dim):
    """(the tensor with n elements of dim in its last dimension, n, dim)"""
    if n is not None and n < 1:
        raise RuntimeError(f"Invalid number of data points ({n}) specified")
    if not is_complex(input) and not input.is_floating_point():
        input = input.to(torch.get_default_dtype())
    dim = dim % input.dim()
    n = input.shape[dim] if n is None else n
    return _resized(input, n, dim).movedim(dim, -1), n, dim


def _scaled(x, factor):
    return x if factor == 1 else x * factor


def _transform(input, n, dim, norm, is_inverse):
    x, n, dim = _to_end(input, n, dim)
    if is_complex(x):
        result = _dft.complex_to_complex(pair(x), -1 if not is_inverse else 1)
    else:
        result = _dft.real_to_complex(x, -1 if not is_inverse else 1)
    result = _scaled(result, _scale(n, norm, is_inverse))
    return complexed(result).movedim(-1, dim)


def fft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, n, dim, norm, False)


def ifft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, n, dim, norm, True)


def rfft(input, n=None, dim=-1, norm=None, *, out=None):
    if is_complex(input):
        raise RuntimeError("rfft expects a real input tensor")
    x, n, dim = _to_end(input, n, dim)
    result = _dft.real_to_half(x, -1)
    return complexed(_scaled(result, _scale(n, norm, False))).movedim(-1, dim)


def irfft(input, n=None, dim=-1, norm=None, *, out=None):
    dim = dim % input.dim()
    n = 2 * (input.shape[dim] - 1) if n is None else n
    x, _, dim = _to_end(as_complex(input), n // 2 + 1, dim)
    result = _scaled(_dft.half_to_real(pair(x), n, 1), _scale(n, norm, True))
    return result.movedim(-1, dim)


def hfft(input, n=None, dim=-1, norm=None, *, out=None):
    dim = dim % input.dim()
    n = 2 * (input.shape[dim] - 1) if n is None else n
    x, _, dim = _to_end(as_complex(input), n // 2 + 1, dim)
    result = _scaled(_dft.half_to_real(pair(x), n, -1), _scale(n, norm, False))
    return result.movedim(-1, dim)


def ihfft(input, n=None, dim=-1, norm=None, *, out=None):
    x, n, dim = _to_end(input, n, dim)
    result = _dft.real_to_half(x, 1)
    return complexed(_scaled(result, _scale(n, norm, True))).movedim(-1, dim)


# Several dimensions


def _sizes_and_dims(input, s, dim):
    if dim is None:
        dim = range(input.dim()) if s is None else range(input.dim() - len(s), input.dim())
    dims = [dim] if isinstance(dim, int) else list(dim)
    sizes = [None if size == -1 else size for size in s] if s is not None else [None] * len(dims)
    return sizes, dims


def _each(function, input, s, dim, norm):
    for n, d in zip(*_sizes_and_dims(input, s, dim)):
        input = function(input, n, d, norm)
    return input


def fftn(input, s=None, dim=None, norm=None, *, out=None):
    return _each(fft, input, s, dim, norm)


def ifftn(input, s=None, dim=None, norm=None, *, out=None):
    return _each(ifft, input, s, dim, norm)


def rfftn(input, s=None, dim=None, norm=None, *, out=None):
    sizes, dims = _sizes_and_dims(input, s, dim)
    result = rfft(input, sizes[-1], dims[-1], norm)
    return _each(fft, result, sizes[:-1], dims[:-1], norm) if dims[:-1] else result


def irfftn(input, s=None, dim=None, norm=None, *, out=None):
    sizes, dims = _sizes_and_dims(input, s, dim)
    if dims[:-1]:
        input = _each(ifft, input, sizes[:-1], dims[:-1], norm)
    return irfft(input, sizes[-1], dims[-1], norm)


def fft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return fftn(input, s, dim, norm)


def ifft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return ifftn(input, s, dim, norm)


def rfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return rfftn(input, s, dim, norm)


def irfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return irfftn(input, s, dim, norm)


# Frequencies and their order


def fftfreq(n, d=1.0, *, dtype=None, **options):
    counts = list(range((n + 1) // 2)) + list(range(-(n // 2), 0))
    return torch.tensor(counts, dtype=dtype or torch.get_default_dtype()) / (n * d)


def rfftfreq(n, d=1.0, *, dtype=None, **options):
    return torch.arange(n // 2 + 1, dtype=dtype or torch.get_default_dtype()) / (n * d)


def _shifted(input, dim, sign):
    dims = range(input.dim()) if dim is None else [dim] if isinstance(dim, int) else dim
    dims = list(dims)
    halves = [input.shape[d] // 2 if sign > 0 else -(input.shape[d] // 2) for d in dims]
    return input.roll(halves, dims)


def fftshift(input, dim=None):
    return _shifted(input, dim, 1)


def ifftshift(input, dim=None):
    return _shifted(input, dim, -1)


def __getattr__(name):
    return _C._unknown("torch.fft", name)


_C._guard_complex(__name__, "fft")

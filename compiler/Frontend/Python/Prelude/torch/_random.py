"""Random numbers while a model runs.

A model keeps one number that each run increases. What a run draws follows from
it, from how many draws came before, and from an element's position: SplitMix64
of the three. These are not the numbers of PyTorch's generators.
"""

import math

import torch
from torch import _C
from torch._generator import state

# 64-bit factors are tensors: as numbers they would pass through floats.
_GOLDEN = torch.tensor(-7046029254386353131)
_FIRST = torch.tensor(-4658895280553007687)
_SECOND = torch.tensor(-7723592293110705685)
_OF_RUN = torch.tensor(6364136223846793005)


class _Run:
    """What this run began with, and how many draws it has made."""

    start = None
    draws = 0


def manual_seed(seed):
    seed = int(seed)
    if _C._in_forward():
        _Run.start, _Run.draws = torch.full((1,), seed, dtype=torch.int64), 0
    else:
        state.fill_(seed)


def _shifted(x, count):
    """Zeros come in from above; at most 53 bits stay, which numbers can mask."""
    return (x >> count) & ((1 << (64 - count)) - 1)


def _bits(count):
    if _Run.start is None:
        _Run.start = state.clone()
        state.add_(1)
    _Run.draws += 1
    x = torch.arange(count) + (_Run.draws << 32) + _Run.start * _OF_RUN
    x = x * _GOLDEN
    x = (x ^ _shifted(x, 30)) * _FIRST
    x = (x ^ _shifted(x, 27)) * _SECOND
    return x ^ _shifted(x, 31)


def uniform(shape, dtype=None):
    """At least 0 and less than 1."""
    dtype = dtype or torch.get_default_dtype()
    if not _C._in_forward():
        return torch.empty(shape, dtype=dtype)
    bits = _bits(math.prod(shape))
    if dtype == torch.float64:
        return (_shifted(bits, 11).to(dtype) * 2.0**-53).reshape(shape)
    return (_shifted(bits, 40).float() * 2.0**-24).to(dtype).reshape(shape)


def _positive(shape, dtype):
    """More than 0 and at most 1, for logarithms."""
    return 1.0 - uniform(shape, dtype)


def gaussian(shape, dtype=None):
    """By Box and Muller."""
    radius = (-2.0 * torch.log(_positive(shape, dtype))).sqrt()
    return radius * torch.cos(2 * math.pi * uniform(shape, dtype))


def gumbel(shape, dtype=None):
    return -torch.log((-torch.log(_positive(shape, dtype))).clamp_min(1e-20))


# The functions of torch


def _size(size, keyword):
    if keyword is not None:
        return tuple(keyword)
    if len(size) == 1 and not isinstance(size[0], int):
        return tuple(size[0])
    return size


def rand(*size, dtype=None, **options):
    return uniform(_size(size, options.get("size")), dtype)


def rand_like(input, *, dtype=None, **options):
    return uniform(input.shape, dtype or input.dtype)


def randn(*size, dtype=None, **options):
    return gaussian(_size(size, options.get("size")), dtype)


def randn_like(input, *, dtype=None, **options):
    return gaussian(input.shape, dtype or input.dtype)


def _integers(low, high, shape, dtype):
    if not _C._in_forward():
        return torch.empty(shape, dtype=dtype or torch.int64)
    places = torch.remainder(_shifted(_bits(math.prod(shape)), 11), high - low)
    return (places + low).reshape(shape).to(dtype or torch.int64)


def randint(low=0, high=None, size=None, *, dtype=None, **options):
    if size is None:
        low, high, size = 0, low, high
    return _integers(low, high, tuple(size), dtype)


def randint_like(input, low=0, high=None, *, dtype=None, **options):
    if high is None:
        low, high = 0, low
    return _integers(low, high, input.shape, dtype or input.dtype)


def randperm(n, *, dtype=None, **options):
    return uniform((n,)).argsort().to(dtype or torch.int64)


def bernoulli(input, p=None, *, generator=None):
    return (uniform(input.shape) < (input if p is None else p)).to(input.dtype)


def normal(mean=0.0, std=1.0, size=None, *, dtype=None, **options):
    if size is not None:
        return gaussian(tuple(size), dtype) * std + mean
    like = mean if isinstance(mean, torch.Tensor) else std
    if isinstance(std, torch.Tensor) and isinstance(mean, torch.Tensor):
        like = mean + std
    return gaussian(like.shape, like.dtype) * std + mean


def multinomial(input, num_samples, replacement=False, *, generator=None):
    """The largest of logarithms with Gumbel's noise."""
    logs = input.log()
    if not replacement:
        return (logs + gumbel(logs.shape, logs.dtype)).topk(num_samples, -1).indices
    shape = (*logs.shape[:-1], num_samples, logs.shape[-1])
    return (logs.unsqueeze(-2) + gumbel(shape, logs.dtype)).argmax(-1)


# The methods that fill a tensor


def uniform_(self, from_=0.0, to=1.0, *, generator=None, **bounds):
    low = bounds.get("from", from_)
    return self.copy_(uniform(self.shape, self.dtype) * (to - low) + low)


def normal_(self, mean=0.0, std=1.0, *, generator=None):
    return self.copy_(gaussian(self.shape, self.dtype) * std + mean)


def bernoulli_(self, p=0.5, *, generator=None):
    return self.copy_((uniform(self.shape) < p).to(self.dtype))


def random_(self, from_=0, to=None, *, generator=None):
    if to is None:
        from_, to = (0, from_) if from_ else (0, 1 << 24)
    return self.copy_(_integers(from_, to, self.shape, torch.int64))


def exponential_(self, lambd=1.0, *, generator=None):
    return self.copy_(-torch.log(_positive(self.shape, self.dtype)) / lambd)


def log_normal_(self, mean=1.0, std=2.0, *, generator=None):
    return self.copy_(torch.exp(gaussian(self.shape, self.dtype) * std + mean))


def cauchy_(self, median=0.0, sigma=1.0, *, generator=None):
    angle = math.pi * (uniform(self.shape, self.dtype) - 0.5)
    return self.copy_(median + sigma * torch.tan(angle))


def geometric_(self, p, *, generator=None):
    steps = torch.log(_positive(self.shape, torch.float32)) / math.log(1 - p)
    return self.copy_(steps.floor() + 1)

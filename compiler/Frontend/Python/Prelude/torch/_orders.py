"""Orders, running extremes and quantiles, each element compared with all others
of its dimension."""

from collections import namedtuple

import torch

_Sorted = namedtuple("sort", ["values", "indices"])


def _with_last(input, dim):
    return input.movedim(dim, -1)


def _pair(values, indices, dim):
    return _Sorted(values.movedim(-1, dim), indices.movedim(-1, dim))


def _ranks(x, descending):
    """For each element of the last dimension how many come before it; equal
    ones keep their order, NaN is the largest."""
    size = x.size(-1)
    one, other = x.unsqueeze(-1), x.unsqueeze(-2)
    less = other > one if descending else one > other
    same = one == other
    if x.is_floating_point():
        one_nan, other_nan = one.isnan(), other.isnan()
        first, second = (other_nan, one_nan) if descending else (one_nan, other_nan)
        less = less | (first & ~second)
        same = same | (one_nan & other_nan)
    places = torch.arange(size)
    earlier = places < places.unsqueeze(-1)
    return (less | (same & earlier)).sum(-1)


def _ordered(input, dim, descending, count=None):
    if input.dim() == 0:
        return _Sorted(input.clone(), torch.zeros((), dtype=torch.int64))
    x = _with_last(input, dim)
    size = x.size(-1)
    wanted = torch.arange(size if count is None else count).unsqueeze(-1)
    found = _ranks(x, descending).unsqueeze(-2) == wanted
    indices = (found * torch.arange(size)).sum(-1)
    return _pair(torch.gather(x, -1, indices), indices, dim)


def sort(input, dim=-1, descending=False, stable=False):
    return _ordered(input, dim, descending)


def msort(input):
    return _ordered(input, 0, False).values


def argsort(input, dim=-1, descending=False, stable=False):
    return _ordered(input, dim, descending).indices


def topk(input, k, dim=-1, largest=True, sorted=True):
    if not 0 <= k <= (input.size(dim) if input.dim() else 1):
        raise RuntimeError("selected index k out of range")
    return _ordered(input, dim, largest, k)


def kthvalue(input, k, dim=-1, keepdim=False):
    if not 1 <= k <= (input.size(dim) if input.dim() else 1):
        raise RuntimeError("kthvalue(): selected number k out of range")
    values, indices = _ordered(input, dim, False, k)
    values, indices = values.narrow(dim, k - 1, 1), indices.narrow(dim, k - 1, 1)
    if keepdim:
        return _Sorted(values, indices)
    return _Sorted(values.squeeze(dim), indices.squeeze(dim))


def median(input, dim=None, keepdim=False):
    if dim is None:
        return median(input.reshape(-1), 0).values
    return kthvalue(input, (input.size(dim) + 1) // 2, dim, keepdim)


def quantile(input, q, dim=None, keepdim=False, *, interpolation="linear"):
    if dim is None:
        input, dim = input.reshape(-1), 0
    ordered = _with_last(_ordered(input, dim, False).values, dim)
    place = q * (ordered.size(-1) - 1)
    if isinstance(place, torch.Tensor):
        low = place.floor()
        weight = (place - low).to(input.dtype)
        high = place.ceil().long()
        low = low.long()
        first, second = ordered[..., low], ordered[..., high]
    else:
        low = int(place)
        weight = place - low
        first, second = ordered[..., low], ordered[..., min(low + 1, ordered.size(-1) - 1)]
    if interpolation == "lower":
        weight = 0
    elif interpolation != "linear":
        raise NotImplementedError(f"quantile with interpolation={interpolation!r}")
    result = first + (second - first) * weight
    if isinstance(q, torch.Tensor) and q.dim():
        result = result.movedim(-1, 0)
        return result.unsqueeze(dim + 1 if dim >= 0 else dim) if keepdim else result
    return result.unsqueeze(dim) if keepdim else result


# Different elements


def _runs(values, order, return_inverse, return_counts):
    """The first element of each run of equal ones. `order` says where the elements
    come from, or is None where they are in their places."""
    first = torch.cat([torch.ones(1, dtype=torch.bool), values[1:] != values[:-1]])
    (places,) = torch._C._ops._positions(first, "unique")
    number = first.cumsum(0) - 1
    results = [values[places]]
    if return_inverse:
        results.append(number if order is None else number[torch.argsort(order)])
    if return_counts:
        results.append((number == torch.arange(places.size(0)).unsqueeze(1)).sum(1))
    return results


def unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None):
    if dim is not None and input.dim() != 1:
        return torch._C._unsupported("torch.unique along a dimension", input)
    ordered = sort(input.reshape(-1), 0)
    results = _runs(ordered.values, ordered.indices, return_inverse, return_counts)
    if return_inverse:
        results[1] = results[1].reshape(input.shape)
    return tuple(results) if len(results) > 1 else results[0]


def unique_consecutive(input, return_inverse=False, return_counts=False, dim=None):
    if dim is not None and input.dim() != 1:
        return torch._C._unsupported("torch.unique_consecutive along a dimension", input)
    results = _runs(input.reshape(-1), None, return_inverse, return_counts)
    if return_inverse:
        results[1] = results[1].reshape(input.shape)
    return tuple(results) if len(results) > 1 else results[0]


# Running extremes, sums and products


def _so_far(x, rest):
    """[..., i, j]: the elements j up to i of the last dimension, then `rest`."""
    places = torch.arange(x.size(-1))
    mask = places <= places.unsqueeze(-1)
    return torch.where(mask, x.unsqueeze(-2), torch.tensor(rest, dtype=x.dtype))


def _running(input, dim, extreme):
    x = _with_last(input, dim)
    size = x.size(-1)
    places = torch.arange(size)
    mask = places <= places.unsqueeze(-1)
    flipped = torch.where(mask, x.unsqueeze(-2), x[..., :1].unsqueeze(-2))
    values = extreme(flipped, -1)
    # Of equal ones the last one counts.
    hits = mask & (x.unsqueeze(-2) == values.unsqueeze(-1))
    indices = torch.where(hits, places, 0).amax(-1)
    return _pair(values, indices, dim)


def cummax(input, dim):
    return _running(input, dim, torch.amax)


def cummin(input, dim):
    return _running(input, dim, torch.amin)


def cumprod(input, dim, *, dtype=None):
    x = _with_last(input if dtype is None else input.to(dtype), dim)
    return _so_far(x, 1).prod(-1).movedim(-1, dim)


def logcumsumexp(input, dim):
    x = _with_last(input, dim)
    return _so_far(x, float("-inf")).logsumexp(-1).movedim(-1, dim)

"""The pooling of torch.nn.functional."""

import itertools
import math

import torch
from torch import _C
from torch._C import _ops

avg_pool1d = _ops.avg_pool1d
avg_pool2d = _ops.avg_pool2d
avg_pool3d = _ops.avg_pool3d
adaptive_avg_pool1d = _ops.adaptive_avg_pool1d
adaptive_avg_pool2d = _ops.adaptive_avg_pool2d
adaptive_avg_pool3d = _ops.adaptive_avg_pool3d


def _each(value, rank):
    """One number for each dimension."""
    return [value] * rank if isinstance(value, (int, float)) else list(value)


def _windows(plane, kernel_size, stride, padding, dilation):
    rank = len(plane)
    return [list(plane)] + [
        _each(value, rank) for value in (kernel_size, stride, padding, dilation)
    ]


# Largest elements


def _max_pool(rank, with_indices):
    function = getattr(_ops, f"max_pool{rank}d")

    def max_pool(
        input,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        ceil_mode=False,
        return_indices=with_indices,
    ):
        result = function(
            input,
            kernel_size,
            stride,
            padding,
            dilation,
            ceil_mode,
            with_indices or return_indices,
        )
        if with_indices or return_indices:
            steps = kernel_size if stride is None else stride
            sizes = (kernel_size, steps, padding, dilation)
            result[1]._windows = _windows(input.shape[-rank:], *sizes)
        return result

    return max_pool


max_pool1d = _max_pool(1, False)
max_pool2d = _max_pool(2, False)
max_pool3d = _max_pool(3, False)
max_pool1d_with_indices = _max_pool(1, True)
max_pool2d_with_indices = _max_pool(2, True)
max_pool3d_with_indices = _max_pool(3, True)


def _largest(input, starts, sizes):
    """Values and flat positions of the largest elements of windows.

    `starts` and `sizes` have the first position and the size of each window of
    each dimension: [windows], or with dimensions of the input before.
    """
    rank = len(starts)
    shape = list(input.shape[-rank:])
    output = [start.size(-1) for start in starts]
    kernel = [int(size.max()) for size in sizes]
    places, inside = 0, True
    for i in range(rank):
        offsets = torch.arange(kernel[i])
        along = [1] * (2 * rank)
        along[i], along[rank + i] = output[i], kernel[i]
        place = (starts[i].unsqueeze(-1) + offsets).unflatten(-2, along[:rank])
        place = place.unflatten(-1, along[rank:])
        places = places * shape[i] + place
        inside = inside & (offsets < sizes[i].unsqueeze(-1)).reshape(along)
    outer = list(input.shape[:-rank])
    cells, taps = math.prod(output), math.prod(kernel)
    places = places.expand(outer + output + kernel).reshape(outer + [cells, taps])
    inside = torch.as_tensor(inside).expand(output + kernel).reshape(cells, taps)
    flat = input.reshape(outer + [-1])
    # What lies outside of a short window may lie outside of the input.
    places = places.clamp(max=flat.size(-1) - 1)
    values = flat.gather(-1, places.flatten(-2)).unflatten(-1, (cells, taps))
    values = values.masked_fill(inside.logical_not(), float("-inf"))
    best = values.argmax(-1, keepdim=True)
    positions = places.gather(-1, best).reshape(outer + output)
    return values.gather(-1, best).reshape(outer + output), positions


def _adaptive_windows(size, count):
    starts = [i * size // count for i in range(count)]
    ends = [-(-(i + 1) * size // count) for i in range(count)]
    sizes = [end - start for start, end in zip(starts, ends)]
    return torch.tensor(starts), torch.tensor(sizes)


def _adaptive_max_pool(rank, with_indices):
    function = getattr(_ops, f"adaptive_max_pool{rank}d")

    def adaptive_max_pool(input, output_size, return_indices=with_indices):
        if not (with_indices or return_indices):
            return function(input, output_size)
        shape = input.shape[-rank:]
        counts = [output_size] if isinstance(output_size, int) else list(output_size)
        counts = counts * (rank if len(counts) == 1 else 1)
        windows = [
            _adaptive_windows(size, size if count is None else count)
            for size, count in zip(shape, counts)
        ]
        starts, sizes = zip(*windows)
        return _largest(input, starts, sizes)

    return adaptive_max_pool


adaptive_max_pool1d = _adaptive_max_pool(1, False)
adaptive_max_pool2d = _adaptive_max_pool(2, False)
adaptive_max_pool3d = _adaptive_max_pool(3, False)
adaptive_max_pool1d_with_indices = _adaptive_max_pool(1, True)
adaptive_max_pool2d_with_indices = _adaptive_max_pool(2, True)
adaptive_max_pool3d_with_indices = _adaptive_max_pool(3, True)


# Windows at random places (Graham, 2014)


def _fractional_starts(samples, size, kernel, count):
    """The windows of one dimension: at irrational steps, the last at the end."""
    last = torch.full((*samples.shape, 1), size - kernel)
    if count == 1:
        return last
    step = (size - kernel) / (count - 1)
    places = torch.arange(count - 1).to(samples.dtype)
    starts = ((places + samples.unsqueeze(-1)) * step).long()
    starts = starts - (samples * step).long().unsqueeze(-1)
    return torch.cat([starts, last], -1)


def _fractional_max_pool(rank, with_indices):
    # PyTorch's order of the samples is that of width and height in images.
    order = [1, 0] if rank == 2 else [0, 1, 2]

    def fractional_max_pool(
        input,
        kernel_size,
        output_size=None,
        output_ratio=None,
        return_indices=with_indices,
        _random_samples=None,
    ):
        if output_size is None and output_ratio is None:
            raise ValueError(
                f"fractional_max_pool{rank}d requires specifying either an output_size "
                "or an output_ratio"
            )
        shape = input.shape[-rank:]
        kernel = _each(kernel_size, rank)
        if output_size is None:
            ratio = _each(output_ratio, rank)
            output_size = [int(size * part) for size, part in zip(shape, ratio)]
        counts = _each(output_size, rank)
        is_batched = input.dim() == rank + 2
        if not is_batched:
            input = input.unsqueeze(0)
        if _random_samples is None:
            if max(counts) == 1:
                _random_samples = torch.zeros(*input.shape[:2], rank, dtype=input.dtype)
            else:
                _random_samples = torch.rand(*input.shape[:2], rank, dtype=input.dtype)
        starts = [
            _fractional_starts(_random_samples[..., order[i]], shape[i], kernel[i], counts[i])
            for i in range(rank)
        ]
        sizes = [torch.full((count,), size) for count, size in zip(counts, kernel)]
        values, positions = _largest(input, starts, sizes)
        if not is_batched:
            values, positions = values.squeeze(0), positions.squeeze(0)
        return (values, positions) if with_indices or return_indices else values

    return fractional_max_pool


fractional_max_pool2d = _fractional_max_pool(2, False)
fractional_max_pool3d = _fractional_max_pool(3, False)
fractional_max_pool2d_with_indices = _fractional_max_pool(2, True)
fractional_max_pool3d_with_indices = _fractional_max_pool(3, True)


# The inverse of max_pool


def _unpool(input, indices, kernel_size, stride, padding, output_size, rank):
    kernel, padding = _each(kernel_size, rank), _each(padding, rank)
    stride = kernel if stride is None else _each(stride, rank)
    sizes = list(input.shape[-rank:])
    if output_size is None:
        output_size = [
            (n - 1) * s - 2 * p + k for n, k, s, p in zip(sizes, kernel, stride, padding)
        ]
    output = list(output_size)[-rank:]
    if getattr(indices, "_windows", None) == _windows(output, kernel, stride, padding, 1):
        return _unpool_windows(input, indices, kernel, stride, padding, output)
    outer = list(input.shape[:-rank])
    flat = torch.zeros(*outer, math.prod(output), dtype=input.dtype)
    flat = flat.scatter(-1, indices.flatten(-rank), input.flatten(-rank))
    return flat.reshape(outer + output)


def _unpool_windows(input, indices, kernel, stride, padding, output):
    """Where the indices are those of a pooling of these windows: every position
    asks the windows that it lies in whether it was their largest."""
    rank, sizes = len(output), list(input.shape[-len(output) :])
    places = torch.arange(math.prod(output)).reshape(output)
    result = torch.zeros((), dtype=input.dtype)
    counts = [-(-k // s) for k, s in zip(kernel, stride)]
    for window in itertools.product(*(range(count) for count in counts)):
        values, hits = input, indices
        for i in range(rank):
            dim = i - rank
            chosen = [(at + padding[i]) // stride[i] - window[i] for at in range(output[i])]
            chosen = torch.tensor([min(max(at, 0), sizes[i] - 1) for at in chosen])
            values = values.index_select(dim, chosen)
            hits = hits.index_select(dim, chosen)
        result = torch.where(hits == places, values, result)
    return result


def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    return _unpool(input, indices, kernel_size, stride, padding, output_size, 1)


def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    return _unpool(input, indices, kernel_size, stride, padding, output_size, 2)


def max_unpool3d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    return _unpool(input, indices, kernel_size, stride, padding, output_size, 3)


# Powers


def _lp_pool(rank):
    average = getattr(_ops, f"avg_pool{rank}d")
    largest = (max_pool1d, max_pool2d, max_pool3d)[rank - 1]

    def lp_pool(input, norm_type, kernel_size, stride=None, ceil_mode=False):
        if abs(norm_type) == float("inf"):
            sign = 1 if norm_type > 0 else -1
            return sign * largest(sign * input.abs(), kernel_size, stride, 0, 1, ceil_mode)
        means = average(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
        sums = torch.sign(means) * torch.relu(means.abs())
        return (sums * math.prod(_each(kernel_size, rank))).pow(1.0 / norm_type)

    return lp_pool


lp_pool1d = _lp_pool(1)
lp_pool2d = _lp_pool(2)
lp_pool3d = _lp_pool(3)


_C._guard_complex(__name__, "nn.functional")

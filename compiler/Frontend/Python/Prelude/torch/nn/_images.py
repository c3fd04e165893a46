"""The resampling of torch.nn.functional, by grids and by windows."""

import itertools

import torch
from torch import _C
from torch._C import _ops


def interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    return _ops.interpolate(
        input, size, scale_factor, mode, align_corners, recompute_scale_factor, antialias
    )


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    if input.dim() == 3:
        return _ops.im2col(input.unsqueeze(0), kernel_size, dilation, padding, stride)[0]
    return _ops.im2col(input, kernel_size, dilation, padding, stride)


def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    if input.dim() == 2:
        columns = input.unsqueeze(0)
        return _ops.col2im(columns, output_size, kernel_size, dilation, padding, stride)[0]
    return _ops.col2im(input, output_size, kernel_size, dilation, padding, stride)


def affine_grid(theta, size, align_corners=None):
    batch, spatial = size[0], list(size[2:])
    rank = len(spatial)
    axes = []
    for count in spatial:
        steps = torch.linspace(-1, 1, count) if count > 1 else torch.zeros(1)
        axes.append(steps if align_corners else steps * ((count - 1) / count))
    grids = list(torch.meshgrid(axes, indexing="ij"))
    points = torch.stack(grids[::-1] + [torch.ones(spatial)], -1).reshape(1, -1, rank + 1)
    result = points.expand(batch, -1, -1).to(theta.dtype) @ theta.transpose(1, 2)
    return result.reshape([batch] + spatial + [rank])


# Pixels where a grid says


def _reflected(position, low, high):
    """Mirrors at `low` and `high`, both in half pixels."""
    if low == high:
        return torch.zeros_like(position)
    span = (high - low) / 2
    offset = (position - low / 2).abs()
    rest = offset % span
    is_odd = torch.floor(offset / span) % 2 == 1
    return torch.where(is_odd, span - rest, rest) + low / 2


def _bounded(position, size, padding_mode, align_corners):
    """A position in the image, whatever the mode says of those outside."""
    if padding_mode == "reflection":
        bounds = (0, 2 * (size - 1)) if align_corners else (-1, 2 * size - 1)
        position = _reflected(position, *bounds)
    return position if padding_mode == "zeros" else position.clamp(0, size - 1)


def _grid_position(x, size, align_corners):
    if align_corners:
        return (x + 1) / 2 * (size - 1)
    return ((x + 1) * size - 1) / 2


def _grid_pixels(image, places):
    """Pixels at whole positions, zero outside of the image."""
    batch, channels = image.shape[:2]
    at, inside = 0, None
    for place, size in zip(places, image.shape[2:]):
        is_in = (place >= 0) & (place < size)
        inside = is_in if inside is None else inside & is_in
        at = at * size + place.clamp(0, size - 1)
    at = at.long().reshape(batch, 1, -1).expand(-1, channels, -1)
    pixels = image.reshape(batch, channels, -1).gather(2, at)
    pixels = pixels.reshape(batch, channels, *places[0].shape[1:])
    return pixels * inside.unsqueeze(1).to(image.dtype)


def _weighted_pixels(image, taps):
    """Sum over one of the (places, weight) of each dimension."""
    total = 0
    for chosen in itertools.product(*taps):
        pixels = _grid_pixels(image, [place for place, _ in chosen])
        for _, weight in chosen:
            pixels = pixels * weight.unsqueeze(1)
        total = total + pixels
    return total


def _linear_taps(position):
    low = position.floor()
    rest = position - low
    return [(low, 1 - rest), (low + 1, rest)]


def _cubic_taps(position, size, padding_mode, align_corners):
    """Keys' cubic convolution with a = -0.75; each of its places is bounded."""

    def near(x):
        return (1.25 * x - 2.25) * x * x + 1

    def far(x):
        return ((-0.75 * x + 3.75) * x - 6) * x + 3

    low = position.floor()
    rest = position - low
    weights = (far(rest + 1), near(rest), near(1 - rest), far(2 - rest))
    return [
        (_bounded(low + shift, size, padding_mode, align_corners), weight)
        for shift, weight in zip((-1, 0, 1, 2), weights)
    ]


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    if mode not in ("bilinear", "nearest", "bicubic"):
        raise ValueError(
            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or "
            f"'bicubic', but got: '{mode}'"
        )
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or "
            f"'reflection', but got: '{padding_mode}'"
        )
    sizes = list(input.shape[2:])
    if mode == "bicubic" and len(sizes) != 2:
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")
    # The last number of a point is the place in the first dimension.
    places = [
        _grid_position(grid[..., len(sizes) - 1 - i], size, align_corners)
        for i, size in enumerate(sizes)
    ]
    if mode == "bicubic":
        taps = [
            _cubic_taps(place, size, padding_mode, align_corners)
            for place, size in zip(places, sizes)
        ]
        return _weighted_pixels(input, taps)
    places = [
        _bounded(place, size, padding_mode, align_corners) for place, size in zip(places, sizes)
    ]
    if mode == "nearest":
        return _grid_pixels(input, [place.round() for place in places])
    return _weighted_pixels(input, [_linear_taps(place) for place in places])


_C._guard_complex(__name__, "nn.functional")

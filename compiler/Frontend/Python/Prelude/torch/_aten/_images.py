"""Resampling, padding and windows of images in ATen's form."""

import torch
import torch.nn.functional as F


# Resampling and padding


def _resample(mode, input, output_size, align_corners, scales):
    """Scales decide about positions where there are any."""
    if scales and None not in scales:
        sizes = [int(n * scale) for n, scale in zip(input.shape[2:], scales)]
        if output_size is None or list(output_size) == sizes:
            return F.interpolate(
                input, scale_factor=list(scales), mode=mode, align_corners=align_corners
            )
    return F.interpolate(input, list(output_size), mode=mode, align_corners=align_corners)


def _scales(scale_factors, others):
    """One list, or a number for each dimension."""
    if isinstance(scale_factors, (list, tuple)):
        return scale_factors
    given = [scale_factors, *others]
    return [scale for scale in given if scale is not None]


def _nearest(mode):
    def upsample(
        self,
        output_size=None,
        scale_factors=None,
        scales_h=None,
        scales_w=None,
        *,
        scales=None,
        scales_d=None,
    ):
        scales = _scales(scale_factors, (scales, scales_d, scales_h, scales_w))
        return _resample(mode, self, output_size, None, scales)

    return upsample


def _smooth(mode):
    def upsample(
        self,
        output_size=None,
        align_corners=False,
        scale_factors=None,
        scales_h=None,
        scales_w=None,
        *,
        scales=None,
        scales_d=None,
    ):
        scales = _scales(scale_factors, (scales, scales_d, scales_h, scales_w))
        return _resample(mode, self, output_size, align_corners, scales)

    return upsample


upsample_nearest1d = upsample_nearest2d = upsample_nearest3d = _nearest("nearest")
_upsample_nearest_exact1d = _nearest("nearest-exact")
_upsample_nearest_exact2d = _upsample_nearest_exact3d = _upsample_nearest_exact1d
upsample_linear1d = _smooth("linear")
upsample_bilinear2d = _smooth("bilinear")
upsample_bicubic2d = _smooth("bicubic")
upsample_trilinear3d = _smooth("trilinear")


def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    return F.grid_sample(
        input,
        grid,
        ("bilinear", "nearest", "bicubic")[interpolation_mode],
        ("zeros", "border", "reflection")[padding_mode],
        align_corners,
    )


grid_sampler_2d = grid_sampler
grid_sampler_3d = grid_sampler


def affine_grid_generator(theta, size, align_corners):
    return F.affine_grid(theta, size, align_corners)


def pad(self, pad, mode="constant", value=None):
    return F.pad(self, pad, mode, 0 if value is None else value)


def constant_pad_nd(self, pad, value=0):
    return F.pad(self, pad, "constant", value)


def reflection_pad1d(self, padding):
    return F.pad(self, padding, "reflect")


reflection_pad2d = reflection_pad1d
reflection_pad3d = reflection_pad1d


def replication_pad1d(self, padding):
    return F.pad(self, padding, "replicate")


replication_pad2d = replication_pad1d
replication_pad3d = replication_pad1d


# Windows


def im2col(self, kernel_size, dilation, padding, stride):
    return F.unfold(self, kernel_size, dilation, padding, stride)


def col2im(self, output_size, kernel_size, dilation, padding, stride):
    return F.fold(self, output_size, kernel_size, dilation, padding, stride)


def max_unpool2d(self, indices, output_size):
    return _unpool(self, indices, output_size)


def max_unpool3d(self, indices, output_size, stride=None, padding=None):
    return _unpool(self, indices, output_size)


def _unpool(input, indices, output_size):
    """Puts every value where its index says; the last of equal ones stays."""
    rank = len(output_size)
    outer = list(input.shape[: input.dim() - rank])
    total = 1
    for size in output_size:
        total *= size
    values = input.reshape(outer + [-1, 1])
    at = indices.reshape(outer + [-1, 1])
    hits = at == torch.arange(total)
    placed = torch.where(hits, values, torch.zeros((), dtype=input.dtype))
    # Windows overlap: one position may be the maximum of several.
    count = hits.to(input.dtype).sum(-2).clamp_min(1)
    return (placed.sum(-2) / count).reshape(outer + list(output_size))


__all__ = [name for name, value in globals().items() if callable(value)]

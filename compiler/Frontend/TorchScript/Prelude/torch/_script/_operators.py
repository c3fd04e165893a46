"""Operators in ATen's form where it differs from that of torch: those of exported
programs, and what only scripts print."""

import torch.nn.functional as F
from torch import _aten, _C
from torch._aten import (
    _convolution,
    _fused_rms_norm,
    _log_softmax,
    _safe_softmax,
    _softmax,
    _weight_norm,
    adaptive_max_pool1d,
    adaptive_max_pool2d,
    adaptive_max_pool3d,
    affine_grid_generator,
    alpha_dropout,
    batch_norm,
    constant_pad_nd,
    convolution,
    dropout,
    embedding_bag,
    feature_dropout,
    grid_sampler,
    group_norm,
    gru_cell,
    instance_norm,
    linalg_householder_product,
    linalg_vector_norm,
    lstm_cell,
    matrix_exp,
    max_pool1d_with_indices,
    max_pool2d_with_indices,
    max_pool3d_with_indices,
    max_unpool2d,
    max_unpool3d,
    native_batch_norm,
    native_group_norm,
    native_layer_norm,
    reflection_pad1d,
    reflection_pad2d,
    reflection_pad3d,
    replication_pad1d,
    replication_pad2d,
    replication_pad3d,
    rnn_relu_cell,
    rnn_tanh_cell,
    scaled_dot_product_attention,
)

feature_alpha_dropout = alpha_dropout


def _convolution_mode(input, weight, bias, stride, padding, dilation, groups):
    """`padding` is "same" or "valid"."""
    function = getattr(F, f"conv{weight.dim() - 2}d")
    return function(input, weight, bias, stride, padding, dilation, groups)


def pad(input, pad, mode="constant", value=None):
    return F.pad(input, pad, mode, 0 if value is None else value)


# Resizing: the scales are one list, or a number for each dimension


def _resize(input, output_size, mode, align_corners, scales):
    if len(scales) == 1 and isinstance(scales[0], (list, tuple)):
        scales = scales[0]
    if scales and None not in scales:
        sizes = [int(n * scale) for n, scale in zip(input.shape[2:], scales)]
        if output_size is None or list(output_size) == sizes:
            return F.interpolate(
                input, scale_factor=list(scales), mode=mode, align_corners=align_corners
            )
    return F.interpolate(input, list(output_size), mode=mode, align_corners=align_corners)


def _nearest(mode):
    return lambda input, output_size=None, *scales: _resize(
        input, output_size, mode, None, scales
    )


def _smooth(mode):
    return lambda input, output_size, align_corners, *scales: _resize(
        input, output_size, mode, align_corners, scales
    )


upsample_nearest1d = upsample_nearest2d = upsample_nearest3d = _nearest("nearest")
_upsample_nearest_exact1d = _upsample_nearest_exact2d = _upsample_nearest_exact3d = (
    _nearest("nearest-exact")
)
upsample_linear1d = _smooth("linear")
upsample_bilinear2d = _smooth("bilinear")
upsample_bicubic2d = _smooth("bicubic")
upsample_trilinear3d = _smooth("trilinear")

# Recurrent layers


def _recurrent(name):
    layers = getattr(_aten, name)

    def function(input, *args):
        # Sequences of several lengths: (data, batch_sizes, hx, params, ...)
        if isinstance(args[2], (list, tuple)):
            return _C._unsupported(f"aten::{name} of packed sequences", input)
        return layers(input, *args)

    return function


lstm = _recurrent("lstm")
gru = _recurrent("gru")
rnn_tanh = _recurrent("rnn_tanh")
rnn_relu = _recurrent("rnn_relu")

__all__ = [name for name, value in globals().items() if callable(value)]

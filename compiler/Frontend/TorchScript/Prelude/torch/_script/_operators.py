"""Operators in ATen's form where it differs from that of torch.

`cudnn_enabled` and the like choose among kernels and mean nothing here.
"""

import torch
import torch.nn.functional as F
from torch import _C, _composites
from torch.nn.modules.rnn import RNNBase

_ops = _C._ops

# Convolution


def _convolution(
    input,
    weight,
    bias,
    stride,
    padding,
    dilation,
    transposed,
    output_padding,
    groups,
    benchmark=False,
    deterministic=False,
    cudnn_enabled=True,
    allow_tf32=True,
):
    rank = weight.dim() - 2
    name = ("conv_transpose" if transposed else "conv") + f"{rank}d"
    function = getattr(_ops, name)
    if not transposed:
        return function(input, weight, bias, stride, padding, dilation, groups)
    return function(input, weight, bias, stride, padding, output_padding, groups, dilation)


convolution = _convolution


def _convolution_mode(input, weight, bias, stride, padding, dilation, groups):
    function = getattr(_ops, f"conv{weight.dim() - 2}d")
    return function(input, weight, bias, stride, padding, dilation, groups)


# Normalisation


def batch_norm(
    input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=True
):
    return F.batch_norm(
        input, running_mean, running_var, weight, bias, training, momentum, eps
    )


def instance_norm(
    input,
    weight,
    bias,
    running_mean,
    running_var,
    use_input_stats,
    momentum,
    eps,
    cudnn_enabled=True,
):
    return F.instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps
    )


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True):
    return _ops.group_norm(input, num_groups, weight, bias, eps)


# Dropout


def dropout(input, p, train):
    return F.dropout(input, p, train)


alpha_dropout = feature_dropout = feature_alpha_dropout = dropout

# Pooling with indices


def _max_pool_with_indices(rank):
    pool = getattr(F, f"max_pool{rank}d")

    def function(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
        return pool(
            input, kernel_size, stride or None, padding, dilation, ceil_mode, return_indices=True
        )

    return function


max_pool1d_with_indices = _max_pool_with_indices(1)
max_pool2d_with_indices = _max_pool_with_indices(2)
max_pool3d_with_indices = _max_pool_with_indices(3)


def _adaptive_max_pool(rank):
    pool = getattr(F, f"adaptive_max_pool{rank}d")
    return lambda input, output_size: (pool(input, output_size), None)


adaptive_max_pool1d = _adaptive_max_pool(1)
adaptive_max_pool2d = _adaptive_max_pool(2)
adaptive_max_pool3d = _adaptive_max_pool(3)

# Resizing


def _resize(input, output_size, mode, align_corners, scales):
    if scales and None not in scales:
        sizes = [int(n * scale) for n, scale in zip(input.shape[2:], scales)]
        if output_size is None or list(output_size) == sizes:
            return F.interpolate(
                input, scale_factor=list(scales), mode=mode, align_corners=align_corners
            )
    return F.interpolate(input, list(output_size), mode=mode, align_corners=align_corners)


def _scales(scales):
    """One list, or a number for each dimension."""
    if len(scales) == 1 and isinstance(scales[0], (list, tuple)):
        return scales[0]
    return scales


def _nearest(mode):
    return lambda input, output_size=None, *scales: _resize(
        input, output_size, mode, None, _scales(scales)
    )


def _smooth(mode):
    return lambda input, output_size, align_corners, *scales: _resize(
        input, output_size, mode, align_corners, _scales(scales)
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


def _recurrent(
    mode, input, states, params, has_biases, num_layers, bidirectional, batch_first
):
    """`params` come layer by layer, as RNNBase holds them."""
    gates = {"LSTM": 4, "GRU": 3}.get(mode, 1)
    hidden, width = params[0].size(0) // gates, params[1].size(1)
    layers = RNNBase(
        mode,
        params[0].size(1),
        hidden,
        num_layers,
        has_biases,
        batch_first,
        bidirectional=bidirectional,
        proj_size=width if width != hidden else 0,
    )
    for name, parameter in zip(list(layers._parameters), params):
        layers._parameters[name] = parameter
    return layers.forward(input, states)


def lstm(
    input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first=None
):
    if batch_first is None:
        return _C._unsupported("aten::lstm of packed sequences", input)
    output, (hidden, cell) = _recurrent(
        "LSTM", input, tuple(hx), params, has_biases, num_layers, bidirectional, batch_first
    )
    return output, hidden, cell


def _single_state(name, mode):
    def function(
        input,
        hx,
        params,
        has_biases,
        num_layers,
        dropout,
        train,
        bidirectional,
        batch_first=None,
    ):
        if batch_first is None:
            return _C._unsupported(f"aten::{name} of packed sequences", input)
        return _recurrent(
            mode, input, hx, params, has_biases, num_layers, bidirectional, batch_first
        )

    return function


gru = _single_state("gru", "GRU")
rnn_tanh = _single_state("rnn_tanh", "RNN_TANH")
rnn_relu = _single_state("rnn_relu", "RNN_RELU")


def lstm_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    from torch.nn.modules.rnn import _lstm_step

    return _lstm_step(F.linear(input, w_ih, b_ih), tuple(hx), w_hh, b_hh, None)


def gru_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    from torch.nn.modules.rnn import _gru_step

    return _gru_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


# Others


def pad(input, pad, mode="constant", value=None):
    return F.pad(input, pad, mode, 0 if value is None else value)


def constant_pad_nd(input, pad, value=0):
    return F.pad(input, pad, "constant", value)


def _padding(mode):
    return lambda input, pad: F.pad(input, pad, mode)


reflection_pad1d = reflection_pad2d = reflection_pad3d = _padding("reflect")
replication_pad1d = replication_pad2d = replication_pad3d = _padding("replicate")


def embedding_bag(
    weight,
    indices,
    offsets,
    scale_grad_by_freq=False,
    mode=0,
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    result = F.embedding_bag(
        indices,
        weight,
        offsets,
        mode=("sum", "mean", "max")[mode],
        per_sample_weights=per_sample_weights,
        include_last_offset=include_last_offset,
        padding_idx=padding_idx,
    )
    return result, None, None, None


def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    return F.grid_sample(
        input,
        grid,
        ("bilinear", "nearest", "bicubic")[interpolation_mode],
        ("zeros", "border", "reflection")[padding_mode],
        align_corners,
    )


def affine_grid_generator(theta, size, align_corners):
    return F.affine_grid(theta, size, align_corners)


def linalg_vector_norm(input, ord=2, dim=None, keepdim=False, *, dtype=None):
    result = torch.norm(input, ord, dim, keepdim)
    return result if dtype is None else result.to(dtype)


_weight_norm = _composites._weight_norm
norm_except_dim = _composites.norm_except_dim
scaled_dot_product_attention = F.scaled_dot_product_attention

__all__ = [name for name, value in globals().items() if callable(value)]

"""Layers of networks in ATen's form."""

import torch
import torch.nn.functional as F
from torch import _C
from torch._C import _ops
from torch.nn.modules import rnn as _rnn


# Normalisation


def batch_norm(
    input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=True
):
    return F.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)


def native_batch_norm(
    input, weight, bias, running_mean, running_var, training, momentum, eps
):
    result = F.batch_norm(
        input, running_mean, running_var, weight, bias, training, momentum, eps
    )
    return result, None, None


_native_batch_norm_legit = native_batch_norm


def _native_batch_norm_legit_no_stats(input, weight, bias, training, momentum, eps):
    return F.batch_norm(input, None, None, weight, bias, True, momentum, eps), None, None


def _native_batch_norm_legit_no_training(
    input, weight, bias, running_mean, running_var, momentum, eps
):
    result = F.batch_norm(
        input, running_mean, running_var, weight, bias, False, momentum, eps
    )
    return result, None, None


def _native_batch_norm_legit_functional(
    input, weight, bias, running_mean, running_var, training, momentum, eps
):
    result = F.batch_norm(
        input, running_mean, running_var, weight, bias, training, momentum, eps
    )
    return result, None, None, running_mean, running_var


def _batch_norm_no_update(input, weight, bias, running_mean, running_var, momentum, eps):
    result = F.batch_norm(
        input, running_mean, running_var, weight, bias, False, momentum, eps
    )
    return result, None, None, None


def cudnn_batch_norm(
    input, weight, bias, running_mean, running_var, training, exponential_average_factor, epsilon
):
    result = F.batch_norm(
        input, running_mean, running_var, weight, bias, training, 0.1, epsilon
    )
    return result, None, None, None


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


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True):
    return F.layer_norm(input, normalized_shape, weight, bias, eps)


def native_layer_norm(input, normalized_shape, weight, bias, eps):
    dims = list(range(-len(normalized_shape), 0))
    mean = input.mean(dims, keepdim=True)
    variance = input.var(dims, unbiased=False, keepdim=True)
    result = F.layer_norm(input, normalized_shape, weight, bias, eps)
    return result, mean, torch.rsqrt(variance + eps)


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True):
    return F.group_norm(input, num_groups, weight, bias, eps)


def native_group_norm(input, weight, bias, N, C, HxW, group, eps):
    return F.group_norm(input, group, weight, bias, eps), None, None


def _fused_rms_norm(input, normalized_shape, weight, eps):
    return F.rms_norm(input, normalized_shape, weight, eps), None


# Attention


def scaled_dot_product_attention(
    query,
    key,
    value,
    attn_mask=None,
    dropout_p=0.0,
    is_causal=False,
    *,
    scale=None,
    enable_gqa=False,
):
    return F.scaled_dot_product_attention(
        query, key, value, attn_mask, 0.0, is_causal, scale=scale, enable_gqa=enable_gqa
    )


def _scaled_dot_product_flash_attention_for_cpu(
    query, key, value, dropout_p=0.0, is_causal=False, *, attn_mask=None, scale=None
):
    result = F.scaled_dot_product_attention(
        query, key, value, attn_mask, 0.0, is_causal, scale=scale
    )
    return result, None


def _scaled_dot_product_efficient_attention(
    query, key, value, attn_bias, compute_log_sumexp, dropout_p=0.0, is_causal=False, *, scale=None
):
    result = F.scaled_dot_product_attention(
        query, key, value, attn_bias, 0.0, is_causal, scale=scale
    )
    return result, None, None, None


def _scaled_dot_product_flash_attention(
    query,
    key,
    value,
    dropout_p=0.0,
    is_causal=False,
    return_debug_mask=False,
    *,
    scale=None,
):
    result = F.scaled_dot_product_attention(query, key, value, None, 0.0, is_causal, scale=scale)
    return result, None, None, None, None, None, None, None, None


def _scaled_dot_product_attention_math(
    query,
    key,
    value,
    attn_mask=None,
    dropout_p=0.0,
    is_causal=False,
    dropout_mask=None,
    *,
    scale=None,
    enable_gqa=False,
):
    result = F.scaled_dot_product_attention(
        query, key, value, attn_mask, 0.0, is_causal, scale=scale, enable_gqa=enable_gqa
    )
    return result, None


# Recurrent layers


def _recurrent(mode, input, hx, params, has_biases, num_layers, bidirectional, batch_first):
    """A layer of torch.nn that holds the weights given."""
    directions = 2 if bidirectional else 1
    per_direction = len(params) // (num_layers * directions)
    hidden_size = params[1].size(0) // {"LSTM": 4, "GRU": 3}.get(mode, 1)
    proj_size = 0
    if per_direction == (5 if has_biases else 3):
        proj_size = params[per_direction - 1].size(0)
    layer = _rnn.RNNBase.__new__(_rnn.RNNBase)
    torch.nn.Module.__init__(layer)
    layer.__dict__.update(
        mode=mode,
        input_size=input.size(-1),
        hidden_size=hidden_size,
        num_layers=num_layers,
        bias=has_biases,
        batch_first=batch_first,
        dropout=0.0,
        bidirectional=bidirectional,
        proj_size=proj_size,
    )
    names = ["weight_ih", "weight_hh"]
    if has_biases:
        names += ["bias_ih", "bias_hh"]
    if proj_size:
        names.append("weight_hr")
    params = iter(params)
    for number in range(num_layers):
        for direction in range(directions):
            suffix = f"_l{number}" + ("_reverse" if direction else "")
            for name in names:
                layer.__dict__[name + suffix] = next(params)
    return layer.forward(input, hx)


def _is_packed(has_biases):
    """Sequences of several lengths: (data, batch_sizes, hx, params, ...)."""
    return isinstance(has_biases, (list, tuple))


def lstm(
    input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first=False
):
    if _is_packed(has_biases):
        return _C._unsupported("lstm of packed sequences", input)
    output, (hidden, cell) = _recurrent(
        "LSTM", input, tuple(hx), params, has_biases, num_layers, bidirectional, batch_first
    )
    return output, hidden, cell


def _of_one_state(name, mode):
    def layer(
        input,
        hx,
        params,
        has_biases,
        num_layers,
        dropout,
        train,
        bidirectional,
        batch_first=False,
    ):
        if _is_packed(has_biases):
            return _C._unsupported(name + " of packed sequences", input)
        return _recurrent(
            mode, input, hx, params, has_biases, num_layers, bidirectional, batch_first
        )

    return layer


gru = _of_one_state("gru", "GRU")
rnn_tanh = _of_one_state("rnn_tanh", "RNN_TANH")
rnn_relu = _of_one_state("rnn_relu", "RNN_RELU")


def lstm_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._lstm_step(F.linear(input, w_ih, b_ih), tuple(hx), w_hh, b_hh, None)


def gru_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._gru_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


def rnn_tanh_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._tanh_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


def rnn_relu_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._relu_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


# Pooling


def _max_pool_with_indices(rank):
    pool = getattr(_ops, f"max_pool{rank}d")

    def max_pool(self, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
        return pool(self, kernel_size, stride or None, padding, dilation, ceil_mode, True)

    return max_pool


max_pool1d_with_indices = _max_pool_with_indices(1)
max_pool2d_with_indices = _max_pool_with_indices(2)
max_pool3d_with_indices = _max_pool_with_indices(3)


def _adaptive_avg_pool2d(self, output_size):
    return F.adaptive_avg_pool2d(self, output_size)


def _adaptive_avg_pool3d(self, output_size):
    return F.adaptive_avg_pool3d(self, output_size)


def adaptive_max_pool1d(self, output_size):
    return F.adaptive_max_pool1d(self, output_size), None


def adaptive_max_pool2d(self, output_size):
    return F.adaptive_max_pool2d(self, output_size), None


def adaptive_max_pool3d(self, output_size):
    return F.adaptive_max_pool3d(self, output_size), None


# Tables


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


_embedding_bag = embedding_bag
_embedding_bag_forward_only = embedding_bag


# Activations


def rrelu(self, lower=0.125, upper=0.3333333333333333, training=False, generator=None):
    return F.rrelu(self, lower, upper)


def hardtanh(self, min_val=-1, max_val=1):
    return F.hardtanh(self, min_val, max_val)


def _softmax(self, dim, half_to_float):
    return torch.softmax(self, dim)


def _log_softmax(self, dim, half_to_float):
    return torch.log_softmax(self, dim)


def _safe_softmax(self, dim, dtype=None):
    """Rows of nothing but -inf become zero."""
    masked = (self == float("-inf")).all(dim, keepdim=True)
    result = torch.softmax(self, dim, dtype=dtype)
    return torch.where(masked, torch.zeros((), dtype=result.dtype), result)


def dropout(input, p, train):
    return F.dropout(input, p, train)


feature_dropout = alpha_dropout = feature_alpha_dropout = dropout


def native_dropout(input, p, train):
    return F.dropout(input, p, bool(train)), None


__all__ = [name for name, value in globals().items() if callable(value)]

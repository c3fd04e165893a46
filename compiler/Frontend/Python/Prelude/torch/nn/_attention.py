"""The attention of torch.nn.functional."""

import math

import torch
from torch import _C
from torch._C import _ops

linear = _ops.linear
pad = _ops.pad
softmax = _ops.softmax


def _warn_of_dropout(p, training=True):
    if training and p > 0:
        _C._warn(
            "attention drops weights at random where dropout_p is given in training; the "
            "compiled program keeps them"
        )


def _without_dead_rows(weights, masked):
    """Where every key is masked PyTorch attends to nothing."""
    dead = masked.all(-1, keepdim=True)
    if _C._is_known(dead) and not bool(dead.any()):
        return weights
    return weights.masked_fill(dead, 0.0)


def scaled_dot_product_attention(
    query,
    key,
    value,
    attn_mask=None,
    dropout_p=0.0,
    is_causal=False,
    scale=None,
    enable_gqa=False,
):
    _warn_of_dropout(dropout_p)
    if enable_gqa:
        groups = query.size(-3) // key.size(-3)
        key = key.repeat_interleave(groups, -3)
        value = value.repeat_interleave(groups, -3)
    if scale is None:
        scale = 1 / math.sqrt(query.size(-1))
    weights = query @ key.transpose(-2, -1) * scale
    if is_causal:
        mask = torch.ones(query.size(-2), key.size(-2), dtype=torch.bool).tril()
        weights = weights.masked_fill(mask.logical_not(), float("-inf"))
    if attn_mask is None:
        return softmax(weights, -1) @ value
    if attn_mask.dtype == torch.bool:
        masked = attn_mask.logical_not()
        weights = weights.masked_fill(masked, float("-inf"))
    else:
        masked = attn_mask == float("-inf")
        weights = weights + attn_mask
    return _without_dead_rows(softmax(weights, -1), masked) @ value


def _mask_as_float(mask, like):
    if mask.dtype == torch.bool:
        return torch.zeros_like(mask, dtype=like.dtype).masked_fill(mask, float("-inf"))
    return mask


def multi_head_attention_forward(
    query,
    key,
    value,
    embed_dim_to_check,
    num_heads,
    in_proj_weight,
    in_proj_bias,
    bias_k,
    bias_v,
    add_zero_attn,
    dropout_p,
    out_proj_weight,
    out_proj_bias,
    training=True,
    key_padding_mask=None,
    need_weights=True,
    attn_mask=None,
    use_separate_proj_weight=False,
    q_proj_weight=None,
    k_proj_weight=None,
    v_proj_weight=None,
    static_k=None,
    static_v=None,
    average_attn_weights=True,
    is_causal=False,
):
    """Inputs are [length, batch, width], or [length, width] without a batch."""
    _warn_of_dropout(dropout_p, training)
    is_batched = query.dim() == 3
    if not is_batched:
        query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        if key_padding_mask is not None:
            key_padding_mask = key_padding_mask.unsqueeze(0)
    length, batch, width = query.shape
    head = width // num_heads
    if use_separate_proj_weight:
        weights = (q_proj_weight, k_proj_weight, v_proj_weight)
    else:
        weights = in_proj_weight.chunk(3)
    biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
    q = linear(query, weights[0], biases[0])
    k = linear(key, weights[1], biases[1])
    v = linear(value, weights[2], biases[2])
    added = 0
    if bias_k is not None:
        k = torch.cat([k, bias_k.repeat(1, batch, 1)])
        v = torch.cat([v, bias_v.repeat(1, batch, 1)])
        added += 1

    def heads(x):
        return x.reshape(x.size(0), batch, num_heads, head).permute(1, 2, 0, 3)

    q = heads(q)
    k = heads(k) if static_k is None else static_k.view(batch, num_heads, -1, head)
    v = heads(v) if static_v is None else static_v.view(batch, num_heads, -1, head)
    if add_zero_attn:
        zero = torch.zeros(batch, num_heads, 1, head, dtype=k.dtype)
        k = torch.cat([k, zero], 2)
        v = torch.cat([v, zero], 2)
        added += 1
    scores = (q * (1.0 / math.sqrt(head))) @ k.transpose(-2, -1)
    if is_causal and attn_mask is None:
        attn_mask = torch.ones(length, k.size(2), dtype=torch.bool).triu(1)
    if attn_mask is not None:
        mask = _mask_as_float(attn_mask, scores)
        if added and mask.size(-1) != k.size(2):
            mask = pad(mask, (0, added))
        if mask.dim() == 3:
            mask = mask.view(batch, num_heads, length, -1)
        scores = scores + mask
    if key_padding_mask is not None:
        mask = _mask_as_float(key_padding_mask, scores)
        if added:
            mask = pad(mask, (0, added))
        scores = scores + mask.view(batch, 1, 1, -1)
    attention = softmax(scores, -1)
    result = (attention @ v).permute(2, 0, 1, 3).reshape(length, batch, width)
    result = linear(result, out_proj_weight, out_proj_bias)
    if not is_batched:
        result = result.squeeze(1)
    if not need_weights:
        return result, None
    if average_attn_weights:
        attention = attention.mean(1)
    return result, attention if is_batched else attention.squeeze(0)


_C._guard_complex(__name__, "nn.functional")

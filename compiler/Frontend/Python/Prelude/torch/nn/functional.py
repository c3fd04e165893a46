"""torch.nn.functional: most of it is the operator table's; what has Python
arguments of its own is written here."""

import itertools
import math

import torch
from torch import Tensor, _C
from torch._C import _ops

conv1d = _ops.conv1d
conv2d = _ops.conv2d
conv3d = _ops.conv3d
conv_transpose1d = _ops.conv_transpose1d
conv_transpose2d = _ops.conv_transpose2d
conv_transpose3d = _ops.conv_transpose3d
linear = _ops.linear
bilinear = _ops.bilinear
avg_pool1d = _ops.avg_pool1d
avg_pool2d = _ops.avg_pool2d
avg_pool3d = _ops.avg_pool3d
adaptive_avg_pool1d = _ops.adaptive_avg_pool1d
adaptive_avg_pool2d = _ops.adaptive_avg_pool2d
adaptive_avg_pool3d = _ops.adaptive_avg_pool3d
prelu = _ops.prelu
gelu = _ops.gelu
softplus = _ops.softplus
softshrink = _ops.softshrink
hardshrink = _ops.hardshrink
softsign = _ops.softsign
tanhshrink = _ops.tanhshrink
logsigmoid = _ops.log_sigmoid
glu = _ops.glu
tanh = _ops.tanh
sigmoid = _ops.sigmoid
pad = _ops.pad
pixel_shuffle = _ops.pixel_shuffle
pixel_unshuffle = _ops.pixel_unshuffle
channel_shuffle = _ops.channel_shuffle
one_hot = _ops.one_hot
local_response_norm = _ops.local_response_norm
rms_norm = _ops.rms_norm


def __getattr__(name):
    return _C._unknown("torch.nn.functional", name)


# Activations


def relu(input, inplace=False):
    return _ops.relu_(input) if inplace else _ops.relu(input)


def relu_(input):
    return _ops.relu_(input)


def relu6(input, inplace=False):
    return _ops.relu6_(input) if inplace else _ops.relu6(input)


def leaky_relu(input, negative_slope=0.01, inplace=False):
    function = _ops.leaky_relu_ if inplace else _ops.leaky_relu
    return function(input, negative_slope)


def leaky_relu_(input, negative_slope=0.01):
    return _ops.leaky_relu_(input, negative_slope)


def elu(input, alpha=1.0, inplace=False):
    return _ops.elu_(input, alpha) if inplace else _ops.elu(input, alpha)


def elu_(input, alpha=1.0):
    return _ops.elu_(input, alpha)


def selu(input, inplace=False):
    return _ops.selu_(input) if inplace else _ops.selu(input)


def celu(input, alpha=1.0, inplace=False):
    return _ops.celu_(input, alpha) if inplace else _ops.celu(input, alpha)


def silu(input, inplace=False):
    return _ops.silu_(input) if inplace else _ops.silu(input)


def mish(input, inplace=False):
    return _ops.mish_(input) if inplace else _ops.mish(input)


def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    function = _ops.hardtanh_ if inplace else _ops.hardtanh
    return function(input, min_val, max_val)


def hardtanh_(input, min_val=-1.0, max_val=1.0):
    return _ops.hardtanh_(input, min_val, max_val)


def hardswish(input, inplace=False):
    return _ops.hardswish_(input) if inplace else _ops.hardswish(input)


def hardsigmoid(input, inplace=False):
    return _ops.hardsigmoid_(input) if inplace else _ops.hardsigmoid(input)


def threshold(input, threshold, value, inplace=False):
    function = _ops.threshold_ if inplace else _ops.threshold
    return function(input, threshold, value)


def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
    function = _ops.leaky_relu_ if inplace else _ops.leaky_relu
    return function(input, (lower + upper) / 2)


def _softmax_dim(dim, rank):
    if dim is not None:
        return dim
    return 0 if rank in (0, 1, 3) else 1


def softmax(input, dim=None, _stacklevel=3, dtype=None):
    return _ops.softmax(input, _softmax_dim(dim, input.dim()), dtype=dtype)


def log_softmax(input, dim=None, _stacklevel=3, dtype=None):
    return _ops.log_softmax(input, _softmax_dim(dim, input.dim()), dtype=dtype)


def softmin(input, dim=None, _stacklevel=3, dtype=None):
    return softmax(-input, dim, _stacklevel, dtype)


# Dropout


def dropout(input, p=0.5, training=True, inplace=False):
    if training and p > 0:
        _C._warn(
            "dropout with training=True drops at random; the compiled program leaves it out"
        )
    return input


def dropout1d(input, p=0.5, training=True, inplace=False):
    return dropout(input, p, training, inplace)


def dropout2d(input, p=0.5, training=True, inplace=False):
    return dropout(input, p, training, inplace)


def dropout3d(input, p=0.5, training=True, inplace=False):
    return dropout(input, p, training, inplace)


def alpha_dropout(input, p=0.5, training=False, inplace=False):
    return dropout(input, p, training, inplace)


def feature_alpha_dropout(input, p=0.5, training=False, inplace=False):
    return dropout(input, p, training, inplace)


# Normalisation


def batch_norm(
    input,
    running_mean,
    running_var,
    weight=None,
    bias=None,
    training=False,
    momentum=0.1,
    eps=1e-05,
):
    if training or running_mean is None:
        return _batch_norm_of_batch(input, weight, bias, eps)
    return _ops.batch_norm(input, running_mean, running_var, weight, bias, False, momentum, eps)


def _batch_norm_of_batch(input, weight, bias, eps):
    """With the statistics of the input itself."""
    dims = [dim for dim in range(input.dim()) if dim != 1]
    shape = [1, -1] + [1] * (input.dim() - 2)
    mean = input.mean(dims, keepdim=True)
    variance = input.var(dims, unbiased=False, keepdim=True)
    result = (input - mean) * torch.rsqrt(variance + eps)
    if weight is not None:
        result = result * weight.view(shape)
    if bias is not None:
        result = result + bias.view(shape)
    return result


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05):
    return _ops.layer_norm(input, tuple(normalized_shape), weight, bias, eps)


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05):
    return _ops.group_norm(input, num_groups, weight, bias, eps)


def instance_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    use_input_stats=True,
    momentum=0.1,
    eps=1e-05,
):
    return _ops.instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps
    )


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    return input / input.norm(p, dim, keepdim=True).clamp_min(eps).expand_as(input)


# Pooling


def _max_pool(rank):
    function = getattr(_ops, f"max_pool{rank}d")

    def max_pool(
        input,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        ceil_mode=False,
        return_indices=False,
    ):
        return function(
            input, kernel_size, stride, padding, dilation, ceil_mode, return_indices
        )

    return max_pool


max_pool1d = _max_pool(1)
max_pool2d = _max_pool(2)
max_pool3d = _max_pool(3)


def _adaptive_max_pool(rank):
    function = getattr(_ops, f"adaptive_max_pool{rank}d")

    def adaptive_max_pool(input, output_size, return_indices=False):
        if return_indices:
            return _C._unsupported("adaptive_max_pool with return_indices=True", input)
        return function(input, output_size)

    return adaptive_max_pool


adaptive_max_pool1d = _adaptive_max_pool(1)
adaptive_max_pool2d = _adaptive_max_pool(2)
adaptive_max_pool3d = _adaptive_max_pool(3)


def _unpool(input, indices, kernel_size, stride, padding, output_size, rank):
    """Every position asks the windows that it lies in whether it was their
    largest."""

    def each(value):
        return [value] * rank if isinstance(value, int) else list(value)

    kernel, padding = each(kernel_size), each(padding)
    stride = kernel if stride is None else each(stride)
    sizes = list(input.shape[-rank:])
    if output_size is None:
        output_size = [
            (n - 1) * s - 2 * p + k
            for n, k, s, p in zip(sizes, kernel, stride, padding)
        ]
    output = list(output_size)[-rank:]
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


def _lp_pool(input, norm_type, size, average):
    power = float(norm_type)
    means = average(input.pow(power))
    return (torch.sign(means) * relu(torch.abs(means)) * size).pow(1.0 / power)


def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    return _lp_pool(
        input,
        norm_type,
        kernel_size,
        lambda x: avg_pool1d(x, kernel_size, stride, 0, ceil_mode),
    )


def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    size = kernel_size
    rows, columns = (size, size) if isinstance(size, int) else size
    return _lp_pool(
        input,
        norm_type,
        rows * columns,
        lambda x: avg_pool2d(x, kernel_size, stride, 0, ceil_mode),
    )


# Sparse


def embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    sparse=False,
):
    return _ops.embedding(weight, input)


def embedding_bag(
    input,
    weight,
    offsets=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    mode="mean",
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    rows = _ops.embedding(weight, input)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(-1)
    counted = torch.ones_like(input, dtype=torch.bool)
    if padding_idx is not None:
        counted = input != padding_idx
    if input.dim() == 1:
        if include_last_offset:
            offsets = offsets[:-1]
        begins = torch.arange(input.size(0)) >= offsets.unsqueeze(-1)
        ends = begins[1:]
        inside = torch.cat([begins[:-1] & ~ends, begins[-1:]])
        counted = counted & inside
        rows = rows.unsqueeze(0)
    mask = counted.unsqueeze(-1)
    if mode == "max":
        largest = torch.where(mask, rows, float("-inf")).amax(1)
        return torch.where(counted.any(1, keepdim=True), largest, 0.0)
    sums = torch.where(mask, rows, 0.0).sum(1)
    if mode == "sum":
        return sums
    return sums / counted.sum(1, keepdim=True).clamp(min=1)


# Vision


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


def _reflected(position, low, high):
    """Mirrors at `low` and `high`, both in half pixels."""
    if low == high:
        return torch.zeros_like(position)
    span = (high - low) / 2
    offset = (position - low / 2).abs()
    rest = offset % span
    is_odd = torch.floor(offset / span) % 2 == 1
    return torch.where(is_odd, span - rest, rest) + low / 2


def _grid_position(x, size, padding_mode, align_corners):
    if align_corners:
        position = (x + 1) / 2 * (size - 1)
    else:
        position = ((x + 1) * size - 1) / 2
    if padding_mode == "reflection":
        bounds = (0, 2 * (size - 1)) if align_corners else (-1, 2 * size - 1)
        position = _reflected(position, *bounds)
    if padding_mode != "zeros":
        position = position.clamp(0, size - 1)
    return position


def _grid_pixels(image, rows, columns):
    """Pixels at integer positions, zero outside of the image."""
    batch, channels, height, width = image.shape
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    at = rows.clamp(0, height - 1) * width + columns.clamp(0, width - 1)
    at = at.long().reshape(batch, 1, -1).expand(-1, channels, -1)
    pixels = image.reshape(batch, channels, -1).gather(2, at)
    pixels = pixels.reshape(batch, channels, *rows.shape[1:])
    return pixels * inside.unsqueeze(1).to(image.dtype)


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    if input.dim() != 4 or mode == "bicubic":
        return _C._unsupported(f"grid_sample of {input.dim()} dimensions in mode {mode}", input)
    columns = _grid_position(grid[..., 0], input.size(3), padding_mode, align_corners)
    rows = _grid_position(grid[..., 1], input.size(2), padding_mode, align_corners)
    if mode == "nearest":
        return _grid_pixels(input, rows.round(), columns.round())
    top, left = rows.floor(), columns.floor()
    down, right = (rows - top).unsqueeze(1), (columns - left).unsqueeze(1)
    return (
        _grid_pixels(input, top, left) * (1 - down) * (1 - right)
        + _grid_pixels(input, top, left + 1) * (1 - down) * right
        + _grid_pixels(input, top + 1, left) * down * (1 - right)
        + _grid_pixels(input, top + 1, left + 1) * down * right
    )


# Distance


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    product = (x1 * x2).sum(dim)
    first = (x1 * x1).sum(dim)
    second = (x2 * x2).sum(dim)
    return product / (first.clamp_min(eps * eps) * second.clamp_min(eps * eps)).sqrt()


def pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False):
    return (x1 - x2 + eps).norm(p, -1, keepdim)


# Attention


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
    if attn_mask is not None:
        if attn_mask.dtype == torch.bool:
            weights = weights.masked_fill(attn_mask.logical_not(), float("-inf"))
        else:
            weights = weights + attn_mask
    return softmax(weights, -1) @ value


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


# Losses


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    loss = (input - target) ** 2
    return _reduced(loss if weight is None else loss * weight, reduction)


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    loss = (input - target).abs()
    return _reduced(loss if weight is None else loss * weight, reduction)


def smooth_l1_loss(
    input, target, size_average=None, reduce=None, reduction="mean", beta=1.0
):
    distance = (input - target).abs()
    loss = torch.where(distance < beta, 0.5 * distance**2 / beta, distance - 0.5 * beta)
    return _reduced(loss, reduction)


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    distance = (input - target).abs()
    loss = torch.where(
        distance <= delta, 0.5 * distance**2, delta * (distance - 0.5 * delta)
    )
    return _reduced(loss if weight is None else loss * weight, reduction)


def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    positive = torch.log(input).clamp_min(-100)
    negative = torch.log(1 - input).clamp_min(-100)
    loss = -(target * positive + (1 - target) * negative)
    return _reduced(loss if weight is None else loss * weight, reduction)


def binary_cross_entropy_with_logits(
    input,
    target,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="mean",
    pos_weight=None,
):
    factor = 1 if pos_weight is None else (pos_weight - 1) * target + 1
    loss = (1 - target) * input - factor * logsigmoid(input)
    return _reduced(loss if weight is None else loss * weight, reduction)


def nll_loss(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
):
    if input.dim() == 1:
        input, target = input.unsqueeze(0), target.unsqueeze(0)
    counted = target != ignore_index
    index = torch.where(counted, target, 0)
    loss = -input.gather(1, index.unsqueeze(1)).squeeze(1)
    factor = counted.to(input.dtype)
    if weight is not None:
        factor = factor * weight[index]
    loss = loss * factor
    return loss.sum() / factor.sum() if reduction == "mean" else _reduced(loss, reduction)


def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
    label_smoothing=0.0,
):
    logarithms = log_softmax(input, 0 if input.dim() == 1 else 1)
    if target.is_floating_point() or label_smoothing:
        return _C._unsupported("cross_entropy with probabilities or smoothing", input)
    return nll_loss(logarithms, target, weight, None, ignore_index, None, reduction)


def kl_div(
    input, target, size_average=None, reduce=None, reduction="mean", log_target=False
):
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = torch.where(target > 0, target * (target.log() - input), 0.0)
    if reduction == "batchmean":
        return loss.sum() / input.size(0)
    return _reduced(loss, reduction)

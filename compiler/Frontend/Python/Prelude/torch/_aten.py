"""Operators as programs that PyTorch wrote call them: with ATen's names, order
of arguments and results, where `torch.name` has others or does not exist.

`name_overload` comes before `name`, and both before `torch.name`. Arguments are
passed by name, so that the names here are those of ATen's schemas.
"""

import torch
import torch.nn.functional as F
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


# Contractions


def convolution(
    input,
    weight,
    bias,
    stride,
    padding,
    dilation,
    transposed,
    output_padding,
    groups,
    benchmark=None,
    deterministic=None,
    cudnn_enabled=None,
    allow_tf32=None,
):
    rank = weight.dim() - 2

    def whole(sizes):
        return list(sizes) * (rank if len(sizes) == 1 else 1)

    stride, padding, dilation = whole(stride), whole(padding), whole(dilation)
    if transposed:
        function = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)[rank - 1]
        return function(
            input, weight, bias, stride, padding, whole(output_padding), groups, dilation
        )
    function = (F.conv1d, F.conv2d, F.conv3d)[rank - 1]
    return function(input, weight, bias, stride, padding, dilation, groups)


_convolution = convolution


def baddbmm(self, batch1, batch2, *, beta=1, alpha=1):
    product = torch.bmm(batch1, batch2)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def addmm(self, mat1, mat2, *, beta=1, alpha=1):
    product = torch.mm(mat1, mat2)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def addmv(self, mat, vec, *, beta=1, alpha=1):
    product = torch.matmul(mat, vec)
    if alpha != 1:
        product = product * alpha
    return product + (self if beta == 1 else self * beta)


def vdot(self, other):
    return torch.matmul(self, other)


def dot(self, tensor):
    return torch.matmul(self, tensor)


def mv(self, vec):
    return torch.matmul(self, vec)


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    return F.cosine_similarity(x1, x2, dim, eps)


def einsum(equation, tensors, *, path=None):
    return torch.einsum(equation, *tensors)


def linalg_vector_norm(self, ord=2, dim=None, keepdim=False, *, dtype=None):
    return torch.norm(self, ord, dim, keepdim, dtype=dtype)


def mT(self):
    return self.transpose(-2, -1)


mH = mT


def linalg_householder_product(input, tau):
    rows, columns = input.size(-2), input.size(-1)
    result = torch.eye(rows, dtype=input.dtype)
    steps = torch.arange(rows).unsqueeze(1)
    for i in range(tau.size(-1)):
        column = input[..., :, i : i + 1]
        vector = torch.where(steps > i, column, torch.zeros((), dtype=input.dtype))
        vector = torch.where(steps == i, torch.ones((), dtype=input.dtype), vector)
        scaled = vector * tau[..., i : i + 1].unsqueeze(-1)
        result = result - (result @ scaled) @ vector.transpose(-2, -1)
    return result[..., :, :columns]


def matrix_exp(self):
    """Scaling and squaring: the series of a matrix divided by 2**10."""
    squarings, terms = 10, 10
    scaled = self / 2.0**squarings
    identity = torch.eye(self.size(-1), dtype=self.dtype).expand_as(self)
    result, power = identity + scaled, scaled
    for i in range(2, terms):
        power = power @ scaled / i
        result = result + power
    # What differs from one is squared, which keeps its digits.
    rest = result - identity
    for _ in range(squarings):
        rest = 2 * rest + rest @ rest
    return identity + rest


def _weight_norm(v, g, dim=0):
    return v * (g / torch.norm_except_dim(v, 2, dim))


def _weight_norm_interface(v, g, dim=0):
    norm = torch.norm_except_dim(v, 2, dim)
    return v * (g / norm), norm


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


def lstm(
    input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first
):
    output, (hidden, cell) = _recurrent(
        "LSTM", input, tuple(hx), params, has_biases, num_layers, bidirectional, batch_first
    )
    return output, hidden, cell


def gru(input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first):
    return _recurrent(
        "GRU", input, hx, params, has_biases, num_layers, bidirectional, batch_first
    )


def rnn_tanh(
    input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first
):
    return _recurrent(
        "RNN_TANH", input, hx, params, has_biases, num_layers, bidirectional, batch_first
    )


def rnn_relu(
    input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first
):
    return _recurrent(
        "RNN_RELU", input, hx, params, has_biases, num_layers, bidirectional, batch_first
    )


def lstm_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._lstm_step(F.linear(input, w_ih, b_ih), tuple(hx), w_hh, b_hh, None)


def gru_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._gru_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


def rnn_tanh_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._tanh_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


def rnn_relu_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _rnn._relu_step(F.linear(input, w_ih, b_ih), (hx,), w_hh, b_hh, None)[0]


# Pooling


def max_pool1d_with_indices(
    self, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False
):
    return _ops.max_pool1d(
        self, kernel_size, stride or None, padding, dilation, ceil_mode, return_indices=True
    )


def max_pool2d_with_indices(
    self, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False
):
    return _ops.max_pool2d(
        self, kernel_size, stride or None, padding, dilation, ceil_mode, return_indices=True
    )


def max_pool3d_with_indices(
    self, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False
):
    return _ops.max_pool3d(
        self, kernel_size, stride or None, padding, dilation, ceil_mode, return_indices=True
    )


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
    """The bag of each position comes from how many offsets lie before it."""
    positions = torch.arange(indices.size(0))
    starts = offsets[:-1] if include_last_offset else offsets
    bags = starts.size(0)
    number = (starts.unsqueeze(1) <= positions).sum(0) - 1
    inside = number == torch.arange(bags).unsqueeze(1)
    if include_last_offset:
        inside = inside & (positions < offsets[-1])
    if padding_idx is not None and padding_idx >= 0:
        inside = inside & (indices != padding_idx)
    rows = F.embedding(indices, weight)
    if mode == 2:
        floor = torch.full((), float("-inf"), dtype=weight.dtype)
        largest = torch.where(inside.unsqueeze(-1), rows, floor).amax(1)
        filled = inside.any(1).unsqueeze(-1)
        return torch.where(filled, largest, torch.zeros((), dtype=weight.dtype)), None, None, None
    selection = inside.to(weight.dtype)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(-1)
    total = selection @ rows
    if mode == 1:
        total = total / selection.sum(1, True).clamp_min(1)
    return total, None, None, None


_embedding_bag = embedding_bag
_embedding_bag_forward_only = embedding_bag


# Resampling


def _resample(mode, input, output_size, align_corners, scale_factors):
    return F.interpolate(
        input,
        size=output_size,
        scale_factor=None if output_size is not None else list(scale_factors),
        mode=mode,
        align_corners=align_corners,
    )


def upsample_nearest1d_vec(input, output_size, scale_factors):
    return _resample("nearest", input, output_size, None, scale_factors)


upsample_nearest2d_vec = upsample_nearest1d_vec
upsample_nearest3d_vec = upsample_nearest1d_vec


def _upsample_nearest_exact1d_vec(input, output_size, scale_factors):
    return _resample("nearest-exact", input, output_size, None, scale_factors)


_upsample_nearest_exact2d_vec = _upsample_nearest_exact1d_vec
_upsample_nearest_exact3d_vec = _upsample_nearest_exact1d_vec


def upsample_linear1d_vec(input, output_size, align_corners, scale_factors):
    return _resample("linear", input, output_size, align_corners, scale_factors)


def upsample_bilinear2d_vec(input, output_size, align_corners, scale_factors):
    return _resample("bilinear", input, output_size, align_corners, scale_factors)


def upsample_trilinear3d_vec(input, output_size, align_corners, scale_factors):
    return _resample("trilinear", input, output_size, align_corners, scale_factors)


def upsample_bicubic2d_vec(input, output_size, align_corners, scale_factors):
    return _resample("bicubic", input, output_size, align_corners, scale_factors)


def _resample_to(mode, self, output_size, align_corners, scales):
    """Explicit scales decide about positions when there are any."""
    if None not in scales:
        result = _resample(mode, self, None, align_corners, scales)
        if list(result.shape[2:]) == list(output_size):
            return result
    return _resample(mode, self, output_size, align_corners, None)


def upsample_nearest1d(self, output_size, scales=None):
    return _resample_to("nearest", self, output_size, None, [scales])


def upsample_nearest2d(self, output_size, scales_h=None, scales_w=None):
    return _resample_to("nearest", self, output_size, None, [scales_h, scales_w])


def upsample_linear1d(self, output_size, align_corners, scales=None):
    return _resample_to("linear", self, output_size, align_corners, [scales])


def upsample_bilinear2d(self, output_size, align_corners, scales_h=None, scales_w=None):
    return _resample_to("bilinear", self, output_size, align_corners, [scales_h, scales_w])


def upsample_bicubic2d(self, output_size, align_corners, scales_h=None, scales_w=None):
    return _resample_to("bicubic", self, output_size, align_corners, [scales_h, scales_w])


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


def feature_dropout(input, p, train):
    return F.dropout(input, p, train)


def alpha_dropout(input, p, train):
    return F.dropout(input, p, train)


def native_dropout(input, p, train):
    return F.dropout(input, p, bool(train)), None


# Copies and types


def _to_copy(self, *, dtype=None, memory_format=None, non_blocking=False):
    return self.clone() if dtype is None else self.to(dtype)


def to(self, device=None, dtype=None, other=None, non_blocking=False, copy=False):
    if other is not None:
        dtype = other.dtype
    result = self if dtype is None else self.to(dtype)
    return result.clone() if copy else result


def lift_fresh_copy(self):
    return self.clone()


def lift_fresh(self):
    return self


def alias(self):
    return self.detach()


def _unsafe_view(self, size):
    return self.reshape(size)


def view_copy(self, size):
    return self.reshape(size)


def _reshape_alias(self, size, stride):
    return self.reshape(size)


def scalar_tensor(s, *, dtype=None):
    return torch.tensor(s, dtype=dtype or torch.float32)


def fill(self, value):
    return torch.full_like(self, value)


def copy(self, src, non_blocking=False):
    return src.to(self.dtype).expand_as(self)


def zeros(size, *, names=None, dtype=None):
    return torch.zeros(size, dtype=dtype)


def item(self):
    return self.item()


_local_scalar_dense = item


# Shapes are known when a program is compiled


def sym_size(self, dim=None):
    return self.shape if dim is None else self.size(dim)


def sym_numel(self):
    return self.numel()


def sym_stride(self, dim=None):
    return self.stride() if dim is None else self.stride(dim)


def sym_storage_offset(self):
    return 0


def slice(self, dim=0, start=None, end=None, step=1):
    size = self.size(dim)
    first = 0 if start is None else start
    last = size if end is None else end
    first = max(0, min(first + size if first < 0 else first, size))
    last = max(first, min(last + size if last < 0 else last, size))
    if step == 1:
        return self.narrow(dim, first, last - first)
    before = [_ALL] * (dim % self.dim())
    return self[(*before, _slice_of(first, last, step))]


def _assert_tensor_metadata(
    a, size=None, stride=None, dtype=None, *, device=None, layout=None
):
    return None


def _assert_scalar(self, assert_msg):
    if not self:
        raise RuntimeError(assert_msg)


def _assert_async(self, assert_msg=""):
    return None


def sym_constrain_range(size, *, min=None, max=None):
    return None


sym_constrain_range_for_size = sym_constrain_range


def _print(s):
    return None


# Statistics and selection


def amax(self, dim=(), keepdim=False):
    return torch.amax(self, list(dim) or None, keepdim)


def amin(self, dim=(), keepdim=False):
    return torch.amin(self, list(dim) or None, keepdim)


def squeeze_dims(self, dim):
    return torch.squeeze(self, list(dim))


def index(self, indices):
    """`self[indices]`, where None stands for a whole dimension."""
    return self[tuple(_ALL if i is None else i for i in indices)]


def index_put(self, indices, values, accumulate=False):
    places = tuple(_ALL if i is None else i for i in indices)
    if accumulate:
        return torch.index_put(self, places, values, True)
    result = self.clone()
    result[places] = values
    return result


def select_scatter(self, src, dim, index):
    result = self.clone()
    result.select(dim, index).copy_(src)
    return result


def slice_scatter(self, src, dim=0, start=None, end=None, step=1):
    result = self.clone()
    slice(result, dim, start, end, step).copy_(src)
    return result


def split_with_sizes(self, split_sizes, dim=0):
    return torch.split(self, split_sizes, dim)


split_with_sizes_copy = split_with_sizes


def split_copy(self, split_size, dim=0):
    return torch.split(self, split_size, dim)


def unbind_copy(self, dim=0):
    return torch.unbind(self, dim)


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


# The builtin's name is taken above.
from builtins import slice as _slice_of

_ALL = _slice_of(None, None, None)

"""torch.nn.functional: most of it is the operator table's; what has Python
arguments of its own is written here and in the modules that it imports."""

import importlib

import torch
from torch import Tensor, _C
from torch._C import _ops
from torch.nn._attention import multi_head_attention_forward, scaled_dot_product_attention
from torch.nn._basic import logsigmoid, pairwise_distance
from torch.nn._images import (
    affine_grid,
    fold,
    grid_sample,
    interpolate,
    unfold,
    upsample,
    upsample_bilinear,
    upsample_nearest,
)
from torch.nn._pooling import (
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
    adaptive_max_pool1d,
    adaptive_max_pool1d_with_indices,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
    adaptive_max_pool3d,
    adaptive_max_pool3d_with_indices,
    avg_pool1d,
    avg_pool2d,
    avg_pool3d,
    fractional_max_pool2d,
    fractional_max_pool2d_with_indices,
    fractional_max_pool3d,
    fractional_max_pool3d_with_indices,
    lp_pool1d,
    lp_pool2d,
    lp_pool3d,
    max_pool1d,
    max_pool1d_with_indices,
    max_pool2d,
    max_pool2d_with_indices,
    max_pool3d,
    max_pool3d_with_indices,
    max_unpool1d,
    max_unpool2d,
    max_unpool3d,
)
from torch.nn.parameter import Parameter
from torch.overrides import (
    handle_torch_function,
    has_torch_function,
    has_torch_function_unary,
    has_torch_function_variadic,
)

DType = int
conv1d = _ops.conv1d
conv2d = _ops.conv2d
conv3d = _ops.conv3d
conv_transpose1d = _ops.conv_transpose1d
conv_transpose2d = _ops.conv_transpose2d
conv_transpose3d = _ops.conv_transpose3d
linear = _ops.linear
bilinear = _ops.bilinear
prelu = _ops.prelu
gelu = _ops.gelu
softplus = _ops.softplus
softshrink = _ops.softshrink
hardshrink = _ops.hardshrink
softsign = _ops.softsign
tanhshrink = _ops.tanhshrink
glu = _ops.glu
tanh = _ops.tanh
sigmoid = _ops.sigmoid
pad = _ops.pad
pixel_shuffle = _ops.pixel_shuffle
pixel_unshuffle = _ops.pixel_unshuffle
channel_shuffle = _ops.channel_shuffle
native_channel_shuffle = _ops.channel_shuffle
local_response_norm = _ops.local_response_norm
rms_norm = _ops.rms_norm


# What few models need is not read before it is asked for.
_ELSEWHERE = {
    "Callable": "collections.abc",
    "conv_tbc": "torch._composites",
    "pdist": "torch._composites",
    "Optional": "typing",
    "ScalingType": "torch.nn._scaling",
    "SwizzleType": "torch.nn._scaling",
    "binary_cross_entropy": "torch.nn._losses",
    "binary_cross_entropy_with_logits": "torch.nn._losses",
    "cosine_embedding_loss": "torch.nn._losses",
    "cross_entropy": "torch.nn._losses",
    "ctc_loss": "torch.nn._losses",
    "gaussian_nll_loss": "torch.nn._losses",
    "hinge_embedding_loss": "torch.nn._losses",
    "huber_loss": "torch.nn._losses",
    "kl_div": "torch.nn._losses",
    "l1_loss": "torch.nn._losses",
    "linear_cross_entropy": "torch.nn._losses",
    "margin_ranking_loss": "torch.nn._losses",
    "mse_loss": "torch.nn._losses",
    "multi_margin_loss": "torch.nn._losses",
    "multilabel_margin_loss": "torch.nn._losses",
    "multilabel_soft_margin_loss": "torch.nn._losses",
    "nll_loss": "torch.nn._losses",
    "poisson_nll_loss": "torch.nn._losses",
    "smooth_l1_loss": "torch.nn._losses",
    "soft_margin_loss": "torch.nn._losses",
    "triplet_margin_loss": "torch.nn._losses",
    "triplet_margin_with_distance_loss": "torch.nn._losses",
}


def __getattr__(name):
    if name in _ELSEWHERE:
        return getattr(importlib.import_module(_ELSEWHERE[name]), name)
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


def selu_(input):
    return _ops.selu_(input)


def celu(input, alpha=1.0, inplace=False):
    return _ops.celu_(input, alpha) if inplace else _ops.celu(input, alpha)


def celu_(input, alpha=1.0):
    return _ops.celu_(input, alpha)


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


def threshold_(input, threshold, value):
    return _ops.threshold_(input, threshold, value)


def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
    if training and lower != upper:
        slopes = torch.rand_like(input) * (upper - lower) + lower
        result = torch.where(input < 0, input * slopes, input)
        return input.copy_(result) if inplace else result
    function = _ops.leaky_relu_ if inplace else _ops.leaky_relu
    return function(input, (lower + upper) / 2)


def rrelu_(input, lower=1.0 / 8, upper=1.0 / 3, training=False):
    return rrelu(input, lower, upper, training, True)


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


def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    from torch import _random

    noise = _random.gumbel(logits.shape, logits.dtype)
    soft = softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    behind = logits.dim() - 1 - dim % logits.dim()
    places = torch.arange(logits.size(dim)).reshape([-1] + [1] * behind)
    return (places == soft.argmax(dim, keepdim=True)).to(logits.dtype)


# Dropout


def dropout(input, p=0.5, training=True, inplace=False):
    if p < 0 or p > 1:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
    if training and p == 1:
        return input.mul_(0.0) if inplace else input * 0.0
    if training and p > 0 and _C._in_forward():
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


def _update(running, value, momentum):
    if running is not None:
        running.copy_(running * (1 - momentum) + value.reshape(running.shape) * momentum)


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
    if not training:
        return _ops.batch_norm(
            input, running_mean, running_var, weight, bias, False, momentum, eps
        )
    dims = [dim for dim in range(input.dim()) if dim != 1]
    mean = input.mean(dims)
    variance = input.var(dims, unbiased=False)
    result = _ops.batch_norm(input, mean, variance, weight, bias, False, momentum, eps)
    _update(running_mean, mean, momentum)
    if running_var is not None:
        _update(running_var, input.var(dims), momentum)
    return result


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
    result = _ops.instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps
    )
    if use_input_stats:
        dims = list(range(2, input.dim()))
        if running_mean is not None:
            _update(running_mean, input.mean(dims).mean(0), momentum)
        if running_var is not None:
            _update(running_var, input.var(dims).mean(0), momentum)
    return result


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05):
    return _ops.layer_norm(input, tuple(normalized_shape), weight, bias, eps)


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05):
    return _ops.group_norm(input, num_groups, weight, bias, eps)


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    result = input / input.norm(p, dim, keepdim=True).clamp_min(eps).expand_as(input)
    return result if out is None else out.copy_(result)


# Sparse


def _limited(rows, max_norm, norm_type):
    """Rows that are longer than `max_norm` are shortened."""
    if max_norm is None:
        return rows
    norms = rows.norm(norm_type, -1, keepdim=True)
    return torch.where(norms > max_norm, rows * (max_norm / (norms + 1e-7)), rows)


def _shorten(weight, input, max_norm, norm_type):
    """Does so in the table, unless that is learned: looking up again gives the
    same, and a program's weights stay as they are."""
    if max_norm is None or isinstance(weight, Parameter):
        return
    places = torch.arange(weight.size(0)).unsqueeze(-1)
    looked_up = (places == input.reshape(-1)).any(-1, keepdim=True)
    weight.copy_(torch.where(looked_up, _limited(weight, max_norm, norm_type), weight))


def embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    sparse=False,
):
    rows = _limited(_ops.embedding(weight, input), max_norm, norm_type)
    _shorten(weight, input, max_norm, norm_type)
    return rows


def _bags(count, offsets, include_last_offset):
    """[bags, count]: which elements lie in which bag."""
    places = torch.arange(count)
    begins = places >= offsets.unsqueeze(-1)
    if include_last_offset:
        return begins[:-1] & begins[1:].logical_not()
    return torch.cat([begins[:-1] & begins[1:].logical_not(), begins[-1:]])


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
    if input.is_floating_point() and not weight.is_floating_point():
        # An older order of the arguments.
        input, weight = weight, input
    rows = _limited(_ops.embedding(weight, input), max_norm, norm_type)
    _shorten(weight, input, max_norm, norm_type)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(-1)
    counted = torch.ones_like(input, dtype=torch.bool)
    if padding_idx is not None:
        counted = input != padding_idx % weight.size(0)
    if input.dim() == 1:
        counted = counted & _bags(input.size(0), offsets, include_last_offset)
        rows = rows.unsqueeze(0)
    mask = counted.unsqueeze(-1)
    if mode == "max":
        largest = torch.where(mask, rows, float("-inf")).amax(1)
        return torch.where(counted.any(1, keepdim=True), largest, 0.0)
    sums = torch.where(mask, rows, 0.0).sum(1)
    if mode == "sum":
        return sums
    return sums / counted.sum(1, keepdim=True).clamp(min=1)


def one_hot(tensor, num_classes=-1):
    if num_classes == -1 and _C._is_known(tensor):
        num_classes = int(tensor.max()) + 1
    return _ops.one_hot(tensor, num_classes)


# Distance


def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    x1, x2 = torch.broadcast_tensors(x1, x2)
    product = (x1 * x2).sum(dim)
    first = (x1 * x1).sum(dim)
    second = (x2 * x2).sum(dim)
    return product / (first.clamp_min(eps * eps) * second.clamp_min(eps * eps)).sqrt()


# Products of groups


def grouped_mm(mat_a, mat_b, *, offs=None, bias=None, out_dtype=None):
    """Where an operand has no dimension of groups, `offs` divides it."""
    if offs is None:
        result = mat_a @ mat_b
    elif mat_a.dim() == 2 and mat_b.dim() == 2:
        groups = _groups(mat_a.size(1), offs).unsqueeze(1).to(mat_a.dtype)
        result = (mat_a * groups) @ mat_b
    else:
        rows = mat_b.dim() == 3
        groups = _groups(mat_a.size(0) if rows else mat_b.size(1), offs)
        result = 0.0
        for group in range(offs.size(0)):
            product = mat_a @ mat_b[group] if rows else mat_a[group] @ mat_b
            chosen = groups[group].unsqueeze(1) if rows else groups[group]
            result = torch.where(chosen, product, result)
    if bias is not None:
        result = result + bias
    return result if out_dtype is None else result.to(out_dtype)


def _groups(count, ends):
    """[groups, count]: which places lie in which group."""
    before = torch.arange(count) < ends.unsqueeze(-1)
    return torch.cat([before[:1], before[1:] & before[:-1].logical_not()])


def assert_int_or_pair(arg, arg_name, message):
    assert isinstance(arg, int) or len(arg) == 2, message.format(arg_name)


def boolean_dispatch(arg_name, arg_index, default, if_true, if_false, module_name, func_name):
    """One of two functions, by an argument."""

    def chosen(*args, **kwargs):
        flag = kwargs.get(arg_name, args[arg_index] if arg_index < len(args) else default)
        return (if_true if flag else if_false)(*args, **kwargs)

    return chosen


_C._guard_complex(__name__, "nn.functional")

#!/usr/bin/env python3
"""Calls of torch operators with PyTorch's results: test/data/aten.

calls.json lists calls: the operator, its arguments and the names of its results
in calls.safetensors. The test makes the same calls through kiln's operator
table.
"""

import json
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/aten"

torch.manual_seed(5)
calls = []
tensors = {}


def encode(value):
    if isinstance(value, torch.Tensor):
        name = f"t{len(tensors)}"
        tensors[name] = value.clone().contiguous()
        return {"tensor": name}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, torch.dtype):
        return {"dtype": str(value).removeprefix("torch.")}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    return value


def find(name):
    for space in (torch, F, torch._C._nn):
        if callable(getattr(space, name, None)):
            return getattr(space, name)
    return getattr(torch.Tensor, name)


def call(name, *args, function=None, **kwargs):
    entry = {
        "op": name,
        "args": encode(args),
        "kwargs": {key: encode(value) for key, value in kwargs.items()},
    }
    results = (function or find(name))(*args, **kwargs)
    if isinstance(results, torch.Tensor):
        results = [results]
    entry["results"] = [encode(result) for result in results]
    calls.append(entry)


def randn(*shape, dtype=torch.float32):
    return torch.randn(shape, dtype=torch.float64).to(dtype)


def unary():
    x = randn(3, 4) * 2
    positive = x.abs() + 0.1
    inside = torch.tanh(x) * 0.9
    for name in (
        "neg abs sign floor ceil round trunc exp exp2 expm1 sin cos tan sinh cosh tanh "
        "asinh atan erf erfc sigmoid relu square frac softsign"
    ).split():
        if hasattr(torch, name):
            call(name, x)
    for name in "log log2 log10 log1p sqrt rsqrt reciprocal".split():
        call(name, positive)
    for name in "asin acos atanh logit".split():
        call(name, inside if name != "logit" else inside.abs())
    call("acosh", positive + 1)
    ints = torch.tensor([-3, 0, 2])
    for name in "neg abs sign floor exp sqrt sigmoid bitwise_not logical_not".split():
        call(name, ints)
    special = torch.tensor([1.0, float("nan"), float("inf"), -float("inf")])
    for name in "isnan isinf isfinite logical_not nan_to_num".split():
        call(name, special)
    call("nan_to_num", special, nan=1.5, posinf=2.5)
    call("round", x, decimals=1)


def binary():
    x, y = randn(3, 4), randn(4) + 3
    for name in "add sub mul div floor_divide remainder fmod maximum minimum atan2".split():
        call(name, x, y)
    for name in "add sub mul div floor_divide remainder pow eq lt".split():
        call(name, x.abs(), 2)
        call(name, x.abs(), 1.5)
    i, j = torch.tensor([7, -7, 5]), torch.tensor([2, 2, -3])
    for name in (
        "add sub mul div floor_divide remainder fmod bitwise_and bitwise_or bitwise_xor "
        "eq ne lt le gt ge logical_and logical_or logical_xor maximum minimum"
    ).split():
        call(name, i, j)
    call("add", x, y, alpha=2.5)
    call("sub", i, 1, alpha=2)
    call("rsub", x, 1)
    call("div", i, j, rounding_mode="floor")
    call("div", i, j, rounding_mode="trunc")
    call("div", x, y, rounding_mode="trunc")
    call("pow", 2, x)
    for exponent in (0, 0.5, -0.5, 1, -1, 3, 2.5):
        call("pow", x.abs() + 0.1, exponent)
    for a in (torch.uint8, torch.int8, torch.int32, torch.bool, torch.float16):
        for b in (torch.int8, torch.int64, torch.float16, torch.bfloat16, torch.float64):
            call("add", torch.ones(2, dtype=a), torch.ones(2, dtype=b))
    call("mul", torch.ones(2, dtype=torch.int8), torch.tensor(2, dtype=torch.int64))
    call("mul", torch.ones(2, dtype=torch.int8), torch.tensor(2.0, dtype=torch.float64))
    call("mul", torch.ones(2, dtype=torch.bool), 2)
    call("bitwise_left_shift", i.abs(), torch.tensor([1, 2, 3]))
    call("bitwise_right_shift", i, torch.tensor([1, 2, 1]))


def selecting():
    x, y = randn(2, 3), randn(3)
    mask = x > 0
    call("where", mask, x, y)
    call("where", mask, x, 0.0)
    call("where", mask, 1, 0)
    call("masked_fill", x, mask, -1.5)
    call("clamp", x, -0.5, 0.5)
    call("clamp", x, min=0.1)
    call("clamp", x, max=y)
    call("clamp", torch.tensor([-3, 4]), 0, 2)
    call("clamp_min", x, 0.2)
    call("addcmul", x, y, x, value=0.5)
    call("addcdiv", x, y, x + 5, value=0.5)
    call("lerp", x, x + 1, 0.3)
    call("tril", randn(3, 4), -1)
    call("triu", randn(2, 3, 4), 1)


def activations():
    x = randn(2, 6) * 4
    for name in (
        "relu relu6 leaky_relu elu selu celu silu gelu hardsigmoid hardswish hardtanh "
        "softplus mish logsigmoid softsign tanhshrink hardshrink softshrink glu"
    ).split():
        call(name, x)
    call("leaky_relu", x, 0.3)
    call("elu", x, 0.7)
    call("celu", x, 0.7)
    call("gelu", x, approximate="tanh")
    call("hardtanh", x, -2.0, 3.0)
    call("softplus", x, 2.0, 5.0)
    call("threshold", x, 0.5, -3.0)
    call("glu", x, 0)
    call("prelu", randn(2, 3, 4), torch.tensor([0.1, 0.2, 0.3]))
    call("prelu", x, torch.tensor([0.25]))
    for name in ("softmax", "log_softmax"):
        call(name, x, 1)
        call(name, x, 0)
        call(name, torch.tensor([1, 2, 3]), 0, dtype=torch.float32)


def shapes():
    x = randn(2, 3, 4)
    call("reshape", x, (4, -1))
    call("reshape", x.permute(2, 0, 1), (8, 3))
    call("flatten", x, 1)
    call("flatten", x)
    call("flatten", x, 0, 1)
    call("unflatten", x, 2, (2, -1))
    call("unsqueeze", x, -1)
    call("squeeze", randn(1, 3, 1))
    call("squeeze", randn(1, 3, 1), 0)
    call("squeeze", randn(1, 3, 1), 1)
    call("permute", x, (2, 0, 1))
    call("transpose", x, 0, -1)
    call("t", randn(2, 3))
    call("movedim", x, 0, 2)
    call("movedim", x, (0, 1), (1, 2))
    call("select", x, 1, -1)
    call("narrow", x, 2, 1, 2)
    call("split", x, 2, 1)
    call("split", x, [1, 3], 2)
    call("chunk", x, 2, 2)
    call("chunk", x, 3, 2)
    call("tensor_split", x, 3, 2)
    call("unbind", x, 1)
    call("expand", randn(1, 3), (2, -1))
    call("expand", randn(3), (2, 3))
    call("broadcast_to", randn(3, 1), (2, 3, 4))
    call("repeat", randn(2, 3), (2, 1, 3))
    call("tile", randn(2, 3), (2,))
    call("repeat_interleave", x, 2, 1)
    call("repeat_interleave", x, 2)
    call("cat", [x, x * 2], 1)
    call("cat", [torch.tensor([1]), torch.tensor([2.5])])
    call("stack", [x, x * 2], -1)
    call("flip", x, (0, 2))
    call("roll", x, 1, 2)
    call("roll", x, (1, -2), (0, 2))
    call("roll", x, 5)
    call("pad", x, (1, 2))
    call("pad", x, (1, 2, -1, 1), value=1.5)
    for mode in ("reflect", "replicate", "circular"):
        call("pad", x, (1, 2), mode=mode)
        call("pad", randn(1, 2, 4, 5), (1, 2, 2, 1), mode=mode)
    for name in "float double half bfloat16 long int short char byte bool".split():
        call(name, torch.tensor([0.0, 1.7, 3.2]))


def contractions():
    for rank in (1, 2, 3):
        size = (7, 6, 5)[:rank]
        x, w = randn(2, 4, *size), randn(6, 2, *(3,) * rank)
        call(f"conv{rank}d", x, w, randn(6), groups=2)
        call(f"conv{rank}d", x, w, None, 2, 1, 1, 2)
        call(f"conv{rank}d", x, w, padding="same", groups=2)
        call(f"conv{rank}d", x[0], w, padding=2, dilation=2, groups=2)
        y, v = randn(2, 4, *size), randn(4, 3, *(3,) * rank)
        call(f"conv_transpose{rank}d", y, v, randn(6), 2, 1, 1, 2)
        call(f"conv_transpose{rank}d", y[0], v)
    call("conv2d", randn(1, 2, 6, 6), randn(3, 2, 2, 3), padding="same")
    call("linear", randn(2, 3, 4), randn(5, 4), randn(5))
    call("linear", randn(4), randn(5, 4))
    for a, b in (((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)),
                 ((5, 2, 3), (3, 4)), ((2, 1, 2, 3), (4, 3, 5)), ((2, 3), (4, 3, 5)),
                 ((4, 2, 3), (3,)), ((3,), (4, 3, 5))):
        call("matmul", randn(*a), randn(*b))
    call("bmm", randn(2, 3, 4), randn(2, 4, 5))
    call("mv", randn(3, 4), randn(4))
    call("dot", randn(4), randn(4))
    call("addmm", randn(5), randn(3, 4), randn(4, 5), beta=0.5, alpha=2.0)
    call("baddbmm", randn(2, 3, 5), randn(2, 3, 4), randn(2, 4, 5))
    call("outer", randn(3), randn(4))
    call("bilinear", randn(2, 3), randn(2, 4), randn(5, 3, 4), randn(5))


def pools():
    for rank in (1, 2, 3):
        x = randn(2, 3, *(7, 8, 9)[:rank])
        call(f"max_pool{rank}d", x, 3, 2, 1)
        call(f"max_pool{rank}d", x, 2, None, 0, 2, True)
        call(f"avg_pool{rank}d", x, 3, 2, 1)
        call(f"avg_pool{rank}d", x, 3, 2, 1, True, False)
        call(f"avg_pool{rank}d", x[0], 2)
        call(f"adaptive_avg_pool{rank}d", x, 3)
        call(f"adaptive_avg_pool{rank}d", x, 1)
        call(f"adaptive_max_pool{rank}d", x, 2, function=getattr(F, f"adaptive_max_pool{rank}d"))
    for rank in (1, 2, 3):
        x = randn(2, 3, *(7, 8, 9)[:rank])
        for arguments in ((2,), (3, 2, 1), (3, 2, 1, 1, True), (2, 1, 0, 2)):
            call(f"max_pool{rank}d", x, *arguments, return_indices=True,
                 function=getattr(F, f"max_pool{rank}d"))
    call("avg_pool2d", randn(1, 2, 6, 6), 3, 2, divisor_override=4)
    call("adaptive_avg_pool2d", randn(1, 2, 6, 7), (None, 3))
    call("max_pool2d", randn(1, 2, 6, 7), (2, 3), (1, 2))


def norms():
    x = randn(2, 4, 5, 3)
    mean, var, w, b = randn(4), randn(4).abs() + 0.5, randn(4), randn(4)
    call("batch_norm", x, mean, var, w, b, function=F.batch_norm)
    call("batch_norm", x, mean, var, function=F.batch_norm)
    call("batch_norm", x[:, :, 0, 0], mean, var, w, b, False, 0.1, 1e-3, function=F.batch_norm)
    call("layer_norm", x, (3,), randn(3), randn(3), function=F.layer_norm)
    call("layer_norm", x, (5, 3), function=F.layer_norm)
    call("group_norm", x, 2, w, b, function=F.group_norm)
    call("instance_norm", x, None, None, w, b, function=F.instance_norm)
    call("instance_norm", x, mean, var, w, b, False, function=F.instance_norm)
    call("rms_norm", x, (3,), randn(3), function=F.rms_norm)
    call("rms_norm", x, (5, 3), None, 1e-3, function=F.rms_norm)
    call("local_response_norm", x, 3, 0.01, 0.7, 1.5)
    call("local_response_norm", x, 2)


def reductions():
    x = randn(2, 3, 4)
    for name in "sum mean amax amin".split():
        call(name, x, 1)
        call(name, x, (0, -1), True)
    for name in "sum mean prod max min std var any all".split():
        call(name, x)
    call("sum", torch.tensor([1, 2], dtype=torch.int32))
    call("sum", torch.tensor([True, True]))
    call("mean", torch.tensor([1, 2]), dtype=torch.float32)
    call("prod", x, 1)
    for name in ("max", "min"):
        call(name, x, 1)
        call(name, x, -1, True)
        call(name, x, x * 2)
    for name in ("argmax", "argmin"):
        call(name, x)
        call(name, x, 1)
        call(name, x, 1, True)
    for name in ("std", "var"):
        call(name, x, 1)
        call(name, x, (0, 1), keepdim=True)
        call(name, x, False)
        call(name, x, 1, unbiased=False)
        call(name, x, 1, correction=0)
    call("any", x > 1, 1)
    call("all", x > -1, 1)
    call("logsumexp", x, 1)
    call("logsumexp", x, (0, 1), True)
    for order in (1, 2, 3, 0.5, float("inf"), 0):
        call("norm", x, order, 1)
    call("norm", x)
    call("norm", x, 2, (0, 1), True)
    call("cumsum", x, 1)
    call("cumsum", torch.tensor([1, 2, 3], dtype=torch.int32), 0)


def creating():
    call("zeros", 2, 3)
    call("zeros", (2, 3), dtype=torch.int64)
    call("ones_like", randn(2, 2), dtype=torch.bool)
    call("full", (2,), 3)
    call("full", (2,), 3.5)
    call("full_like", torch.tensor([1, 2]), 4)
    call("arange", 5)
    call("arange", 1, 6, 2)
    call("arange", 0, 1, 0.3)
    call("arange", 5, dtype=torch.float32)
    call("arange", 5, 0, -2)
    call("linspace", -1, 1, 5)
    call("linspace", 0.0, 0.1, 4)
    call("logspace", 0, 2, 3)
    call("eye", 3)
    call("eye", 2, 3)
    call("meshgrid", [torch.arange(2), torch.arange(3)], indexing="ij")
    call("meshgrid", [torch.arange(2), torch.arange(3)], indexing="xy")
    call("new_zeros", torch.tensor([1]), (2, 2))


def indexing():
    x = randn(4, 3)
    i = torch.tensor([[1, 0], [3, 2]])
    call("embedding", x, i)
    call("index_select", x, 1, torch.tensor([2, 0]))
    call("gather", x, 1, torch.tensor([[0, 1], [2, 0]]))
    call("take", x, i)
    call("one_hot", i, 5)
    call("diagonal", x)
    call("diagonal", randn(2, 3, 4), 1, 1, 2)
    call("diagonal", randn(2, 3, 4), -1, 0, 2)
    call("diag", randn(3))
    call("diag", randn(3), 1)
    call("diag", randn(3), -1)


def vision():
    x = randn(1, 8, 3, 4)
    call("pixel_shuffle", x, 2)
    call("pixel_unshuffle", randn(2, 1, 4, 6), 2)
    call("channel_shuffle", x, 4)
    for mode, rank in (("nearest", 1), ("linear", 1), ("nearest", 2), ("bilinear", 2),
                       ("bicubic", 2), ("nearest-exact", 2), ("area", 2), ("nearest", 3),
                       ("trilinear", 3)):
        image = randn(1, 2, *(5, 4, 3)[:rank])
        call("interpolate", image, scale_factor=2, mode=mode)
        call("interpolate", image, size=(7, 3, 5)[:rank], mode=mode)
        call("interpolate", image, scale_factor=(1.5,) * rank, mode=mode)
        if mode in ("linear", "bilinear", "bicubic", "trilinear"):
            call("interpolate", image, scale_factor=2, mode=mode, align_corners=True)
    call("interpolate", randn(1, 1, 6, 6), scale_factor=0.5, mode="bilinear")
    call("interpolate", randn(1, 1, 5, 5), scale_factor=1.7, mode="bilinear",
         recompute_scale_factor=True)
    call("im2col", randn(2, 3, 5, 6), (2, 3), (1, 1), (1, 0), (2, 1),
         function=torch._C._nn.im2col)
    call("col2im", randn(2, 12, 12), (4, 5), (2, 2), (1, 1), (0, 0), (1, 1),
         function=torch._C._nn.col2im)
    call("col2im", randn(1, 18, 6), (5, 4), (3, 3), (1, 1), (1, 1), (2, 2),
         function=torch._C._nn.col2im)


for family in (unary, binary, selecting, activations, shapes, contractions, pools, norms,
               reductions, creating, indexing, vision):
    family()
FOLDER.mkdir(parents=True, exist_ok=True)
save_file(tensors, FOLDER / "calls.safetensors")
lines = ",\n".join(json.dumps(entry) for entry in calls)
(FOLDER / "calls.json").write_text("[\n" + lines + "\n]\n")
print(len(calls), "calls")

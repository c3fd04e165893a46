#!/usr/bin/env python3
"""Numeric cases of kiln's ops with PyTorch's results: test/data/ops."""

import itertools
import math
import pathlib

import torch
import torch.nn.functional as F

from case_writer import Family, Raw

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/ops"
FLOATS = [torch.float32, torch.float64, torch.float16, torch.bfloat16]
INTEGERS = [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8]


def randn(*shape, dtype=torch.float32):
    return torch.randn(shape, dtype=torch.float64).to(dtype)


def short(dtype):
    return str(dtype).removeprefix("torch.")


def both_sides(padding):
    """PyTorch's symmetric padding as kiln's lows and highs."""
    return list(padding) * 2


# ---------------------------------------------------------------- elementwise


def special_values(dtype):
    inf, nan = math.inf, math.nan
    return torch.tensor([0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1, 3, inf, -inf, nan], dtype=dtype)


UNARY = {
    "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "exp": torch.exp,
    "exp2": torch.exp2, "expm1": torch.expm1, "log": torch.log, "log2": torch.log2,
    "log10": torch.log10, "log1p": torch.log1p, "sqrt": torch.sqrt, "rsqrt": torch.rsqrt,
    "reciprocal": torch.reciprocal, "sin": torch.sin, "cos": torch.cos, "tan": torch.tan,
    "asin": torch.asin, "acos": torch.acos, "atan": torch.atan, "sinh": torch.sinh,
    "cosh": torch.cosh, "tanh": torch.tanh, "asinh": torch.asinh, "acosh": torch.acosh,
    "atanh": torch.atanh, "erf": torch.erf, "floor": torch.floor, "ceil": torch.ceil,
    "round": torch.round, "trunc": torch.trunc, "relu": torch.relu, "sigmoid": torch.sigmoid,
}  # fmt: skip
UNIT_INTERVAL = {"asin", "acos", "atanh"}
POSITIVE = {"log", "log2", "log10", "log1p", "sqrt", "rsqrt", "acosh"}


def unary(family):
    for name, function in UNARY.items():
        x = randn(37)
        if name in UNIT_INTERVAL:
            x = x.tanh()
        elif name in POSITIVE:
            x = x.abs() + (1 if name == "acosh" else 0.01)
        family.case(name, name, [x], function(x))
        x = special_values(torch.float32)
        family.case(f"{name}_special", name, [x], function(x))
    for dtype in FLOATS[1:]:
        for name in ("exp", "tanh", "erf", "sqrt", "sigmoid", "round", "relu"):
            x = randn(3, 7, dtype=dtype).abs()
            family.case(f"{name}_{short(dtype)}", name, [x], UNARY[name](x))
    for dtype in INTEGERS:
        x = torch.randint(0, 256, (23,)).to(dtype)
        for name in ("neg", "abs", "sign", "relu"):
            family.case(f"{name}_{short(dtype)}", name, [x], UNARY[name](x))
        family.case(f"not_{short(dtype)}", "bitwise_not", [x], ~x)
    x = torch.tensor([True, False])
    family.case("not_bool", "bitwise_not", [x], ~x)
    x = special_values(torch.float32)
    for name in ("isnan", "isinf", "isfinite"):
        family.case(name, name, [x], getattr(torch, name)(x))
    clamp(family)


def clamp(family):
    x = torch.cat([randn(21), special_values(torch.float32)])
    for low, high in [(-0.5, 0.5), (0.0, None), (None, 6.0), (1.0, -1.0)]:
        name = f"clamp_{low}_{high}".replace("-", "m").replace(".", "p")
        family.case(name, "clamp", [x], x.clamp(low, high), min=low, max=high)
    x = torch.arange(-5, 6, dtype=torch.int32)
    family.case("clamp_int", "clamp", [x], x.clamp(-2, 3), min=-2.0, max=3.0)


def floor_divide(a, b):
    return torch.div(a, b, rounding_mode="floor")


def int_divide(a, b):
    return torch.div(a, b, rounding_mode="trunc")


BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div,
    "floor_div": floor_divide, "remainder": torch.remainder, "fmod": torch.fmod,
    "pow": torch.pow, "maximum": torch.maximum, "minimum": torch.minimum,
    "atan2": torch.atan2,
}  # fmt: skip
INTEGER_BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": int_divide,
    "floor_div": floor_divide, "remainder": torch.remainder, "fmod": torch.fmod,
    "maximum": torch.maximum, "minimum": torch.minimum,
    "bitwise_and": torch.bitwise_and, "bitwise_or": torch.bitwise_or,
    "bitwise_xor": torch.bitwise_xor,
}  # fmt: skip
COMPARE = ["eq", "ne", "lt", "le", "gt", "ge"]


def binary(family):
    grid = special_values(torch.float32)
    a, b = (t.flatten() for t in torch.meshgrid(grid, grid, indexing="ij"))
    for name, function in BINARY.items():
        x, y = randn(5, 9), randn(5, 9)
        if name == "pow":
            x = x.abs() + 0.1
        family.case(name, name, [x, y], function(x, y))
        if name != "floor_div":
            family.case(f"{name}_special", name, [a, b], function(a, b))
        for dtype in FLOATS[1:]:
            x, y = randn(19, dtype=dtype).abs() + 0.1, randn(19, dtype=dtype).abs() + 0.5
            family.case(f"{name}_{short(dtype)}", name, [x, y], function(x, y))
    for dtype, (name, function) in itertools.product(INTEGERS, INTEGER_BINARY.items()):
        x = torch.randint(-128, 128, (29,)).to(dtype)
        y = torch.randint(1, 12, (29,)).to(dtype)
        if dtype != torch.uint8:
            y[::2] *= -1
        family.case(f"{name}_{short(dtype)}", name, [x, y], function(x, y))
    shifts_and_powers(family)
    comparisons(family, a, b)


def shifts_and_powers(family):
    for dtype in (torch.int64, torch.int32, torch.int8, torch.uint8):
        x = torch.randint(-100, 100, (12,)).to(dtype)
        y = torch.arange(12).remainder(8).to(dtype)
        family.case(f"shl_{short(dtype)}", "shift_left", [x, y], x << y)
        family.case(f"shr_{short(dtype)}", "shift_right", [x, y], x >> y)
        family.case(f"pow_{short(dtype)}", "pow", [x, y], torch.pow(x, y))


def comparisons(family, a, b):
    for name in COMPARE:
        predicate = Raw(PREDICATE.format(name))
        function = getattr(torch, name)
        family.case(name, "compare", [a, b], function(a, b), predicate=predicate)
        x, y = torch.randint(0, 4, (2, 31)).to(torch.int16)
        family.case(f"{name}_int", "compare", [x, y], function(x, y), predicate=predicate)
    for dtype in (torch.float32, torch.bfloat16, torch.int64, torch.bool):
        c, x, y = randn(3, 5) > 0, (randn(3, 5) * 5).to(dtype), (randn(3, 5) * 5).to(dtype)
        family.case(f"select_{short(dtype)}", "select", [c, x, y], torch.where(c, x, y))


def casts(family):
    for source in FLOATS + INTEGERS + [torch.bool]:
        # Only values that every type can hold: the rest is undefined.
        x = torch.tensor([0, 1, 2, 3, 100, 127]).to(source)
        if source.is_floating_point:
            x = torch.tensor([0, 0.3, 1.7, 2.5, 100.25, 127]).to(source)
        for target in FLOATS + INTEGERS + [torch.bool]:
            if source != target:
                name = f"{short(source)}_to_{short(target)}"
                family.case(name, "cast", [x], x.to(target))
    wide = torch.tensor([300, -1, 65537, -129, 2**40 + 5])
    for target in INTEGERS[1:]:
        family.case(f"wrap_{short(target)}", "cast", [wide], wide.to(target))
    x = torch.tensor([1e-8, 6e-8, 6.1e-5, 65504, 65519, 65520, 1e30, -1e-30, 1 + 2**-11])
    family.case("round_to_half", "cast", [x], x.half())
    family.case("round_to_bfloat", "cast", [x], x.bfloat16())


# ---------------------------------------------------------------- shape


def shapes(family):
    x = randn(2, 3, 4)
    b = randn(3, 1)
    family.case("broadcast", "broadcast", [b], b.expand(2, 3, 5))
    s = randn()
    family.case("broadcast_scalar", "broadcast", [s], s.expand(2, 3))
    family.case("reshape", "reshape", [x], x.reshape(4, 6))
    for order in itertools.permutations(range(3)):
        name = "transpose_" + "".join(map(str, order))
        family.case(name, "transpose", [x], x.permute(order), permutation=order)
    for dtype in (torch.float64, torch.float16, torch.bool):
        y = (randn(3, 5) * 3).to(dtype)
        family.case(f"transpose_{short(dtype)}", "transpose", [y], y.t(), permutation=[1, 0])
    y = randn(7, 9)
    family.case("slice", "slice", [y], y[1:6:2, 3:9:3], starts=[1, 3], sizes=[3, 2], strides=[2, 3])
    for dim in range(3):
        parts = [randn(2, 3, 4), randn(*(5 if d == dim else n for d, n in enumerate((2, 3, 4))))]
        family.case(f"concat_{dim}", "concat", parts, torch.cat(parts, dim), dim=dim)
        family.case(f"reverse_{dim}", "reverse", [x], x.flip(dim), dims=[dim])
    family.case("reverse_all", "reverse", [x], x.flip(0, 1, 2), dims=[0, 1, 2])
    pads(family)
    indices(family, x)


def pads(family):
    x = randn(2, 3, 5, 7)
    for mode in ("constant", "reflect", "replicate", "circular"):
        y = F.pad(x, (3, 1, 2, 4), mode=mode)
        family.case(f"pad_{mode}", "pad", [x], y, low=[0, 0, 2, 3], high=[0, 0, 4, 1],
                    mode=Raw(PAD_MODE.format(mode)), value=0.0)  # fmt: skip
    mode = Raw(PAD_MODE.format("constant"))
    family.case("pad_value", "pad", [x], F.pad(x, (1, 2), value=-1.5),
                low=[0, 0, 0, 1], high=[0, 0, 0, 2], mode=mode, value=-1.5)  # fmt: skip
    family.case("pad_channels", "pad", [x], F.pad(x, (0, 0, 0, 0, 1, 2)),
                low=[0, 1, 0, 0], high=[0, 2, 0, 0], mode=mode, value=0.0)  # fmt: skip


def indices(family, x):
    chosen = torch.tensor([2, 0, 2, 1])
    family.case("take", "take", [x, chosen], x.index_select(1, chosen), dim=1)
    table, words = randn(11, 5), torch.randint(0, 11, (2, 3))
    family.case("take_embedding", "take", [table, words], F.embedding(words, table), dim=0)
    for dim in range(3):
        where = torch.randint(0, x.shape[dim], (2, 3, 4))
        family.case(f"gather_{dim}", "gather", [x, where], x.gather(dim, where), dim=dim)
    for dtype in (torch.int64, torch.float32):
        y = torch.arange(4, dtype=dtype)[:, None].expand(4, 3)
        family.case(f"iota_{short(dtype)}", "iota", [], y, dim=0)


# ---------------------------------------------------------------- contraction

CONVOLUTIONS = [  # input, weight, stride, padding, dilation, groups, bias
    ((1, 3, 17), (4, 3, 3), 1, 0, 1, 1, True),
    ((2, 4, 13), (6, 2, 4), 3, 2, 2, 2, False),
    ((1, 5, 11), (5, 1, 3), 2, 1, 1, 5, True),
    ((1, 1, 1, 1), (1, 1, 1, 1), 1, 0, 1, 1, False),
    ((2, 3, 7, 11), (5, 3, 3, 3), 1, 1, 1, 1, True),
    ((1, 3, 13, 9), (7, 3, 5, 3), (2, 1), (2, 0), 1, 1, False),
    ((1, 4, 9, 9), (6, 2, 3, 3), 1, 2, 2, 2, True),
    ((1, 6, 8, 7), (6, 1, 3, 3), 2, 1, 1, 6, True),
    ((1, 4, 6, 5), (8, 1, 3, 3), 1, 1, 1, 4, False),
    ((2, 17, 5, 5), (19, 17, 1, 1), 1, 0, 1, 1, True),
    ((1, 3, 23, 23), (8, 3, 7, 7), 2, 3, 1, 1, False),
    ((1, 8, 5, 5), (4, 8, 1, 1), 2, 0, 1, 1, False),
    ((1, 2, 4, 3), (3, 2, 2, 2), 1, (3, 2), 1, 1, True),
    ((1, 2, 4, 5, 6), (3, 2, 2, 3, 3), (1, 2, 1), (0, 1, 1), 1, 1, True),
    ((1, 4, 5, 4, 5), (4, 1, 3, 3, 3), 1, 1, (1, 1, 2), 4, False),
]


def spread(value, rank):
    return list(value) if isinstance(value, tuple) else [value] * rank


def convolutions(family):
    functions = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
    for i, (xs, ws, stride, padding, dilation, groups, biased) in enumerate(CONVOLUTIONS):
        rank = len(xs) - 2
        x, w, b = randn(*xs), randn(*ws), randn(ws[0]) if biased else None
        y = functions[rank](x, w, b, stride, padding, dilation, groups)
        family.case(f"conv{rank}d_{i}", "conv", [x, w] + [b] * biased, y,
                    stride=spread(stride, rank), padding=both_sides(spread(padding, rank)),
                    dilation=spread(dilation, rank), groups=groups)  # fmt: skip
    x, w = randn(1, 2, 6, 6), randn(3, 2, 3, 3)
    family.case("conv2d_uneven", "conv", [x, w], F.conv2d(F.pad(x, (0, 2, 1, 0)), w),
                stride=[1, 1], padding=[1, 0, 0, 2], dilation=[1, 1], groups=1)  # fmt: skip
    for dtype in FLOATS[1:]:
        x, w = randn(1, 3, 6, 5, dtype=dtype), randn(4, 3, 3, 3, dtype=dtype)
        family.case(f"conv2d_{short(dtype)}", "conv", [x, w], F.conv2d(x, w, padding=1),
                    stride=[1, 1], padding=[1] * 4, dilation=[1, 1], groups=1)  # fmt: skip


TRANSPOSED = [  # input, weight, stride, padding, output padding, dilation, groups
    ((1, 3, 9), (3, 4, 3), 2, 1, 1, 1, 1),
    ((2, 4, 5, 6), (4, 3, 3, 3), 2, 1, 1, 1, 1),
    ((1, 4, 5, 4), (4, 2, 2, 2), 2, 0, 0, 1, 2),
    ((1, 3, 4, 5), (3, 2, 3, 4), (1, 3), (0, 2), (0, 1), 2, 1),
    ((1, 2, 3, 4, 3), (2, 3, 2, 3, 2), (2, 1, 2), 0, 0, 1, 1),
]


def transposed_convolutions(family):
    functions = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}
    for i, (xs, ws, stride, padding, extra, dilation, groups) in enumerate(TRANSPOSED):
        rank = len(xs) - 2
        x, w, b = randn(*xs), randn(*ws), randn(ws[1] * groups)
        y = functions[rank](x, w, b, stride, padding, extra, groups, dilation)
        family.case(f"conv_transpose{rank}d_{i}", "conv_transpose", [x, w, b], y,
                    stride=spread(stride, rank), padding=both_sides(spread(padding, rank)),
                    output_padding=spread(extra, rank), dilation=spread(dilation, rank),
                    groups=groups)  # fmt: skip


def products(family):
    for i, (xs, n) in enumerate([((1, 5), 3), ((7, 33), 17), ((2, 3, 10), 4), ((9,), 2)]):
        x, w, b = randn(*xs), randn(n, xs[-1]), randn(n)
        family.case(f"linear_{i}", "linear", [x, w, b], F.linear(x, w, b))
        family.case(f"linear_{i}_no_bias", "linear", [x, w], F.linear(x, w))
    for i, (a, b) in enumerate([((5, 7), (7, 3)), ((2, 4, 5), (2, 5, 6)), ((2, 3, 1, 9), (2, 3, 9, 1))]):
        x, y = randn(*a), randn(*b)
        family.case(f"matmul_{i}", "matmul", [x, y], x @ y)
    x, y = torch.randint(-9, 9, (4, 6)), torch.randint(-9, 9, (6, 3))
    family.case("matmul_int64", "matmul", [x, y], x @ y)
    x, y = x.to(torch.int8) * 13, y.to(torch.int8) * 13
    family.case("matmul_int8", "matmul", [x, y], (x.long() @ y.long()).to(torch.int8))


# ---------------------------------------------------------------- pooling

POOLS = [  # input, kernel, stride, padding, dilation, ceil
    ((1, 2, 13), 3, 2, 1, 1, False),
    ((2, 3, 7, 9), 2, 2, 0, 1, False),
    ((1, 3, 8, 7), 3, 2, 1, 1, False),
    ((1, 3, 8, 7), 3, 2, 1, 1, True),
    ((1, 2, 9, 11), (3, 2), (2, 3), (1, 0), 1, True),
    ((1, 2, 10, 10), 3, 1, 1, 2, False),
    ((1, 2, 6, 6), 2, 3, 0, 1, True),
    ((1, 2, 5, 6, 7), 2, 2, 1, 1, True),
    ((1, 2, 4, 5, 6), (2, 3, 2), (1, 2, 2), 0, 1, False),
    ((1, 2, 1, 6), 4, 3, 1, 1, True),
]


def pools(family):
    for i, (xs, kernel, stride, padding, dilation, ceil) in enumerate(POOLS):
        rank = len(xs) - 2
        x = randn(*xs)
        common = dict(kernel=spread(kernel, rank), stride=spread(stride, rank),
                      padding=both_sides(spread(padding, rank)), ceil_mode=ceil)  # fmt: skip
        y = getattr(F, f"max_pool{rank}d")(x, kernel, stride, padding, dilation, ceil)
        family.case(f"max{rank}d_{i}", "max_pool", [x], y, **common,
                    dilation=spread(dilation, rank))  # fmt: skip
        if dilation != 1:
            continue
        average = getattr(F, f"avg_pool{rank}d")
        for counts in (True, False):
            y = average(x, kernel, stride, padding, ceil, counts)
            family.case(f"avg{rank}d_{i}_{counts}", "avg_pool", [x], y, **common,
                        count_include_pad=counts)  # fmt: skip
        if rank > 1:
            y = average(x, kernel, stride, padding, ceil, True, 3)
            family.case(f"avg{rank}d_{i}_divisor", "avg_pool", [x], y, **common,
                        count_include_pad=True, divisor=3)  # fmt: skip
    x = torch.full((1, 1, 4, 4), -math.inf)
    x[0, 0, 0, 0] = math.nan
    family.case("max_special", "max_pool", [x], F.max_pool2d(x, 2), kernel=[2, 2], stride=[2, 2],
                padding=[0] * 4, dilation=[1, 1], ceil_mode=False)  # fmt: skip
    adaptive_pools(family)


def adaptive_pools(family):
    sizes = [((1, 2, 13), (5,)), ((2, 3, 7, 9), (1, 1)), ((1, 3, 7, 9), (3, 5)),
             ((1, 2, 5, 5), (7, 7)), ((1, 2, 5, 6, 7), (2, 4, 3))]  # fmt: skip
    for i, (xs, out) in enumerate(sizes):
        x = randn(*xs)
        for kind in ("avg", "max"):
            y = getattr(F, f"adaptive_{kind}_pool{len(out)}d")(x, out)
            family.case(f"adaptive_{kind}_{i}", f"adaptive_{kind}_pool", [x], y, output_size=out)


# ---------------------------------------------------------------- reductions


def reductions(family):
    x = randn(3, 5, 7)
    functions = {"sum": torch.sum, "mean": torch.mean, "max": torch.amax, "min": torch.amin}
    for name, function in functions.items():
        for dims, keep in itertools.product([(0,), (1,), (2,), (0, 2), (0, 1, 2)], (True, False)):
            label = "".join(map(str, dims)) + ("_keep" if keep else "")
            y = function(x, dims, keep)
            family.case(f"{name}_{label}", f"reduce_{name}", [x], y, dims=dims, keepdim=keep)
    family.case("prod", "reduce_prod", [x], x.prod(1), dims=[1], keepdim=False)
    nan = special_values(torch.float32).reshape(1, 11)
    family.case("max_nan", "reduce_max", [nan], nan.amax(1), dims=[1], keepdim=False)
    ints = torch.randint(-50, 50, (4, 6))
    family.case("sum_int64", "reduce_sum", [ints], ints.sum(0), dims=[0], keepdim=False)
    for dtype in (torch.float16, torch.bfloat16):
        h = randn(3, 41, dtype=dtype)
        family.case(f"sum_{short(dtype)}", "reduce_sum", [h], h.sum(1), dims=[1], keepdim=False)
    flags = torch.rand(4, 5) > 0.6
    family.case("any", "reduce_any", [flags], flags.any(1), dims=[1], keepdim=False)
    family.case("all", "reduce_all", [flags], flags.all(0), dims=[0], keepdim=False)
    along_one_dimension(family, x)


def along_one_dimension(family, x):
    ties = torch.tensor([[1.0, 3, 3, 2], [0, 0, 0, 0], [5, math.nan, 7, math.nan]])
    for name in ("argmax", "argmin"):
        function = getattr(torch, name)
        for dim in range(3):
            family.case(f"{name}_{dim}", name, [x], function(x, dim), dim=dim, keepdim=False)
        family.case(f"{name}_keep", name, [x], function(x, 1, True), dim=1, keepdim=True)
        family.case(f"{name}_ties", name, [ties], function(ties, 1), dim=1, keepdim=False)
    for dim in range(3):
        family.case(f"cumsum_{dim}", "cumsum", [x], x.cumsum(dim), dim=dim)
        family.case(f"softmax_{dim}", "softmax", [x], x.softmax(dim), dim=dim)
        family.case(f"log_softmax_{dim}", "log_softmax", [x], x.log_softmax(dim), dim=dim)
    masked = torch.tensor([[0.0, -math.inf, 1.0], [1e4, -1e4, 1e4]])
    family.case("softmax_masked", "softmax", [masked], masked.softmax(1), dim=1)


# ---------------------------------------------------------------- normalization


def norms(family):
    for shape in [(3, 5), (2, 4, 7), (2, 3, 4, 5)]:
        c, label = shape[1], len(shape)
        x, m, v, w, b = randn(*shape), randn(c), randn(c).abs() + 0.1, randn(c), randn(c)
        family.case(f"batch_{label}", "batch_norm", [x, m, v, w, b],
                    F.batch_norm(x, m, v, w, b, eps=1e-3), eps=1e-3,
                    **segments(1, 1, 1, 1, 1))  # fmt: skip
        family.case(f"batch_{label}_plain", "batch_norm", [x, m, v],
                    F.batch_norm(x, m, v), eps=1e-5, **segments(1, 1, 1, 0, 0))  # fmt: skip
    x = randn(2, 3, 4, 5)
    for rank in (1, 2, 3):
        inner = x.shape[-rank:]
        w, b = randn(*inner), randn(*inner)
        family.case(f"layer_{rank}", "layer_norm", [x, w, b],
                    F.layer_norm(x, inner, w, b), rank=rank, eps=1e-5,
                    **segments(1, 1, 1))  # fmt: skip
        family.case(f"layer_{rank}_plain", "layer_norm", [x],
                    F.layer_norm(x, inner), rank=rank, eps=1e-5, **segments(1, 0, 0))  # fmt: skip
    x, w, b = randn(2, 6, 5), randn(6), randn(6)
    for groups in (1, 2, 3, 6):
        family.case(f"group_{groups}", "group_norm", [x, w, b],
                    F.group_norm(x, groups, w, b), groups=groups, eps=1e-5,
                    **segments(1, 1, 1))  # fmt: skip


def segments(*sizes):
    """Which operands of an op with several optional ones are there."""
    text = ", ".join(map(str, sizes))
    return {"operandSegmentSizes": Raw(f"array<i32: {text}>")}


PREDICATE = "#kiln<predicate {}>"
PAD_MODE = "#kiln<pad_mode {}>"
FAMILIES = {
    "unary": [unary],
    "binary": [binary],
    "cast": [casts],
    "shape": [shapes],
    "contraction": [convolutions, transposed_convolutions, products],
    "pooling": [pools],
    "reduction": [reductions],
    "normalization": [norms],
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, writers in FAMILIES.items():
        torch.manual_seed(0)
        family = Family(name)
        for write in writers:
            write(family)
        family.write(FOLDER)


if __name__ == "__main__":
    main()

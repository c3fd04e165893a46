"""Layers that a network can get next, as text of Python, chosen at random.

Each function takes a random.Random and the shape that comes in. Many of the
layers do not fit that shape: who calls them asks PyTorch and chooses again.
"""

# Continuous ones: a threshold would turn rounding into another result.
ACTIVATIONS = [
    "nn.ReLU()", "nn.ReLU6()", "nn.SiLU()", "nn.GELU()", "nn.GELU('tanh')",
    "nn.Hardswish()", "nn.LeakyReLU(0.1)", "nn.ELU()", "nn.Sigmoid()", "nn.Tanh()",
    "nn.Mish()", "nn.Softplus()", "nn.PReLU()", "nn.Hardtanh(-0.5, 0.5)",
    "nn.Hardsigmoid()", "nn.Softsign()", "nn.CELU()", "nn.SELU()", "nn.LogSigmoid()",
    "nn.Tanhshrink()", "nn.Softshrink(0.1)",
]  # fmt: skip
WIDTHS = [1, 2, 3, 5, 7, 8, 13, 16, 17, 24, 32, 33, 48, 64]


def activation(random, shape):
    return random.choice(ACTIVATIONS)


def divisor(random, number):
    return random.choice([n for n in range(1, number + 1) if number % n == 0])


# Planes, signals and volumes: (batch, channels, ...)


def convolution(random, shape):
    rank, channels = len(shape) - 2, shape[1]
    kernel = tuple(random.choice([1, 2, 3, 3, 3, 4, 5, 7]) for _ in range(rank))
    if random.random() < 0.6:
        kernel = kernel[:1] * rank
    groups = random.choice([1, 1, 1, channels, divisor(random, channels)])
    width = random.choice(WIDTHS) if groups == 1 else groups * random.randint(1, max(1, 32 // groups))
    mode = random.choice(["zeros"] * 4 + ["reflect", "replicate", "circular"])
    return (
        f"nn.Conv{rank}d({channels}, {width}, {kernel}, stride={random.choice([1, 1, 1, 2, 3])}, "
        f"padding={random.randint(0, 3)}, dilation={random.choice([1, 1, 1, 2])}, groups={groups}, "
        f"bias={random.choice([True, False])}, padding_mode={mode!r})"
    )


def transposed(random, shape):
    rank, channels = len(shape) - 2, shape[1]
    kernel, stride = random.choice([1, 2, 3, 4, 5]), random.choice([1, 2, 3])
    groups = random.choice([1, 1, 1, divisor(random, channels)])
    return (
        f"nn.ConvTranspose{rank}d({channels}, {groups * random.choice([1, 3, 8, 16])}, {kernel}, "
        f"stride={stride}, padding={random.randint(0, min(2, kernel - 1))}, "
        f"output_padding={random.randint(0, stride - 1)}, groups={groups})"
    )


def pooling(random, shape):
    rank, size = len(shape) - 2, random.randint(2, 4)
    window = (
        f"{size}, stride={random.randint(1, 3)}, padding={random.randint(0, size // 2)}, "
        f"ceil_mode={random.choice([True, False])}"
    )
    return random.choice(
        [
            f"nn.MaxPool{rank}d({window}, dilation={random.choice([1, 1, 2])})",
            f"nn.AvgPool{rank}d({window}, count_include_pad={random.choice([True, False])})",
            f"nn.AdaptiveAvgPool{rank}d({random.randint(1, 9)})",
            f"nn.AdaptiveMaxPool{rank}d({random.randint(1, 7)})",
            f"nn.LPPool{rank}d(2, {size})",
        ]
    )


def padding(random, shape):
    rank = len(shape) - 2
    kind = random.choice(["Zero", "Reflection", "Replication", "Circular"])
    amounts = tuple(random.randint(0, 2) for _ in range(2 * rank))
    return random.choice([f"nn.{kind}Pad{rank}d({amounts})", f"nn.ConstantPad{rank}d({amounts}, 0.7)"])


def upsampling(random, shape):
    rank = len(shape) - 2
    linear = {1: "linear", 2: "bilinear", 3: "trilinear"}[rank]
    modes = [linear, "nearest", "nearest-exact"] + ["bicubic"] * (rank == 2)
    mode = random.choice(modes)
    aligned = mode in (linear, "bicubic") and random.choice([True, False])
    size = random.choice(["scale_factor=2", "scale_factor=1.5", "scale_factor=0.7", "size=9"])
    return f"nn.Upsample({size}, mode={mode!r}" + (", align_corners=True)" if aligned else ")")


def normalization(random, shape):
    rank, channels = len(shape) - 2, shape[1]
    return random.choice(
        [
            f"nn.BatchNorm{rank}d({channels})",
            f"nn.InstanceNorm{rank}d({channels}, affine={random.choice([True, False])})",
            f"nn.GroupNorm({divisor(random, channels)}, {channels})",
            f"nn.LocalResponseNorm({random.randint(1, 4)})",
        ]
    )


def residual(random, shape):
    rank, channels = len(shape) - 2, shape[1]
    return (
        f"Residual(nn.Sequential(nn.Conv{rank}d({channels}, {channels}, 3, padding=1), "
        f"nn.BatchNorm{rank}d({channels}), {activation(random, shape)}, "
        f"nn.Conv{rank}d({channels}, {channels}, {random.choice([1, 3])}, padding='same')), "
        f"{activation(random, shape)})"
    )


def joined(random, shape):
    rank = len(shape) - 2
    return (
        f"Joined(nn.Conv{rank}d({shape[1]}, {random.choice([3, 8, 16])}, 1), {activation(random, shape)})"
    )


def gated(random, shape):
    rank, channels = len(shape) - 2, shape[1]
    return (
        f"Gated(nn.Sequential(nn.AdaptiveAvgPool{rank}d(1), "
        f"nn.Conv{rank}d({channels}, {max(1, channels // 2)}, 1), nn.ReLU(), "
        f"nn.Conv{rank}d({max(1, channels // 2)}, {channels}, 1), nn.Sigmoid()))"
    )


def rearranged(random, shape):
    planes = ["nn.PixelShuffle(2)", "nn.PixelUnshuffle(2)", f"nn.ChannelShuffle({divisor(random, shape[1])})"]
    dim = random.randint(1, len(shape) - 1)
    return random.choice(
        planes * (len(shape) == 4)
        + [f"Rolled({random.randint(-3, 3)}, {dim})", f"Flipped({dim})", f"Halves({dim})"]
    )


SPATIAL = [
    convolution, convolution, convolution, transposed, pooling, pooling, padding, upsampling,
    normalization, activation, activation, residual, joined, gated, rearranged,
]  # fmt: skip


# Sequences: (batch, length, features)


def linear(random, shape):
    return f"nn.Linear({shape[-1]}, {random.choice(WIDTHS)}, bias={random.choice([True, False])})"


def recurrent(random, shape):
    cell = random.choice(["LSTM", "GRU", "RNN"])
    projected = ", proj_size=3" if cell == "LSTM" and random.random() < 0.2 else ""
    return (
        f"First(nn.{cell}({shape[-1]}, {random.choice([4, 5, 8, 16, 33])}, num_layers={random.choice([1, 1, 2])}, "
        f"bidirectional={random.choice([True, False])}, bias={random.choice([True, True, False])}, "
        f"batch_first=True{projected}))"
    )


def attention(random, shape):
    width, heads = shape[-1], divisor(random, shape[-1])
    feed, act = random.choice([8, 20, 64]), random.choice(["relu", "gelu"])
    return random.choice(
        [
            f"Attention(nn.MultiheadAttention({width}, {heads}, batch_first=True))",
            f"nn.TransformerEncoderLayer({width}, {heads}, {feed}, activation={act!r}, "
            f"norm_first={random.choice([True, False])}, batch_first=True)",
        ]
    )


def normalized(random, shape):
    return random.choice(
        [f"nn.LayerNorm({shape[-1]})", f"nn.LayerNorm({tuple(shape[1:])})", f"nn.RMSNorm({shape[-1]}, eps=1e-5)"]
    )


def along_time(random, shape):
    inner = random.choice([convolution, pooling, normalization])(random, (shape[0], shape[2], shape[1]))
    return f"Turned({inner})"


def reduced(random, shape):
    dim = random.choice([1, 2])
    return random.choice(
        [f"nn.Softmax({dim})", f"nn.LogSoftmax({dim})", f"nn.GLU({dim})", f"Cumulated({dim})", f"Centred({dim})"]
    )


SEQUENTIAL = [
    linear, linear, recurrent, attention, normalized, along_time, reduced, activation, rearranged,
]  # fmt: skip

FAMILIES = {
    "planes": (SPATIAL, lambda random: [random.randint(7, 40), random.randint(7, 40)]),
    "signals": (SPATIAL, lambda random: [random.randint(7, 200)]),
    "volumes": (SPATIAL, lambda random: [random.randint(4, 12) for _ in range(3)]),
    "sequences": (SEQUENTIAL, lambda random: [random.choice(WIDTHS)]),
}

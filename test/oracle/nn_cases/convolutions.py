"""Convolutions and the layers that pad and unfold around them."""

SIZES = ("7", "5x6", "4x5x3")


def add_cases(add, limit):
    for rank, size in enumerate(SIZES, 1):
        kernel = ("3", "(3, 2)", "(2, 3, 1)")[rank - 1]
        stride = ("2", "(2, 1)", "(1, 2, 1)")[rank - 1]
        padding = ("1", "(1, 0)", "(1, 0, 1)")[rank - 1]
        add(f"nn.Conv{rank}d(2, 3, 2)", f"2x2x{size}")
        add(f"nn.Conv{rank}d(4, 2, {kernel}, {stride}, {padding}, groups=2)", f"1x4x{size}")
        add(f"nn.Conv{rank}d(2, 4, 2, dilation=2, bias=False)", f"1x2x{size}")
        add(f"nn.Conv{rank}d(3, 3, 2, groups=3, padding=1)", f"3x{size}")
        add(f"nn.Conv{rank}d(2, 2, {kernel}, padding='same')", f"1x2x{size}")
        add(f"nn.Conv{rank}d(2, 2, 2, padding='same', dilation=2)", f"1x2x{size}")
        add(f"nn.Conv{rank}d(2, 2, 2, padding='valid')", f"1x2x{size}")
        for mode in ("reflect", "replicate", "circular", "zeros"):
            add(
                f"nn.Conv{rank}d(1, 2, {kernel}, padding={padding}, padding_mode='{mode}')",
                f"1x1x{size}",
            )
        add(f"nn.Conv{rank}d(1, 2, 3, padding='same', padding_mode='circular')", f"1x1x{size}")
        add(f"nn.Conv{rank}d(1, 2, 2, device='cpu', dtype=torch.float64)", f"f64:1x1x{size}")
        add(f"nn.LazyConv{rank}d(3, 2)", f"2x2x{size}")
        add(
            f"nn.LazyConv{rank}d(2, 2, {stride}, 1, groups=2, bias=False, padding_mode='reflect')",
            f"1x4x{size}",
        )
        weight = f"4x2x{'x'.join(['2'] * rank)}"
        add(f"lambda x, w: F.conv{rank}d(x, w)", f"1x2x{size}", weight)
        add(
            f"lambda x, w, b: F.conv{rank}d(x, w, b, {stride}, {padding}, 2, 2)",
            f"1x4x{size}",
            weight,
            "4",
        )
        add(f"lambda x, w: F.conv{rank}d(x, w, padding='same')", f"2x{size}", weight)
        add(f"lambda x, w: F.conv{rank}d(x, w, padding='valid', stride=2)", f"2x{size}", weight)
        add_transposed(add, rank, kernel, stride, padding)
    add("nn.Conv2d(2, 2, 1, dtype=torch.float16)", "f16:1x2x3x2")
    add("nn.Conv2d(2, 2, 3, padding=1, dtype=torch.bfloat16)", "bf16:1x2x3x3")
    add("lambda x, w, b: F.conv_tbc(x, w, b)", "5x2x3", "3x3x4", "4")
    add("lambda x, w, b: F.conv_tbc(x, w, b, 2)", "5x2x3", "2x3x4", "4")


def add_transposed(add, rank, kernel, stride, padding):
    name, size = f"ConvTranspose{rank}d", ("4", "3x4", "2x3x2")[rank - 1]
    padding = padding.replace("0, 1)", "0, 0)")
    steps = ("2", "(2, 3)", "(2, 1, 2)")[rank - 1]
    add(f"nn.{name}(2, 3, 2)", f"2x2x{size}")
    add(f"nn.{name}(4, 2, {kernel}, {stride}, {padding}, groups=2)", f"1x4x{size}")
    add(f"nn.{name}(2, 4, 3, 2, 1, output_padding=1, bias=False)", f"1x2x{size}")
    add(f"nn.{name}(3, 3, 2, groups=3, dilation=2)", f"3x{size}")
    add(f"nn.{name}(1, 2, 3, {steps}, 1, dtype=torch.float64)", f"f64:1x1x{size}")
    wanted = ("[8]", "[6, 8]", "[4, 6, 4]")[rank - 1]
    add(f"nn.{name}(1, 2, 3, 2, 1)", f"1x1x{size}", arg={"output_size": wanted})
    add(f"nn.{name}(1, 2, 3, 2, padding_mode='zeros', device='cpu')", f"1x1x{size}")
    add(f"nn.Lazy{name}(3, 2)", f"2x2x{size}")
    add(f"nn.Lazy{name}(2, 3, {stride}, 1, groups=2, bias=False)", f"1x4x{size}")
    weight = f"2x2x{'x'.join(['3'] * rank)}"
    function = f"conv_transpose{rank}d"
    add(f"lambda x, w: F.{function}(x, w)", f"2x{size}", weight)
    add(
        f"lambda x, w, b: F.{function}(x, w, b, {steps}, {padding}, 0, 2, 1)",
        f"1x2x{size}",
        weight,
        "4",
    )
    add(
        f"lambda x, w: F.{function}(x, w, stride=2, padding=1, output_padding=1, dilation=2)",
        f"1x2x{size}",
        weight,
    )

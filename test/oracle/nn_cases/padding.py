"""Padding."""

SIZES = ("5", "4x5", "3x4x3")


def add_cases(add, limit):
    for rank, size in enumerate(SIZES, 1):
        several = ("(1, 2)", "(1, 2, 0, 1)", "(1, 0, 2, 1, 0, 1)")[rank - 1]
        cut = ("(-1, 2)", "(1, -1, -2, 1)", "(1, -1, -1, 1, 0, -1)")[rank - 1]
        add(f"nn.ConstantPad{rank}d(2, 1.5)", f"1x1x{size}")
        add(f"nn.ConstantPad{rank}d({several}, -3)", f"f64:1x2x{size}")
        add(f"nn.ConstantPad{rank}d({cut}, 0.5)", f"1x1x{size}")
        add(f"nn.ZeroPad{rank}d(1)", f"1x1x{size}")
        add(f"nn.ZeroPad{rank}d({several})", f"2x{size}")
        add(f"nn.ZeroPad{rank}d({cut})", f"1x2x{size}")
        for name, mode in (
            ("ReflectionPad", "reflect"),
            ("ReplicationPad", "replicate"),
            ("CircularPad", "circular"),
        ):
            add(f"nn.{name}{rank}d(1)", f"1x1x{size}")
            add(f"nn.{name}{rank}d({several})", f"f64:2x{size}")
            add(f"lambda x: F.pad(x, {several}, mode='{mode}')", f"1x2x{size}")
        add(f"lambda x: F.pad(x, {several})", f"1x2x{size}")
        add(f"lambda x: F.pad(x, {several}, 'constant', 2.5)", f"1x2x{size}")
        add(f"lambda x: F.pad(x, {cut}, value=-1)", f"2x1x{size}")
    add("lambda x: F.pad(x, (1, 1, 2, 0), 'constant', 7)", "i64:2x3 -5..5")
    add("lambda x: F.pad(x, [0, 1], value=True)", "bool:2x3")
    add("nn.ReplicationPad1d((-1, 2))", "1x2x5")
    add("nn.ReflectionPad2d((2, -1, 0, 1))", "1x2x4x5")

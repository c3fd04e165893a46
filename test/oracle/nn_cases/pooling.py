"""Pooling and its inverse."""

SIZES = ("9", "5x7", "5x4x6")


def add_cases(add, limit):
    for rank, size in enumerate(SIZES, 1):
        add_max(add, rank, size)
        add_average(add, rank, size)
        add_adaptive(add, rank, size)
        add_lp(add, rank, size)
        add_unpool(add, rank)
    add_fractional(add)


def add_max(add, rank, size):
    kernel = ("3", "(3, 2)", "(2, 1, 3)")[rank - 1]
    stride = ("2", "(1, 2)", "(1, 2, 2)")[rank - 1]
    padding = ("1", "(1, 0)", "(1, 0, 1)")[rank - 1]
    add(f"nn.MaxPool{rank}d(2)", f"1x2x{size}")
    add(f"nn.MaxPool{rank}d({kernel}, {stride}, {padding})", f"1x2x{size}")
    add(f"nn.MaxPool{rank}d(3, 2, ceil_mode=True)", f"2x{size}")
    add(f"nn.MaxPool{rank}d(2, 1, dilation=2)", f"f64:1x1x{size}")
    add(f"nn.MaxPool{rank}d({kernel}, {stride}, {padding}, return_indices=True)", f"1x2x{size}")
    add(f"nn.MaxPool{rank}d(3, 2, 1, 1, True, True)", f"1x1x{size}")
    add(f"nn.MaxPool{rank}d(2, stride=1, dilation=2, return_indices=True)", f"2x{size}")
    name = f"max_pool{rank}d"
    add(f"lambda x: F.{name}(x, {kernel})", f"1x2x{size}")
    add(f"lambda x: F.{name}(x, 3, 2, 1, 1, True)", f"2x{size}")
    add(f"lambda x: F.{name}(x, 2, dilation=2, stride=1, return_indices=True)", f"1x1x{size}")
    add(f"lambda x: F.{name}_with_indices(x, {kernel}, {stride}, {padding})", f"1x1x{size}")
    add(f"lambda x: F.{name}_with_indices(x, 3, ceil_mode=True)", f"2x{size}")
    add(f"lambda x: F.{name}_with_indices(x, 2, 1, 0, 2)", f"1x1x{size}")


def add_average(add, rank, size):
    kernel = ("3", "(3, 2)", "(2, 1, 3)")[rank - 1]
    stride = ("2", "(1, 2)", "(1, 2, 2)")[rank - 1]
    padding = ("1", "(1, 0)", "(1, 0, 1)")[rank - 1]
    name = f"avg_pool{rank}d"
    add(f"nn.AvgPool{rank}d(2)", f"1x2x{size}")
    add(f"nn.AvgPool{rank}d({kernel}, {stride}, {padding})", f"1x2x{size}")
    add(f"nn.AvgPool{rank}d(3, 2, 1, True)", f"2x{size}")
    add(f"nn.AvgPool{rank}d(3, 2, 1, count_include_pad=False)", f"f64:1x1x{size}")
    add(f"nn.AvgPool{rank}d(3, 2, 1, True, False)", f"1x1x{size}")
    add(f"lambda x: F.{name}(x, {kernel})", f"1x2x{size}")
    add(f"lambda x: F.{name}(x, {kernel}, {stride}, {padding}, True, False)", f"2x{size}")
    add(f"lambda x: F.{name}(x, 2, ceil_mode=True)", f"1x1x{size}")
    if rank > 1:
        add(f"nn.AvgPool{rank}d(2, divisor_override=3)", f"1x1x{size}")
        add(f"lambda x: F.{name}(x, 3, 2, 1, divisor_override=5)", f"1x1x{size}")


def add_adaptive(add, rank, size):
    several = ("(4,)", "(2, 3)", "(2, 1, 4)")[rank - 1]
    for kind, function in (("Avg", "avg"), ("Max", "max")):
        name = f"Adaptive{kind}Pool{rank}d"
        add(f"nn.{name}(3)", f"1x2x{size}")
        add(f"nn.{name}({several})", f"2x{size}")
        add(f"nn.{name}(1)", f"f64:1x2x{size}")
        call = f"adaptive_{function}_pool{rank}d"
        add(f"lambda x: (F.{call}(x, 2), F.{call}(x, {several}))", f"1x2x{size}")
        add(f"lambda x: F.{call}(x, 5)", f"f64:1x{size}")
        if rank > 1:
            partial = ("(None, 2)", "(None, 2, None)")[rank - 2]
            add(f"nn.{name}({partial})", f"1x1x{size}")
            add(f"lambda x: F.{call}(x, {partial})", f"1x1x{size}")
    name, call = f"AdaptiveMaxPool{rank}d", f"adaptive_max_pool{rank}d"
    add(f"nn.{name}(2, return_indices=True)", f"1x2x{size}")
    add(f"nn.{name}({several}, True)", f"2x{size}")
    add(f"lambda x: F.{call}(x, {several}, return_indices=True)", f"1x2x{size}")
    add(f"lambda x: F.{call}_with_indices(x, {several})", f"1x2x{size}")
    add(f"lambda x: F.{call}_with_indices(x, 3)", f"2x{size}")


def add_lp(add, rank, size):
    name, call = f"LPPool{rank}d", f"lp_pool{rank}d"
    kernel = ("3", "(3, 2)", "(2, 1, 3)")[rank - 1]
    add(f"nn.{name}(2, 2)", f"1x2x{size}")
    add(f"nn.{name}(1, {kernel}, stride=2)", f"1x2x{size}")
    add(f"nn.{name}(1.5, 3, 2, ceil_mode=True)", f"1x1x{size} 0..2")
    add(f"nn.{name}(3.0, 2, 1)", f"2x{size} 0..2")
    add(f"lambda x: F.{call}(x, 2, {kernel})", f"1x2x{size}")
    add(f"lambda x: F.{call}(x, 4, 3, 2, True)", f"1x1x{size}")
    add(f"lambda x: F.{call}(x, float('inf'), 2)", f"1x1x{size} 0.5..0.9")


def add_unpool(add, rank):
    size, uneven = ("8", "4x6", "4x4x6")[rank - 1], ("7", "5x7", "3x5x3")[rank - 1]
    name, call = f"MaxUnpool{rank}d", f"max_unpool{rank}d"
    pool = f"F.max_pool{rank}d(x, {{}}, return_indices=True)"
    odd = ("[9]", "[5, 7]", "[5, 5, 7]")[rank - 1]
    grown = "[1, 2, " + odd[1:]
    add(f"lambda x: nn.{name}(2)(*{pool.format(2)})", f"1x2x{size}")
    add(f"lambda x: nn.{name}(2)(*{pool.format(2)}, output_size={odd})", f"2x{size}")
    add(f"lambda x: nn.{name}(3, 2, 1)(*{pool.format('3, 2, 1')})", f"1x1x{uneven}")
    add(f"lambda x: nn.{name}(3, stride=2)(*{pool.format('3, 2')})", f"f64:1x2x{uneven}")
    add(f"lambda x: F.{call}(*{pool.format(2)}, 2)", f"1x2x{size}")
    add(f"lambda x: F.{call}(*{pool.format('3, 2, 1')}, 3, 2, 1)", f"2x{uneven}")
    add(f"lambda x: F.{call}(*{pool.format(2)}, 2, output_size={grown})", f"1x2x{size}")


def add_fractional(add):
    add_fractional_of(add, 2, "7x9", "(3, 4)", "(2, 1)", "(0.6, 0.5)", "(6, 8)")
    add_fractional_of(add, 3, "5x6x7", "(2, 3, 3)", "(2, 1, 3)", "(0.6, 0.5, 0.7)", "(4, 5, 6)")


def add_fractional_of(add, rank, size, output, kernel, ratio, almost):
    name, call = f"FractionalMaxPool{rank}d", f"fractional_max_pool{rank}d"
    first, second = [0.3, 0.6, 0.1][:rank], [0.9, 0.0, 0.5][:rank]
    one = f"_random_samples=torch.tensor([[{first}]])"
    two = f"_random_samples=torch.tensor([[{first}, {second}]])"
    add(f"nn.{name}(2, output_size={output}, {two})", f"1x2x{size}")
    add(f"nn.{name}(2, output_ratio={ratio}, {two})", f"1x2x{size}")
    add(f"nn.{name}({kernel}, output_ratio=0.5, {one})", f"1x1x{size}")
    add(f"nn.{name}(2, 3, return_indices=True, {two})", f"1x2x{size}")
    add(f"lambda x: F.{call}(x, 2, {output}, {two})", f"1x2x{size}")
    add(f"lambda x: F.{call}(x, 2, None, {ratio}, True, {one})", f"1x{size}")
    add(f"lambda x: F.{call}_with_indices(x, 3, 2, {one})", f"1x1x{size}")
    add(f"lambda x: F.{call}_with_indices(x, 2, output_ratio={ratio}, {two})", f"1x2x{size}")
    # Where the only window ends is not chosen at random.
    add(f"nn.{name}({almost}, output_size=1)", f"1x1x{size}")
    add(f"lambda x: F.{call}(x, {almost}, 1)", f"2x1x{size}")
    add(f"lambda x: F.{call}_with_indices(x, {almost}, 1)", f"2x1x{size}")

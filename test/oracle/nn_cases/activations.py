"""Activations and dropout, which does nothing at inference."""

X = "2x3x4 -4..4"


def in_place(add, name, function, *arguments):
    """A class with `inplace`, its function, and the function's `name_`."""
    listed = ", ".join(arguments)
    before = listed + ", " if listed else ""
    add(f"nn.{name}({listed})", X)
    add(f"nn.{name}({before}inplace=True)", "5")
    add(
        f"lambda x: (F.{function}(x.clone(){', ' if listed else ''}{listed}),"
        f" F.{function}(x, {before}inplace=True), x)",
        X,
    )
    add(f"lambda x: F.{function}(x, {before}inplace=False)", "f64:7 -9..9")


def add_cases(add, limit):
    for name in ("ReLU", "ReLU6", "SELU", "SiLU", "Mish", "Hardswish", "Hardsigmoid"):
        in_place(add, name, name.lower())
        add(f"nn.{name}()", "f64:7 -4..4")
    add("nn.ReLU()", "i64:6 -4..4")
    add("nn.ReLU6()", "f16:6 -8..8")
    for name in ("relu", "selu"):
        add(f"lambda x: (F.{name}_(x), x + 1)", X)
        add(f"lambda x: (F.{name}_(x[0]), x)", "f64:2x5 -4..4")

    for name, function, arguments in (
        ("LeakyReLU", "leaky_relu", ("0.2",)),
        ("ELU", "elu", ("0.7",)),
        ("CELU", "celu", ("1.6",)),
        ("Hardtanh", "hardtanh", ("-1.5", "2.5")),
        ("RReLU", "rrelu", ("0.1", "0.4")),
    ):
        in_place(add, name, function, *arguments)
        add(f"nn.{name}()", "f64:2x5 -4..4")
        add(f"lambda x: F.{function}(x)", "2x5 -4..4")
        add(f"lambda x: (F.{function}_(x, {', '.join(arguments)}), x)", "2x5 -4..4")
        add(f"lambda x: F.{function}_(x)", "7 -4..4")
    in_place(add, "Threshold", "threshold", "0.5", "-3.0")
    add("nn.Threshold(-1, 20)", "f64:9 -4..4")
    add("lambda x: (F.threshold_(x, 0.1, 2.0), x)", X)
    add("lambda x: (F.threshold_(x, threshold=-1, value=20), x)", "f64:2x5 -4..4")
    add("nn.Hardtanh(min_value=-0.5, max_value=0.25)", "9")
    add("nn.Hardtanh(0, 4)", "i64:9 -8..8")
    add("lambda x: F.rrelu(x, 0.2, 0.2, training=True)", "9")
    add("lambda x: (F.rrelu(x, 0.1, 0.3, True, True), x)", "9 0..3")
    add("lambda x: (F.rrelu_(x, training=True), x)", "9 0..3")

    for name, function in (
        ("Sigmoid", "sigmoid"),
        ("Tanh", "tanh"),
        ("LogSigmoid", "logsigmoid"),
        ("Softsign", "softsign"),
        ("Tanhshrink", "tanhshrink"),
    ):
        add(f"nn.{name}()", X)
        add(f"nn.{name}()", "f64:3x5 -30..30")
        add(f"lambda x: F.{function}(x)", X)
        add(f"lambda x: F.{function}(x)", "scalar")

    for name, function, arguments in (
        ("Softplus", "softplus", ("2.0, 3.0", "beta=0.5", "threshold=1")),
        ("Softshrink", "softshrink", ("1.5", "lambd=0")),
        ("Hardshrink", "hardshrink", ("1.5", "lambd=0.0")),
        ("GELU", "gelu", ("approximate='none'", "approximate='tanh'")),
    ):
        add(f"nn.{name}()", X)
        add(f"lambda x: F.{function}(x)", "f64:3x5 -30..30")
        for given in arguments:
            add(f"nn.{name}({given})", "2x5 -4..4")
            add(f"lambda x: F.{function}(x, {given})", "2x5 -4..4")

    add("nn.GLU()", "2x3x4")
    add("nn.GLU(0)", "f64:4x3")
    add("nn.GLU(dim=1)", "2x4x3")
    add("lambda x: (F.glu(x), F.glu(x, 1), F.glu(x, dim=-3))", "2x4x6")
    add("lambda x: F.glu(x, 0)", "f64:4")
    add("nn.PReLU()", X)
    add("nn.PReLU(3)", X)
    add("nn.PReLU(num_parameters=4, init=0.1, dtype=torch.float64)", "f64:3x4")
    add("nn.PReLU(init=0.6)", "4")
    add("lambda x, w: F.prelu(x, w)", "2x3x4", "3")
    add("lambda x, w: F.prelu(x, w)", "2x3", "1")
    add("lambda x, w: F.prelu(x, w)", "scalar", "1")

    for name, function in (
        ("Softmax", "softmax"),
        ("LogSoftmax", "log_softmax"),
        ("Softmin", "softmin"),
    ):
        for dim in (0, 1, -1):
            add(f"nn.{name}(dim={dim})", X)
        add(f"nn.{name}(1)", "f64:2x5 -90..90")
        for shape in ("4", "2x3", "2x3x2", "1x2x3x2"):
            add(f"nn.{name}()", shape)
            add(f"lambda x: F.{function}(x)", shape)
        add(f"lambda x: F.{function}(x, 1, dtype=torch.float64)", "2x3")
        add(f"lambda x: F.{function}(x, dim=0, dtype=torch.float32)", "i64:4 -3..3")
    add("nn.Softmax2d()", "2x3x2x2")
    add("nn.Softmax2d()", "3x2x4")
    # Noise that does not matter beside such distances.
    add("lambda x: F.gumbel_softmax(x)", "3x5 -900000..900000")
    add("lambda x: F.gumbel_softmax(x, 0.5, True)", "3x5 -900000..900000")
    add("lambda x: F.gumbel_softmax(x, hard=True, dim=0)", "3x4x2 -900000..900000")
    add("lambda x: F.gumbel_softmax(x, tau=2.0, dim=1).sum(1)", "f64:3x4x2")

    for name, shape in (
        ("Dropout", "2x3"),
        ("Dropout1d", "2x3x4"),
        ("Dropout2d", "1x2x3x2"),
        ("Dropout3d", "1x2x2x3x2"),
        ("AlphaDropout", "2x3"),
        ("FeatureAlphaDropout", "1x2x3"),
    ):
        add(f"nn.{name}()", shape)
        add(f"nn.{name}(p=0.2)", "f64:" + shape)
        add(f"nn.{name}(0.9, inplace=True)", shape)
    for function, shape in (
        ("dropout", "2x3"),
        ("dropout1d", "2x3x4"),
        ("dropout2d", "1x2x3x2"),
        ("dropout3d", "1x2x2x3x2"),
        ("alpha_dropout", "2x3"),
        ("feature_alpha_dropout", "1x2x3"),
    ):
        add(f"lambda x: F.{function}(x, 0.7, False)", shape)
        add(f"lambda x: F.{function}(x, 0.7, training=False, inplace=True)", shape)
        add(f"lambda x: F.{function}(x, p=0.0, training=True)", shape)
        add(f"lambda x: F.{function}(x + 0.0, 1.0, True).abs()", shape)
        limit(
            f"lambda x: F.{function}(x, 0.3, True)",
            shape,
            message="drops at random",
            warns=True,
            limit="training=True with p between 0 and 1: left out, with a warning",
        )

"""Losses, as functions of their inputs."""

REDUCTIONS = ("reduction='none'", "reduction='mean'", "reduction='sum'")
# The older arguments, and what they stand for together.
LEGACY = ("size_average=False", "reduce=False", "size_average=True, reduce=True")


def both(add, name, function, *inputs, options=()):
    """A class and its function with every reduction and with further options."""
    names = ", ".join("abcde"[: len(inputs)])
    add(f"nn.{name}()", *inputs)
    add(f"lambda {names}: F.{function}({names})", *inputs)
    for option in (*REDUCTIONS, *options):
        add(f"nn.{name}({option})", *inputs)
        add(f"lambda {names}: F.{function}({names}, {option})", *inputs)


def add_cases(add, limit):
    add_regression(add)
    add_binary(add)
    add_classes(add)
    add_likelihoods(add)
    add_embeddings(add)
    add_margins(add)
    add_ctc(add)
    add_adaptive(add)


def add_regression(add):
    x, y = "3x4", "3x4"
    both(add, "MSELoss", "mse_loss", x, y, options=LEGACY)
    both(add, "L1Loss", "l1_loss", x, y, options=LEGACY)
    both(add, "SmoothL1Loss", "smooth_l1_loss", x, y, options=(*LEGACY, "beta=0.5", "beta=0"))
    both(add, "HuberLoss", "huber_loss", x, y, options=("delta=0.4", "'sum', 2.0"))
    both(add, "MSELoss", "mse_loss", "f64:3x4", "4")
    for name in ("mse_loss", "l1_loss", "huber_loss"):
        add(f"lambda a, b, w: F.{name}(a, b, weight=w)", x, y, "3x4 0..1")
        add(f"lambda a, b, w: F.{name}(a, b, reduction='sum', weight=w)", x, y, "3x4 0..1")
    both(add, "KLDivLoss", "kl_div", x, "3x4 0..1", options=("reduction='batchmean'", *LEGACY))
    both(add, "KLDivLoss", "kl_div", x, "3x4 = 0 .5 .5 0 1 0 0 0 .2 .3 .1 .4")
    for option in ("log_target=True", "reduction='batchmean', log_target=True"):
        add(f"nn.KLDivLoss({option})", x, y)
        add(f"lambda a, b: F.kl_div(a, b, {option})", x, y)


def add_binary(add):
    p, y = "3x4 0..1", "3x4 0..1"
    both(add, "BCELoss", "binary_cross_entropy", p, y, options=LEGACY)
    add("nn.BCELoss()", "4 = 0 1 0 1", "4 = 0 1 1 0")
    add("nn.BCELoss(weight=torch.tensor([1., 2., 3., 4.]))", p, y)
    add("nn.BCELoss(torch.tensor([0.5]), reduction='none')", p, y)
    add("lambda a, b, w: F.binary_cross_entropy(a, b, w)", p, y, "4")
    name = "binary_cross_entropy_with_logits"
    both(add, "BCEWithLogitsLoss", name, "3x4 -9..9", y, options=LEGACY)
    weight, positive = "torch.tensor([1., 2., 3., 4.])", "torch.tensor([2., 1., .5, 3.])"
    add(f"nn.BCEWithLogitsLoss({weight})", "3x4 -40..40", y)
    add(f"nn.BCEWithLogitsLoss(pos_weight={positive})", "3x4", y)
    add(f"nn.BCEWithLogitsLoss({weight}, reduction='none', pos_weight={positive})", "3x4", y)
    add(f"lambda a, b, w: F.{name}(a, b, w, pos_weight=w)", "3x4", y, "4 0..2")
    add(f"lambda a, b, w: F.{name}(a, b, weight=w)", "f64:3x4", "f64:3x4 0..1", "f64:1")


def add_classes(add):
    weight = "torch.tensor([0.5, 2.0, 1.5])"
    shapes = (("4x3", "i64:4 0..3"), ("2x3x2x2", "i64:2x2x2 0..3"), ("3", "i64:scalar 0..3"))
    for x, target in shapes:
        both(add, "NLLLoss", "nll_loss", x, target)
        both(
            add,
            "CrossEntropyLoss",
            "cross_entropy",
            x,
            target,
            options=("label_smoothing=0.3",),
        )
    x, target = shapes[0]
    both(
        add,
        "NLLLoss",
        "nll_loss",
        x,
        target,
        options=(*LEGACY, "ignore_index=1", f"weight={weight}"),
    )
    ignoring = "i64:4 = 2 -100 0 1"
    add(f"nn.NLLLoss({weight}, ignore_index=0)", x, target)
    add("nn.NLLLoss()", x, ignoring)
    add("lambda a, b: F.nll_loss(a, b, ignore_index=-100)", x, ignoring)
    add(f"nn.NLLLoss2d({weight})", *shapes[1])
    add("nn.NLLLoss2d(reduction='none')", *shapes[1])
    add("nn.NLLLoss2d(ignore_index=2, reduction='sum')", *shapes[1])
    several = (
        *LEGACY,
        "ignore_index=1",
        f"weight={weight}",
        f"weight={weight}, label_smoothing=0.2",
        f"weight={weight}, ignore_index=0, label_smoothing=0.2",
        f"weight={weight}, label_smoothing=0.2, reduction='none'",
        "ignore_index=2, label_smoothing=0.1, reduction='sum'",
    )
    both(add, "CrossEntropyLoss", "cross_entropy", x, target, options=several)
    add("nn.CrossEntropyLoss()", x, ignoring)
    add("nn.CrossEntropyLoss(label_smoothing=1.0)", x, ignoring)
    for x, target in (("4x3", "4x3 0..1"), ("2x3x2x2", "2x3x2x2 0..1"), ("3", "3 0..1")):
        both(
            add,
            "CrossEntropyLoss",
            "cross_entropy",
            x,
            target,
            options=("label_smoothing=0.3", f"weight={weight}, label_smoothing=0.1"),
        )
    both(add, "CrossEntropyLoss", "cross_entropy", "f64:4x3", "i64:4 0..3")
    add_linear(add, weight)


def add_linear(add, weight):
    layer = "nn.LinearCrossEntropyLoss(2, 3"
    x, target = "4x2", "i64:4 0..3"
    for option in (
        "",
        ", bias=True",
        ", reduction='sum'",
        ", reduction='none', ignore_index=1",
        f", weight={weight}, label_smoothing=0.2",
        ", device='cpu', dtype=torch.float32, options=nn.LinearCrossEntropyOptions()",
        ", options=nn.LinearCrossEntropyOptions(allow_retain_graph=True)",
    ):
        add(f"{layer}{option})", x, target)
    add(f"{layer})", x, "4x3 0..1")
    add(f"{layer})", "2", "i64:scalar 0..3")
    add(f"{layer}, out_features=(2,), bias=True)", x, "i64:4x2 0..3")
    add(f"{layer}, out_features=(2, 2), reduction='none')", x, "4x3x2x2 0..1")
    call = "lambda x, w, t: F.linear_cross_entropy(x, w, t"
    add(f"{call})", x, "3x2", target)
    add(f"{call}, linear_bias=torch.ones(3), reduction='none')", x, "3x2", "4x3 0..1")
    add(f"{call}, weight={weight}, ignore_index=2)", x, "3x2", target)
    add(f"{call}, label_smoothing=0.4, reduction='sum')", x, "3x2x2", "i64:4x2 0..3")
    add(f"{call}, options=nn.LinearCrossEntropyOptions())", x, "3x2", target)


def add_likelihoods(add):
    both(
        add,
        "PoissonNLLLoss",
        "poisson_nll_loss",
        "3x4",
        "3x4 0..6",
        options=("full=True", "full=True, reduction='none'", *LEGACY),
    )
    for option in (
        "log_input=False",
        "log_input=False, eps=0.5",
        "False, True, reduction='sum'",
    ):
        add(f"nn.PoissonNLLLoss({option})", "3x4 0..3", "3x4 = 0 1 2 3 4 5 .5 1 2 9 1 0")
        add(f"lambda a, b: F.poisson_nll_loss(a, b, {option})", "3x4 0..3", "3x4 0..6")
    both(
        add,
        "GaussianNLLLoss",
        "gaussian_nll_loss",
        "3x4",
        "3x4",
        "3x4 0..1",
        options=("full=True", "eps=0.3"),
    )
    add("nn.GaussianNLLLoss(reduction='none')", "3x4", "3x4", "3x1 0..1")
    add("nn.GaussianNLLLoss()", "3x4", "3x4", "3 0..1")
    add("lambda a, b: F.gaussian_nll_loss(a, b, 0.5)", "3x4", "3x4")


def add_embeddings(add):
    x, y = "3x4", "3x4"
    signs = "3 = 1 -1 1"
    both(
        add,
        "CosineEmbeddingLoss",
        "cosine_embedding_loss",
        x,
        y,
        signs,
        options=("margin=0.5", *LEGACY),
    )
    add("nn.CosineEmbeddingLoss()", "4", "4", "scalar = -1")
    both(
        add,
        "HingeEmbeddingLoss",
        "hinge_embedding_loss",
        "3",
        signs,
        options=("margin=0.5", *LEGACY),
    )
    add("nn.HingeEmbeddingLoss(reduction='none')", "2x2", "2x2 = 1 -1 -1 1")
    both(
        add,
        "MarginRankingLoss",
        "margin_ranking_loss",
        "3",
        "3",
        signs,
        options=("margin=0.5", *LEGACY),
    )
    both(
        add,
        "TripletMarginLoss",
        "triplet_margin_loss",
        x,
        y,
        "3x4",
        options=("margin=2.5", "p=1", "p=3.0, eps=0.1", "swap=True", *LEGACY),
    )
    add("nn.TripletMarginLoss()", "4", "4", "4")
    both(
        add,
        "TripletMarginWithDistanceLoss",
        "triplet_margin_with_distance_loss",
        x,
        y,
        "3x4",
        options=(
            "margin=2.5",
            "swap=True",
            "distance_function=lambda a, b: (a - b).abs().amax(-1)",
            "distance_function=nn.PairwiseDistance(p=1), swap=True, reduction='sum'",
        ),
    )
    both(
        add,
        "SoftMarginLoss",
        "soft_margin_loss",
        "2x2",
        "2x2 = 1 -1 -1 1",
        options=LEGACY,
    )


def add_margins(add):
    both(
        add,
        "MultiLabelMarginLoss",
        "multilabel_margin_loss",
        "2x4",
        "i64:2x4 = 3 0 -1 1 1 -1 0 2",
        options=LEGACY,
    )
    add("nn.MultiLabelMarginLoss()", "4", "i64:4 = 3 1 0 2")
    add("nn.MultiLabelMarginLoss(reduction='none')", "4", "i64:4 = -1 1 0 2")
    weight = "torch.tensor([0.5, 2.0, 1.5, 1.0])"
    both(
        add,
        "MultiLabelSoftMarginLoss",
        "multilabel_soft_margin_loss",
        "3x4",
        "3x4 0..1",
        options=(f"weight={weight}", *LEGACY),
    )
    both(
        add,
        "MultiMarginLoss",
        "multi_margin_loss",
        "3x4",
        "i64:3 0..4",
        options=("p=2", "margin=0.4", f"2, 0.7, {weight}", *LEGACY),
    )
    add("nn.MultiMarginLoss(reduction='sum')", "4", "i64:scalar 0..4")
    add("nn.MultiMarginLoss()", "4", "i64:1 0..4")


def add_ctc(add):
    logs, targets = "6x3x4 -4..-0.1", "i64:3x2 = 1 2 3 3 2 1"
    lengths, target_lengths = "i64:3 = 6 5 4", "i64:3 = 2 2 1"
    both(
        add,
        "CTCLoss",
        "ctc_loss",
        logs,
        targets,
        lengths,
        target_lengths,
        options=("zero_infinity=True",),
    )
    add("nn.CTCLoss(blank=2)", logs, "i64:3x2 = 1 0 3 3 1 1", lengths, target_lengths)
    flat = "i64:5 = 1 2 3 3 2"
    add("nn.CTCLoss(0, 'none')", logs, flat, lengths, "i64:3 = 2 2 1")
    add("nn.CTCLoss(0, 'none')", logs, "i64:4 = 1 2 3 3", lengths, "i64:3 = 2 0 2")
    short = "i64:3 = 6 2 4"
    add("nn.CTCLoss(reduction='none')", logs, targets, short, "i64:3 = 2 2 0")
    add(
        "nn.CTCLoss(reduction='none', zero_infinity=True)", logs, targets, short, target_lengths
    )
    add("nn.CTCLoss()", "6x4 -4..-0.1", "i64:2 = 1 2", "i64:scalar = 6", "i64:scalar = 2")
    add("nn.CTCLoss(reduction='sum')", "f64:6x3x4 -4..-0.1", targets, lengths, target_lengths)
    call = "lambda x, y: F.ctc_loss(x, y, (6, 5, 4), (2, 2, 1)"
    add(f"{call})", logs, targets)
    add(f"{call}, 3, 'sum', True)", logs, "i64:3x2 = 1 0 2 2 1 1")


def add_adaptive(add):
    layer = "nn.AdaptiveLogSoftmaxWithLoss(4, 10, "
    target = "i64:5 = 0 9 4 2 7"
    add(f"{layer}[3, 6])", "5x4", target)
    add(f"{layer}[5], div_value=2.0, head_bias=True)", "5x4", target)
    add(f"{layer}cutoffs=[2, 4, 8], device='cpu', dtype=torch.float64)", "f64:5x4", target)
    add(f"{layer}[3, 6])", "4", "i64:scalar = 7")
    add(f"{layer}[3, 6]).log_prob", "5x4")
    add(f"{layer}[3, 6]).predict", "5x4")

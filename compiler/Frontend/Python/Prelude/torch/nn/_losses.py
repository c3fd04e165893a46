"""The losses of torch.nn.functional."""

import math

import torch
from torch import _C
from torch.nn import _basic


def reduction_of(reduction, size_average=None, reduce=None):
    """What the older arguments ask for, where they are given."""
    if size_average is None and reduce is None:
        return reduction
    if reduce is False:
        return "none"
    return "sum" if size_average is False else "mean"


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction != "none":
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return loss


def _weighted(loss, weight, reduction):
    """The mean is over the weights."""
    if weight is None:
        return _reduced(loss, reduction)
    loss = loss * weight
    return loss.sum() / weight.sum() if reduction == "mean" else _reduced(loss, reduction)


# Distances from a target


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    reduction = reduction_of(reduction, size_average, reduce)
    return _weighted((input - target) ** 2, weight, reduction)


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    reduction = reduction_of(reduction, size_average, reduce)
    return _weighted((input - target).abs(), weight, reduction)


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    if beta < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")
    distance = (input - target).abs()
    if beta > 0:
        distance = torch.where(distance < beta, 0.5 * distance**2 / beta, distance - 0.5 * beta)
    return _reduced(distance, reduction_of(reduction, size_average, reduce))


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    distance = (input - target).abs()
    loss = torch.where(distance <= delta, 0.5 * distance**2, delta * (distance - 0.5 * delta))
    return _reduced(loss if weight is None else loss * weight, reduction)


# Likelihoods


def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    positive = torch.log(input).clamp_min(-100)
    negative = torch.log(1 - input).clamp_min(-100)
    loss = -(target * positive + (1 - target) * negative)
    if weight is not None:
        loss = loss * weight
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def binary_cross_entropy_with_logits(
    input,
    target,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="mean",
    pos_weight=None,
):
    factor = 1 if pos_weight is None else (pos_weight - 1) * target + 1
    loss = (1 - target) * input - factor * _basic.logsigmoid(input)
    if weight is not None:
        loss = loss * weight
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    reduction = reduction_of(reduction, size_average, reduce)
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = torch.where(target == 0, 0.0, target * target.log()) - target * input
    if reduction == "batchmean":
        return loss.sum() / (input.size(0) if input.dim() else 1)
    return _reduced(loss, reduction)


def poisson_nll_loss(
    input,
    target,
    log_input=True,
    full=False,
    size_average=None,
    eps=1e-08,
    reduce=None,
    reduction="mean",
):
    if log_input:
        loss = torch.exp(input) - target * input
    else:
        loss = input - target * torch.log(input + eps)
    if full:
        stirling = target * torch.log(target) - target + 0.5 * torch.log(2 * math.pi * target)
        loss = loss + torch.where(target > 1, stirling, 0.0)
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction="mean"):
    if not isinstance(var, torch.Tensor):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = torch.full_like(input, var)
    if var.shape != input.shape:
        if input.shape[:-1] == var.shape:
            var = var.unsqueeze(-1)
        elif input.dim() != var.dim() or [
            n for n, m in zip(var.shape, input.shape) if n != m
        ] != [1]:
            raise ValueError("var is of incorrect size")
    var = var.clamp_min(eps)
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduced(loss, reduction)


# Classes


def nll_loss(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
):
    reduction = reduction_of(reduction, size_average, reduce)
    dim = 0 if input.dim() == 1 else 1
    counted = target != ignore_index
    index = torch.where(counted, target, 0)
    loss = -input.gather(dim, index.unsqueeze(dim)).squeeze(dim)
    factor = counted.to(input.dtype)
    if weight is not None:
        factor = factor * weight[index]
    loss = torch.where(counted, loss * factor, 0.0)
    return loss.sum() / factor.sum() if reduction == "mean" else _reduced(loss, reduction)


def _smoothed(logarithms, target, weight, ignore_index, reduction, smoothing):
    """Of classes, a part of whose probability goes to all of them."""
    dim = 0 if logarithms.dim() == 1 else 1
    classes = logarithms.size(dim)
    exact = nll_loss(logarithms, target, weight, None, ignore_index, None, reduction)
    counted = target != ignore_index
    factor = counted.to(logarithms.dtype)
    if weight is not None:
        logarithms = logarithms * weight.view([-1] + [1] * (logarithms.dim() - dim - 1))
        factor = factor * weight[torch.where(counted, target, 0)]
    spread = torch.where(counted, -logarithms.sum(dim), 0.0)
    if reduction == "mean":
        spread = spread.sum() / factor.sum()
    else:
        spread = _reduced(spread, reduction)
    return (1 - smoothing) * exact + smoothing / classes * spread


def _of_probabilities(logarithms, target, weight, reduction, smoothing):
    dim = 0 if logarithms.dim() == 1 else 1
    classes = logarithms.size(dim)
    if smoothing:
        target = target * (1 - smoothing) + smoothing / classes
    loss = -logarithms * target
    if weight is not None:
        loss = loss * weight.view([-1] + [1] * (loss.dim() - dim - 1))
    loss = loss.sum(dim)
    return _reduced(loss, reduction)


def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
    label_smoothing=0.0,
):
    reduction = reduction_of(reduction, size_average, reduce)
    logarithms = torch.log_softmax(input, 0 if input.dim() == 1 else 1)
    if target.shape == input.shape:
        return _of_probabilities(logarithms, target, weight, reduction, label_smoothing)
    if label_smoothing:
        return _smoothed(logarithms, target, weight, ignore_index, reduction, label_smoothing)
    return nll_loss(logarithms, target, weight, None, ignore_index, None, reduction)


def linear_cross_entropy(
    input,
    linear_weight,
    target,
    *,
    linear_bias=None,
    weight=None,
    reduction="mean",
    ignore_index=None,
    label_smoothing=0.0,
    options=None,
):
    """`options` say in which pieces PyTorch computes it."""
    logits = torch.nn.functional.linear(input, linear_weight.flatten(0, -2))
    logits = logits.reshape(*input.shape[:-1], *linear_weight.shape[:-1])
    if linear_bias is not None:
        logits = logits + linear_bias
    if ignore_index is None:
        ignore_index = -100
    return cross_entropy(
        logits, target, weight, None, ignore_index, None, reduction, label_smoothing
    )


# Margins


def hinge_embedding_loss(
    input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"
):
    apart = torch.where(target != 1, (margin - input).clamp_min(0), 0.0)
    loss = apart + torch.where(target != -1, input, 0.0)
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    loss = (-target * (input1 - input2) + margin).clamp_min(0)
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    squares = ((input1 * input1).sum(-1) + 1e-12) * ((input2 * input2).sum(-1) + 1e-12)
    cosine = (input1 * input2).sum(-1) / squares.sqrt()
    loss = torch.where(target == 1, 1 - cosine, 0.0)
    loss = loss + torch.where(target == -1, (cosine - margin).clamp_min(0), 0.0)
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def _triplet(distance, anchor, positive, negative, margin, swap, reduction):
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = torch.minimum(far, distance(positive, negative))
    return _reduced((near - far + margin).clamp_min(0), reduction)


def triplet_margin_loss(
    anchor,
    positive,
    negative,
    margin=1.0,
    p=2,
    eps=1e-06,
    swap=False,
    size_average=None,
    reduce=None,
    reduction="mean",
):
    def distance(x, y):
        return _basic.pairwise_distance(x, y, p, eps)

    reduction = reduction_of(reduction, size_average, reduce)
    return _triplet(distance, anchor, positive, negative, margin, swap, reduction)


def triplet_margin_with_distance_loss(
    anchor,
    positive,
    negative,
    *,
    distance_function=None,
    margin=1.0,
    swap=False,
    reduction="mean",
):
    distance = distance_function or _basic.pairwise_distance
    return _triplet(distance, anchor, positive, negative, margin, swap, reduction)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    loss = torch.log1p(torch.exp(-target * input))
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """The classes of a row of `target` end before its first -1."""
    classes = input.size(-1)
    given = (target < 0).cumsum(-1) == 0
    index = torch.where(given, target, 0)
    hits = (index.unsqueeze(-1) == torch.arange(classes)) & given.unsqueeze(-1)
    others = hits.any(-2).logical_not().unsqueeze(-2) & given.unsqueeze(-1)
    chosen = input.gather(-1, index).unsqueeze(-1)
    margins = (1 - chosen + input.unsqueeze(-2)).clamp_min(0)
    loss = torch.where(others, margins, 0.0).sum((-1, -2)) / classes
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


def multilabel_soft_margin_loss(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    positive, negative = _basic.logsigmoid(input), _basic.logsigmoid(-input)
    loss = -(target * positive + (1 - target) * negative)
    if weight is not None:
        loss = loss * weight
    return _reduced(loss.mean(-1), reduction_of(reduction, size_average, reduce))


def multi_margin_loss(
    input,
    target,
    p=1,
    margin=1.0,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="mean",
):
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    rows = input.reshape(-1, input.size(-1))
    index = target.reshape(-1, 1)
    loss = (margin - rows.gather(1, index) + rows).clamp_min(0)
    if p == 2:
        loss = loss * loss
    if weight is not None:
        loss = loss * weight[index]
    others = index != torch.arange(rows.size(1))
    loss = torch.where(others, loss, 0.0).sum(1) / rows.size(1)
    if target.dim() == 0:
        loss = loss.squeeze(0)
    return _reduced(loss, reduction_of(reduction, size_average, reduce))


# Sequences without alignment


def _extended_targets(targets, lengths, blank):
    """[N, 2 S + 1]: blanks around the labels of each sequence."""
    if targets.dim() == 1:
        starts = lengths.cumsum(0) - lengths
        places = starts.unsqueeze(1) + torch.arange(targets.size(0))
        targets = targets[places.clamp(max=targets.size(0) - 1)]
    labels = torch.stack([torch.full_like(targets, blank), targets], -1).flatten(1)
    return torch.cat([labels, torch.full_like(targets[:, :1], blank)], 1)


def _log_sum(*terms):
    """log of a sum of exponentials, where all may be zero."""
    stacked = torch.stack(terms)
    largest = stacked.amax(0)
    largest = torch.where(largest == float("-inf"), 0.0, largest)
    return (stacked - largest).exp().sum(0).log() + largest


def _as_lengths(lengths):
    if not isinstance(lengths, torch.Tensor):
        lengths = torch.tensor(lengths)
    return lengths.long().reshape(-1)


def _ctc_likelihoods(logs, targets, input_lengths, target_lengths, blank):
    """Graves et al. (2006): forward variables of all sequences at once."""
    labels = _extended_targets(targets, target_lengths, blank)
    count = labels.size(1)
    zero = torch.full((), float("-inf"), dtype=logs.dtype)
    # A label may follow the one before it directly, unless they are the same.
    skips = torch.zeros_like(labels, dtype=torch.bool)
    skips[:, 2:] = (labels[:, 2:] != blank) & (labels[:, 2:] != labels[:, :-2])
    pad = torch.nn.functional.pad
    states = torch.where(torch.arange(count) < 2, logs[0].gather(1, labels), zero)
    for time in range(1, logs.size(0)):
        one = pad(states, (1, 0), value=float("-inf"))[:, :count]
        two = pad(states, (2, 0), value=float("-inf"))[:, :count]
        following = _log_sum(states, one, torch.where(skips, two, zero))
        following = following + logs[time].gather(1, labels)
        states = torch.where((input_lengths > time).unsqueeze(1), following, states)
    last = (2 * target_lengths).unsqueeze(1)
    ends = states.gather(1, last).squeeze(1)
    before = states.gather(1, (last - 1).clamp_min(0)).squeeze(1)
    loss = -_log_sum(ends, torch.where(target_lengths > 0, before, zero))
    nothing = torch.where(target_lengths == 0, 0.0, float("inf"))
    return torch.where(input_lengths == 0, nothing.to(loss.dtype), loss)


def ctc_loss(
    log_probs,
    targets,
    input_lengths,
    target_lengths,
    blank=0,
    reduction="mean",
    zero_infinity=False,
):
    is_batched = log_probs.dim() == 3
    input_lengths, target_lengths = _as_lengths(input_lengths), _as_lengths(target_lengths)
    if not is_batched:
        log_probs = log_probs.unsqueeze(1)
    loss = _ctc_likelihoods(log_probs, targets, input_lengths, target_lengths, blank)
    if zero_infinity:
        loss = torch.where(loss == float("inf"), 0.0, loss)
    if reduction == "mean":
        return (loss / target_lengths.clamp_min(1)).mean()
    if not is_batched:
        loss = loss.squeeze(0)
    return _reduced(loss, reduction)


_C._guard_complex(__name__, "nn.functional")

"""einops: reshapes and transpositions by name."""

from einops._pattern import EinopsError, parse, sizes_of
from einops import layers


def _prepared(tensor, pattern, sizes):
    """The tensor with one dimension for each axis, and what the pattern says."""
    left, right = parse(pattern, tensor.dim())
    known = sizes_of(left, tensor.shape, sizes, pattern)
    axes = [axis for group in left for axis in group]
    return tensor.reshape([known[axis] for axis in axes]), axes, right, known


def _grouped(tensor, right, known):
    shape = []
    for group in right:
        size = 1
        for axis in group:
            size *= known[axis]
        shape.append(size)
    return tensor.reshape(shape)


def _stacked(tensor):
    if isinstance(tensor, (list, tuple)):
        import torch

        return torch.stack(list(tensor))
    return tensor


def rearrange(tensor, pattern, **sizes):
    tensor, axes, right, known = _prepared(_stacked(tensor), pattern, sizes)
    wanted = [axis for group in right for axis in group]
    if set(wanted) != set(axes):
        raise EinopsError(
            f"identifiers only on one side of expression (should be on both): {pattern!r}"
        )
    return _grouped(tensor.permute([axes.index(axis) for axis in wanted]), right, known)


def repeat(tensor, pattern, **sizes):
    tensor, axes, right, known = _prepared(_stacked(tensor), pattern, sizes)
    wanted = [axis for group in right for axis in group]
    if any(axis not in wanted for axis in axes):
        raise EinopsError(f"axes of the left side are missing on the right: {pattern!r}")
    tensor = tensor.permute([axes.index(axis) for axis in wanted if axis in axes])
    for position, axis in enumerate(wanted):
        if axis not in axes:
            if axis not in known:
                raise EinopsError(f"specify the size of new axis {axis!r} in {pattern!r}")
            tensor = tensor.unsqueeze(position)
    return _grouped(tensor.expand([known[axis] for axis in wanted]), right, known)


_REDUCTIONS = {
    "mean": lambda tensor, dims: tensor.mean(dims),
    "sum": lambda tensor, dims: tensor.sum(dims),
    "max": lambda tensor, dims: tensor.amax(dims),
    "min": lambda tensor, dims: tensor.amin(dims),
}


def _reduced(tensor, dims, reduction):
    if callable(reduction):
        return reduction(tensor, tuple(dims))
    if reduction in _REDUCTIONS:
        return _REDUCTIONS[reduction](tensor, tuple(dims))
    if reduction != "prod":
        raise EinopsError(f"unknown reduction {reduction!r}")
    for dim in sorted(dims, reverse=True):
        tensor = tensor.prod(dim)
    return tensor


def reduce(tensor, pattern, reduction, **sizes):
    tensor, axes, right, known = _prepared(_stacked(tensor), pattern, sizes)
    wanted = [axis for group in right for axis in group]
    unknown = [axis for axis in wanted if axis not in axes]
    if unknown:
        raise EinopsError(f"unexpected identifiers on the right side: {unknown}")
    dims = [index for index, axis in enumerate(axes) if axis not in wanted]
    if dims:
        tensor = _reduced(tensor, dims, reduction)
    kept = [axis for axis in axes if axis in wanted]
    return _grouped(tensor.permute([kept.index(axis) for axis in wanted]), right, known)


def einsum(*args):
    *tensors, pattern = args
    import torch

    names = {}
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def short(side):
        pieces = []
        for name in side.split():
            if name != "...":
                name = names.setdefault(name, letters[len(names)])
            pieces.append(name)
        return "".join(pieces)

    left, _, right = pattern.partition("->")
    equation = ",".join(short(side) for side in left.split(",")) + "->" + short(right)
    return torch.einsum(equation, *tensors)


def parse_shape(tensor, pattern):
    names = pattern.split()
    return {name: size for name, size in zip(names, tensor.shape) if name != "_"}


def pack(tensors, pattern):
    import torch

    before, _, after = pattern.partition("*")
    leading, trailing = len(before.split()), len(after.split())
    shapes, flat = [], []
    for tensor in tensors:
        end = tensor.dim() - trailing
        shapes.append(tuple(tensor.shape[leading:end]))
        flat.append(tensor.reshape([*tensor.shape[:leading], -1, *tensor.shape[end:]]))
    return torch.cat(flat, leading), shapes


def unpack(tensor, shapes, pattern):
    leading = len(pattern.partition("*")[0].split())
    pieces, start = [], 0
    for shape in shapes:
        size = 1
        for length in shape:
            size *= length
        piece = tensor.narrow(leading, start, size)
        pieces.append(piece.reshape([*tensor.shape[:leading], *shape, *tensor.shape[leading + 1 :]]))
        start += size
    return pieces


def asnumpy(tensor):
    return tensor.numpy()

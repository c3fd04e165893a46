"""Operators that move elements: the parts are one more dimension behind."""

from builtins import int as _int

import torch
from torch._complex._pairs import (
    as_complex,
    complexed,
    is_complex,
    join,
    operand_parts,
    pair,
    part_dtype,
    parts,
    real_dtype,
)


def with_parts(key):
    """An index, of the pair: all of the last dimension."""
    items = key if isinstance(key, tuple) else (key,)
    if any(item is Ellipsis for item in items):
        return (*items, slice(None))
    return key


def with_dims(mask, rank):
    """A mask of the first dimensions as one of all."""
    return mask.reshape([*mask.shape, *[1] * (rank - mask.dim())])


def _sizes(sizes):
    if len(sizes) == 1 and not isinstance(sizes[0], _int):
        return list(sizes[0])
    return list(sizes)


def _all_complex(tensors):
    return [pair(as_complex(tensor, part_dtype(tensor))) for tensor in tensors]


def _wrapped(dim, rank):
    return dim % rank if rank else 0


def reshape(input, *shape):
    if shape and isinstance(shape[0], torch.dtype):
        return _view_as_type(input, shape[0])
    return complexed(pair(input).reshape(*_sizes(shape), 2))


view = reshape


def _view_as_type(input, dtype):
    if dtype == input.dtype:
        return input
    if real_dtype(dtype) != real_dtype(input.dtype):
        return torch._C._unsupported(f"torch.Tensor.view({dtype})", input)
    if is_complex(input):
        return pair(input).flatten(-2)
    return complexed(input.unflatten(-1, (-1, 2)))


def view_as(input, other):
    return input.reshape(other.shape)


reshape_as = view_as


def flatten(input, start_dim=0, end_dim=-1):
    rank = input.dim()
    if rank == 0:
        return reshape(input, 1)
    return complexed(pair(input).flatten(start_dim % rank, end_dim % rank))


def ravel(input):
    return flatten(contiguous(input))


def meshgrid(*tensors, indexing="ij"):
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tensors[0]
    if indexing == "xy" and len(tensors) > 1:
        second, first, *others = meshgrid(tensors[1], tensors[0], *tensors[2:])
        return (first, second, *others)
    rank = len(tensors)
    return torch.broadcast_tensors(
        *(x.reshape([1] * at + [-1] + [1] * (rank - 1 - at)) for at, x in enumerate(tensors))
    )


def unflatten(input, dim, sizes):
    return complexed(pair(input).unflatten(dim % input.dim(), sizes))


def permute(input, *dims):
    order = [dim % input.dim() for dim in _sizes(dims)]
    return complexed(pair(input).permute(*order, input.dim()))


def transpose(input, dim0, dim1):
    rank = input.dim()
    return complexed(pair(input).transpose(_wrapped(dim0, rank), _wrapped(dim1, rank)))


swapaxes = swapdims = transpose


def t(input):
    return transpose(input, 0, 1) if input.dim() == 2 else input


def movedim(input, source, destination):
    def wrapped(dims):
        return dims % input.dim() if isinstance(dims, _int) else [d % input.dim() for d in dims]

    return complexed(pair(input).movedim(wrapped(source), wrapped(destination)))


moveaxis = movedim


def squeeze(input, dim=None):
    rank = input.dim()
    dims = range(rank) if dim is None else [dim] if isinstance(dim, _int) else dim
    result = pair(input)
    for d in sorted({d % rank for d in dims}, reverse=True):
        if input.shape[d] == 1:
            result = result.select(d, 0)
    return complexed(result)


def unsqueeze(input, dim):
    return complexed(pair(input).unsqueeze(dim % (input.dim() + 1)))


def expand(input, *sizes):
    return complexed(pair(input).expand(*_sizes(sizes), 2))


broadcast_to = expand


def expand_as(input, other):
    return input.expand(other.shape)


def repeat(input, *sizes):
    return complexed(pair(input).repeat(*_sizes(sizes), 1))


def tile(input, *dims):
    return complexed(pair(input).tile((*_sizes(dims), 1)))


def repeat_interleave(input, repeats, dim=None):
    if dim is None:
        input, dim = flatten(input), 0
    return complexed(pair(input).repeat_interleave(repeats, dim % input.dim()))


def cat(tensors, dim=0):
    return complexed(torch.cat(_all_complex(tensors), dim % tensors[0].dim()))


concat = concatenate = cat


def stack(tensors, dim=0):
    return complexed(torch.stack(_all_complex(tensors), dim % (tensors[0].dim() + 1)))


def _parts_of(name):
    def apart(input, size, dim=0):
        pieces = getattr(torch, name)(pair(input), size, dim % input.dim())
        return tuple(complexed(piece) for piece in pieces)

    return apart


split = _parts_of("split")
split_with_sizes = split
chunk = _parts_of("chunk")
tensor_split = _parts_of("tensor_split")


def unbind(input, dim=0):
    return tuple(complexed(piece) for piece in pair(input).unbind(dim % input.dim()))


def select(input, dim, index):
    return complexed(pair(input).select(dim % input.dim(), index))


def narrow(input, dim, start, length):
    return complexed(pair(input).narrow(dim % input.dim(), start, length))


def index_select(input, dim, index):
    return complexed(pair(input).index_select(dim % input.dim(), index))


def gather(input, dim, index):
    index = index.unsqueeze(-1).expand(*index.shape, 2)
    return complexed(pair(input).gather(dim % input.dim(), index))


def roll(input, shifts, dims=None):
    if dims is None:
        return reshape(roll(flatten(input), shifts, 0), input.shape)
    dims = dims % input.dim() if isinstance(dims, _int) else [d % input.dim() for d in dims]
    return complexed(pair(input).roll(shifts, dims))


def flip(input, *dims):
    return complexed(pair(input).flip([dim % input.dim() for dim in _sizes(dims)]))


def diagonal(input, offset=0, dim1=0, dim2=1):
    rank = input.dim()
    result = pair(input).diagonal(offset, dim1 % rank, dim2 % rank)
    return complexed(result.movedim(-2, -1))


def tril(input, diagonal=0):
    return complexed(pair(input).movedim(-1, 0).tril(diagonal).movedim(0, -1))


def triu(input, diagonal=0):
    return complexed(pair(input).movedim(-1, 0).triu(diagonal).movedim(0, -1))


def pad(input, pad, mode="constant", value=None):
    if mode != "constant":
        real, imaginary = parts(input)
        return join(
            torch.nn.functional.pad(real, pad, mode), torch.nn.functional.pad(imaginary, pad, mode)
        )
    if value:
        real, imaginary = parts(input)
        a, b = parts(value)
        return join(
            torch.nn.functional.pad(real, pad, mode, a),
            torch.nn.functional.pad(imaginary, pad, mode, b),
        )
    return complexed(torch.nn.functional.pad(pair(input), [0, 0, *pad], mode, 0))


constant_pad_nd = pad


def where(condition, input, other):
    (a, b), (c, d) = operand_parts(input, other)
    return join(torch.where(condition, a, c), torch.where(condition, b, d))


def masked_fill(input, mask, value):
    real, imaginary = parts(input)
    a, b = parts(value)
    return join(real.masked_fill(mask, a), imaginary.masked_fill(mask, b))


def clone(input, *, memory_format=None):
    return complexed(pair(input).clone())


def contiguous(input, memory_format=None):
    return complexed(pair(input).contiguous())


def detach(input):
    return input


lift_fresh = alias = detach


# What places elements by indices that are the same for both parts.


def _each_part(name):
    def function(input, *args, **kwargs):
        def of(value, index):
            return parts(value)[index] if is_complex(value) else value

        results = [
            getattr(torch, name)(
                parts(input)[index],
                *[of(value, index) for value in args],
                **{key: of(value, index) for key, value in kwargs.items()},
            )
            for index in (0, 1)
        ]
        return join(*results)

    return function


diag = _each_part("diag")
take = _each_part("take")
take_along_dim = _each_part("take_along_dim")


def _scattered(name):
    def function(input, dim, index, src):
        if not is_complex(input):
            raise RuntimeError(f"{name} of complex numbers into a tensor of {input.dtype}")
        (a, b), (c, d) = parts(input), parts(src)
        write = getattr(torch, name)
        return join(write(a, dim, index, c), write(b, dim, index, d))

    return function


scatter = _scattered("scatter")


def scatter_add(input, dim, index, src):
    return join(
        *(torch.scatter_add(part, dim, index, added) for part, added in zip(parts(input), parts(src)))
    )


def embedding(weight, indices, *args, **kwargs):
    return join(*(torch.embedding(part, indices) for part in parts(weight)))


def type_as(input, other):
    return input.to(other.dtype)


def is_same_size(input, other):
    return input.shape == other.shape


def copy_(input, source, non_blocking=False):
    a, b = parts(source)
    if is_complex(input):
        if not is_complex(source):
            source = join(a, b)
        pair(input).copy_(pair(source))
    else:
        input.copy_(a)
    return input


def _to(dtype):
    def convert(input, *args, **kwargs):
        return input.to(dtype)

    return convert



bool = _to(torch.bool)
int = _to(torch.int32)
long = _to(torch.int64)
half = _to(torch.half)
float = _to(torch.float32)
double = _to(torch.float64)
cfloat = _to(torch.complex64)
cdouble = _to(torch.complex128)

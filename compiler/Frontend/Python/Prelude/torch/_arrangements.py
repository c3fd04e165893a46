"""Operators of torch that move, select and place elements, as compositions."""

import torch
from torch import _C


def unfold(self, dimension, size, step):
    dimension %= self.dim()
    if step < 1:
        raise RuntimeError(f"unfold: step must be positive, got {step}")
    if not 0 <= size <= self.size(dimension):
        raise RuntimeError(
            f"unfold: size {size} is beyond dimension {dimension} of size {self.size(dimension)}"
        )
    count = (self.size(dimension) - size) // step + 1
    starts = torch.arange(count).unsqueeze(1) * step
    taken = torch.index_select(self, dimension, (starts + torch.arange(size)).reshape(-1))
    shape = list(self.shape)
    shape[dimension : dimension + 1] = [count, size]
    taken = taken.reshape(shape)
    order = [dim for dim in range(taken.dim()) if dim != dimension + 1]
    return taken.permute(order + [dimension + 1])


def rot90(input, k=1, dims=(0, 1)):
    k %= 4
    if k == 2:
        return input.flip(dims)
    if k == 1:
        return input.flip(dims[1]).transpose(dims[0], dims[1])
    return input.flip(dims[0]).transpose(dims[0], dims[1]) if k == 3 else input


def fliplr(input):
    return input.flip(1)


def flipud(input):
    return input.flip(0)


def diag_embed(input, offset=0, dim1=-2, dim2=-1):
    size = input.size(-1) + abs(offset)
    rows = torch.arange(size).unsqueeze(1)
    columns = torch.arange(size)
    mask = columns - rows == offset
    pads = (offset, 0) if offset > 0 else (0, -offset)
    columns_value = torch.nn.functional.pad(input, pads).unsqueeze(-2)
    result = torch.where(mask, columns_value, torch.zeros((), dtype=input.dtype))
    rank = result.dim()
    dim1, dim2 = dim1 % rank, dim2 % rank
    order = list(range(rank - 2))
    for dim, source in sorted([(dim1, rank - 2), (dim2, rank - 1)]):
        order.insert(dim, source)
    return result.permute(order)


def block_diag(*tensors):
    columns = sum(tensor.size(-1) for tensor in tensors)
    rows, before = [], 0
    for tensor in tensors:
        after = columns - before - tensor.size(-1)
        rows.append(torch.nn.functional.pad(tensor, (before, after)))
        before += tensor.size(-1)
    return torch.cat(rows, 0)


def cartesian_prod(*tensors):
    grids = torch.meshgrid(*tensors, indexing="ij")
    return torch.stack([grid.reshape(-1) for grid in grids], -1)


def atleast_2d(x):
    return x if x.dim() > 1 else x.reshape(1, -1)


def atleast_3d(x):
    return x if x.dim() > 2 else atleast_2d(x).unsqueeze(-1)


def column_stack(tensors):
    return torch.cat([x.reshape(-1, 1) if x.dim() < 2 else x for x in tensors], 1)


def dstack(tensors):
    return torch.cat([atleast_3d(x) for x in tensors], 2)


def _indices_where(row, col, keeps, dtype):
    places = [(i, j) for i in range(row) for j in range(col) if keeps(j - i)]
    rows, columns = [i for i, _ in places], [j for _, j in places]
    return torch.tensor([rows, columns], dtype=dtype)


def tril_indices(row, col, offset=0, *, dtype=torch.int64, **options):
    return _indices_where(row, col, lambda step: step <= offset, dtype)


def triu_indices(row, col, offset=0, *, dtype=torch.int64, **options):
    return _indices_where(row, col, lambda step: step >= offset, dtype)


def new(self, *data):
    if all(isinstance(size, int) for size in data):
        return torch.empty(data, dtype=self.dtype)
    return torch.tensor(*data, dtype=self.dtype)


def new_tensor(self, data, *, dtype=None, device=None, requires_grad=False):
    return torch.tensor(data, dtype=dtype or self.dtype)


def index_fill(input, dim, index, value):
    return index_copy(input, dim, index, value)


def index_add(input, dim, index, source, *, alpha=1):
    matrix = torch.nn.functional.one_hot(index.reshape(-1), input.size(dim))
    matrix = matrix.t().to(input.dtype)
    moved = source.movedim(dim, 0)
    shape = moved.shape
    added = (matrix @ moved.reshape(shape[0], -1)).reshape(-1, *shape[1:])
    return input + alpha * added.movedim(0, dim)


def index_copy(input, dim, index, source):
    result = input.clone()
    result[(slice(None),) * (dim % input.dim()) + (index,)] = source
    return result


def index_put(input, indices, values, accumulate=False):
    if accumulate:
        raise NotImplementedError("index_put with accumulate=True")
    result = input.clone()
    result[tuple(slice(None) if index is None else index for index in indices)] = values
    return result


def diagflat(input, offset=0):
    return torch.diag(input.reshape(-1), offset)


def adjoint(input):
    return input.transpose(-2, -1)


def _split_at(input, sections, dim):
    return torch.tensor_split(input, sections, dim)


def hsplit(input, sections):
    return _split_at(input, sections, 0 if input.dim() == 1 else 1)


def vsplit(input, sections):
    return _split_at(input, sections, 0)


def dsplit(input, sections):
    return _split_at(input, sections, 2)


def unsafe_split_with_sizes(input, split_sizes, dim=0):
    return torch.split(input, list(split_sizes), dim)


def narrow_copy(input, dim, start, length):
    return torch.narrow(input, dim, start, length).clone()


def select_scatter(input, src, dim, index):
    result = input.clone()
    result.select(dim, index).copy_(src)
    return result


def slice_scatter(input, src, dim=0, start=None, end=None, step=1):
    result = input.clone()
    result[(slice(None),) * (dim % input.dim()) + (slice(start, end, step),)] = src
    return result


def _diagonal_mask(input, offset, dim1, dim2):
    """Where the diagonal of two dimensions lies, in the shape of the input."""
    shapes = []
    for dim in (dim1 % input.dim(), dim2 % input.dim()):
        shapes.append([-1 if at == dim else 1 for at in range(input.dim())])
    rows = torch.arange(input.size(dim1)).reshape(shapes[0])
    columns = torch.arange(input.size(dim2)).reshape(shapes[1])
    return rows, columns - rows == offset


def diagonal_scatter(input, src, offset=0, dim1=0, dim2=1):
    rows, mask = _diagonal_mask(input, offset, dim1, dim2)
    # The diagonal stands last; each place asks it by its row.
    first, second = dim1 % input.dim(), dim2 % input.dim()
    places = (rows + min(offset, 0)).clamp(0, src.size(-1) - 1).reshape(-1)
    spread = src.index_select(-1, places)
    order = [dim for dim in range(input.dim()) if dim not in (first, second)] + [first]
    spread = spread.permute([order.index(dim) for dim in range(input.dim()) if dim != second])
    return torch.where(mask, spread.unsqueeze(second), input)


def fill_diagonal(input, fill_value, wrap=False):
    if input.dim() != 2 or wrap and input.size(0) > input.size(1):
        return _C._unsupported("torch.Tensor.fill_diagonal_ of this shape", input)
    return input.masked_fill(_diagonal_mask(input, 0, 0, 1)[1], fill_value)


def masked_scatter(input, mask, source):
    """Each true place takes the next element of the source."""
    shape = torch.broadcast_shapes(input.shape, mask.shape)
    input, mask = input.expand(shape), mask.expand(shape)
    flat = source.reshape(-1)
    last = torch.full((), flat.size(0) - 1, dtype=torch.int64)
    order = torch.minimum(mask.reshape(-1).cumsum(0) - 1, last).clamp(min=0)
    return torch.where(mask, flat[order].reshape(shape), input)


def put(input, index, source, accumulate=False):
    function = torch.index_add if accumulate else torch.index_copy
    flat = function(input.reshape(-1), 0, index.reshape(-1), source.reshape(-1))
    return flat.reshape(input.shape)


def sum_to_size(input, *size):
    size = size[0] if len(size) == 1 and not isinstance(size[0], int) else size
    lead = input.dim() - len(size)
    result = input.sum(list(range(lead))) if lead else input
    dims = [dim for dim, n in enumerate(size) if n == 1 and result.size(dim) != 1]
    return result.sum(dims, True) if dims else result

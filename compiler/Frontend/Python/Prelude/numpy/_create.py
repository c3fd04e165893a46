import math

import torch

from numpy._array import ndarray, tensor_of
from numpy._dtypes import as_dtype, float64, int64

__all__ = [
    "arange", "array", "asarray", "ascontiguousarray", "asanyarray", "copy", "diag", "empty",
    "empty_like", "eye", "fromiter", "full", "full_like", "identity", "indices", "linspace",
    "logspace", "meshgrid", "ones", "ones_like", "outer", "tril", "triu", "zeros", "zeros_like",
]


def _first_leaf(data):
    while isinstance(data, (list, tuple)):
        if not data:
            return 0.0
        data = data[0]
    return data


def _has_floats(data):
    if isinstance(data, (list, tuple)):
        return any(_has_floats(item) for item in data)
    if isinstance(data, (ndarray, torch.Tensor)):
        return tensor_of(data).is_floating_point()
    return isinstance(data, float)


def _bare(data):
    """Nested lists with tensors where arrays were."""
    if isinstance(data, ndarray):
        return data._kiln_tensor
    if isinstance(data, (list, tuple)):
        return [_bare(item) for item in data] if not isinstance(_first_leaf(data), (int, float)) else data
    return data


def _inferred(data):
    leaf = _first_leaf(data)
    if isinstance(leaf, (ndarray, torch.Tensor)):
        return tensor_of(leaf).dtype
    if isinstance(leaf, float) or _has_floats(data):
        return torch.float64
    return torch.bool if isinstance(leaf, bool) else torch.int64


def array(object, dtype=None, copy=True, ndmin=0, **kwargs):
    if isinstance(object, (range, map, zip)) or hasattr(object, "__next__"):
        object = list(object)
    if isinstance(object, (ndarray, torch.Tensor)):
        tensor = tensor_of(object).clone()
    else:
        chosen = _inferred(object) if dtype is None else as_dtype(dtype).tensor_type
        tensor = torch.tensor(_bare(object), dtype=chosen)
    if dtype is not None:
        tensor = tensor.to(as_dtype(dtype).tensor_type)
    while tensor.dim() < ndmin:
        tensor = tensor.unsqueeze(0)
    return ndarray(tensor)


def asarray(a, dtype=None, **kwargs):
    if isinstance(a, ndarray) and (dtype is None or a.dtype == dtype):
        return a
    return array(a, dtype)


asanyarray = ascontiguousarray = asarray


def copy(a):
    return array(a)


def fromiter(iterable, dtype, count=-1):
    return array(list(iterable), dtype)


def _shape(shape):
    return (shape,) if isinstance(shape, int) else tuple(shape)


def zeros(shape, dtype=None, order="C"):
    return ndarray(torch.zeros(_shape(shape), dtype=as_dtype(dtype).tensor_type))


empty = zeros


def ones(shape, dtype=None, order="C"):
    return ndarray(torch.ones(_shape(shape), dtype=as_dtype(dtype).tensor_type))


def full(shape, fill_value, dtype=None, order="C"):
    if dtype is None:
        dtype = bool if isinstance(fill_value, bool) else int if isinstance(fill_value, int) else float
    return ndarray(torch.full(_shape(shape), fill_value, dtype=as_dtype(dtype).tensor_type))


def zeros_like(a, dtype=None):
    a = asarray(a)
    return zeros(a.shape, a.dtype if dtype is None else dtype)


empty_like = zeros_like


def ones_like(a, dtype=None):
    a = asarray(a)
    return ones(a.shape, a.dtype if dtype is None else dtype)


def full_like(a, fill_value, dtype=None):
    a = asarray(a)
    return full(a.shape, fill_value, a.dtype if dtype is None else dtype)


def eye(N, M=None, k=0, dtype=None):
    M = N if M is None else M
    rows = torch.arange(N).reshape(N, 1)
    columns = torch.arange(M).reshape(1, M)
    return ndarray((columns - rows == k).to(as_dtype(dtype).tensor_type))


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        start, stop = 0, start
    if all(isinstance(value, int) for value in (start, stop, step)):
        tensor = torch.arange(start, stop, step, dtype=torch.int64)
    else:
        count = max(0, math.ceil((stop - start) / step))
        # The distance of the first two elements, with the rounding it has.
        delta = (start + step) - start
        tensor = torch.arange(count, dtype=torch.float64) * float(delta) + float(start)
    return ndarray(tensor if dtype is None else tensor.to(as_dtype(dtype).tensor_type))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None):
    intervals = num - 1 if endpoint else num
    step = (stop - start) / intervals if intervals > 0 else math.nan
    values = [index * step + start for index in range(num)] if intervals > 0 else [float(start)] * num
    if endpoint and num > 1:
        values[-1] = float(stop)
    result = array([float(value) for value in values], dtype)
    return (result, step) if retstep else result


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    return array([base**value for value in linspace(start, stop, num, endpoint).tolist()], dtype)


def triu(m, k=0):
    return ndarray(torch.triu(tensor_of(m), diagonal=k))


def tril(m, k=0):
    return ndarray(torch.tril(tensor_of(m), diagonal=k))


def diag(v, k=0):
    return ndarray(torch.diag(tensor_of(v), k))


def outer(a, b):
    a, b = tensor_of(a), tensor_of(b)
    return ndarray(a.reshape(-1, 1)) * ndarray(b.reshape(1, -1))


def meshgrid(*xi, indexing="xy", **kwargs):
    tensors = [tensor_of(x).reshape(-1) for x in xi]
    swapped = indexing == "xy" and len(tensors) > 1
    sizes = [len(tensor) for tensor in tensors]
    order = [1, 0, *range(2, len(tensors))] if swapped else list(range(len(tensors)))
    shape = [sizes[axis] for axis in order]
    grids = []
    for axis, tensor in enumerate(tensors):
        view = [1] * len(tensors)
        view[order.index(axis)] = sizes[axis]
        grids.append(ndarray(tensor.reshape(view).expand(shape).clone()))
    return grids


def indices(dimensions, dtype=int, sparse=False):
    grids = meshgrid(*[arange(size) for size in dimensions], indexing="ij")
    return ndarray(torch.stack([grid._kiln_tensor for grid in grids]))

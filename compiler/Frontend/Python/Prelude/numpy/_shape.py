import torch

from numpy._array import ndarray, scalar_or_array, tensor_of

__all__ = [
    "array_split", "broadcast_to", "concatenate", "expand_dims", "flip", "fliplr", "flipud", "hstack",
    "moveaxis", "ndim", "ravel", "repeat", "reshape", "roll", "rollaxis", "shape", "size", "split",
    "squeeze", "stack", "swapaxes", "take", "tile", "transpose", "vstack", "atleast_1d", "diff",
]


def _array(a):
    return ndarray(tensor_of(a))


def shape(a):
    return () if isinstance(a, (int, float)) else _array(a).shape


def ndim(a):
    return len(shape(a))


def size(a, axis=None):
    return _array(a).size if axis is None else shape(a)[axis]


def reshape(a, newshape, order="C"):
    return _array(a).reshape(newshape)


def ravel(a):
    return _array(a).ravel()


def transpose(a, axes=None):
    return _array(a).transpose(*(() if axes is None else (axes,)))


def swapaxes(a, axis1, axis2):
    return _array(a).swapaxes(axis1, axis2)


def moveaxis(a, source, destination):
    order = list(range(ndim(a)))
    order.insert(destination % len(order), order.pop(source))
    return transpose(a, order)


def rollaxis(a, axis, start=0):
    return moveaxis(a, axis, start if start <= axis else start - 1)


def squeeze(a, axis=None):
    return _array(a).squeeze(axis)


def expand_dims(a, axis):
    tensor = tensor_of(a)
    for dim in axis if isinstance(axis, (tuple, list)) else (axis,):
        tensor = tensor.unsqueeze(dim)
    return ndarray(tensor)


def atleast_1d(a):
    tensor = tensor_of(a)
    return ndarray(tensor.reshape(1) if tensor.dim() == 0 else tensor)


def _common(arrays):
    """Tensors of one type, as concatenation needs them."""
    tensors = [tensor_of(a) for a in arrays]
    for tensor in tensors:
        if tensor.is_floating_point():
            wanted = torch.float32 if all(other.dtype == torch.float32 for other in tensors) else torch.float64
            return [other.to(wanted) for other in tensors]
    return tensors


def concatenate(arrays, axis=0):
    return ndarray(torch.cat(_common(arrays), axis))


def stack(arrays, axis=0):
    return ndarray(torch.stack(_common(arrays), axis))


def vstack(arrays):
    return ndarray(torch.cat([x.unsqueeze(0) if x.dim() < 2 else x for x in _common(arrays)], 0))


def hstack(arrays):
    tensors = [x.reshape(1) if x.dim() == 0 else x for x in _common(arrays)]
    return ndarray(torch.cat(tensors, 0 if tensors[0].dim() == 1 else 1))


def array_split(a, sections, axis=0):
    tensor = tensor_of(a)
    length = tensor.shape[axis]
    if isinstance(sections, int):
        small, larger = divmod(length, sections)
        sizes = [small + 1] * larger + [small] * (sections - larger)
        bounds = [0]
        for part in sizes:
            bounds.append(bounds[-1] + part)
    else:
        bounds = [0, *sections, length]
    return [ndarray(tensor.narrow(axis, low, high - low)) for low, high in zip(bounds, bounds[1:])]


def split(a, sections, axis=0):
    if isinstance(sections, int) and tensor_of(a).shape[axis] % sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(a, sections, axis)


def repeat(a, repeats, axis=None):
    tensor = tensor_of(a)
    if axis is None:
        tensor, axis = tensor.reshape(-1), 0
    indices = []
    counts = [repeats] * tensor.shape[axis] if isinstance(repeats, int) else list(repeats)
    for index, count in enumerate(counts):
        indices += [index] * count
    return ndarray(torch.index_select(tensor, axis, torch.tensor(indices, dtype=torch.int64)))


def tile(a, reps):
    tensor = tensor_of(a)
    reps = (reps,) if isinstance(reps, int) else tuple(reps)
    reps = (1,) * (tensor.dim() - len(reps)) + reps
    return ndarray(tensor.repeat(reps))


def broadcast_to(a, shape):
    return ndarray(tensor_of(a).expand(tuple(shape)))


def flip(a, axis=None):
    tensor = tensor_of(a)
    dims = range(tensor.dim()) if axis is None else axis if isinstance(axis, (tuple, list)) else (axis,)
    return ndarray(torch.flip(tensor, tuple(dims)))


def flipud(a):
    return flip(a, 0)


def fliplr(a):
    return flip(a, 1)


def roll(a, shift, axis=None):
    tensor = tensor_of(a)
    if axis is None:
        return ndarray(torch.roll(tensor.reshape(-1), shift, 0).reshape(tensor.shape))
    return ndarray(torch.roll(tensor, shift, axis))


def take(a, indices, axis=None):
    tensor = tensor_of(a)
    if axis is None:
        tensor, axis = tensor.reshape(-1), 0
    if isinstance(indices, int):
        return scalar_or_array(tensor.select(axis, indices))
    return ndarray(torch.index_select(tensor, axis, tensor_of(indices)))


def diff(a, n=1):
    tensor = tensor_of(a)
    for _ in range(n):
        tensor = tensor[..., 1:] - tensor[..., :-1]
    return ndarray(tensor)

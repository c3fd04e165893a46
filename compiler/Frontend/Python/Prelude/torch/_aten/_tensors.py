"""Copies, shapes and selection of elements in ATen's form."""

from builtins import slice as _slice_of

import torch

_ALL = _slice_of(None)


# Copies and types


def _to_copy(self, *, dtype=None, **placement):
    return self.clone() if dtype is None else self.to(dtype)


def to(self, device=None, dtype=None, other=None, non_blocking=False, copy=False):
    if other is not None:
        dtype = other.dtype
    result = self if dtype is None else self.to(dtype)
    return result.clone() if copy else result


def lift_fresh_copy(self):
    return self.clone()


def lift_fresh(self):
    return self


def alias(self):
    return self.detach()


def _unsafe_view(self, size):
    return self.reshape(size)


def view_copy(self, size):
    return self.reshape(size)


def _reshape_alias(self, size, stride):
    return self.reshape(size)


def scalar_tensor(s, *, dtype=None, **placement):
    return torch.tensor(s, dtype=dtype or torch.float32)


def fill(self, value):
    return torch.full_like(self, value)


def copy(self, src, non_blocking=False):
    return src.to(self.dtype).expand_as(self)


def _local_scalar_dense(self):
    return self.item()


# Shapes, which are known when a program is compiled


def sym_size(self, dim=None):
    return self.shape if dim is None else self.size(dim)


def sym_numel(self):
    return self.numel()


def sym_stride(self, dim=None):
    return self.stride() if dim is None else self.stride(dim)


def sym_storage_offset(self):
    return 0


def slice(self, dim=0, start=None, end=None, step=1):
    size = self.size(dim)
    first = 0 if start is None else start
    last = size if end is None else end
    first = max(0, min(first + size if first < 0 else first, size))
    last = max(first, min(last + size if last < 0 else last, size))
    if step == 1:
        return self.narrow(dim, first, last - first)
    before = [_ALL] * (dim % self.dim())
    return self[(*before, _slice_of(first, last, step))]


def _assert_tensor_metadata(
    a, size=None, stride=None, dtype=None, *, device=None, layout=None
):
    return None


def _assert_scalar(self, assert_msg):
    if not self:
        raise RuntimeError(assert_msg)


def _assert_async(self, assert_msg=""):
    return None


def sym_constrain_range(size, *, min=None, max=None):
    return None


sym_constrain_range_for_size = sym_constrain_range


def _print(s):
    return None


# Statistics and selection


def amax(self, dim=(), keepdim=False):
    return torch.amax(self, list(dim) or None, keepdim)


def amin(self, dim=(), keepdim=False):
    return torch.amin(self, list(dim) or None, keepdim)


def squeeze_dims(self, dim):
    return torch.squeeze(self, list(dim))


def where(condition, self=None, other=None):
    if self is None:
        return torch.nonzero(condition, as_tuple=True)
    return torch.where(condition, self, other)


def _three(function, x, inverse, counts):
    """Operators give all results, those that nobody wants without elements."""
    found = function(x, return_inverse=inverse, return_counts=counts)
    found = list(found) if isinstance(found, tuple) else [found]
    empty = torch.zeros(0, dtype=torch.int64)
    values = found.pop(0)
    return values, found.pop(0) if inverse else empty, found.pop(0) if counts else empty


def _unique2(self, sorted=True, return_inverse=False, return_counts=False):
    return _three(torch.unique, self, return_inverse, return_counts)


def unique_consecutive(self, return_inverse=False, return_counts=False, dim=None):
    return _three(torch.unique_consecutive, self, return_inverse, return_counts)


def index(self, indices):
    """`self[indices]`, where None stands for a whole dimension."""
    return self[tuple(_ALL if i is None else i for i in indices)]


def index_put(self, indices, values, accumulate=False):
    places = tuple(_ALL if i is None else i for i in indices)
    if accumulate:
        return torch.index_put(self, places, values, True)
    result = self.clone()
    result[places] = values
    return result


def select_scatter(self, src, dim, index):
    result = self.clone()
    result.select(dim, index).copy_(src)
    return result


def slice_scatter(self, src, dim=0, start=None, end=None, step=1):
    result = self.clone()
    slice(result, dim, start, end, step).copy_(src)
    return result


def split_with_sizes(self, split_sizes, dim=0):
    return torch.split(self, split_sizes, dim)


split_with_sizes_copy = split_with_sizes


def split_copy(self, split_size, dim=0):
    return torch.split(self, split_size, dim)


def unbind_copy(self, dim=0):
    return torch.unbind(self, dim)


__all__ = [name for name, value in globals().items() if callable(value)]

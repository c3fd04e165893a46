"""Complex tensors are pairs of real ones.

The tensor behind a ComplexTensor is real; its last dimension, of two elements,
holds the real and the imaginary part. Reading, writing and viewing that tensor
is what PyTorch does with the complex one, so that views and writes in place
need nothing of their own. Operators with a complex argument come to call().
"""

import torch
from torch import _C, Size, Tensor
from torch._complex import _arithmetic, _create, _shapes
from torch._complex._pairs import complexed, is_complex, join, pair, parts, real_dtype
from torch.nn.parameter import Parameter

_DTYPES = {
    torch.float16: torch.complex32,
    torch.float32: torch.complex64,
    torch.float64: torch.complex128,
}


class ComplexTensor(Tensor):
    @property
    def shape(self):
        return Size(tuple(pair(self).shape)[:-1])

    @property
    def ndim(self):
        return pair(self).dim() - 1

    @property
    def dtype(self):
        return _DTYPES[pair(self).dtype]

    @property
    def itemsize(self):
        return 2 * pair(self).itemsize

    @property
    def real(self):
        return pair(self).select(-1, 0)

    @real.setter
    def real(self, value):
        pair(self)[..., 0] = value

    @property
    def imag(self):
        return pair(self).select(-1, 1)

    @imag.setter
    def imag(self, value):
        pair(self)[..., 1] = value

    @property
    def T(self):
        return _shapes.permute(self, *reversed(range(self.dim())))

    @property
    def mT(self):
        return _shapes.transpose(self, -2, -1)

    @property
    def mH(self):
        return _arithmetic.conj(self.mT)

    @property
    def H(self):
        return _arithmetic.conj(self.T)

    def size(self, dim=None):
        return self.shape if dim is None else self.shape[dim]

    def dim(self):
        return self.ndim

    ndimension = dim

    def numel(self):
        return pair(self).numel() // 2

    nelement = numel

    def __len__(self):
        return self.shape[0]

    def element_size(self):
        return self.itemsize

    def stride(self, dim=None):
        strides = tuple(step // 2 for step in pair(self).stride()[:-1])
        return strides if dim is None else strides[dim]

    def is_contiguous(self, memory_format=None):
        return pair(self).is_contiguous()

    def is_floating_point(self):
        return False

    def is_complex(self):
        return True

    def conj(self):
        return _arithmetic.conj(self)

    def item(self):
        return complex(self.real.item(), self.imag.item())

    def tolist(self):
        if self.dim() == 0:
            return self.item()
        return [row.tolist() for row in self]

    def numpy(self):
        raise TypeError("kiln's numpy has no complex arrays")

    def to(self, *args, **kwargs):
        dtype = None
        for value in (*args, *kwargs.values()):
            if isinstance(value, torch.dtype):
                dtype = value
            elif isinstance(value, Tensor):
                dtype = value.dtype
        if dtype is None or dtype == self.dtype:
            return self
        if dtype.is_complex:
            return complexed(pair(self).to(real_dtype(dtype)))
        return self.real.to(dtype)

    def type(self, dtype=None, **kwargs):
        return str(self.dtype) if dtype is None else self.to(dtype)

    def __bool__(self):
        return bool((pair(self) != 0).any())

    def __complex__(self):
        return self.item()

    def __int__(self):
        raise TypeError("a complex tensor is no integer")

    __index__ = __float__ = __int__

    def __repr__(self):
        return f"<{str(self.dtype)}{list(self.shape)}>"

    __str__ = __repr__

    def __iter__(self):
        return iter(_shapes.unbind(self))

    def __getitem__(self, key):
        return complexed(pair(self)[_shapes.with_parts(key)])

    def __setitem__(self, key, value):
        pair(self)[_shapes.with_parts(key)] = pair(as_complex(value))


class ComplexParameter(ComplexTensor, Parameter):
    pass


_C._set_complex_type(ComplexTensor)


def as_complex(value):
    return value if is_complex(value) else join(*parts(value))


def from_real(tensor, dtype):
    return join(tensor.to(real_dtype(dtype)), 0)


def _nested(data, part):
    if isinstance(data, (list, tuple)):
        return [_nested(item, part) for item in data]
    return getattr(data, part)


def tensor_of(data, dtype=torch.complex64):
    real, imaginary = (
        torch.tensor(_nested(data, part), dtype=real_dtype(dtype)) for part in ("real", "imag")
    )
    return join(real, imaginary)


def _find(name):
    """What these modules define themselves, but for their helpers."""
    if not name.startswith("_"):
        for module in (_arithmetic, _shapes, _create):
            function = module.__dict__.get(name)
            if getattr(function, "__module__", None) == module.__name__:
                return function
    return None


def call(name, composite, /, *args, **kwargs):
    """An operator some of whose arguments are complex; `composite`, if there is
    one, makes it of others."""
    function = _find(name) or composite
    if function is not None:
        return function(*args, **kwargs)
    function = _find(name[:-1]) if name.endswith("_") else None
    if function is None:
        return _C._unsupported(f"torch.{name} of complex tensors", *args)
    result = as_complex(function(*args, **kwargs))
    pair(args[0]).copy_(pair(result))
    return args[0]

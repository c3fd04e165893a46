"""Complex tensors are pairs of real ones.

The tensor behind a ComplexTensor is real; its last dimension, of two elements,
holds the real and the imaginary part. Reading, writing and viewing that tensor
is what PyTorch does with the complex one, so that views and writes in place
need nothing of their own. Operators with a complex argument come to call().
"""

import torch
from torch import _C, Size, Tensor
from torch._complex import _arithmetic, _create, _shapes
from torch._complex import _composed, _products
from torch._complex._pairs import (
    as_complex,
    complexed,
    is_complex,
    join,
    pair,
    parts,
    real_dtype,
)
from torch.nn.parameter import Buffer, Parameter

_DTYPES = {
    torch.float16: torch.complex32,
    torch.float32: torch.complex64,
    torch.float64: torch.complex128,
}
_TYPE_NAMES = {
    torch.complex32: "torch.ComplexHalfTensor",
    torch.complex64: "torch.ComplexFloatTensor",
    torch.complex128: "torch.ComplexDoubleTensor",
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
        if self.dim() not in (0, 2):
            raise RuntimeError(f"tensor.H is only for matrices, not for {self.dim()} dimensions")
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

    def to(self, *args, copy=False, **kwargs):
        dtype = None
        for value in (*args, *kwargs.values()):
            if isinstance(value, torch.dtype):
                dtype = value
            elif isinstance(value, Tensor):
                dtype = value.dtype
        if dtype is None or dtype == self.dtype:
            return self.clone() if copy else self
        if dtype.is_complex:
            return complexed(pair(self).to(real_dtype(dtype)))
        return self != 0 if dtype == torch.bool else self.real.to(dtype)

    def type(self, dtype=None, **kwargs):
        if dtype is None:
            return _TYPE_NAMES[self.dtype]
        return self.to(torch.empty(0).type(dtype).dtype if isinstance(dtype, str) else dtype)

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
        is_mask = isinstance(key, Tensor) and key.dtype == torch.bool
        if is_mask and not (isinstance(value, Tensor) and value.dim()):
            self.copy_(self.masked_fill(_shapes.with_dims(key, self.dim()), value))
            return
        pair(self)[_shapes.with_parts(key)] = pair(as_complex(value))


class ComplexParameter(ComplexTensor, Parameter):
    pass


class ComplexBuffer(ComplexTensor, Buffer):
    pass


_C._set_complex_type(ComplexTensor)


def class_with_data(tensor, data):
    """The class of a tensor that takes over data of another kind of numbers."""
    for of_reals, of_complex in (
        (Parameter, ComplexParameter),
        (Buffer, ComplexBuffer),
        (Tensor, ComplexTensor),
    ):
        if isinstance(tensor, of_reals):
            return of_complex if is_complex(data) else of_reals


def view_as_complex(input):
    if not input.is_floating_point():
        raise RuntimeError("view_as_complex is only supported for floating point tensors")
    if input.dim() == 0 or input.shape[-1] != 2:
        raise RuntimeError("Tensor must have a last dimension of size 2")
    return complexed(input)


def from_real(tensor, dtype):
    return join(tensor.to(real_dtype(dtype)), 0)


def _nested(data, part):
    if isinstance(data, (list, tuple)):
        return [_nested(item, part) for item in data]
    return getattr(data, part)


def tensor_of(data, dtype=None):
    if dtype is None:
        dtype = _DTYPES[torch.get_default_dtype()]
    if not dtype.is_complex:
        raise TypeError(f"complex numbers cannot be elements of a tensor of {dtype}")
    real, imaginary = (
        torch.tensor(_nested(data, part), dtype=real_dtype(dtype)) for part in ("real", "imag")
    )
    return join(real, imaginary)


def _find(name):
    """What these modules define themselves, but for their helpers."""
    if not name.startswith("_"):
        for module in (_arithmetic, _products, _shapes, _create):
            function = module.__dict__.get(name)
            if getattr(function, "__module__", None) == module.__name__:
                return function
    return None


# What makes the tensor itself another view of its elements.
_VIEWS_IN_PLACE = ("t_", "transpose_", "swapaxes_", "swapdims_", "squeeze_", "unsqueeze_")

# NumPy's names of arguments.
_OTHER_NAMES = {"axis": "dim", "axes": "dim", "keepdims": "keepdim"}


def _write(target, result):
    if not is_complex(target) and is_complex(result):
        raise RuntimeError(f"a result of complex numbers cannot be cast to {target.dtype}")
    return _shapes.copy_(target, result)


def call(name, composite, /, *args, out=None, **kwargs):
    """An operator some of whose arguments are complex. `composite`, if there is
    one, makes it of others: where that is not known to be right for complex
    numbers it is not used."""
    is_in_place = name.endswith("_") and not name.endswith("__")
    plain = name[:-1] if is_in_place else name
    function = _find(name)
    if function is None and composite is not None and plain in _composed.RIGHT:
        function = composite
    if function is not None:
        result = function(*args, **_named(kwargs))
        return result if out is None else _write(out, result)
    function = _find(plain) if is_in_place and name not in _VIEWS_IN_PLACE else None
    if function is None:
        return _C._unsupported(f"torch.{name} of complex tensors", *args)
    return _write(args[0], function(*args, **_named(kwargs)))


def _named(kwargs):
    return {_OTHER_NAMES.get(key, key): value for key, value in kwargs.items()} if kwargs else {}

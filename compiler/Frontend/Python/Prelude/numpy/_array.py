import torch

from numpy._dtypes import as_dtype


def scalar_or_array(tensor):
    return tensor.item() if tensor.dim() == 0 else ndarray(tensor)


def is_number(value):
    return isinstance(value, (int, float))


def is_integral(tensor):
    return not tensor.is_floating_point()


def tensor_of(value):
    """The tensor of an array, a tensor, or nested sequences."""
    if isinstance(value, ndarray):
        return value._kiln_tensor
    if isinstance(value, torch.Tensor):
        return value
    from numpy._create import array

    return array(value)._kiln_tensor


def floating_tensor(value):
    tensor = tensor_of(value)
    return tensor.to(torch.float64) if is_integral(tensor) else tensor


def promoted(a, b):
    """Operands with numpy's types: integers meet floats as float64."""
    a = a if is_number(a) else tensor_of(a)
    b = b if is_number(b) else tensor_of(b)
    if is_number(a) and is_number(b):
        is_float = isinstance(a, float) or isinstance(b, float)
        return torch.tensor(a, dtype=torch.float64 if is_float else torch.int64), b
    a_integral = isinstance(a, int) if is_number(a) else is_integral(a)
    b_integral = isinstance(b, int) if is_number(b) else is_integral(b)
    if a_integral and not b_integral and not is_number(a):
        return a.to(torch.float64), b
    if b_integral and not a_integral and not is_number(b):
        return a, b.to(torch.float64)
    return a, b


def product(a, b):
    """The matrix product of tensors of any two types."""
    if a.dtype != b.dtype:
        dtype = (torch.zeros(1, dtype=a.dtype) + torch.zeros(1, dtype=b.dtype)).dtype
        a, b = a.to(dtype), b.to(dtype)
    return torch.matmul(a, b)


def _known(value):
    return isinstance(value, (ndarray, torch.Tensor, int, float, list, tuple))


def _binary(operation):
    def method(self, other):
        if not _known(other):
            return NotImplemented
        return scalar_or_array(operation(*promoted(self, other)))

    return method


def _reflected(operation):
    def method(self, other):
        if not _known(other):
            return NotImplemented
        return scalar_or_array(operation(*promoted(other, self)))

    return method


def _divide(a, b):
    a = a if is_number(a) else floating_tensor(a)
    b = b if is_number(b) else floating_tensor(b)
    return a / b


def _index(key, shape):
    """The key as tensors take it: no arrays, no negative steps."""
    keys = key if isinstance(key, tuple) else (key,)
    converted = []
    dim = 0
    for item in keys:
        if isinstance(item, ndarray):
            item = item._kiln_tensor
        if item is Ellipsis:
            dim = len(shape) - sum(1 for other in keys[len(converted) + 1 :] if other is not None)
        elif isinstance(item, slice) and item.step is not None and item.step < 0:
            item = torch.tensor(list(range(*item.indices(shape[dim]))), dtype=torch.int64)
        if item is not None and item is not Ellipsis:
            dim += 1
        converted.append(item)
    return tuple(converted) if isinstance(key, tuple) else converted[0]


class ndarray:
    __array_priority__ = 1000

    def __init__(self, tensor):
        self._kiln_tensor = tensor

    @property
    def shape(self):
        return tuple(self._kiln_tensor.shape)

    @property
    def ndim(self):
        return self._kiln_tensor.dim()

    @property
    def size(self):
        return self._kiln_tensor.numel()

    @property
    def nbytes(self):
        return self.size * self.dtype.itemsize

    @property
    def dtype(self):
        return as_dtype(self._kiln_tensor.dtype)

    @property
    def T(self):
        return self.transpose()

    def __len__(self):
        return len(self._kiln_tensor)

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __getitem__(self, key):
        return scalar_or_array(self._kiln_tensor[_index(key, self.shape)])

    def __setitem__(self, key, value):
        if not is_number(value):
            value = tensor_of(value).to(self._kiln_tensor.dtype)
        self._kiln_tensor[_index(key, self.shape)] = value

    def __array__(self, dtype=None):
        return self

    def item(self, *index):
        return self[index] if index else self._kiln_tensor.item()

    def tolist(self):
        return self._kiln_tensor.tolist()

    def astype(self, dtype, copy=True, **kwargs):
        return ndarray(self._kiln_tensor.clone().to(as_dtype(dtype).tensor_type))

    def copy(self, order="C"):
        return ndarray(self._kiln_tensor.clone())

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def view(self, *args):
        return self

    def fill(self, value):
        self._kiln_tensor.fill_(value)

    def reshape(self, *shape, order="C"):
        if len(shape) == 1 and not isinstance(shape[0], int):
            shape = shape[0]
        return ndarray(self._kiln_tensor.reshape(tuple(shape)))

    def transpose(self, *axes):
        if len(axes) == 1 and not isinstance(axes[0], int):
            axes = axes[0]
        axes = axes or range(self.ndim - 1, -1, -1)
        return ndarray(self._kiln_tensor.permute(tuple(axes)))

    def flatten(self, order="C"):
        return ndarray(self._kiln_tensor.clone().reshape(-1))

    def ravel(self, order="C"):
        return ndarray(self._kiln_tensor.reshape(-1))

    def swapaxes(self, a, b):
        return ndarray(self._kiln_tensor.transpose(a, b))

    def squeeze(self, axis=None):
        tensor = self._kiln_tensor
        return ndarray(tensor.squeeze() if axis is None else tensor.squeeze(axis))

    __add__ = _binary(lambda a, b: a + b)
    __radd__ = _reflected(lambda a, b: a + b)
    __sub__ = _binary(lambda a, b: a - b)
    __rsub__ = _reflected(lambda a, b: a - b)
    __mul__ = _binary(lambda a, b: a * b)
    __rmul__ = _reflected(lambda a, b: a * b)
    __truediv__ = _binary(_divide)
    __rtruediv__ = _reflected(_divide)
    __floordiv__ = _binary(lambda a, b: a // b)
    __rfloordiv__ = _reflected(lambda a, b: a // b)
    __mod__ = _binary(lambda a, b: a % b)
    __rmod__ = _reflected(lambda a, b: a % b)
    __pow__ = _binary(lambda a, b: a**b)
    __rpow__ = _reflected(lambda a, b: a**b)
    __matmul__ = _binary(product)
    __rmatmul__ = _reflected(product)
    __and__ = _binary(lambda a, b: a & b)
    __or__ = _binary(lambda a, b: a | b)
    __xor__ = _binary(lambda a, b: a ^ b)
    __eq__ = _binary(lambda a, b: a == b)
    __ne__ = _binary(lambda a, b: a != b)
    __lt__ = _binary(lambda a, b: a < b)
    __le__ = _binary(lambda a, b: a <= b)
    __gt__ = _binary(lambda a, b: a > b)
    __ge__ = _binary(lambda a, b: a >= b)
    __hash__ = None

    def _assign(self, result):
        self[...] = result
        return self

    def __iadd__(self, other):
        return self._assign(self + other)

    def __isub__(self, other):
        return self._assign(self - other)

    def __imul__(self, other):
        return self._assign(self * other)

    def __itruediv__(self, other):
        return self._assign(self / other)

    def __ipow__(self, other):
        return self._assign(self**other)

    def __neg__(self):
        return ndarray(-self._kiln_tensor)

    def __pos__(self):
        return self

    def __abs__(self):
        return ndarray(abs(self._kiln_tensor))

    def __invert__(self):
        return ndarray(~self._kiln_tensor)

    def __bool__(self):
        if self.size != 1:
            raise ValueError("The truth value of an array with more than one element is ambiguous")
        return bool(self._kiln_tensor.item())

    def __float__(self):
        return float(self._kiln_tensor.item())

    def __int__(self):
        return int(self._kiln_tensor.item())

    __index__ = __int__

    def __contains__(self, value):
        return bool((self == value).any())

    def __repr__(self):
        return f"array({self.tolist()!r})"

    def __str__(self):
        return repr(self.tolist())

    def __getattr__(self, name):
        # Methods such as sum() are the functions of the same name.
        if name in _METHODS:
            import numpy

            function = getattr(numpy, name)
            return lambda *args, **kwargs: function(self, *args, **kwargs)
        raise AttributeError(f"'numpy.ndarray' object has no attribute {name!r}")


_METHODS = set(
    "all any argmax argmin argsort clip cumprod cumsum dot max mean min prod repeat round std sum "
    "take trace var".split()
)


def wrap(tensor):
    """What `tensor.numpy()` gives: the same elements."""
    return ndarray(tensor)

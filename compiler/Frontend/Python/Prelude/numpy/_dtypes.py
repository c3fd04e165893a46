import torch

__all__ = [
    "bool_", "byte", "double", "dtype", "finfo", "float16", "float32", "float64", "float_",
    "floating", "generic", "half", "iinfo", "int16", "int32", "int64", "int8", "int_", "intc",
    "integer", "intp", "issubdtype", "long", "longlong", "number", "single", "uint8",
]


class dtype:
    """`np.float32`: a type that also converts numbers."""

    def __new__(cls, name, tensor_type=None, python_type=None, itemsize=0):
        if tensor_type is None:
            return as_dtype(name)
        return super().__new__(cls)

    def __init__(self, name, tensor_type=None, python_type=None, itemsize=0):
        if tensor_type is not None:
            self.name = self.__name__ = name
            self.tensor_type = tensor_type
            self.python_type = python_type
            self.itemsize = itemsize

    def __call__(self, value=0):
        from numpy._array import ndarray
        from numpy._create import array

        if isinstance(value, (ndarray, list, tuple, torch.Tensor)):
            return array(value, dtype=self)
        return self.python_type(value)

    @property
    def type(self):
        return self

    @property
    def kind(self):
        return {float: "f", int: "i", bool: "b"}[self.python_type]

    def __instancecheck__(self, value):
        return False

    def __eq__(self, other):
        try:
            return self.tensor_type == as_dtype(other).tensor_type
        except TypeError:
            return False

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"dtype('{self.name}')"

    def __str__(self):
        return self.name


float64 = double = float_ = dtype("float64", torch.float64, float, 8)
float32 = single = dtype("float32", torch.float32, float, 4)
float16 = half = dtype("float16", torch.float16, float, 2)
int64 = int_ = intp = long = longlong = dtype("int64", torch.int64, int, 8)
int32 = intc = dtype("int32", torch.int32, int, 4)
int16 = dtype("int16", torch.int16, int, 2)
int8 = byte = dtype("int8", torch.int8, int, 1)
uint8 = dtype("uint8", torch.uint8, int, 1)
bool_ = dtype("bool", torch.bool, bool, 1)

_ALL = [float64, float32, float16, int64, int32, int16, int8, uint8, bool_]
_NAMES = {known.name: known for known in _ALL}
_NAMES.update({"float": float64, "double": float64, "int": int64, "f": float32, "d": float64,
               "f4": float32, "f8": float64, "i4": int32, "i8": int64, "single": float32})


def as_dtype(value):
    if isinstance(value, dtype):
        return value
    if value is float or value is None:
        return float64
    if value is int:
        return int64
    if value is bool:
        return bool_
    if isinstance(value, str) and value.lstrip("<>=") in _NAMES:
        return _NAMES[value.lstrip("<>=")]
    for known in _ALL:
        if known.tensor_type == value:
            return known
    raise TypeError(f"data type {value!r} not understood")


class _Abstract:
    """`np.floating`: Python's numbers are of these classes."""

    def __init__(self, *types):
        self._types = types

    def __instancecheck__(self, value):
        return False


number = _Abstract(int, float)
floating = _Abstract(float)
integer = _Abstract(int)
generic = _Abstract(int, float, bool)


def issubdtype(arg, kind):
    arg = as_dtype(arg)
    if isinstance(kind, _Abstract):
        return arg.python_type in kind._types
    return arg == kind


def finfo(kind):
    return torch.finfo(as_dtype(kind).tensor_type)


def iinfo(kind):
    return torch.iinfo(as_dtype(kind).tensor_type)

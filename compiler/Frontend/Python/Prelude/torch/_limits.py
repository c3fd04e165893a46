"""The limits of numeric types: torch.finfo and torch.iinfo."""

from torch import _C

# Bits of the significand behind the point, and the largest exponent.
_FLOATS = {
    _C.float16: (16, 10, 15, 1e-3),
    _C.bfloat16: (16, 7, 127, 1e-2),
    _C.float32: (32, 23, 127, 1e-6),
    _C.float64: (64, 52, 1023, 1e-15),
}
# The limits of complex numbers are those of their parts.
_PARTS = {
    _C.complex32: _C.float16,
    _C.complex64: _C.float32,
    _C.complex128: _C.float64,
}
_INTEGERS = {_C.uint8: 8, _C.int8: 8, _C.int16: 16, _C.int32: 32, _C.int64: 64}


def _name(dtype):
    return str(dtype).rsplit(".", 1)[-1]


class finfo:
    def __init__(self, type=None):
        type = _PARTS.get(type, _C.float32 if type is None else type)
        if type not in _FLOATS:
            raise TypeError(f"torch.finfo() requires a floating point input type, not {type}; torch.iinfo is for integers")
        self.dtype = _name(type)
        self.bits, digits, exponent, self.resolution = _FLOATS[type]
        self.eps = 2.0**-digits
        self.max = (2.0 - self.eps) * 2.0**exponent
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** (1 - exponent)

    def __repr__(self):
        return (
            f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g},"
            f" smallest_normal={self.tiny:g}, tiny={self.tiny:g}, dtype={self.dtype})"
        )


class iinfo:
    def __init__(self, type):
        if type not in _INTEGERS:
            raise TypeError(f"torch.iinfo() requires an integer input type, not {type}; torch.finfo is for floats")
        self.dtype = _name(type)
        self.bits = _INTEGERS[type]
        signed = type != _C.uint8
        # Halved, for 2**63 is beyond an int of 64 bits.
        self.max = (2 ** (self.bits - signed - 1) - 1) * 2 + 1
        self.min = -self.max - 1 if signed else 0

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"

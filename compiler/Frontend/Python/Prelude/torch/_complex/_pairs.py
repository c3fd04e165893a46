"""Complex tensors, their pairs and their parts."""

import torch
from torch import _C, Tensor

_REAL = {
    torch.complex32: torch.float16,
    torch.complex64: torch.float32,
    torch.complex128: torch.float64,
}


def real_dtype(dtype):
    """That of the parts, for complex dtypes."""
    return _REAL.get(dtype, dtype)


def is_complex(value):
    return isinstance(value, Tensor) and value.is_complex()


def pair(tensor):
    """The real tensor behind a complex one."""
    return Tensor._as_subclass(tensor, Tensor)


def complexed(parts):
    """The complex tensor of a real one whose last dimension are the parts."""
    from torch._complex import ComplexTensor

    return Tensor._as_subclass(parts, ComplexTensor)


def parts(value):
    """(real, imaginary) of a tensor or number; the latter is 0 for real ones."""
    if is_complex(value):
        both = pair(value)
        return both.select(-1, 0), both.select(-1, 1)
    if isinstance(value, complex):
        return value.real, value.imag
    return value, 0


def part_dtype(*values):
    """That of the parts of what tensors and numbers promote to: numbers and
    tensors without dimensions count only where there are no others."""
    for has_dims in (True, False):
        result = None
        for value in values:
            if not isinstance(value, Tensor) or (value.dim() > 0) != has_dims:
                continue
            if is_complex(value) or value.is_floating_point():
                dtype = real_dtype(value.dtype)
                result = dtype if result is None else torch.promote_types(result, dtype)
        if result is not None:
            return torch.float32 if result == torch.bfloat16 else result
    return torch.get_default_dtype()


def parts_as(value, dtype):
    """parts() with tensors of this type."""
    return tuple(
        part.to(dtype) if isinstance(part, Tensor) else part for part in parts(value)
    )


def operand_parts(*values):
    """The parts of each, of the type that they promote to."""
    dtype = part_dtype(*values)
    return [parts_as(value, dtype) for value in values]


def as_complex(value, dtype=None):
    if is_complex(value):
        return value if dtype is None else complexed(pair(value).to(dtype))
    if isinstance(value, Tensor):
        return join(value if dtype is None else value.to(dtype), 0)
    return complexed(torch.tensor(list(parts(value)), dtype=dtype or torch.get_default_dtype()))


def join(real, imaginary):
    if _C._is_poison(real) or _C._is_poison(imaginary):
        return real if _C._is_poison(real) else imaginary
    if not isinstance(real, Tensor) and not isinstance(imaginary, Tensor):
        return complexed(torch.tensor([float(real), float(imaginary)]))
    # In floating point: a part of an integer tensor may be a fraction.
    if not isinstance(real, Tensor):
        real = torch.full_like(imaginary, real, dtype=part_dtype(imaginary))
    if not isinstance(imaginary, Tensor):
        imaginary = torch.full_like(real, imaginary, dtype=part_dtype(real))
    dtype = part_dtype(real, imaginary)
    real, imaginary = real.to(dtype), imaginary.to(dtype)
    return complexed(torch.stack(torch.broadcast_tensors(real, imaginary), -1))

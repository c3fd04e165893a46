import torch
from torch import Tensor

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


def join(real, imaginary):
    if not isinstance(real, Tensor) and not isinstance(imaginary, Tensor):
        return complexed(torch.tensor([float(real), float(imaginary)]))
    if not isinstance(real, Tensor):
        real = torch.full_like(imaginary, real)
    if not isinstance(imaginary, Tensor):
        imaginary = torch.full_like(real, imaginary)
    if not real.is_floating_point():
        real = real.to(torch.get_default_dtype())
    return complexed(torch.stack(torch.broadcast_tensors(real, imaginary), -1))

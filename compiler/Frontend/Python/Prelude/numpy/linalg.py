"""numpy.linalg: norms; factorisations are not known when compiling."""

from _kiln import opaque
from numpy._array import ndarray, tensor_of
from numpy._math import sqrt, sum


def norm(x, ord=None, axis=None, keepdims=False):
    if ord not in (None, 2, "fro"):
        return opaque("numpy.linalg.norm(...)", "kiln computes 2-norms only")
    x = ndarray(tensor_of(x))
    return sqrt(sum(x * x, axis, keepdims=keepdims))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'numpy.linalg' has no attribute {name!r}")
    return opaque(f"numpy.linalg.{name}", "kiln does not factorise matrices")

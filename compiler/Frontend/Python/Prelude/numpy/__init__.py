"""numpy: the arrays of which definitions make their constants. They hold
tensors; scalars are Python's numbers."""

import math

from _kiln import opaque
from numpy._dtypes import *
from numpy._array import ndarray
from numpy._create import *
from numpy._math import *
from numpy._shape import *
from numpy import linalg, random

pi = math.pi
e = math.e
inf = Inf = Infinity = PINF = math.inf
nan = NaN = NAN = math.nan
newaxis = None
euler_gamma = 0.5772156649015329
__version__ = "1.26.0"


def set_printoptions(*args, **kwargs):
    pass


def seterr(*args, **kwargs):
    return {}


class errstate:
    def __init__(self, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'numpy' has no attribute {name!r}")
    return opaque(f"numpy.{name}", "kiln has only what definitions use of numpy")

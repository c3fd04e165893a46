"""numpy.random: its numbers are not known when compiling."""

from _kiln import opaque

_REASON = "random numbers of numpy are not known when compiling"


def seed(seed=None):
    pass


def get_state():
    return opaque("numpy.random.get_state()", _REASON)


def set_state(state):
    pass


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'numpy.random' has no attribute {name!r}")
    return opaque(f"numpy.random.{name}", _REASON)

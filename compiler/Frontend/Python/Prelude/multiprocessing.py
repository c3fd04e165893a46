"""multiprocessing: kiln evaluates definitions without processes."""

from _kiln import opaque


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'multiprocessing' has no attribute {name!r}")
    return opaque(f"multiprocessing.{name}", "kiln evaluates definitions without processes")

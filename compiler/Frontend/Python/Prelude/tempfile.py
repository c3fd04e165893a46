"""tempfile: kiln evaluates definitions without files."""

from _kiln import opaque


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'tempfile' has no attribute {name!r}")
    return opaque(f"tempfile.{name}", "kiln evaluates definitions without files")

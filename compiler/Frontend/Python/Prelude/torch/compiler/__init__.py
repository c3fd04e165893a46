"""Marks for compilers."""

from torch import _C


def is_compiling():
    """Whether forward runs: as under torch.compile and torch.export, no element
    of its inputs is known, and models ask for this where they would look."""
    return _C._in_forward()


is_dynamo_compiling = is_exporting = is_compiling


def disable(fn=None, recursive=True, **options):
    return fn if fn is not None else lambda inner: inner


def allow_in_graph(fn):
    return fn


assume_constant_result = substitute_in_graph = allow_in_graph


def __getattr__(name):
    return _C._unknown("torch.compiler", name)

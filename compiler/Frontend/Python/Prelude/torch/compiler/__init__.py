"""Marks for compilers."""

from torch import _C


def is_compiling():
    """As under torch.compile and torch.export, no element is known now: models
    ask for this where they would look at elements to save work."""
    return True


is_dynamo_compiling = is_exporting = is_compiling


def disable(fn=None, recursive=True, **options):
    return fn if fn is not None else lambda inner: inner


def allow_in_graph(fn):
    return fn


assume_constant_result = substitute_in_graph = allow_in_graph


def __getattr__(name):
    return _C._unknown("torch.compiler", name)

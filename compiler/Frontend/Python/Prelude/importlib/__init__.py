"""importlib: imports by name."""

import _kiln
from importlib import metadata, util


def import_module(name, package=None):
    level = len(name) - len(name.lstrip("."))
    if level:
        parts = package.split(".")
        base = ".".join(parts[: len(parts) - level + 1])
        name = base + ("." + name[level:] if name[level:] else "")
    return _kiln.import_module(name)


def reload(module):
    return module


def invalidate_caches():
    pass

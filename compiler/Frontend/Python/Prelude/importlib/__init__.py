"""importlib: imports by name."""

import _kiln
from importlib import machinery, metadata, util


def import_module(name, package=None):
    return _kiln.import_module(util.resolve_name(name, package))


def reload(module):
    return module


def invalidate_caches():
    pass

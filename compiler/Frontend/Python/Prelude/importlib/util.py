"""importlib.util: which modules can be imported."""

import _kiln
from importlib.machinery import _spec_of


def resolve_name(name, package):
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = package.split(".") if package else []
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{name[level:]}" if name[level:] else base


def find_spec(name, package=None):
    name = resolve_name(name, package)
    found = _kiln.find_module(name)
    return None if found is None else _spec_of(name, *found)


def spec_from_file_location(name, location=None, **kwargs):
    raise ImportError("modules cannot be loaded from files by path")


module_from_spec = spec_from_file_location

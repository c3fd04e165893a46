"""importlib.util: no package is there beside those that kiln knows."""


def find_spec(name, package=None):
    return None


def spec_from_file_location(name, location=None, **kwargs):
    raise ImportError("modules cannot be loaded from files by path")


module_from_spec = spec_from_file_location

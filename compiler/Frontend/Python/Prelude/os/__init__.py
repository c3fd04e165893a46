"""os: paths are text; there is no system that definitions could touch."""

import _files
import sys
from os import path
from os.path import curdir, extsep, pardir, pathsep, sep

from _kiln import opaque

name = "posix"
altsep = None
linesep = "\n"
devnull = "/dev/null"
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __class_getitem__(cls, item):
        return cls


class _Environment(dict):
    """Empty: a model must not depend on who compiles it."""

    def copy(self):
        return dict(self)


environ = _Environment()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def fspath(value):
    if isinstance(value, (str, bytes)):
        return value
    if hasattr(value, "__fspath__"):
        return value.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(value).__name__}")


def fsdecode(value):
    return fspath(value)


fsencode = fsdecode


def getcwd():
    return "/"


def cpu_count():
    return 1


def getpid():
    return 1


def getppid():
    return 0


def urandom(size):
    return opaque("os.urandom(...)", "random bytes are not known when compiling")


def sched_getaffinity(pid):
    return {0}


def _refusing(function):
    def refuse(*args, **kwargs):
        raise OSError(f"os.{function}() is refused: kiln evaluates definitions without files")

    refuse.__name__ = function
    return refuse


for _function in (
    "access chmod chown chdir close execv execvp fdopen fork kill link lstat open pipe "
    "popen read readlink remove removedirs rename renames replace rmdir scandir stat statvfs "
    "symlink system truncate unlink utime write fsync dup dup2"
).split():
    globals()[_function] = _refusing(_function)


def listdir(path="."):
    return _files.list(fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    for name in listdir(top) if path.isdir(top) else []:
        (folders if path.isdir(path.join(top, name)) else files).append(name)
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def makedirs(name, mode=0o777, exist_ok=False):
    """Nothing is made; what would be written there is refused."""


def mkdir(path, mode=0o777):
    """Nothing is made; what would be written there is refused."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'os' has no attribute {name!r}")
    return opaque(f"os.{name}", "kiln evaluates definitions without a system")

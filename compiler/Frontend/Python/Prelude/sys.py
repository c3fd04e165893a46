"""sys: a Python 3.11 on some Linux, with the arguments that kiln was given."""

import _kiln


class _VersionInfo(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])


class _Modules:
    """Modules by name; those that were not imported are absent."""

    def get(self, name, default=None):
        module = _kiln.loaded_module(name)
        return default if module is None else module

    def __getitem__(self, name):
        module = _kiln.loaded_module(name)
        if module is None:
            raise KeyError(name)
        return module

    def __setitem__(self, name, module):
        _kiln.replace_module(name, module)

    def __contains__(self, name):
        return _kiln.loaded_module(name) is not None

    def pop(self, name, default=None):
        return self.get(name, default)

    def keys(self):
        return []

    def items(self):
        return []

    def values(self):
        return []

    def __iter__(self):
        return iter(())


class _Output:
    encoding = "utf-8"

    def write(self, text):
        print(text, end="")
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        raise OSError("kiln evaluates definitions without files")


class _Silent(_Output):
    def write(self, text):
        return len(text)


class _Input:
    def read(self, size=-1):
        return ""

    readline = read

    def isatty(self):
        return False

    def __iter__(self):
        return iter(())


class _Numbers:
    def __init__(self, **values):
        self.__dict__.update(values)


version_info = _VersionInfo((3, 11, 0, "final", 0))
version = "3.11.0 (kiln)"
hexversion = 0x030B00F0
implementation = _Numbers(name="cpython", version=version_info)
platform = "linux"
byteorder = "little"
argv = ["", *_kiln.script_arguments()]
orig_argv = list(argv)
path = []
meta_path = []
path_hooks = []
modules = _Modules()
builtin_module_names = ()
stdlib_module_names = frozenset()
stdout = __stdout__ = _Output()
stderr = __stderr__ = _Silent()
stdin = __stdin__ = _Input()
maxsize = 0x7FFFFFFFFFFFFFFF
maxunicode = 0x10FFFF
executable = "python"
prefix = base_prefix = exec_prefix = "/usr"
flags = _Numbers(debug=0, optimize=0, interactive=0, verbose=0)
float_info = _Numbers(
    max=1.7976931348623157e308,
    min=2.2250738585072014e-308,
    epsilon=2.220446049250313e-16,
    dig=15,
    mant_dig=53,
    max_exp=1024,
    min_exp=-1021,
    max_10_exp=308,
    min_10_exp=-307,
    radix=2,
    rounds=1,
)
int_info = _Numbers(bits_per_digit=30, sizeof_digit=4)
tracebacklimit = 1000


def exit(status=None):
    raise SystemExit(status)


def exc_info():
    return None, None, None


def intern(text):
    return text


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit):
    pass


def getsizeof(obj, default=0):
    return 64


def getrefcount(obj):
    return 2


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def gettrace():
    return None


def settrace(function):
    pass


def setprofile(function):
    pass


def excepthook(*args):
    pass


def displayhook(value):
    pass


def _getframe(depth=0):
    raise RuntimeError("sys._getframe() is not supported: kiln shows definitions no frames")

"""platform: a Python 3.11 on some Linux."""


def system():
    return "Linux"


def machine():
    return "x86_64"


def processor():
    return ""


def node():
    return "localhost"


def release():
    return ""


def version():
    return ""


def platform(aliased=False, terse=False):
    return "Linux"


def python_version():
    return "3.11.0"


def python_version_tuple():
    return ("3", "11", "0")


def python_implementation():
    return "CPython"


def architecture(*args):
    return ("64bit", "ELF")


def uname():
    return (system(), node(), release(), version(), machine())

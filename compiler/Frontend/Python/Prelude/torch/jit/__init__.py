"""TorchScript's decorators change nothing."""

from torch import _C


def is_scripting():
    return False


def is_tracing():
    return False


isinstance = isinstance


def _decorate(function=None, *args, **kwargs):
    if callable(function):
        return function
    return lambda inner: inner


script = _decorate
script_method = _decorate
export = _decorate
ignore = _decorate
unused = _decorate
interface = _decorate
script_if_tracing = _decorate
_overload = _decorate
_overload_method = _decorate
Final = object


def annotate(the_type, value):
    return value



from torch.nn.modules.module import Module as ScriptModule


def __getattr__(name):
    return _C._unknown("torch.jit", name)

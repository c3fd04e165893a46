from torch import _C
def wrap(function):
    return function


def is_fx_tracing():
    return False


def __getattr__(name):
    return _C._unknown("torch.fx", name)

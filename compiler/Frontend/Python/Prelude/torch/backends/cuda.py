from torch import _C


def is_available():
    return False


def is_built():
    return False


def __getattr__(name):
    return _C._unknown("torch.backends.cuda", name)

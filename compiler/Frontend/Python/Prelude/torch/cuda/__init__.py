"""There is no GPU where models are compiled."""

from torch import _C


def is_available():
    return False


def is_initialized():
    return False


def is_bf16_supported(including_emulation=True):
    return False


def device_count():
    return 0


def manual_seed(seed):
    pass


def manual_seed_all(seed):
    pass


def empty_cache():
    pass


def synchronize(device=None):
    pass


def __getattr__(name):
    return _C._unknown("torch.cuda", name)

"""torch.func, of which models need calls with other parameters."""

from torch import _C
from torch.nn.utils.stateless import functional_call


def __getattr__(name):
    return _C._unknown("torch.func", name)

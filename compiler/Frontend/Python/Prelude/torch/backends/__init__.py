"""What definitions ask of the machine or set for training."""

from torch import _C
from torch.backends import cuda, cudnn, mps


def __getattr__(name):
    return _C._unknown("torch.backends", name)

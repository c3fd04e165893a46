"""torch.nn"""

from torch.nn.parameter import (
    Buffer,
    Parameter,
    UninitializedBuffer,
    UninitializedParameter,
)
from torch.nn import functional, init
from torch.nn.modules import *

del utils  # Of torch.nn.modules; this package has its own.
from torch.nn.modules.parallel import DataParallel
from torch.nn import modules, parallel, utils


def __getattr__(name):
    found = modules.lazy_class(name)
    return torch._C._unknown("torch.nn", name) if found is None else found


import torch

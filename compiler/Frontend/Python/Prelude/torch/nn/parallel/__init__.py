from torch import _C
from torch.nn.modules.parallel import DataParallel, DistributedDataParallel


def __getattr__(name):
    return _C._unknown("torch.nn.parallel", name)

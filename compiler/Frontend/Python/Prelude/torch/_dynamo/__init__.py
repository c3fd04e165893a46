from torch import _C
from torch.compiler import allow_in_graph, disable, is_compiling


def __getattr__(name):
    return _C._unknown("torch._dynamo", name)

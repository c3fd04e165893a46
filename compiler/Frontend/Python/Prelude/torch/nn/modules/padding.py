"""Padding."""

import torch.nn.functional as F
from torch.nn.modules.module import Module


class _PadNd(Module):
    """Pads `_rank` dimensions in `_mode`."""

    _mode = "constant"

    def __init__(self, padding, value=None):
        super().__init__()
        self.padding = (padding,) * (2 * self._rank) if isinstance(padding, int) else padding
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, self._mode, self.value)

    def extra_repr(self):
        return f"{self.padding}"


class ConstantPad1d(_PadNd):
    _rank = 1


class ConstantPad2d(_PadNd):
    _rank = 2


class ConstantPad3d(_PadNd):
    _rank = 3


class _ZeroPadNd(_PadNd):
    def __init__(self, padding):
        super().__init__(padding, 0.0)


class ZeroPad1d(_ZeroPadNd):
    _rank = 1


class ZeroPad2d(_ZeroPadNd):
    _rank = 2


class ZeroPad3d(_ZeroPadNd):
    _rank = 3


class ReflectionPad1d(_PadNd):
    _rank = 1
    _mode = "reflect"


class ReflectionPad2d(_PadNd):
    _rank = 2
    _mode = "reflect"


class ReflectionPad3d(_PadNd):
    _rank = 3
    _mode = "reflect"


class ReplicationPad1d(_PadNd):
    _rank = 1
    _mode = "replicate"


class ReplicationPad2d(_PadNd):
    _rank = 2
    _mode = "replicate"


class ReplicationPad3d(_PadNd):
    _rank = 3
    _mode = "replicate"


class CircularPad1d(_PadNd):
    _rank = 1
    _mode = "circular"


class CircularPad2d(_PadNd):
    _rank = 2
    _mode = "circular"


class CircularPad3d(_PadNd):
    _rank = 3
    _mode = "circular"

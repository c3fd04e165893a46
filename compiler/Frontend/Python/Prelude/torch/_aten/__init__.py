"""Operators as programs that PyTorch wrote call them: with ATen's names, order
of arguments and results, where `torch.name` has others or does not exist.

Exported programs and scripts look here before they look at torch; the former
pass all arguments but the first by name, so that the names are those of ATen's
schemas. `name_overload` comes before `name`. Placement (device, layout) and
what chooses among kernels (`cudnn_enabled`) mean nothing here.
"""

from torch._aten._algebra import *
from torch._aten._images import *
from torch._aten._layers import *
from torch._aten._tensors import *
from torch._aten import _algebra, _images, _layers, _tensors

__all__ = _algebra.__all__ + _images.__all__ + _layers.__all__ + _tensors.__all__

"""Layers that learn the size of their input from the first one they see."""

from torch.nn.modules.batchnorm import (
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    InstanceNorm1d,
    InstanceNorm2d,
    InstanceNorm3d,
)
from torch.nn.modules.conv import (
    Conv1d,
    Conv2d,
    Conv3d,
    ConvTranspose1d,
    ConvTranspose2d,
    ConvTranspose3d,
)
from torch.nn.modules.linear import Linear
from torch.nn.modules.module import Module
from torch.nn.parameter import UninitializedParameter


class _Lazy(Module):
    """Turns into its `_plain` class at the first call."""

    _plain = None
    # The dimension of the input whose size is the missing first argument.
    _dim = 1

    def __init__(self, *args, **kwargs):
        Module.__init__(self)
        self.__dict__["_lazy_arguments"] = (args, kwargs)
        self.register_parameter("weight", UninitializedParameter())

    def initialize_parameters(self, input, *_, **__):
        fields = self.__dict__
        args, kwargs = fields.pop("_lazy_arguments")
        hooks = (fields["_forward_hooks"], fields["_forward_pre_hooks"])
        size = input.shape[self._dim]
        plain = self._plain
        self.__class__ = plain
        plain.__init__(self, size, *args, **kwargs)
        fields["_forward_hooks"], fields["_forward_pre_hooks"] = hooks

    def forward(self, input, *args, **kwargs):
        self.initialize_parameters(input)
        return self.forward(input, *args, **kwargs)


class LazyLinear(_Lazy, Linear):
    _plain = Linear
    _dim = -1


class LazyConv1d(_Lazy, Conv1d):
    _plain = Conv1d
    _dim = -2


class LazyConv2d(_Lazy, Conv2d):
    _plain = Conv2d
    _dim = -3


class LazyConv3d(_Lazy, Conv3d):
    _plain = Conv3d
    _dim = -4


class LazyConvTranspose1d(_Lazy, ConvTranspose1d):
    _plain = ConvTranspose1d
    _dim = -2


class LazyConvTranspose2d(_Lazy, ConvTranspose2d):
    _plain = ConvTranspose2d
    _dim = -3


class LazyConvTranspose3d(_Lazy, ConvTranspose3d):
    _plain = ConvTranspose3d
    _dim = -4


class LazyBatchNorm1d(_Lazy, BatchNorm1d):
    _plain = BatchNorm1d


class LazyBatchNorm2d(_Lazy, BatchNorm2d):
    _plain = BatchNorm2d


class LazyBatchNorm3d(_Lazy, BatchNorm3d):
    _plain = BatchNorm3d


class _LazyInstanceNorm(_Lazy):
    """Its defaults are not those of the plain class."""

    def __init__(
        self, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, *args, **kwargs
    ):
        super().__init__(eps, momentum, affine, track_running_stats, *args, **kwargs)


class LazyInstanceNorm1d(_LazyInstanceNorm, InstanceNorm1d):
    _plain = InstanceNorm1d


class LazyInstanceNorm2d(_LazyInstanceNorm, InstanceNorm2d):
    _plain = InstanceNorm2d


class LazyInstanceNorm3d(_LazyInstanceNorm, InstanceNorm3d):
    _plain = InstanceNorm3d

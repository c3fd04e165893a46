"""Initial values that are drawn at random are left undefined: the weights come
from a file. What is constant is filled in."""

from torch import _C

import math

import torch


def calculate_gain(nonlinearity, param=None):
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        return math.sqrt(2.0 / (1 + slope**2))
    return 3.0 / 4 if nonlinearity == "selu" else 1.0


def _calculate_fan_in_and_fan_out(tensor):
    if tensor.dim() < 2:
        raise ValueError(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
        )
    field = 1
    for size in tensor.shape[2:]:
        field *= size
    return tensor.size(1) * field, tensor.size(0) * field


def _calculate_correct_fan(tensor, mode):
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return fan_in if mode.lower() == "fan_in" else fan_out


def _at_random(tensor, *args, **kwargs):
    return tensor


def _no_grad_normal_(tensor, *args, **kwargs):
    return tensor


uniform_ = _at_random
normal_ = _at_random
trunc_normal_ = _at_random
xavier_uniform_ = _at_random
xavier_normal_ = _at_random
kaiming_uniform_ = _at_random
kaiming_normal_ = _at_random
orthogonal_ = _at_random
sparse_ = _at_random
xavier_uniform = _at_random
xavier_normal = _at_random
kaiming_uniform = _at_random
kaiming_normal = _at_random
orthogonal = _at_random
uniform = _at_random
normal = _at_random


def constant_(tensor, val):
    tensor.data.fill_(val)
    return tensor


def ones_(tensor):
    return constant_(tensor, 1.0)


def zeros_(tensor):
    return constant_(tensor, 0.0)


constant = constant_


def eye_(tensor):
    tensor.data.copy_(torch.eye(*tensor.shape))
    return tensor


def dirac_(tensor, groups=1):
    return tensor


def __getattr__(name):
    return _C._unknown("torch.nn.init", name)

"""Gradients are of training; what a Function computes forward counts."""

from torch import _C

import torch


class _FunctionContext:
    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors

    def mark_dirty(self, *tensors):
        pass

    def mark_non_differentiable(self, *tensors):
        pass

    def set_materialize_grads(self, value):
        pass


class Function:
    @classmethod
    def apply(cls, *args):
        return cls.forward(_FunctionContext(), *args)


def Variable(tensor, requires_grad=False, volatile=False):
    return tensor


def __getattr__(name):
    return _C._unknown("torch.autograd", name)

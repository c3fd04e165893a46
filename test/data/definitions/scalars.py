"""Tensors of one element where PyTorch takes numbers."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.strides = torch.tensor([8.0, 16.0])
        self.register_buffer("sizes", torch.tensor([2, 3]))

    def forward(self, x):
        first, second = self.strides
        count = self.sizes.sum() - 2
        anchors = torch.cat([x.new_full((2, 1), stride, dtype=x.dtype) for stride in self.strides])
        filled = x.new_full((2,), x[0, 0]) + torch.full((2,), x[0, 1]) + torch.full_like(x[0, :2], second)
        whole = torch.full((3,), first, dtype=torch.int64)
        steps = torch.arange(first) + torch.arange(first, second).sum()
        line = torch.linspace(0, second, 5)
        wide = x[:, :1].expand(2, count) + torch.zeros(torch.tensor(2), 1)
        parts = torch.narrow(x, 1, torch.tensor(1), 2)
        rolled = torch.roll(x, shifts=1, dims=1).masked_fill(x > first, first)
        power = torch.pow(x, torch.tensor(2.0)) + x.clamp(max=torch.tensor(0.5))
        return anchors, filled, whole, steps, line, wide, parts, rolled, power

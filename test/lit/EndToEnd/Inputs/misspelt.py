"""Names that PyTorch does not have, and values of other libraries."""

import numpy as np
import torch
from torch import nn


class Function(nn.Module):
    def forward(self, x):
        return torch.sotfmax(x, 1)


class Method(nn.Module):
    def forward(self, x):
        return x.flattn(1)


class Window(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("window", torch.from_numpy(np.hanning(4)).float())

    def forward(self, x):
        return x * self.window


class Flag(nn.Module):
    def forward(self, x, *, negate: bool):
        return -x if negate else x

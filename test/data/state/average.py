"""Streaming: a moving average of the input and a count of the calls."""

import torch
from torch import nn


class Average(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 3)
        self.register_buffer("average", torch.zeros(2, 3))
        self.register_buffer("calls", torch.tensor(0))

    def forward(self, x):
        y = torch.tanh(self.layer(x))
        self.calls += 1
        self.average = self.average * 0.75 + y * 0.25
        return self.average, y - self.average / self.calls

"""Models that no program can be made of, for the sizes in them."""

import torch
from torch import nn


class Decides(nn.Module):
    def forward(self, x):
        y = x[x > 0]
        if y.numel() == 0:
            return torch.zeros(1)
        return y.sum().reshape(1)


class Meets(nn.Module):
    def forward(self, x):
        y = x[x > 0]
        return y + torch.ones(5)


class Loops(nn.Module):
    def forward(self, x):
        total = torch.zeros(())
        for place in torch.nonzero(x > 0):
            total = total + place.sum()
        return total


class Repeats(nn.Module):
    def forward(self, x):
        counts = (x[0] > 0).long() + 1
        # As many rows as the counts add up to.
        return torch.repeat_interleave(x, counts, 1)


class Steps(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 3)

    def forward(self, x):
        return self.lstm(x[x[:, 0] > 0])[0]

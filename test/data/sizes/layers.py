"""The other recurrent layers, from a given state and from none."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, width=5):
        super().__init__()
        self.gru = nn.GRU(width, 7, num_layers=2)
        self.both = nn.GRU(7, 4, bidirectional=True, bias=False)
        self.elman = nn.RNN(8, 6, nonlinearity="relu", bidirectional=True)
        self.tanh = nn.RNN(12, 3, batch_first=True)
        self.projected = nn.LSTM(3, 9, proj_size=4, num_layers=2)

    def forward(self, x, h):
        y, last = self.gru(x, h)
        y, _ = self.both(y)
        y, ends = self.elman(y)
        z, _ = self.tanh(y.transpose(0, 1))
        z, (hidden, cell) = self.projected(z.transpose(0, 1))
        return z + z.flip(0), last, ends, hidden, cell

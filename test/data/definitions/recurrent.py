"""Recurrent layers and cells."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, size=5, hidden=6):
        super().__init__()
        self.lstm = nn.LSTM(size, hidden, batch_first=True)
        self.deep = nn.LSTM(size, hidden, num_layers=2, bidirectional=True, dropout=0.3)
        self.projected = nn.LSTM(size, hidden, proj_size=4, bias=False)
        self.gru = nn.GRU(size, hidden, 2, batch_first=True)
        self.both = nn.GRU(input_size=size, hidden_size=hidden, bidirectional=True)
        self.rnn = nn.RNN(size, hidden)
        self.rectified = nn.RNN(size, hidden, nonlinearity="relu", num_layers=2)
        self.lstm_cell = nn.LSTMCell(size, hidden)
        self.gru_cell = nn.GRUCell(size, hidden)
        self.rnn_cell = nn.RNNCell(size, hidden)
        self.hidden = hidden

    def forward(self, x):
        batch = x.size(0)
        sequence = x.transpose(0, 1)
        first, (h, c) = self.lstm(x)
        again, _ = self.lstm(x, (h.tanh(), c * 0.5))
        self.deep.flatten_parameters()
        deep, (deep_h, deep_c) = self.deep(sequence)
        projected, state = self.projected(sequence)
        gru, gru_h = self.gru(x, torch.ones(2, batch, self.hidden))
        both, both_h = self.both(sequence)
        rnn = self.rnn(sequence)[0]
        rectified, last = self.rectified(sequence)
        single, _ = self.gru(x[0])
        h = c = x.new_zeros(batch, self.hidden)
        g = torch.zeros_like(h)
        r = None
        for step in sequence.unbind(0):
            h, c = self.lstm_cell(step, (h, c))
            g = self.gru_cell(step, g)
            r = self.rnn_cell(step, r)
        return (
            first, again, deep, deep_h, deep_c, projected, *state, gru, gru_h, both, both_h,
            rnn, rectified, last, single, h, c, g, r,
        )

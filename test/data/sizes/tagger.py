"""Words to tags: an LSTM in both directions, read in all the usual ways."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, width=6, hidden=8, tags=5):
        super().__init__()
        self.lstm = nn.LSTM(width, hidden, 2, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(2 * hidden, tags)
        self.topic = nn.Linear(2 * hidden, 3)

    def forward(self, x):
        y, (h, c) = self.lstm(x)
        ends = torch.cat([h[-2], h[-1]], dim=-1)
        return {
            "tags": self.tags(y),
            "last": self.topic(y[:, -1]),
            "mean": self.topic(y.mean(dim=1)),
            "ends": torch.log_softmax(self.topic(ends), -1),
            "h": h,
            "c": c,
        }

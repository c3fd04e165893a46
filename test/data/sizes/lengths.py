"""Sequences of different lengths, packed and padded again."""

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(20, 6)
        self.gru = nn.GRU(6, 5, batch_first=True, bidirectional=True)

    def forward(self, words, lengths):
        packed = pack_padded_sequence(
            self.embed(words), lengths, batch_first=True, enforce_sorted=False
        )
        y, h = self.gru(packed)
        y, _ = pad_packed_sequence(y, batch_first=True, total_length=words.size(1))
        return y, h

"""Networks over sequences that `./dev bench` measures."""

from torch import nn


class Recurrent(nn.Module):
    """Two layers of LSTM."""

    def __init__(self, width=512, layers=2):
        super().__init__()
        self.lstm = nn.LSTM(width, width, layers, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0]


class Encoder(nn.Module):
    """A transformer encoder as large as BERT's smaller one."""

    def __init__(self, width=768, heads=12, layers=12):
        super().__init__()
        layer = nn.TransformerEncoderLayer(
            width, heads, 4 * width, activation="gelu", batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)

    def forward(self, x):
        return self.encoder(x)

"""Models whose sizes depend on data: where x is positive."""

import torch
from torch import nn


class Positions(nn.Module):
    def forward(self, x):
        mask = x > 0
        places = torch.nonzero(mask)
        rows, columns = torch.where(mask)
        return (
            places,
            x[rows, columns],
            torch.argwhere(x > 0.5)[:, 1] * 2,
            torch.arange(places.size(0)) + places[:, 0],
            x.new_ones(rows.size(0), 2),
        )


class Selection(nn.Module):
    def forward(self, x):
        y = torch.masked_select(x, x > 0)
        again = x[x > 0] * 2 + y
        return again, y.flip(0), again[again > 1.5], torch.cat([y, x[0], y]), y.cumsum(0)


class Reduction(nn.Module):
    def forward(self, x):
        y = x[x > 0]
        rows = x[x[:, 0] > 0]
        return y.sum(), y.mean(), (y > 0.5).any(), (y > 0).all(), rows.mean(0), y.std(), y.prod()


class Tokens(nn.Module):
    """Layers on the chosen rows, whose results go back where they came from."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(6, 16), nn.LayerNorm(16), nn.GELU(), nn.Linear(16, 6))
        self.attention = nn.MultiheadAttention(6, 2, batch_first=True)

    def forward(self, x):
        mask = x[:, 0] > 0
        tokens = x[mask]
        y = self.layers(tokens)
        row = tokens.unsqueeze(0)
        mixed = self.attention(row, row, row)[0]
        out = torch.zeros_like(x)
        out[mask] = y
        out[:, 1:3][mask] = 7.0
        filled = x.masked_scatter(mask.unsqueeze(1), tokens * 3)
        return y, y.softmax(-1).t(), mixed, out, filled


class Padded(nn.Module):
    def forward(self, x):
        y = x[x > 0]
        rest = x.numel() - y.numel()
        return torch.cat([y, torch.zeros(rest)]), nn.functional.pad(y, (1, rest))


class Different(nn.Module):
    def forward(self, x):
        steps = (x * 2).long()
        values, places, counts = torch.unique(steps, return_inverse=True, return_counts=True)
        runs = torch.unique_consecutive(steps[0])
        twice = (x[0] > 0).long() + 1
        both, repeats = torch.cat([x, -x], 1), torch.cat([twice, 3 - twice])
        repeated = torch.repeat_interleave(both, repeats, 1, output_size=18)
        return values, places, counts, runs, repeated


class Boxes(nn.Module):
    """What detectors do with scores and boxes."""

    def forward(self, x):
        scores, labels = x.softmax(-1).max(-1)
        keep = (scores > 0.4) & (x[:, 0] > 0)
        boxes, scores, labels = x[keep, :4], scores[keep], labels[keep]
        large = torch.nonzero(boxes[:, 2] > boxes[:, 0]).squeeze(1)
        found = torch.cat([boxes[large], scores[large].unsqueeze(1)], 1)
        return found, labels[large]

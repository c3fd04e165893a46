"""Padding, cutting and turning."""

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.plane = nn.ModuleList(
            [
                nn.ZeroPad2d(1),
                nn.ZeroPad2d((1, 2, 0, 3)),
                nn.ConstantPad2d((2, 0, -1, 1), 3.5),
                nn.ReflectionPad2d((2, 1, 1, 0)),
                nn.ReplicationPad2d(2),
                nn.CircularPad2d((1, 2, 1, 0)),
            ]
        )
        self.line = nn.ModuleList(
            [nn.ConstantPad1d(2, -1), nn.ReflectionPad1d(3), nn.ReplicationPad1d((0, 2)), nn.ZeroPad1d(1)]
        )
        self.space = nn.ModuleList([nn.ReplicationPad3d(1), nn.ReflectionPad3d(1), nn.ConstantPad3d(1, 2.0)])

    def forward(self, x):
        results = [layer(x) for layer in self.plane]
        results += [layer(x[:, 0]) for layer in self.line]
        results += [layer(x[:, None]) for layer in self.space]
        results.append(F.pad(x, (1, 1), value=2))
        results.append(F.pad(x, [0, 0, 0, 0, 1, 2]))
        results.append(F.pad(x, (-1, -2, 1, 0), "constant", 0.25))
        results.append(F.pad(x, (2, 2, 2, 2), mode="reflect"))
        results += [x.flip(-1), x.flip([1, 2]), torch.flip(x, (0,)), torch.fliplr(x)]
        results += [torch.roll(x, 2, 3), x.roll((1, -2), (1, 2)), torch.roll(x, 5)]
        results += [torch.rot90(x, 1, (2, 3)), x[:, :, 1:-1, ::2], x[..., -3:], x[1:, [0, 2]]]
        return results

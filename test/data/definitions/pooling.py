"""Pooling of every kind, over odd sizes, with and without ceil_mode."""

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.line = nn.ModuleList(
            [
                nn.MaxPool1d(3),
                nn.MaxPool1d(4, stride=2, padding=1, dilation=2, ceil_mode=True),
                nn.AvgPool1d(3, 2),
                nn.AvgPool1d(4, 3, padding=2, ceil_mode=True, count_include_pad=False),
                nn.AdaptiveAvgPool1d(5),
                nn.AdaptiveMaxPool1d(4),
                nn.LPPool1d(2, 3, stride=2),
            ]
        )
        self.plane = nn.ModuleList(
            [
                nn.MaxPool2d(2),
                nn.MaxPool2d(3, 2, 1),
                nn.MaxPool2d(kernel_size=(3, 2), stride=(2, 1), padding=(1, 0)),
                nn.MaxPool2d(3, stride=2, ceil_mode=True),
                nn.MaxPool2d(3, dilation=(1, 3), stride=1),
                nn.AvgPool2d(2),
                nn.AvgPool2d(3, stride=1, padding=1),
                nn.AvgPool2d(3, 2, padding=1, count_include_pad=False, ceil_mode=True),
                nn.AvgPool2d((2, 3), divisor_override=5),
                nn.AdaptiveAvgPool2d(1),
                nn.AdaptiveAvgPool2d((3, None)),
                nn.AdaptiveAvgPool2d((4, 5)),
                nn.AdaptiveMaxPool2d((3, 4)),
                nn.LPPool2d(1.5, 2),
            ]
        )
        self.space = nn.ModuleList(
            [
                nn.MaxPool3d(2, padding=1),
                nn.AvgPool3d((1, 2, 2), stride=(1, 2, 1)),
                nn.AdaptiveAvgPool3d((2, 1, 3)),
                nn.AdaptiveMaxPool3d(2),
            ]
        )
        self.pool = nn.MaxPool2d(2, return_indices=True)
        self.unpool = nn.MaxUnpool2d(2)

    def forward(self, line, plane, space):
        results = [layer(line) for layer in self.line]
        results.extend(layer(plane) for layer in self.plane)
        results.extend(layer(space) for layer in self.space)
        largest, places = self.pool(plane)
        restored = self.unpool(largest, places, output_size=plane.size())
        unbatched = F.avg_pool2d(plane[0], 2)
        return (*results, largest, places, restored, unbatched)

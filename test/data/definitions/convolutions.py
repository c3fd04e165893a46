"""Convolutions of one, two and three dimensions, forward and transposed."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.line = nn.ModuleList(
            [
                nn.Conv1d(4, 6, 3),
                nn.Conv1d(4, 8, kernel_size=5, stride=2, padding=2, groups=2),
                nn.Conv1d(4, 4, 3, padding="same", dilation=2, groups=4, bias=False),
                nn.Conv1d(4, 5, 4, padding="same"),
                nn.Conv1d(4, 5, 3, padding=1, padding_mode="circular"),
                nn.ConvTranspose1d(4, 6, 4, stride=2, padding=1),
                nn.ConvTranspose1d(4, 6, 3, stride=3, output_padding=1, groups=2),
            ]
        )
        self.plane = nn.ModuleDict(
            {
                "plain": nn.Conv2d(4, 7, 3),
                "point": nn.Conv2d(4, 19, 1, bias=False),
                "depth": nn.Conv2d(4, 8, (3, 5), padding=(1, 2), groups=4),
                "dilated": nn.Conv2d(4, 6, 3, padding=2, dilation=2, stride=(2, 1)),
                "reflect": nn.Conv2d(4, 3, 3, padding=2, padding_mode="reflect"),
                "edge": nn.Conv2d(4, 3, (3, 1), padding=(1, 0), padding_mode="replicate"),
                "valid": nn.Conv2d(4, 3, 2, padding="valid", stride=2),
                "same": nn.Conv2d(4, 3, (2, 5), padding="same"),
                "up": nn.ConvTranspose2d(4, 6, 2, stride=2),
                "up_more": nn.ConvTranspose2d(
                    4, 6, 3, stride=2, padding=1, output_padding=(1, 0), bias=False
                ),
                "up_groups": nn.ConvTranspose2d(4, 8, 3, dilation=2, groups=2),
            }
        )
        self.space = nn.Sequential(
            nn.Conv3d(2, 4, 3, padding=1),
            nn.ReLU(),
            nn.Conv3d(4, 4, (1, 3, 3), stride=(1, 2, 2), groups=2),
            nn.ConvTranspose3d(4, 2, (1, 2, 3), stride=(1, 2, 1), bias=False),
        )

    def forward(self, line, plane, space):
        results = [layer(line) for layer in self.line]
        results += [layer(plane) for layer in self.plane.values()]
        target = torch.empty(2, 6, 18, 22)
        sized = self.plane["up_more"](plane, output_size=target.shape[2:])
        return results, sized[..., :17, 1:], self.space(space)

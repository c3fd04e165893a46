"""Normalisations, folded into their neighbours or alone."""

import torch
from torch import nn
from torch.nn import functional as F


class ChannelNorm(nn.Module):
    """Layer norm over the channels of pictures, as ConvNeXt spells it."""

    def __init__(self, channels, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.eps = eps

    def forward(self, x):
        mean = x.mean(1, keepdim=True)
        spread = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(spread + self.eps)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.folded = nn.Sequential(
            nn.Conv2d(6, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(True)
        )
        self.depth = nn.Sequential(
            nn.Conv2d(6, 6, 3, groups=6), nn.BatchNorm2d(6, eps=0.01, momentum=0.2), nn.ReLU6()
        )
        self.up = nn.Sequential(
            nn.ConvTranspose2d(6, 4, 2, stride=2, groups=2), nn.BatchNorm2d(4), nn.Tanh()
        )
        self.first = nn.Sequential(nn.BatchNorm2d(6), nn.ReLU(), nn.Conv2d(6, 4, 3, padding=1))
        self.bare = nn.BatchNorm2d(6, affine=False)
        self.batch = nn.BatchNorm2d(6, track_running_stats=False)
        self.dense = nn.Sequential(nn.Linear(10, 7), nn.BatchNorm1d(7), nn.ELU())
        self.lines = nn.BatchNorm1d(6)
        self.space = nn.BatchNorm3d(3)
        self.others = nn.ModuleList(
            [
                nn.InstanceNorm2d(6),
                nn.InstanceNorm2d(6, affine=True),
                nn.InstanceNorm2d(6, affine=True, track_running_stats=True),
                nn.GroupNorm(3, 6),
                nn.GroupNorm(1, 6, affine=False),
                nn.LayerNorm(10),
                nn.LayerNorm([8, 10], eps=1e-3),
                nn.LayerNorm((6, 8, 10), elementwise_affine=False),
                nn.LayerNorm(10, bias=False),
                nn.RMSNorm(10),
                nn.RMSNorm((8, 10), eps=1e-4),
                nn.LocalResponseNorm(3),
                nn.LocalResponseNorm(4, alpha=0.3, beta=0.5, k=2.0),
                ChannelNorm(6),
            ]
        )

    def forward(self, x):
        results = [self.folded(x), self.depth(x), self.up(x), self.first(x)]
        results += [self.bare(x), self.batch(x), self.dense(x[:, 0, 0]), self.lines(x[:, :, 3])]
        results.append(self.space(x.view(2, 3, 2, 8, 10)))
        results += [layer(x) for layer in self.others]
        results.append(F.layer_norm(x, x.size()[1:]))
        results.append(F.instance_norm(x[:, :, 0]))
        return results

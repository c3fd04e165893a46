"""Pictures made larger, smaller, shuffled and unfolded."""

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(
            [
                nn.PixelShuffle(2),
                nn.PixelUnshuffle(2),
                nn.ChannelShuffle(4),
                nn.Upsample(scale_factor=2),
                nn.Upsample((9, 7), mode="nearest"),
                nn.Upsample(scale_factor=2, mode="bilinear"),
                nn.Upsample(scale_factor=(1.5, 2), mode="bilinear", align_corners=True),
                nn.Upsample(size=(11, 5), mode="bicubic", align_corners=False),
                nn.Upsample(scale_factor=1.7, mode="bicubic", align_corners=True),
                nn.UpsamplingNearest2d(scale_factor=3),
                nn.UpsamplingBilinear2d((12, 4)),
                nn.Upsample(size=(4, 3), mode="nearest-exact"),
                nn.Unfold(3, padding=1, stride=2),
                nn.Unfold((2, 3), dilation=(2, 1)),
            ]
        )
        self.fold = nn.Fold((6, 8), 2, stride=2)

    def forward(self, x, grid):
        results = [layer(x) for layer in self.layers]
        results.append(self.fold(F.unfold(x, 2, stride=2) * 2))
        results.append(F.interpolate(x[:, :, 0], scale_factor=2, mode="linear"))
        results.append(F.interpolate(x[:, :, 0], 5))
        results.append(F.interpolate(x[:, :4].unsqueeze(2), size=(2, 4, 9), mode="trilinear"))
        results.append(F.interpolate(x, scale_factor=0.5, mode="area"))
        results.append(F.interpolate(x, size=x.shape[2] // 2, mode="bilinear", antialias=False))
        results.append(
            F.interpolate(x, scale_factor=0.5, mode="bilinear", recompute_scale_factor=True)
        )
        results.append(F.grid_sample(x, grid, align_corners=False))
        results.append(F.grid_sample(x, grid, "nearest", "border", align_corners=False))
        results.append(F.grid_sample(x, grid, padding_mode="reflection", align_corners=True))
        turn = torch.tensor([[0.8, -0.6, 0.1], [0.6, 0.8, -0.2]]).expand(2, 2, 3)
        results.append(F.affine_grid(turn, [2, 8, 3, 4], align_corners=False))
        return results

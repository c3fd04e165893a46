import torch
from torch import nn
import torch.nn.functional as F


class Block(nn.Module):
    expansion: int = 4

    def __init__(self, channels, *, stride=1, norm=None):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels * self.expansion, 3, stride)
        self.norm = (norm or nn.BatchNorm2d)(channels * self.expansion)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)), inplace=True)


class Net(nn.Module):
    def __init__(self, depths=(1, 2), **options):
        super(Net, self).__init__()
        self.blocks = nn.Sequential(
            *[Block(2 ** i, **options) for i, n in enumerate(depths) if n > 0]
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for block in self.blocks:
            x = block(x)
        return x.view(x.size(0), -1)


if __name__ == "__main__":
    print(Net()(torch.randn(1, 1, 8, 8)).shape)

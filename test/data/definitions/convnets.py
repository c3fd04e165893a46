"""The blocks of well-known convolutional networks in one model."""

from collections import OrderedDict
from functools import partial
from typing import Callable, List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def _make_divisible(v: float, divisor: int, min_value: Optional[int] = None) -> int:
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    return new_v + divisor if new_v < 0.9 * v else new_v


class ConvNormAct(nn.Sequential):
    def __init__(self, cin, cout, k=3, stride=1, groups=1, norm: Optional[Callable[..., nn.Module]] = nn.BatchNorm2d, act=nn.ReLU):
        layers: List[nn.Module] = [nn.Conv2d(cin, cout, k, stride, (k - 1) // 2, groups=groups, bias=norm is None)]
        if norm is not None:
            layers.append(norm(cout))
        if act is not None:
            layers.append(act(**({"inplace": True} if act is not nn.GELU else {})))
        super().__init__(*layers)
        self.out_channels = cout


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, squeeze, scale=nn.Sigmoid):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1, self.fc2 = nn.Conv2d(channels, squeeze, 1), nn.Conv2d(squeeze, channels, 1)
        self.scale = scale()

    def forward(self, x):
        return x * self.scale(self.fc2(F.relu(self.fc1(self.avgpool(x)), inplace=True)))


class InvertedResidual(nn.Module):
    def __init__(self, cin, cout, stride=1, ratio=2):
        super().__init__()
        hidden = _make_divisible(cin * ratio, 4)
        self.use_shortcut = stride == 1 and cin == cout
        self.conv = nn.Sequential(
            ConvNormAct(cin, hidden, 1, act=nn.Hardswish),
            ConvNormAct(hidden, hidden, 5, stride, hidden, act=nn.Hardswish),
            SqueezeExcitation(hidden, max(1, hidden // 4), partial(nn.Hardsigmoid, inplace=True)),
            ConvNormAct(hidden, cout, 1, act=None),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(x) if self.use_shortcut else self.conv(x)


class Bottleneck(nn.Module):
    expansion: int = 2

    def __init__(self, cin, planes, stride=1, groups=1):
        super().__init__()
        width = planes * self.expansion
        self.conv1, self.bn1 = nn.Conv2d(cin, planes, 1, bias=False), nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride, 1, groups=groups, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3, self.bn3 = nn.Conv2d(planes, width, 1, bias=False), nn.BatchNorm2d(width)
        self.downsample = None
        if stride != 1 or cin != width:
            self.downsample = nn.Sequential(nn.Conv2d(cin, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        identity = x
        out = F.relu(self.bn1(self.conv1(x)))
        out = F.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return F.relu(out, inplace=True)


class DenseBlock(nn.ModuleDict):
    def __init__(self, layers, cin, growth):
        super().__init__()
        for i in range(layers):
            c = cin + i * growth
            self.add_module("denselayer%d" % (i + 1), nn.Sequential(OrderedDict(
                [("norm", nn.BatchNorm2d(c)), ("relu", nn.ReLU()), ("conv", nn.Conv2d(c, growth, 3, padding=1))])))

    def forward(self, init):
        features = [init]
        for name, layer in self.items():
            features.append(layer(torch.cat(features, 1)))
        return torch.cat(features, 1)


def channel_shuffle(x: Tensor, groups: int) -> Tensor:
    batch, channels, height, width = x.size()
    x = x.view(batch, groups, channels // groups, height, width)
    return torch.transpose(x, 1, 2).contiguous().view(batch, channels, height, width)


class ShuffleUnit(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.branch = nn.Sequential(ConvNormAct(c // 2, c // 2, 1), ConvNormAct(c // 2, c // 2, 3, groups=c // 2, act=None))

    def forward(self, x):
        x1, x2 = x.chunk(2, dim=1)
        return channel_shuffle(torch.cat((x1, self.branch(x2)), dim=1), 2)


class ConvNeXtBlock(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dwconv = nn.Conv2d(dim, dim, 7, padding=3, groups=dim)
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.pwconv1, self.act, self.pwconv2 = nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim)
        self.layer_scale = nn.Parameter(torch.ones(dim, 1, 1) * 1e-6)

    def forward(self, x):
        y = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.pwconv2(self.act(self.pwconv1(y))).permute(0, 3, 1, 2)
        return x + self.layer_scale * y


class Inception(nn.Module):
    def __init__(self, cin):
        super().__init__()
        self.branch1 = ConvNormAct(cin, 4, 1)
        self.branch2 = nn.Sequential(ConvNormAct(cin, 3, 1), ConvNormAct(3, 4, 5))
        self.branch3 = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1, ceil_mode=True), ConvNormAct(cin, 4, 1))

    def _forward(self, x):
        return [self.branch1(x), self.branch2(x), self.branch3(x), F.avg_pool2d(x, 3, 1, 1)]

    def forward(self, x):
        return torch.cat(self._forward(x), 1)


class Model(nn.Module):
    cfg = [4, "M", 6]

    def __init__(self, num_classes=5):
        super().__init__()
        self.stem = self.make_layers(self.cfg)
        self.blocks = nn.Sequential(
            InvertedResidual(6, 6), InvertedResidual(6, 8, stride=2), Bottleneck(8, 4), Bottleneck(8, 6, 2, groups=2),
            DenseBlock(2, 12, 3), ShuffleUnit(18), ConvNeXtBlock(18), Inception(18),
        )
        self.classifier = nn.Sequential(nn.Dropout(), nn.Linear(30, 16), nn.ReLU(inplace=True), nn.Linear(16, num_classes))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.constant_(m.weight, 1)

    @staticmethod
    def make_layers(cfg):
        layers, channels = [], 3
        for v in cfg:
            if v == "M":
                layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
            else:
                layers += [nn.Conv2d(channels, v, kernel_size=3, padding=1), nn.ReLU(inplace=True)]
                channels = v
        return nn.Sequential(*layers)

    def features(self, x):
        for name, block in self.blocks.named_children():
            x = block(x)
        return x

    def forward(self, x):
        x = self.features(self.stem(x))
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(x, (1, 1)), 1)), x

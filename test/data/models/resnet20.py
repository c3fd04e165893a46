"""The residual networks for CIFAR-10 of He et al., "Deep Residual Learning for
Image Recognition", section 4.2: 6n+2 layers in three stages. Shortcuts that
change shape have no parameters (option A): every second pixel, new channels
zero."""

import torch.nn.functional as F
from torch import nn


def conv3x3(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)


class Shortcut(nn.Module):
    """Halves the picture and adds channels of zeros, evenly on both sides."""

    def __init__(self, extra):
        super().__init__()
        self.low, self.high = extra // 2, extra - extra // 2

    def forward(self, x):
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.low, self.high))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = conv3x3(inputs, outputs, stride)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = conv3x3(outputs, outputs)
        self.bn2 = nn.BatchNorm2d(outputs)
        changes = stride != 1 or inputs != outputs
        self.shortcut = Shortcut(outputs - inputs) if changes else nn.Identity()

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return F.relu(y + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, blocks, classes=10):
        super().__init__()
        self.conv1 = conv3x3(3, 16)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = self.stage(16, 16, blocks, stride=1)
        self.layer2 = self.stage(16, 32, blocks, stride=2)
        self.layer3 = self.stage(32, 64, blocks, stride=2)
        self.linear = nn.Linear(64, classes)

    @staticmethod
    def stage(inputs, outputs, blocks, stride):
        layers = [Block(inputs, outputs, stride)]
        layers += [Block(outputs, outputs, 1) for _ in range(blocks - 1)]
        return nn.Sequential(*layers)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        x = F.adaptive_avg_pool2d(x, 1).flatten(1)
        return self.linear(x)


def resnet20(classes=10):
    return ResNet(3, classes)


def resnet56(classes=10):
    return ResNet(9, classes)

# Constructors run in training mode, as in PyTorch; eval() is called when the
# model is made. What it would do to weights has to be refused, as these are
# loaded later.

# RUN: kiln compile '%s:Detector' --random-weights --input 1x4 --emit=kiln | FileCheck %s --check-prefix=DETECTOR
# RUN: not kiln compile '%s:Merging' --input 1x4 2>&1 | FileCheck %s --check-prefix=MERGING
import torch
import torch.nn as nn
import torch.nn.functional as F


# DETECTOR-NOT: warning
# DETECTOR: kiln.constant dense<2.000000e+00>
# DETECTOR: kiln.linear
# DETECTOR: kiln.mul
class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.modes = []
        self.fc = nn.Linear(4, 4)
        self.strides = None
        self.strides = torch.tensor([4 / x.shape[-1] for x in self.forward(torch.zeros(1, 4))])

    def train(self, mode=True):
        self.modes.append(mode)
        return super().train(mode)

    def forward(self, x):
        x = self.fc(F.dropout(x, training=self.training))
        if self.training:
            return [x, x[:, :2]]
        assert not self.fc.training and self.modes == [False]
        return x * self.strides[1]


# MERGING: error: eval() of {{.*}}Merging changes the parameter 'fc.weight', whose weights are not loaded yet; save the whole model instead of its state_dict
class Adapted(nn.Linear):
    def train(self, mode=True):
        super().train(mode)
        if not mode:
            self.weight.data += 1
        return self


class Merging(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Adapted(4, 4)

    def forward(self, x):
        return self.fc(x)

"""Parametrised, shared and listed weights, and modules in all containers."""

import copy
import math

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import parametrizations, weight_norm


class Chomp1d(nn.Module):
    def __init__(self, chomp_size):
        super(Chomp1d, self).__init__()
        self.chomp_size = chomp_size

    def forward(self, x):
        return x[:, :, : -self.chomp_size].contiguous()


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=20):
        super().__init__()
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len, dtype=torch.float).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe.unsqueeze(0))

    def forward(self, x):
        return x + self.pe[:, : x.size(1)].requires_grad_(False)


class StandardConv2d(nn.Conv2d):
    """A convolution that standardises its weight whenever it runs."""

    def forward(self, x):
        w = self.weight
        mean = w.mean(dim=(1, 2, 3), keepdim=True)
        std = w.view(w.size(0), -1).std(dim=1).view(-1, 1, 1, 1) + 1e-5
        return F.conv2d(x, (w - mean) / std, self.bias, self.stride, self.padding, self.dilation, self.groups)


def clones(module, n):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(n)])


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = weight_norm(nn.Conv1d(6, 6, 2, padding=2, dilation=2))
        self.chomp = Chomp1d(2)
        self.fresh = parametrizations.weight_norm(nn.Linear(6, 5))
        self.spectral = nn.utils.spectral_norm(nn.Linear(6, 4))
        self.modern = nn.utils.parametrizations.spectral_norm(nn.Conv1d(6, 4, 1))
        self.position = PositionalEncoding(6)
        self.standard = StandardConv2d(2, 3, 3, padding=1)
        self.clones = clones(nn.Linear(6, 6), 2)
        self.values = nn.ParameterList([nn.Parameter(torch.ones(6)) for _ in range(2)])
        self.named = nn.ParameterDict({"gain": nn.Parameter(torch.ones(1)), "shift": nn.Parameter(torch.zeros(6))})
        self.tied = nn.Linear(6, 6, bias=False)
        self.tied.weight = self.clones[0].weight
        self.nested = nn.ModuleDict({"a": nn.Sequential(nn.Linear(6, 3), nn.Sequential(nn.ReLU(), nn.Linear(3, 6)))})
        self.nested.update({"b": nn.Identity()})
        self.steps = [nn.Linear(6, 2)]
        for i, step in enumerate(self.steps):
            setattr(self, f"step{i}", step)
        self.more = nn.Sequential()
        self.more.add_module("one", nn.Linear(6, 6))
        self.more.append(nn.ReLU())
        self.alpha = nn.Parameter(torch.tensor(0.25))

    def forward(self, x):
        results = [self.chomp(self.conv(x.transpose(1, 2))), self.fresh(x), self.spectral(x), self.modern(x.mT), self.position(x)]
        results.append(self.standard(x.view(2, 2, 2, 6)))
        for layer, value in zip(self.clones, self.values):
            x = layer(x) * value
        x = x * self.named["gain"] + self.named.shift
        x = self.tied(x) + self.nested["b"](self.nested.a(x))
        results += [x, getattr(self, "step0")(x), self.more[0](x), self.more(x), self.more[-1](x), x * self.alpha]
        results.append(F.linear(x, self.more.one.weight[:2], self.more.one.bias[:2]))
        return results

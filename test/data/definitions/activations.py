"""Every activation that is a layer, and some that are only functions."""

import torch
import torch.nn as nn
import torch.nn.functional as F

LAYERS = [
    nn.ReLU(), nn.ReLU6(), nn.LeakyReLU(0.2), nn.PReLU(), nn.PReLU(6, 0.1), nn.RReLU(),
    nn.ELU(0.7), nn.CELU(1.3), nn.SELU(), nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(),
    nn.Sigmoid(), nn.LogSigmoid(), nn.Tanh(), nn.Hardtanh(-0.5, 0.8), nn.Hardswish(),
    nn.Hardsigmoid(), nn.Softplus(), nn.Softplus(2, 1.5), nn.Softsign(), nn.Tanhshrink(),
    nn.Hardshrink(0.3), nn.Softshrink(0.3), nn.Threshold(0.2, -3.0), nn.GLU(1),
    nn.Softmax(dim=-1), nn.Softmax2d(), nn.LogSoftmax(1), nn.Softmin(2), nn.Dropout(0.5),
    nn.Dropout2d(), nn.AlphaDropout(), nn.Identity(3, spam=4),
]


class Swish(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(x)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(*LAYERS)
        self.swish = Swish()
        self.act = getattr(nn, "ReLU6")(inplace=True)

    def forward(self, x):
        results = [layer(x) for layer in self.layers]
        results.append(self.swish(x))
        results.append(self.act(x * 4 + 1))
        results.append(F.relu(x, inplace=False).clamp(max=0.5))
        results.append(x.clamp(-0.3, 0.4) + x.clamp_min(0) - torch.clamp(x, max=1.0))
        results.append(F.gelu(x, approximate="none").mul(F.silu(x)).add(1).sigmoid_())
        results.append(F.softmax(x.flatten(1), dtype=torch.float64, dim=1))
        results.append(F.normalize(x, dim=1) + F.normalize(x, p=1.0, dim=(2, 3)))
        results.append(F.glu(x, 2).tanh().relu())
        results.append(torch.log_softmax(x, 0).exp())
        results.append(F.gumbel_softmax is not None and F.hardtanh(x, 0, 1))
        return results

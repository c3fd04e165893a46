"""What public definitions do beside layers: ask PyTorch for its version and
mode, run numpy with mixed types, name arguments in every way."""

import numpy as np
import torch
import torch.backends.cudnn as cudnn
import torch.nn.functional as F
from torch import nn

cudnn.benchmark = True
torch.backends.cuda.matmul.allow_tf32 = True


def positions(width, length):
    frequencies = np.arange(width // 2, dtype=np.float64) / (width / 2.0)
    angles = np.einsum("m,d->md", np.arange(length, dtype=np.float32), 1.0 / 10000**frequencies)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        padding = 1 if torch.__version__ >= "1.5.0" and torch.__version__ > (1, 13) else 2
        self.conv = nn.Conv1d(4, 6, 3, padding=padding, padding_mode="circular")
        self.out = nn.Linear(6, 4)
        self.positions = nn.Parameter(torch.zeros(5, 4), requires_grad=False)
        self.positions.data.copy_(torch.from_numpy(positions(4, 5)).float())
        angles = torch.outer(torch.arange(5), torch.tensor([1.0, 0.5, 0.25]))
        self.register_buffer("angles", angles, persistent=False)
        self.scales = [x.shape[1] / 5 for x in self.forward(torch.zeros(2, 5, 4))]

    def forward(self, x):
        with torch.autocast("cpu", enabled=False):
            x = x + self.positions.to(torch.promote_types(x.dtype, self.positions.dtype))
        if not torch.compiler.is_compiling() and torch.all(x == 0):
            return self.out.bias
        x = self.conv(x.transpose(1, 2)).transpose(1, 2)
        a, b = x.split(split_size=[2, 4], dim=-1)
        c, d = torch.split(tensor=x, split_size_or_sections=3, dim=2)
        x = self.out(F.dropout(torch.cat((b, a), -1), p=0.3, training=self.training))
        if self.training and not torch.onnx.is_in_onnx_export() and not torch.compiler.is_compiling():
            return x, x[:, :2]
        assert not torch.distributed.is_initialized() and not torch.backends.mps.is_available()
        return x * self.scales[1], c * d, torch.outer(torch.arange(3), x[0, 0]), self.angles.cos()

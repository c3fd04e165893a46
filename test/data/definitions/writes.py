"""In-place operations and writes through views."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.empty(4))

    def forward(self, x):
        a = x.clone()
        a += 1
        a *= self.scale.view(-1, 1, 1)
        a -= x
        a /= 2.0
        b = torch.zeros(2, 4, 5, 6)
        b[:, :2] = x[:, 2:]
        b[:, 2:, 1:-1] = 0.5
        b[..., 0] += x[..., -1]
        b[0, 1, 2, 3] = 7.0
        c = x.clone()
        view = c.view(2, 4, 30)
        view[:, 1].mul_(2).add_(x[:, 0].flatten(1))
        view.transpose(1, 2)[:, ::2] -= 1
        left, right = c.chunk(2, dim=1)
        right.copy_(left * right)
        left.zero_()
        d = x.clone()
        d[d < 0] = 0
        d[:, [0, 3]] = d[:, [3, 0]]
        d[:, :, torch.tensor([True, False, True, False, True]), 1:3] = -2.0
        d[0, x[0] > 1.5] = 4.0
        e = torch.empty_like(x).fill_(2).sub_(x)
        e.clamp_(min=0.5).sqrt_()
        e.masked_fill_(x > 1, -1.0)
        f = x.new_zeros(2, 3)
        for i in range(3):
            f[:, i] = x[:, i].sum((1, 2))
        g = x.detach().clone().relu_()
        h = g
        h += x
        t = x.clone().transpose(1, 3)
        t.unsqueeze_(0).squeeze_(0)
        t.data.exp_()
        i = torch.ones(5)
        i[1:4] = torch.arange(3, dtype=torch.float32)
        i[-1] = i[0] + 4
        j = x.clone()
        torch.add(j, 1, out=j)
        j.index_fill_(1, torch.tensor([1]), 3.0)
        j.t_() if j.dim() == 2 else j.transpose_(0, 1)
        return a, b, c, view, right, d, e, f, g, h, t, i, j

"""Tensors joined, parted and looked at in other shapes."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.some = nn.Flatten(start_dim=2, end_dim=-1)
        self.unflatten = nn.Unflatten(1, (2, 3))

    def forward(self, x):
        n, c, h, w = x.shape
        results = [self.flatten(x), self.some(x), self.unflatten(x), torch.flatten(x, 1, 2)]
        results += [torch.cat([x, x * 2], 1), torch.cat((x, x[:, :2]), dim=1), torch.hstack((x, x))]
        results += [torch.stack([x, -x], dim=2), torch.vstack([x[0], x[1]]), torch.dstack([x[0, 0], x[0, 1]]), torch.concat([x, x], -1)]
        results += x.split(4, dim=1)
        results += torch.split(x, [1, 3, 2], 1)
        results += x.chunk(3, 1)
        results += torch.chunk(x, 4, dim=-1)
        results += x[0].unbind()[:2]
        results += torch.tensor_split(x, 3, dim=3)
        results += [x.view(n, -1), x.reshape(-1, w), x.view(n, c // 2, 2, h, w).transpose(1, 2).reshape(n, c, h, w)]
        results += [x.permute(0, 2, 3, 1), x.transpose(1, 3).contiguous(), torch.movedim(x, 1, -1), x.swapaxes(0, 1)]
        results += [x[0].unsqueeze(0).squeeze(0), x[:1].squeeze(), x[:, None, :, 0], torch.atleast_2d(x[0, 0, 0]), torch.atleast_3d(x[0, 0]), torch.atleast_3d(x[0, 0, 0])]
        results += [x[:, :1].expand(-1, 4, -1, -1), x[0, :1, :1].expand(3, c, 1, w), x[:, :1].expand_as(x)]
        results += [x.repeat(1, 2, 1, 1), x[0, 0].repeat(2, 2, 1), x.repeat_interleave(2, dim=1), torch.tile(x[0], (1, 2))]
        results += [x.narrow(1, 2, 3), x.select(1, -1), x[:, -1], x[..., 0], x.unfold(3, 3, 2)]
        results += [torch.diagonal(x, dim1=2, dim2=3), x[0, 0].diag(), x[0, 0, 0].diag_embed(), x[0, 0].tril(-1), x[0, 0].triu(1)]
        results += [x.mT, x[0, 0].T, x[0, 0].t(), x.flatten().view_as(x), x.ravel()[:7], x.unflatten(1, (3, -1))]
        results += torch.meshgrid(x[0, 0, 0], x[0, 0, :, 0], indexing="ij")
        results += [torch.cartesian_prod(x[0, 0, 0], x[0, 0, 1, :2]), torch.block_diag(x[0, 0], x[0, 1])]
        results += [x.new_full((2, 2), 1.5), torch.full_like(x[0, 0], 2), torch.arange(w) * x[0, 0], torch.linspace(0, 1, w) + x[0, 0]]
        results += [x.view(n, c, h * w).transpose(-1, -2).unflatten(1, (h, w)), torch.broadcast_to(x[0, 0], (2, h, w))]
        return results

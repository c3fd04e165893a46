"""Products by Einstein's notation."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(4, 3, 5))

    def forward(self, x, y):
        w = self.weight
        return {
            "heads": torch.einsum("bnd,dhe->bhne", x, w),
            "scores": torch.einsum("bnd,bmd->bnm", x, x),
            "outer": torch.einsum("i,j->ij", x[0, 0], y[0, 0]),
            "trace": torch.einsum("ii", x[0, :4, :4]),
            "diagonal": torch.einsum("bii->bi", x[:, :4, :4]),
            "sum": torch.einsum("bnd->d", x),
            "implicit": torch.einsum("ij,jk", x[0], w[:, 0]),
            "ellipsis": torch.einsum("...nd,dc->...nc", x, w[:, 0]),
            "three": torch.einsum("bnd,bnd,n->bd", x, x * 0.5, x[0, :, 0]),
            "spaces": torch.einsum(" b n d , b m d -> b n m ", x, y),
            "elementwise": torch.einsum("bnd,bnd->bnd", x, x),
            "lists": torch.einsum("bnd,bmd->bmn", [x, y]),
            "numbers": torch.einsum(x, [0, 1, 2], y, [0, 3, 2], [0, 1, 3]),
            "implied": torch.einsum(x[0], [Ellipsis, 1], w[:, 0], [1, 2]),
            "powers": torch.float_power(2, y) + y.float_power(2),
            "turned": torch.einsum("bnd->dnb", x),
            "channels": torch.einsum("nchw,chv->nwv", x.view(2, 2, 3, 4), w.permute(1, 0, 2)[:2, :3]),
        }

"""Elements gathered, scattered and chosen."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("order", torch.tensor([2, 0, 1]))

    def forward(self, x, ids):
        n, c, w = x.shape
        results = [x[:, self.order], x[0, [1, -1]], x[..., [0, 2], :], x[torch.arange(n), 1], x[:, ids[0]], x[torch.arange(n)[:, None], ids[:, :2]]]
        results += [x[ids[:, 0] % n, ids[:, 1], ids[:, 2]], x[:, ids], x[None, 0, :, None, ::2], x[:, 1:][:, ::2], x[True], x[(0, 1)], x[slice(0, 1), ..., -1]]
        results += [x.gather(1, ids[:, :, None].expand(-1, -1, w)), torch.gather(x, 2, ids[:, None].expand(n, c, ids.size(1))), x.index_select(1, ids[0]), torch.index_select(x, 2, self.order)]
        results += [torch.take_along_dim(x, ids[:, :, None], dim=1), x.take(ids), torch.embedding(x[0], ids)]
        zeros = torch.zeros(n, c, w)
        results += [zeros.scatter(1, ids[:, :, None].expand(-1, -1, w)[:, :2], x[:, :2]), zeros.scatter_add(1, ids[:, :, None].expand(-1, -1, w), x[:, : ids.size(1)])]
        results += [torch.zeros(n, 5).scatter_(1, ids[:, :1], 1.0), zeros.index_add(1, self.order, x[:, :3]), x.index_copy(1, self.order, x[:, :3] * 2)]
        wide = ids[:, :, None].expand(-1, -1, w)
        source = x[:, : ids.size(1)]
        for reduce in ("sum", "prod", "mean", "amax", "amin"):
            results.append(x.scatter_reduce(1, wide, source, reduce))
        results.append(x.scatter_reduce(1, wide, source, reduce="amax", include_self=False))
        results.append(x.scatter_reduce(1, wide, source, "prod", include_self=False))
        whole = (x * 100).to(torch.int32)
        for reduce in ("amax", "amin"):
            for start in (-whole.abs(), whole.long()):
                source = whole[:, : ids.size(1)].to(start.dtype)
                results.append(start.scatter_reduce(1, wide, source, reduce))
                results.append(start.scatter_reduce(1, wide, source, reduce, include_self=False))
        square, planes = x[0].clone(), x.clone()
        square.diagonal().zero_()
        square.t().diagonal(2).fill_(7.0)
        torch.diag(square).zero_()  # a copy
        planes.diagonal(1, 0, 2).add_(3.0)
        planes.diagonal(-2, 2, 1).mul_(0.5)
        planes.diagonal(dim1=-2, dim2=-1)[0] *= 2
        results += [square, planes, x.diagonal(9, 1, 2), x.diagonal(-1, 1, 2)]
        results += [x.scatter(2, ids[:, :3, None], 9.0), x.scatter(1, wide[..., :2], 2.0, reduce="multiply")]
        table = torch.zeros(c, w)
        table[ids[0, 0]] = x[0, 0]
        table[self.order, 0] = 5.0
        table[:, self.order] += 1.0
        table[-1, ids[0] - 3] = x[1, 0, :4]
        results += [table, x.index_fill(2, self.order, -1.0), torch.searchsorted(torch.tensor([0.0, 1.0]), x), torch.bucketize(x, torch.tensor([-0.5, 0.5]))]
        results += [x[:, ids[0, :1]].squeeze(1), x[..., None, :2].shape[-1] * x[0, 0, 0], x.masked_fill(ids[:, :1, None] > 1, 0), torch.isin(ids, self.order)]
        return results

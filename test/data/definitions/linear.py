"""Matrix products in the many ways that PyTorch writes them."""

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain = nn.Linear(7, 13)
        self.bare = nn.Linear(7, 33, bias=False)
        self.wide = nn.Linear(7, 130)
        self.pair = nn.Bilinear(7, 5, 4)
        self.lazy = nn.LazyLinear(3)
        self.table = nn.Parameter(torch.empty(7, 6))
        self.row = nn.Parameter(torch.empty(7))
        self.register_parameter("nothing", None)
        self.register_buffer("scale", torch.tensor(0.5))
        self.register_buffer("offset", torch.zeros(6), persistent=False)

    def forward(self, x, y):
        vector = x[0, 0]
        square = x @ x.transpose(-1, -2)
        results = [self.plain(x), self.bare(x), self.wide(x).relu(), self.lazy(x)]
        results += [self.pair(x[:, 0], y), self.plain(vector)]
        results += [x @ self.table, torch.matmul(vector, self.table), x @ self.row]
        results += [torch.mm(x[0], self.table), self.row @ vector, torch.dot(self.row, vector)]
        results += [torch.bmm(x, x.mT), torch.baddbmm(square, x, x.mT, beta=0.3, alpha=2)]
        results += [torch.addmm(self.offset, x[0], self.table), F.linear(x, self.table.t())]
        results += [torch.matmul(x[:, None], self.table), torch.mv(self.table.T, vector)]
        results += [torch.outer(vector, self.row), torch.inner(x[0], x[1]), vector.inner(self.row), torch.inner(vector, x), square.matmul(x) * self.scale]
        results += [F.cosine_similarity(x[:, 0], x[:, 1]), F.pairwise_distance(x[0], x[1])]
        results += [torch.cdist(x, x + 1), torch.tensordot(x, self.table, dims=1)]
        results += [torch.addmv(self.row[:3], x[0], vector), torch.chain_matmul(x[0], self.table)]
        return tuple(results)

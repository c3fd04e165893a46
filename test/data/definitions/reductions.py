"""Sums, means, extremes, orders and running sums."""

import torch
from torch import nn


class Model(nn.Module):
    def forward(self, x):
        results = [x.sum(), x.sum(1), x.sum((0, 2), keepdim=True), x.mean(), x.mean([2, 3]), x.mean(-1, keepdim=True), x.prod(2), x[0, 0].prod()]
        results += [x.max(), x.min(), x.amax(1), x.amin((2, 3)), x.argmax(), x.argmax(1), x.argmin(dim=-1, keepdim=True), x.argmax(keepdim=True), *x.max(1), *x.min(dim=2, keepdim=True), torch.max(x, 3).values, x.min(1)[1]]
        results += [x.var(), x.var(1), x.var((2, 3), unbiased=False), x.std(), x.std(-1, keepdim=True), torch.std(x, 1, correction=0), *torch.var_mean(x, 1), *torch.std_mean(x, dim=(2, 3))]
        results += [x.norm(), x.norm(dim=1), x.norm(p=1, dim=2), torch.norm(x, 2, dim=(2, 3), keepdim=True), torch.linalg.norm(x[0, 0]), torch.linalg.vector_norm(x, 3, dim=1), x.norm(float("inf"))]
        results += [x.logsumexp(1), torch.logsumexp(x, (2, 3)), x.cumsum(1), torch.cumsum(x, -1), x.cumprod(2), *x.cummax(1), x.logcumsumexp(1)]
        results += [*x.topk(2, dim=1), *torch.topk(x, 3, largest=False), *x.sort(), *torch.sort(x, 1, descending=True), x.argsort(1), *x.kthvalue(2, dim=3), *x.median(1), x.median()]
        results += [x.count_nonzero(), (x > 0).sum(1), (x > 0).long().cumsum(1), x.abs().sum(dtype=torch.float64), x.int().sum(), x.int().float().mean(1), torch.sum(x, dim=(1,)), x.nansum(1), x.aminmax(dim=1)[0]]
        results += [torch.quantile(x, 0.5, dim=1), torch.quantile(x, torch.tensor([0.1, 0.9]), dim=3, keepdim=True), *x.cummin(3), *x.median(2, keepdim=True), x.unsqueeze(0).sort(-3).indices, x.diff(dim=1), torch.trace(x[0, 0]), x.dist(x * 2), x.softmax(1).sum(1), torch.all(x > -10)]
        return results

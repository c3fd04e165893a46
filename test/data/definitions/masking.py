"""Choices by masks, comparisons and logic."""

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, length=6):
        super().__init__()
        mask = torch.tril(torch.ones(length, length)).view(1, length, length)
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, x, keep, lengths):
        small = -1e9
        size = x.size(-1)
        positions = torch.arange(size)
        valid = positions[None, :] < lengths[:, None]
        causal = x.masked_fill(self.mask[:, :size, :size] == 0, float("-inf"))
        results = [causal.softmax(dim=-1), torch.softmax(causal, 1)]
        results += [x.masked_fill(~valid[:, None], small).softmax(-1), x.masked_fill(keep, 0.0)]
        results += [torch.where(keep, x, torch.zeros_like(x)), torch.where(x > 0, x, 0.1 * x), torch.where(x < 0, 1, 2), x.where(keep, -x), x.where(x > 0, 0.5)]
        results += [x * keep, x * valid.unsqueeze(1).float(), (x > 0.5) & keep, (x > 0).logical_or(keep), keep ^ (x < 0), ~keep]
        results += [x.eq(0), x != 0, x.ge(0.25), torch.le(x, 0.25), x.gt(x.mean()), torch.isnan(x), torch.isinf(causal), x.sign()]
        results += [torch.any(keep, 1), keep.all(), (x > 0).any(-1), keep.sum(), keep.sum(dim=1), (x > 0).float().mean()]
        results += [torch.maximum(x, -x), torch.minimum(x, x.transpose(1, 2)), torch.max(x, x * 0.5), x.bool(), valid.long(), valid.int() * 3]
        results += [torch.logical_and(keep, x > 0), torch.logical_not(keep), torch.logical_xor(keep, x > 0), torch.isfinite(causal)]
        results += [causal.nan_to_num(0.0, neginf=-2.0), torch.heaviside(x, torch.tensor(0.5)), x.lerp(x * 2, 0.3), torch.allclose(self.mask, self.mask)]
        return results[:-1]

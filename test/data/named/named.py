"""What definitions do with sizes that have names."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class Masks(nn.Module):
    """Attention under masks that are made for as many words as come."""

    def __init__(self, width=8, heads=2):
        super().__init__()
        self.heads = heads
        self.embed = nn.Embedding(11, width)
        self.qkv = nn.Linear(width, 3 * width)

    def masks(self, length):
        yield torch.ones(length, length).tril() == 0
        yield torch.triu(torch.ones(length, length), diagonal=1).bool()
        yield torch.ones(length, length, dtype=torch.bool).triu(length // 2 + 1)
        yield torch.eye(length, dtype=torch.bool).logical_not()
        yield nn.Transformer.generate_square_subsequent_mask(length)
        yield torch.full((length, length), float("-inf")).triu(1)

    def forward(self, ids):
        n, length = ids.shape
        q, k, v = (
            part.view(n, length, self.heads, -1).transpose(1, 2)
            for part in self.qkv(self.embed(ids)).chunk(3, dim=-1)
        )
        results = [F.scaled_dot_product_attention(q, k, v, is_causal=True)]
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
        for mask in self.masks(length):
            if mask.dtype == torch.bool:
                masked = scores.masked_fill(mask, float("-inf"))
            else:
                masked = scores + mask
            results.append(torch.softmax(masked, -1) @ v)
        return torch.stack(results)


class Sizes(nn.Module):
    """Sizes that become numbers, and what counts from them."""

    def forward(self, x):
        n, length = x.shape
        places = torch.arange(length, dtype=torch.float32)
        back = torch.arange(length - 1, -1, -1)
        several = torch.tensor([n, length, n - 5, length // 2])
        return torch.stack(
            [
                x / n,
                x * torch.tensor([[float(length * n)]]),
                x * places - back * 3,
                x + several.sum() * several[2],
                x + torch.arange(3, length + 3) - (n - length) ** 2,
            ]
        )


class Broadcast(nn.Module):
    """Operators whose operands have several shapes."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(4, 6))

    def forward(self, x):
        first, second = torch.broadcast_tensors(x, self.weight)
        z = torch.complex(x, self.weight)
        wide = self.weight.expand(torch.broadcast_shapes(x.shape, (1, 6)))
        near = F.cosine_similarity(x, self.weight, dim=-1).unsqueeze(-1)
        return torch.stack([first - second, near * wide, torch.view_as_real(z * z)[..., 1]])

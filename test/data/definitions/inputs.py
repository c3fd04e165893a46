"""Several inputs of several types, and options that nobody gives."""

from typing import Optional

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self, words: int = 20, width: int = 6, *, classes: int = 4):
        super().__init__()
        self.words = nn.Embedding(words, width, padding_idx=0)
        self.places = nn.Embedding.from_pretrained(torch.eye(8, width), freeze=True)
        self.bag = nn.EmbeddingBag(words, width, mode="mean")
        self.sum = nn.EmbeddingBag(words, width, mode="sum")
        self.max = nn.EmbeddingBag(words, width, mode="max", padding_idx=3)
        self.head = nn.Linear(width, classes)
        self.head.weight = nn.Parameter(self.words.weight[:classes].clone())

    def forward(self, ids, kinds, weights, mask=None, labels: Optional[torch.Tensor] = None, **kwargs):
        batch, length = ids.shape
        if mask is None:
            mask = torch.ones_like(ids)
        places = torch.arange(length, device=ids.device).expand(batch, -1)
        x = self.words(ids) + self.places(places) + F.embedding(kinds.long(), self.places.weight)
        x = x * mask.unsqueeze(-1).to(x.dtype) * weights[:, :, None]
        hot = F.one_hot(ids % 5, num_classes=5).float()
        assert labels is None and not kwargs
        counts = (ids // 3 + ids % 7 - (ids & 3) + (ids << 1)).to(torch.int32)
        return self.head(x), hot, self.bag(ids), self.sum(ids), self.max(ids[0], torch.tensor([0, 2, 3])), counts, ids.float() / 3, ids / 4, kinds + 1, -ids, ids.double().sqrt()

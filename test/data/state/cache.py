"""Attention over the last steps, whose keys and values a ring holds."""

import torch
import torch.nn.functional as F
from torch import nn


class Cache(nn.Module):
    def __init__(self, size=6, steps=4):
        super().__init__()
        self.project = nn.Linear(size, 3 * size)
        self.register_buffer("keys", torch.zeros(1, steps, size), persistent=False)
        self.register_buffer("values", torch.zeros(1, steps, size), persistent=False)

    def push(self, buffer, step):
        buffer[:, :-1] = buffer[:, 1:].clone()
        buffer[:, -1] = step

    def forward(self, x):
        query, key, value = self.project(x).chunk(3, dim=-1)
        self.push(self.keys, key)
        self.push(self.values, value)
        weights = F.softmax(query[:, None] @ self.keys.transpose(1, 2), dim=-1)
        return (weights @ self.values)[:, 0]

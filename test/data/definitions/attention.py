"""Attention as layers and as functions, with masks of both kinds."""

import math

import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.own = nn.MultiheadAttention(width, 2)
        self.first = nn.MultiheadAttention(width, 4, batch_first=True, bias=False)
        self.cross = nn.MultiheadAttention(width, 2, kdim=5, vdim=6, batch_first=True)
        self.layer = nn.TransformerEncoderLayer(width, 2, 12, batch_first=True)
        self.early = nn.TransformerEncoderLayer(
            d_model=width, nhead=4, dim_feedforward=10, activation="gelu", norm_first=True
        )
        self.encoder = nn.TransformerEncoder(
            nn.TransformerEncoderLayer(width, 2, 9, dropout=0.0), 2, norm=nn.LayerNorm(width)
        )
        self.decoder = nn.TransformerDecoder(
            nn.TransformerDecoderLayer(width, 2, 9, batch_first=True), num_layers=1
        )
        self.whole = nn.Transformer(width, 2, 1, 1, 8, batch_first=True)

    def forward(self, x, padding):
        batch, length, width = x.shape
        causal = torch.triu(torch.ones(length, length, dtype=torch.bool), diagonal=1)
        floats = nn.Transformer.generate_square_subsequent_mask(length)
        turned = x.transpose(0, 1)
        results = []
        results += self.own(turned, turned, turned)
        results += self.own(turned, turned, turned, average_attn_weights=False, attn_mask=floats)
        results += self.first(x, x, x, key_padding_mask=padding)
        results.append(self.first(x, x, x, attn_mask=causal, need_weights=False)[0])
        results += self.cross(x, x[..., :5], x[..., 2:])
        results.append(self.layer(x))
        results.append(self.layer(x, src_key_padding_mask=padding))
        results.append(self.early(turned, src_mask=floats))
        results.append(self.encoder(turned, mask=floats, is_causal=True))
        results.append(self.decoder(x, x * 0.5, tgt_mask=floats, tgt_is_causal=True))
        results.append(self.whole(x, x.flip(1), tgt_mask=floats))
        heads = x.view(batch, length, 2, width // 2).permute(0, 2, 1, 3)
        results.append(F.scaled_dot_product_attention(heads, heads, heads, is_causal=True))
        results.append(F.scaled_dot_product_attention(heads, heads, heads, attn_mask=~causal, scale=0.3))
        scores = (heads @ heads.transpose(-2, -1)) / math.sqrt(heads.size(-1))
        scores = scores.masked_fill(causal, float("-inf")).softmax(-1)
        results.append((scores @ heads).transpose(1, 2).contiguous().view(batch, length, width))
        return results

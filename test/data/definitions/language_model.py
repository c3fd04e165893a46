"""Two small language models: GPT's blocks and those with rotary positions."""

import math
from dataclasses import dataclass

import torch
import torch.nn as nn
from torch.nn import functional as F


@dataclass
class Config:
    block_size: int = 12
    vocab_size: int = 30
    n_layer: int = 2
    n_head: int = 2
    n_embd: int = 16
    dropout: float = 0.1
    bias: bool = True


class NewGELU(nn.Module):
    def forward(self, x):
        return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))


class CausalSelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        assert config.n_embd % config.n_head == 0
        self.c_attn = nn.Linear(config.n_embd, 3 * config.n_embd, bias=config.bias)
        self.c_proj = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.attn_dropout = nn.Dropout(config.dropout)
        self.n_head, self.n_embd = config.n_head, config.n_embd
        self.flash = hasattr(F, "scaled_dot_product_attention")
        ones = torch.ones(config.block_size, config.block_size)
        self.register_buffer("bias", torch.tril(ones).view(1, 1, config.block_size, config.block_size))

    def forward(self, x, flash):
        B, T, C = x.size()
        q, k, v = self.c_attn(x).split(self.n_embd, dim=2)
        k = k.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        q = q.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        v = v.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        if flash and self.flash:
            y = F.scaled_dot_product_attention(q, k, v, dropout_p=0.1 if self.training else 0, is_causal=True)
        else:
            att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
            att = att.masked_fill(self.bias[:, :, :T, :T] == 0, float("-inf"))
            y = self.attn_dropout(F.softmax(att, dim=-1)) @ v
        return self.c_proj(y.transpose(1, 2).contiguous().view(B, T, C))


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def _norm(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)

    def forward(self, x):
        return self._norm(x.float()).type_as(x) * self.weight


def rotate_half(x):
    x1, x2 = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2 :]
    return torch.cat((-x2, x1), dim=-1)


class Rotary(nn.Module):
    def __init__(self, dim, base=10000):
        super().__init__()
        self.register_buffer("inv_freq", 1.0 / (base ** (torch.arange(0, dim, 2).float() / dim)))
        self.seq_len_cached = None

    def forward(self, q, k):
        length = q.shape[-2]
        if length != self.seq_len_cached:
            self.seq_len_cached = length
            freqs = torch.einsum("i,j->ij", torch.arange(length).type_as(self.inv_freq), self.inv_freq)
            emb = torch.cat((freqs, freqs), dim=-1)
            self.cos_cached, self.sin_cached = emb.cos()[None, None], emb.sin()[None, None]
        return [x * self.cos_cached + rotate_half(x) * self.sin_cached for x in (q, k)]


class GatedBlock(nn.Module):
    """Grouped queries, rotary positions and a gated linear unit."""

    def __init__(self, dim, heads=4, groups=2):
        super().__init__()
        self.heads, self.groups, self.size = heads, groups, dim // heads
        self.wq = nn.Linear(dim, dim, bias=False)
        self.wk = nn.Linear(dim, groups * self.size, bias=False)
        self.wv = nn.Linear(dim, groups * self.size, bias=False)
        self.wo = nn.Linear(dim, dim, bias=False)
        self.w1, self.w3 = (nn.Linear(dim, 2 * dim, bias=False) for _ in range(2))
        self.w2 = nn.Linear(2 * dim, dim, bias=False)
        self.norms = nn.ModuleList(RMSNorm(dim) for _ in range(2))
        self.rotary = Rotary(self.size)

    def forward(self, x):
        B, T, _ = x.shape
        h = self.norms[0](x)
        q = self.wq(h).view(B, T, self.heads, self.size).transpose(1, 2)
        k = self.wk(h).view(B, T, self.groups, self.size).transpose(1, 2)
        v = self.wv(h).view(B, T, self.groups, self.size).transpose(1, 2)
        q, k = self.rotary(q, k)
        repeats = self.heads // self.groups
        k = k[:, :, None].expand(B, self.groups, repeats, T, self.size).reshape(B, self.heads, T, self.size)
        v = torch.repeat_interleave(v, repeats, dim=1)
        mask = torch.full((T, T), float("-inf")).triu(diagonal=1)
        scores = F.softmax((q @ k.transpose(2, 3) / self.size**0.5 + mask).float(), dim=-1).type_as(q)
        x = x + self.wo((scores @ v).transpose(1, 2).reshape(B, T, -1))
        h = self.norms[1](x)
        return x + self.w2(F.silu(self.w1(h)) * self.w3(h))


class Model(nn.Module):
    def __init__(self, config=Config()):
        super().__init__()
        self.config = config
        self.transformer = nn.ModuleDict(
            dict(
                wte=nn.Embedding(config.vocab_size, config.n_embd),
                wpe=nn.Embedding(config.block_size, config.n_embd),
                h=nn.ModuleList(
                    nn.ModuleDict(
                        {
                            "ln": nn.LayerNorm(config.n_embd),
                            "attn": CausalSelfAttention(config),
                            "mlp": nn.Sequential(nn.Linear(config.n_embd, 32), NewGELU(), nn.Linear(32, config.n_embd)),
                        }
                    )
                    for _ in range(config.n_layer)
                ),
                gated=GatedBlock(config.n_embd),
                ln_f=nn.LayerNorm(config.n_embd),
            )
        )
        self.lm_head = nn.Linear(config.n_embd, config.vocab_size, bias=False)
        self.transformer.wte.weight = self.lm_head.weight
        print("number of parameters: %.2fK" % (self.get_num_params() / 1e3,))

    def get_num_params(self):
        return sum(p.numel() for p in self.parameters()) - self.transformer.wpe.weight.numel()

    def forward(self, idx, targets=None):
        b, t = idx.size()
        assert t <= self.config.block_size, f"cannot forward {t} of {self.config.block_size}"
        pos = torch.arange(0, t, dtype=torch.long, device=idx.device)
        x = self.transformer.wte(idx) + self.transformer.wpe(pos)
        for i, block in enumerate(self.transformer.h):
            x = x + block.attn(block.ln(x), flash=i % 2 == 0)
            x = x + block["mlp"](x)
        x = self.transformer.ln_f(self.transformer.gated(x))
        if targets is not None:
            logits = self.lm_head(x)
            loss = F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)
        else:
            logits = self.lm_head(x[:, [-1], :])
            loss = None
        return logits, loss

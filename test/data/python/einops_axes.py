import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange
def make(*s):
    n = 1
    for d in s: n *= d
    return torch.arange(n).float().reshape(*s)
x = make(2, 3, 4, 6)
def show(t): print(tuple(t.shape), t.reshape(-1).tolist()[:9])
show(rearrange(x, "b c h w -> b (h w) c"))
show(rearrange(x, "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=2, p2=3))
show(rearrange(x, "b ... -> ... b"))
show(rearrange(x, "b c h w -> (b c) 1 h w"))
show(rearrange(x, "b (c 1) h w -> b c h w"))
show(rearrange(x, "b c (h two) w -> two b c h w", two=2))
show(repeat(x, "b c h w -> b c (h r) w", r=2))
show(repeat(x[0, 0, 0], "n -> b n d", b=2, d=2))
show(repeat(x, "... w -> ... w 2"))
show(reduce(x, "b c h w -> b c", "mean"))
show(reduce(x, "b c (h 2) (w 3) -> b c h w", "max"))
show(reduce(x, "b c h w -> b 1 h w", "sum"))
show(rearrange([x[0], x[1]], "b c h w -> c b h w"))
show(rearrange(x, "b c h w -> b c () h w"))
for bad in ("b c h -> b c h", "b c h w -> b c h", "b c h w -> b c h w w", "b (c h w -> b c h w", "b (c d) h w -> b c d h w"):
    try:
        rearrange(x, bad); print("no error", bad)
    except Exception as error:
        print("error", bad)

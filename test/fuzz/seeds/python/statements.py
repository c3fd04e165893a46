from __future__ import annotations
from . import a as b, c
from ..d.e import (f, g as h,)
import i.j, k as l
a, *b = c = d[1:2, ::3, ...] = e.f = 1,
x: int = 3; (y): str; z.w: list[int] = []
x += 1; x **= 2; x //= 3; x >>= 4; x @= y
assert x, "message"
del a, (b[0], c.d)
for i, (j, *k) in *a, b:
    if i: continue
    elif j: break
    else: pass
else:
    pass
while (n := f()) and not (m is not n) or k not in l: n -= 1
try:
    raise ValueError(1) from None
except (A, B) as e: pass
except C: pass
except: raise
else: pass
finally: pass
try: pass
except* A: pass
with a as b, c: pass
with (a as b, c as d,): pass
with (a, b): pass
with (a, b) as c: pass
type T[A: int, *B, **C] = dict[A, B]

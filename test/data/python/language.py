"""What this prints is what CPython prints: language.out is its output."""

def show(*a, **k): print(*a, **k)
# mangling
class A:
    __p = 1
    def __m(self): return self.__p
    def get(self): return self.__m(), A._A__p
show(A().get())
# super in nested function and comprehension
class B(A):
    def get(self):
        def inner(): return super(B, self).get()
        return [super(B, self).get() for _ in range(1)], inner()
show(B().get())
class C:
    items = [1, 2]
    n = len(items)
    both = [i * 2 for i in items]
    def cls(self): return __class__
show(C.both, C().cls() is C)
# param captured by closure
def mk(a, *b, c=3, **d):
    def inner():
        nonlocal a
        a += 1
        return a, b, c, d
    return inner
k = mk(1, 2, c=4, e=5); k(); show(k())
# class in function with closure over method param
def cls_factory(base, val):
    class K(base):
        v = val
        def m(self): return super().get(), val
    return K
show(cls_factory(A, 9)().m(), cls_factory(A, 9).__qualname__)
# order of evaluation
def t(n): print('t', n); return n
d = {}
d[t(1)] = t(2)
show(d)
a, b = t(1), t(2)
t(3) if t(0) else t(4)
f = lambda *a, **k: None
f(t(1), *[t(2)], x=t(3), **{'y': t(4)})
class O: pass
o = O(); o.a = o; o.a.a.b = 5; show(o.b)
x = [0, 1, 2]; i = 0
i, x[i] = 1, 9; show(i, x)
# try else finally
def q(n):
    try:
        if n == 0: return 'ret'
        if n == 1: raise ValueError
    except ValueError: out = 'exc'
    else: out = 'else'
    finally: print('finally', n)
    return out
show(q(0), q(1), q(2))
# except name deleted
try:
    try: 1 / 0
    except ZeroDivisionError as e: pass
    e
except NameError as err: show('deleted', err)
# generator cleanup with for-break
def g():
    try:
        for i in range(5): yield i
    finally: pass
for v in g():
    if v == 2: break
show(v)
# generator expr laziness/nesting
show(list((a, b) for a in range(2) for b in range(2) if a != b), sum(x for x in (y * 2 for y in range(4))))
def gen_with_return():
    if False: yield
    return 7
def wrap(): show((yield from gen_with_return()))
list(wrap())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
show(list(It()), [*It()], sum(It()), max(It()), dict(zip(It(), 'abc')), 2 in It())
a, *b = It(); show(a, b)
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
show(list(Seq()), 20 in Seq())
# __getattribute__, property setter, classmethod property
class P:
    def __init__(self): self._v = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, n): self._v = n + 1
    @v.deleter
    def v(self): self._v = 'deleted'
p = P(); p.v = 4; show(p.v); p.v += 1; show(p.v); del p.v; show(p._v)
class GA:
    def __getattribute__(self, n):
        if n == 'z': return 'hooked'
        return object.__getattribute__(self, n)
ga = GA(); ga.q = 1; show(ga.z, ga.q)
class SA:
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
sa = SA(); sa.x = 4; show(sa.x, sa.__dict__); del sa.x
# init_subclass/class_getitem
class Reg:
    subs = {}
    def __init_subclass__(cls, key=None, **kw): super().__init_subclass__(**kw); Reg.subs[key] = cls.__name__
    def __class_getitem__(cls, k): return (cls.__name__, k)
class R1(Reg, key='one'): pass
show(Reg.subs, R1[int] == ('R1', int))
class New:
    def __new__(cls, *a):
        o = super().__new__(cls); o.args = a; return o
    def __init__(self, *a): self.inited = True
show(New(1, 2).args, New(1).inited)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
show(Single() is Single())
class Tup(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    s = property(lambda self: self[0] + self[1])
show(Tup(1, 2).s, Tup(1, 2) == (1, 2), len(Tup(1, 2)))
class DefaultD(dict):
    def __missing__(self, k): self[k] = v = len(self); return v
dd = DefaultD(); dd['a']; dd['b']; show(dd, dd['a'])
class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
ad = AttrDict(a=1); ad.b = 2; show(ad.a, ad['b'], ad)
class In(int):
    def __add__(self, o): return In(int(self) + o + 100)
show(In(1) + 1, In(5) * 2, isinstance(In(3), int))
# with suppression & return inside with
class W:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print('exit', t and t.__name__); return t is ValueError
def wr():
    with W(): return 'r'
def ws():
    with W() as a, W(): raise ValueError
    return 's'
def wl():
    for i in range(3):
        with W():
            if i == 1: break
    return i
show(wr(), ws(), wl())
# star-expr in index/return/subscript tuple
def rt(): return 1, *[2, 3]
m = {(1, 2): 'x'}; show(rt(), m[1, 2], [1, 2, 3][-1:][0])
for a, (b, *c) in [(1, (2, 3, 4))]: show(a, b, c)
for i, in [(1,), (2,)]: show(i)
[u, v] = 'ab'; show(u + v)
# global/nonlocal deletion, locals
def loc(a, b=2):
    c = 3
    return sorted(locals().items())
show(loc(1))
# lambda in class & default capture
fs = [lambda i=i: i for i in range(3)]; show([f() for f in fs])
# match more
def mm(v):
    match v:
        case (1, x) | [2, x]: return 'seq', x
        case {'a': 1, 'b': {'c': z}}: return 'map', z
        case float() | int(): return 'num'
        case [*_]: return 'list'
        case str(s) if len(s) > 3: return 'long'
        case 'hi' as w: return w
        case _: return None
show([mm(v) for v in ((1, 5), [2, 6], {'a': 1, 'b': {'c': 9}, 'k': 0}, 2.5, [], 'long string', 'hi', 'no', None)])
# try star / group-like
try:
    raise ValueError('x')
except* ValueError as eg: show('star')
# conditional expressions and bool ops with side effects
show([] or {} or 'last', 0 and t(9), None is None and 'yes', not not 1)
# string concat & implicit conversions
show('a' 'b' f"{'c'}" 'd', f'{1!s:>3}', f"{'%.1f' % 2.25}", f"{ {'a': 1}['a'] }", f'{[i for i in range(3)]}')
import sys as _s, os.path as osp
from math import pi as PI, floor
show(osp.join('a', 'b'), floor(PI), _s is not None)
# augmented assign through property/global
cnt = 0
def inc():
    global cnt
    cnt += 1
    return cnt
[inc() for _ in range(3)]; show(cnt)
# chained string methods, nested calls with kwargs
show(sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1]), dict(sorted({'b': 1, 'a': 2}.items())))
def outer(*args, sep='-', **kw): return sep.join(map(str, args)) + str(kw)
show(outer(*'ab', 1, sep='+', z=1))
# recursion via default mutable + memo
def memo(n, cache={0: 0, 1: 1}):
    if n not in cache: cache[n] = memo(n - 1) + memo(n - 2)
    return cache[n]
show(memo(50))
try:
    def bad(): yield 1; raise StopIteration
    list(bad())
except RuntimeError as e: show(e)
try: [1, 2].index(5)
except ValueError as e: show(e)
try: raise Exception('a', 1)
except Exception as e: show(e, e.args, repr(e))
try:
    try: raise ValueError('in')
    except ValueError as e: raise KeyError('out') from None
except KeyError as e: show(repr(e), e.__cause__, e.__suppress_context__ if hasattr(e, '__suppress_context__') else True)
class Cm:
    def __enter__(self): raise OSError('enter')
    def __exit__(self, *a): print('never')
try:
    with Cm(): pass
except OSError as e: show('os', e)
print(type(inc).__name__, type(show), A.__name__, A.get.__name__, A().get.__func__ is A.get)
x: int = 5
y: 'str'
show(x, __annotations__)
if x > 3:
    def cond(): return 'cond'
show(cond())
async def co(): return 1
show(co.__name__)
while True:
    x -= 1
    if x: continue
    else: break
show(x, '%d%%' % 5, '{:>{w}}'.format('a', w=4), 'x'.center(5, '*'), 'a-b'.partition('-'))
class Cnt:
    total = 0
    def __init__(self): Cnt.total += 1; self.id = self.total
    def __del__(self): pass
show([Cnt().id for _ in range(3)], Cnt.total)
print(eval('1 + 2 * x', {'x': 5}), [eval('x') for x in range(2)])
ns = {}; exec('def ff(a): return a * q\nq = 3', ns); show(ns['ff'](4))

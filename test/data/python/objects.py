"""What this prints is what CPython prints: objects.out is its output."""

import functools, itertools, collections, enum, dataclasses, typing, math, copy
from dataclasses import dataclass, field
from typing import *

def show(*a, **k): print(*a, **k)

# scoping
x = 'global'
class A:
    x = 'class'
    y = [x for _ in range(2)]
    def f(self): return x
    z = x + '!'
show(A.y, A().f(), A.z)
def outer():
    x = 'outer'
    class B:
        print(x)
        x = 'inner'
        print(x)
        def g(self): return x
    return B
show(outer()().g())
def fn():
    for i in range(3): pass
    return i, [i for i in range(5)], i
show(fn())
def genexp_scope():
    k = 10
    g = (k * i for i in range(3))
    k = 100
    return list(g)
show(genexp_scope())
# default args evaluated once
def acc(v, l=[]):
    l.append(v); return l
show(acc(1), acc(2))
# star
def f(*a, b=1, **k): return a, b, k
show(f(*range(3), *[9], b=4, **{'q': 1}, **{'r': 2}))
show((lambda *a, **k: (a, k))(1, 2, z=3))
# chained comparisons
def side(v):
    show('side', v); return v
show(side(1) < side(3) < side(2) < side(9))
show(1 < 2 == 2 != 3 in [3])
# walrus/cond
if (n := len('abc')) > 2: show(n)
show([y := 1, y ** 2])
# exceptions
def ex():
    try:
        try: raise KeyError('a')
        finally: show('fin')
    except KeyError as e:
        try: raise ValueError('b') from e
        except ValueError as v: return repr(v), repr(v.__cause__), repr(v.__context__)
show(ex())
def nested():
    try:
        raise ValueError(1)
    except ValueError:
        try: raise TypeError(2)
        except TypeError: pass
        try: raise
        except ValueError as e: return repr(e)
show(nested())
class MyErr(Exception):
    def __init__(self, code): super().__init__(f'code {code}'); self.code = code
try: raise MyErr(5)
except Exception as e: show(type(e).__name__, e, e.code, e.args)
def loop():
    r = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            r.append(i)
        finally: r.append(-i)
    else: r.append('else')
    return r
show(loop())
def w():
    while True:
        try: return 'r'
        finally: break
    return 'after'
show(w())
# context managers
import contextlib
@contextlib.contextmanager
def cm(n):
    show('in', n)
    try: yield n
    except ValueError as e: show('swallowed', e)
    finally: show('out', n)
with cm(1) as a, cm(2) as b:
    raise ValueError(a + b)
# generators
def g():
    r = yield 1
    show('got', r)
    try: yield 2
    except RuntimeError as e: show('exc', e); yield 3
    return 'ret'
def d():
    v = yield from g()
    show('v', v)
it = d()
show(next(it), it.send('s'), it.throw(RuntimeError('t')))
try: next(it)
except StopIteration as e: show('stop', e.value)
show(list(itertools.islice((i * i for i in itertools.count()), 4)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
show([v for v, _ in zip(fib(), range(10))])
# classes
class Meta(type):
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k); o.made = True; return o
    @property
    def p(cls): return cls.__name__
class M(metaclass=Meta):
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, M) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f'M({self.v!r})'
    def __getattr__(self, n):
        if n.startswith('dyn'): return n
        raise AttributeError(n)
    def __getitem__(self, k): return k
    def __call__(self, *a): return a
    def __contains__(self, k): return k == 3
    def __len__(self): return 7
    def __iter__(self): return iter([1, 2])
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __add__(self, o): return M(self.v + (o.v if isinstance(o, M) else o))
    __radd__ = __add__
    def __iadd__(self, o): self.v += o; return self
    def __bool__(self): return False
m = M(3)
show(m.made, M.p, m.dyn1, m[1:2, ..., None], m(1, 2), 3 in m, len(m), list(m), m + 1, 1 + m, bool(m), sorted([M(2), M(1)]))
m += 5
show(m, {M(1): 2}[M(1)], getattr(m, 'nope', 'dflt'), hasattr(m, 'nope'))
class D:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return (self.n, i is None)
    def __set__(self, i, v): show('set', self.n, v)
class H:
    d = D()
h = H(); h.d = 5; show(h.d, H.d)
class S(str):
    def shout(self): return self.upper() + '!'
show(S('a').shout(), S('a') + 'b', isinstance(S('q'), str), {S('k'): 1}['k'])
class L(list):
    def __init__(self, *a): super().__init__(a)
    def total(self): return sum(self)
show(L(1, 2, 3).total(), L(1, 2)[0], len(L(4)))
class P1:
    def who(self): return ['P1']
class P2(P1):
    def who(self): return ['P2'] + super().who()
class P3(P1):
    def who(self): return ['P3'] + super().who()
class P4(P2, P3):
    def who(self): return ['P4'] + super().who()
show(P4().who(), [c.__name__ for c in P4.__mro__])
class Slots:
    __slots__ = ('a',)
    def __init__(self): self.a = 1
show(Slots().a)
# dataclass & enum
@dataclass(order=True)
class DC:
    a: int
    b: str = 'x'
    c: list = field(default_factory=list)
    def __post_init__(self): self.c.append(self.a)
show(DC(1), DC(1) == DC(1), DC(1) < DC(2), dataclasses.replace(DC(1), b='z'), dataclasses.asdict(DC(4)))
class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    def low(self): return self.name.lower()
show(Color.RED, Color(2), Color['RED'].value, [c.low() for c in Color], Color.RED is Color(1))
NT = collections.namedtuple('NT', 'a b', defaults=[5])
show(NT(1), NT(1)._replace(b=2), NT(1).b)
show(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.partial(int, base=2)('101'))
@functools.wraps(fn)
def wrapped(): pass
show(wrapped.__name__, fn.__qualname__, P4.who.__qualname__, outer.__name__)
@functools.lru_cache(maxsize=None)
def fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)
show(fibo(60))
dd = collections.defaultdict(list); dd['a'].append(1); show(dict(dd), collections.OrderedDict(a=1), collections.Counter('aab'))
show(copy.deepcopy([[1], {'a': [2]}]))
# strings
show(f"{'a':>5}|{3.14159:8.3f}|{1000000:,}|{255:#x}|{'q'!r}|{x=}|{'nested ' + f'{1 + 1}'}")
show('%s %d %.2f %r' % ('a', 3, 2.5, 'z'), '{} {0}'.format(1) if 0 else '{0} {1} {k}'.format(1, 2, k=3))
show("a,b".split(','), ' x '.strip(), 'abc'[::-1], 'abc'[-2:], 'a' * 3, '-'.join(['x', 'y']))
# slices/del
l = list(range(10)); del l[::2]; l[1:2] = ['a', 'b']; show(l, l[-1], l[::-1])
t = (1, *(2, 3)); a, *b = t; show(t, a, b)
s = {3, 1}; s |= {2}; show(sorted(s), frozenset([1]) == {1}, {1, 2} & {2})
d2 = {'a': 1, **{'b': 2}}; d2 |= {'c': 3}; show(d2, list(d2.items()), d2.pop('a'), d2.setdefault('z', []))
show(max([1, 5, 2], key=lambda v: -v), sorted('bca', reverse=True), list(map(str, [1, 2])), any([]), all([]), sum([[1], [2]], []))
show(divmod(-7, 2), -7 % 3, 2 ** -1, 7 // 2.0, round(2.5), round(3.14159, 2), int('12'), float('1e3'), abs(-2), 10 ** 15)
show(list(enumerate('ab', 1)), list(zip([1, 2], 'ab')), list(reversed([1, 2])), isinstance(True, int), type(1).__name__)
def kw(a, /, b, *, c): return a, b, c
show(kw(1, b=2, c=3))
for bad in (lambda: kw(a=1, b=2, c=3), lambda: kw(1, 2), lambda: kw(1, 2, 3), lambda: [].foo, lambda: {}['k'], lambda: [][1], lambda: int('x'), lambda: 1 + 'a', lambda: undefined_name, lambda: 'a' < 1, lambda: next(iter([])), lambda: (1).real.foo):
    try: bad()
    except Exception as e: show(type(e).__name__, e)
match {'a': [1, 2, {'b': 3}]}:
    case {'a': [x1, *rest, {'b': y1}]} if x1: show(x1, rest, y1)
global_set = 0
def setg():
    global global_set, newg
    global_set += 1; newg = 5
setg(); show(global_set, newg)
def deco(cls): cls.extra = 1; return cls
@deco
class Z: pass
show(Z.extra, Z.__module__ == __name__, Z.__doc__)
show([[(i, j) for j in range(i)] for i in range(3)], {i: {j for j in range(i)} for i in range(3)})
try:
    assert 1 == 2, 'msg'
except AssertionError as e: show('assert', e)
show(type(lambda: 0).__name__, callable(len), (lambda a, b=2: a + b)(1))
i = 5
i **= 2; i //= 3; i %= 5; i <<= 2; i |= 1; i ^= 3; show(i)
show(0xff, 0b101, 0o17, 1_000, 1e-3, .5, 5., 'a' 'b', r'\n', b'ab', """m
l""", ...)
print(*[1, 2], sep='-', end='!\n')
def annotated(a: int, b: 'str' = 'x') -> List[int]: return []
show(annotated.__annotations__['a'], get_type_hints and True)
def rec(n): return n if n == 0 else rec(n - 1)
show(rec(500))
try: rec(10 ** 6)
except RecursionError: show('recursion')


class Asked:
    """Counts how often it is compared."""

    asked = 0

    def __init__(self, value):
        self.value = value

    def __gt__(self, other):
        Asked.asked += 1
        return self.value > other.value


print(max([Asked(2), Asked(5), Asked(3)]).value, Asked.asked)

def deco(*a):
    def wrap(f):
        n = 0
        def inner(*args, **kw):
            nonlocal n
            n += 1
            return f(*args, **kw), n
        return inner
    return wrap
@deco(1)
def f(a, b=2, /, c=3, *, d=4): return a + b + c + d
print(f(1), f(1, 2, c=5, d=6))
x = 5
def g():
    global x
    x, y = x + 1, (z := 3)
    del y
    return lambda q=z: q + x
print(g()(), (lambda *a, **k: (a, k))(*[1], **{"b": 2}), globals().get("x"), locals() is globals(), callable(g), vars().keys() and 1)
print(eval("x + 1"), isinstance(1, (int, str)), getattr(g, "__name__"), hasattr(x, "real"), id(x) == id(x), any([0, 1]), all([]), 1 < x <= 6 != 7, not x, x if x else 0, [i for i in range(3)][-1])

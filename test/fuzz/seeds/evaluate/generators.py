def g(n):
    try:
        for i in range(n):
            x = yield i
            if x: n += x
    finally:
        print("end")
    return n
def h():
    r = yield from g(3)
    yield r
it = h()
next(it)
print(it.send(None), list(it), sum(x * x for x in range(5)), max(g(4), default=0))
k = g(2); next(k); k.close()
try:
    m = g(2); next(m); m.throw(ValueError("x"))
except ValueError as e:
    print(e.args)
a, *b, c = g(5)
print(dict(zip("ab", g(2))), sorted(g(3), key=lambda v: -v), list(enumerate(map(str, g(2)), 1)))

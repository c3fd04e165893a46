def f(n):
    try:
        if n == 0: raise KeyError("k")
        if n == 1: return [][1]
        if n == 2: 1 / 0
        assert n < 4, n
        return n
    except (KeyError, IndexError) as e:
        return repr(e)
    except ZeroDivisionError:
        raise RuntimeError("z") from None
    else:
        return "else"
    finally:
        n = None
for i in range(5):
    try:
        print(f(i))
    except Exception as e:
        print(type(e).__name__, e, e.__cause__)
class E(Exception): pass
class M:
    def __enter__(self): return self
    def __exit__(self, *a): return True
with M() as m, M(): raise E(1, 2)
while True:
    break
else: pass

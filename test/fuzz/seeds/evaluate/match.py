class A:
    __match_args__ = ("x",)
    x = 1
def f(v):
    match v:
        case 0 | 1: return "n"
        case [a, *rest] if rest: return rest
        case {"k": k, **o}: return k, o
        case A(x=1) as z: return z.x
        case str(): return "s"
        case -1.5 | None: return
        case (a, b): return a
        case _: return "_"
print([f(v) for v in (0, [1, 2], {"k": 1, "l": 2}, A(), "q", None, (1,), 3.5)])

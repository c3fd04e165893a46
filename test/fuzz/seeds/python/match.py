match x, *y:
    case 1 | -2.5 | 3 + 4j | "a" "b" | None | True: pass
    case [a, (b, *_), *rest] if a > b: pass
    case {"k": v, M.n: [w], **others}: pass
    case Point(x=0, y=Q(z)) as p: pass
    case a.b.c | (d): pass
    case *e, f: pass
    case _: pass
match = case = type = _ = 1
match[match](match).type

import unknown


def f(x):
    a, *b = unknown.g(x)
    for i in range(unknown.n):
        if i > 3:
            return [c for c in b if c]
        elif a:
            raise ValueError(a)
        while a:
            a += 1
    match a:
        case [1, _]:
            yield a
    assert a and not b
    with unknown.h() as k:
        return k[i:] or {k: len(b)}


g = lambda t: 1 if unknown.p(t) else sorted(unknown.q)
print(list(f(1)), g(2))


class C:
    def __len__(self):
        return unknown.z < 3


print(len(C()), int(unknown.w))

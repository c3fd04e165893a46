def f(a):
    b = [x + y for x in a if x for y in x if y if x]
    c = {x: [y for y in x] for x in a}
    d = {z for z in (w for w in b)}
    return sum(last := v * k for v in d for k in c), last
g = [i for i in range(3)], [(lambda: i)() for i in range(3)]

d = {"a": 1, **{"b": 2}}
d.update(c=3); d.setdefault("d", []).append(4)
l = [3, 1, 2]; l.sort(reverse=True); l[1:1] = [9, 8]; del l[::2]; l += (5,); l *= 2
l.insert(-1, 7); l.pop(0); l.reverse(); l.extend(x for x in "ab"); l.remove("a")
s = {1, 2} | {3} & {3} ^ {4}; s.discard(9); s.add(5); s -= {1}
t = (1, (2, 3)) + (4,) * 2
print(d.items(), d.pop("a"), l, s, t[::-1], t.index(4), l[-1:], frozenset(s) <= s, 2 in t)
x = range(10, -5, -3); print(x[1], x[-1], len(x), 4 in x, list(reversed(x)), x[1:3])
for k, v in list(d.items()): del d[k]
print({i: j for i in range(3) if i for j in [i] if j}, [*x, *t], {*s}, d or None)
bytes([1, 2]) + b"ab"[::-1]; slice(1, None, 2).indices(5)

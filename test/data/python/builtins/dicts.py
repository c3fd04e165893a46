# dict, its views, set and frozenset.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


d = {"a": 1, "b": 2}
print(d, d["a"], d.get("z"), d.get("z", 5), d.setdefault("c", 3), d.setdefault("a", 9), "a" in d, 1 in d, len(d), list(d), d == {"b": 2, "a": 1, "c": 3})
print(d.pop("c"), d.pop("z", None), d.popitem(), d, dict(a=1, b=2), dict([("x", 1), ("y", 2)]), dict({"a": 1}, b=2), dict(), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
attempt(lambda: d["zz"])
attempt(d.pop, "zz")
attempt({}.popitem)
attempt(lambda: {}[1, 2])
attempt(lambda: {[1]: 2})
attempt(dict, 5)
attempt(dict, [1])
attempt(dict, [(1, 2, 3)])
attempt(dict, {}, {})
d.update({"x": 10}); d.update(y=11); d.update([("z", 12)], w=13); print(d); d.clear(); print(d)
e = {"a": 1, "b": 2}; f = e.copy(); f["a"] = 5; print(e, f, e | f, {**e, "c": 3}, f | {"q": 1}); e |= {"n": 0}; print(e); del e["n"]; print(e)
e |= [("k", 1)]; print(e)
attempt(lambda: {} | [])
print({1: "a", 1.0: "b", True: "c"}, {None: 1, (1, 2): 2}, {"a": {"b": [1]}}, {1: 2} == {1.0: 2.0}, {} == [], {1: 2} != {1: 3})
k, v, i = d.keys(), d.values(), d.items()
d["p"] = 1; d["q"] = 2
print(k, v, i, len(k), list(k), list(v), list(i), "p" in k, 2 in v, ("p", 1) in i, ("p", 2) in i, list(reversed(d)), list(reversed(d.items())))
print(k & {"p", "z"}, k | ["r"] == {"p", "q", "r"}, k - {"p"}, k ^ {"p"}, k == {"p", "q"}, k <= {"p", "q", "r"}, k.isdisjoint(["x"]), i & {("p", 1)}, {"p"} & k, {"p", "z"} - k, k >= {"p"})
for key, value in {"one": 1, "two": 2}.items(): print(key, value)
for n, (key, value) in enumerate({"one": 1}.items()): print(n, key, value)


def grow():
    g = {1: 1}
    for key in g:
        g[key + 1] = 1


def growItems():
    g = {1: 1}
    for key, value in g.items():
        g[key + 1] = 1


def growSet():
    g = {1}
    for key in g:
        g.add(key + 1)


attempt(grow)
attempt(growItems)
attempt(growSet)
m = {i: i * i for i in range(100)}
for i in range(0, 100, 2): del m[i]
print(len(m), sum(m), sum(m.values()), list(m)[:5], 3 in m, 4 in m, m.get(99))
print(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), max({"a": 1, "b": 3}, key={"a": 1, "b": 3}.get), list(map(lambda kv: kv[0], {"a": 1}.items())))


class Config(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def __missing__(self, key):
        if key == "auto":
            return "made"
        raise KeyError(key)


c = Config(lr=0.1, layers=[1, 2])
c.depth = 5
print(c, c.lr, c["depth"], c["auto"], hasattr(c, "nope"), isinstance(c, dict), len(c), "lr" in c, list(c), {**c}, dict(c) == c, c.get("auto"), c.copy())
attempt(lambda: c.nope)
attempt(lambda: c["nope"])


class Loud(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = 0

    def __getitem__(self, key):
        self.count += 1
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __contains__(self, key):
        return super().__contains__(key.upper())

    def __delitem__(self, key):
        super().__delitem__(key.upper())


l = Loud(a=1)
l["b"] = 2
print(l, l["B"], l.count, "b" in l, "a" in l, l.get("a"), l.pop("a"), len(l), l == {"B": 2}); del l["b"]; print(l, bool(l))


class Mapping:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


def collect(**kwargs):
    return kwargs


print(dict(Mapping()), collect(**Mapping()), {**Mapping()})

s = {3, 1, 2}
s.add(5); s.discard(9); s.discard(1); s.remove(2)
print(sorted(s), len(s), 3 in s, set(), {1}, set("a"), frozenset([1]), frozenset(), s == {5, 3}, sorted(s | {7}), sorted(s & {3}), sorted(s - {3}), sorted(s ^ {3, 4}))
attempt(s.remove, 99)
attempt(set().pop)
attempt(lambda: {[]})
attempt(set, 5)
attempt(lambda: {1} | [2])
print(sorted(s.union([1], (2,))), s.intersection([3, 9]), sorted(s.difference([3])), sorted(s.symmetric_difference([3, 8])), s.issubset([3, 5, 7]), s.issuperset([3]), s.isdisjoint([1]), s < {3, 5, 7}, s <= s, s < s, s > {3}, s >= {5, 3}, {1} == frozenset([1]), {1} != {2})
s |= {10}; s &= {10, 3}; s -= {3}; s ^= {11}; print(sorted(s)); s.update([1], [2]); s.intersection_update([1, 2, 3]); s.difference_update([1]); s.symmetric_difference_update([7]); print(sorted(s)); t = s.copy(); t.clear(); print(t, sorted(s))
fs = frozenset("ab")
print(sorted(fs), hash(fs) == hash(frozenset("ba")), {fs: 1}[frozenset("ab")], sorted(fs | {"c"}), type(fs | {"c"}).__name__, type({"c"} | fs).__name__, isinstance(fs, set), type(fs.union("c")).__name__, sorted(x * 2 for x in fs))
attempt(lambda: fs.add(1))


class Tags(set):
    def add(self, item):
        super().add(item.lower())


g = Tags(["A"])
g.add("B")
print(sorted(g), isinstance(g, set), len(g), "b" in g, g == {"A", "b"}, sorted(g | {"z"}), {x for x in "aab"} == {"a", "b"})

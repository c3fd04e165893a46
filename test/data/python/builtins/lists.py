# list, tuple, range and slice.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


def attemptType(function, *args):
    try:
        function(*args)
    except Exception as error:
        print(type(error).__name__)


a = [3, 1, 2]
a.append(5); a.extend((7, 8)); a.insert(0, 0); a.insert(-1, 9); a.insert(100, 10)
print(a, a.index(5), a.count(1), a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1); a.reverse(); print(a, len(a), 5 in a, 6 not in a, a + [1], [0] * 3, 2 * [1, 2], a == list(a), a is list(a))
a.sort(); print(a); a.sort(reverse=True); print(a); a.sort(key=lambda x: -x % 3); print(a)
b = a.copy(); b.clear(); print(a, b, list(), list("abc"), list(range(3)), list({"a": 1}), list((1, 2)))
attempt([].pop)
attempt([1].pop, 5)
attempt([1].remove, 2)
attempt([1].index, 2)
attempt([1, 2, 1].index, 1, 1)
attempt([1, 2, 1].index, 2, 0, 1)
attempt(lambda: [1][3])
attempt(lambda: [1]["a"])
attempt(lambda: [1] + (2,))
attempt([1].extend, 5)
attempt([1, "a"].sort)
attempt(list, 5)
attemptType(list, [1], [2])
attemptType([].append)
x = list(range(10))
print(x[2:5], x[:3], x[7:], x[::3], x[::-1], x[8:2:-2], x[-3:], x[:-3], x[20:], x[-20:2], x[5:2], x[::-4])
x[2:5] = [20]; print(x); x[0:0] = [7, 7]; print(x); x[::2] = [0] * 5; print(x); del x[1]; print(x); del x[::3]; print(x); del x[2:]; print(x)
x[:] = range(4); print(x); x[-1] = 9; print(x); x += (1, 2); print(x); x *= 2; print(x); x[1:1] = x; print(x)
attempt(lambda: x.__setitem__(slice(None, None, 2), [1]))
attempt(lambda: x.__setitem__(100, 1))
attempt(lambda: x.__delitem__(100))
attempt(lambda: x[::0])
print([1, 2] < [1, 3], [1, 2] < [1, 2, 3], [2] > [1, 5], [] < [1], [1, 2] == [1, 2], [1] != [1.0], [1, [2]] == [1, [2]], [[1]] < [[2]])
attempt(lambda: [1] < ["a"])
attempt(lambda: [1] < 5)
print([1, "a", None, True, 1.5, [], (), {}], [[1, 2], [3]], [None] * 2, repr([]), str(["é"]))
nested = [1]; nested.append(nested); print(nested)
words = ["banana", "Apple", "cherry", "apple"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, reverse=True), sorted([3, 1.5, True, 2]), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a"), (0, "z")]))
print(sorted([(1, "a"), (0, "b"), (1, "c"), (0, "d")], key=lambda p: p[0]), sorted([(1, "a"), (0, "b"), (1, "c"), (0, "d")], key=lambda p: p[0], reverse=True), sorted("hello", key=None))
attempt(sorted, [1, "a"])
attempt(sorted, 5)
attemptType(lambda: sorted([1], None))


class Version:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return "v%d" % self.n


print(sorted([Version(3), Version(1), Version(2)]), max([Version(3), Version(1)]), min(Version(3), Version(1)))

t = (1, 2, 3, 2)
print(t.index(2), t.count(2), t[1:], t[::-1], t + (4,), t * 2, (1,), (), tuple([1]), tuple("ab"), 2 in t, len(t), t == (1, 2, 3, 2), t < (1, 3), hash(t) == hash((1, 2, 3, 2)))
attempt(lambda: t[9])
attempt(t.index, 9)
attempt(lambda: t + [1])
attempt(lambda: hash(([],)))
print((1, (2, (3,))), tuple(range(3)), tuple(x for x in [1]), {(1, 2): "a"}[1, 2])

r = range(1, 10, 2)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], 5 in r, 4 in r, 5.0 in r, r.index(5), r.count(3), r.start, r.stop, r.step, r == range(1, 11, 2), range(0) == range(5, 2), bool(range(0)))
print(list(range(5, 0, -1)), list(range(0, -5, -2)), range(3), list(reversed(range(4))), sum(range(101)), max(range(5)), list(range(3))[1], range(10)[2:5], range(0, 10, 3)[-1], 0 in range(0))
attempt(range, 1, 2, 0)
attempt(range, 1.5)
attempt(range)
attempt(lambda: range(3)[5])
attempt(range(3).index, 7)

s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), s.indices(6), slice(None, None, -1).indices(5), list(range(10))[s], slice(1, 2) == slice(1, 2), slice(-3, None).indices(10))


class Stack(list):
    def __init__(self, *items):
        super().__init__(items)
        self.log = []

    def append(self, item):
        self.log.append(item)
        super().append(item)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        return ("got", value)

    def __setitem__(self, key, value):
        super().__setitem__(key, value * 10)

    def __len__(self):
        return 100


s = Stack(1, 2, 3)
s.append(4)
s[0] = 5
print(s, s[0], s.log, len(s), list(s), isinstance(s, list), s == [50, 2, 3, 4], [x for x in s], sum(s), s[1:], 2 in s, type(s).__name__, s + [1], list.__len__(s))


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]

    def __add__(self, other):
        return Pair(self[0] + other[0], self[1] + other[1])


p = Pair(1, 2)
print(p, p.first, p + Pair(3, 4), p == (1, 2), isinstance(p, tuple), len(p), hash(p) == hash((1, 2)), list(p), p[-1], type(p + p).__name__, {p: 1}[(1, 2)])
first, *rest = [1, 2, 3]
(u, v), w = (1, 2), 3
print(first, rest, u, v, w, [*range(3), *"ab"], (*[1], 2))
big = list(range(200))
big.sort(key=lambda i: (i % 7, -i))
print(big[:10], big[-5:])

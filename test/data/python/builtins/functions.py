# Iterators and the builtin functions.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("a", start=1)), list(zip("ab", [1, 2, 3])), list(zip()), list(zip("a")), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
attempt(lambda: list(zip([1], [1, 2], strict=True)))
attempt(lambda: list(zip([1, 2], [1], strict=True)))
attempt(lambda: list(zip([1], [2], strict=True)))
attempt(zip, 5)
attempt(map, str)
attempt(enumerate, 5)
print(list(reversed([1, 2, 3])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))), list(zip(*[(1, 2), (3, 4)])), dict(enumerate("ab")), type(zip()).__name__, isinstance(map(str, []), map))
attempt(reversed, {1})
attempt(reversed, 5)
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), iter(it) is it, list(it), sum([]), next(iter("a")))
attempt(next, it)
attempt(next, [1])
attempt(iter, 5)
count = [0]


def tick():
    count[0] += 1
    return count[0]


print(list(iter(tick, 4)), count, any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(5)), all(x < 2 for x in range(5)), any({}), all("a"))
print(sum([1, 2, 3]), sum([1, 2], 10), sum([0.1] * 10), sum([1, 2.5]), sum([[1], [2]], []), sum(range(10)), sum([True, True]), sum([1.5, 2], start=1), sum(x * x for x in range(4)), sum([1e16, 1.0, -1e16]))
attempt(sum, ["a"])
attempt(sum, ["a"], "")
attempt(sum, 5)
print(min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max("abc"), min([], default=0), max([1, -5], key=abs), min({"a": 2}), max((1, 2), (1, 3)), min(1, 1.0), max(1.0, 1), max([[1], [2]]), min(x for x in [2, 1]), max("a", "bb", key=len), max([], default=None))
attempt(min, [])
attempt(max)
attempt(max, 1)
attempt(max, 1, "a")
attempt(min, 1, 2, default=3)
attempt(max, [1], foo=1)
print(len([1]), len(""), len({}), len(range(5)), len((1, 2)), len({1}))
attempt(len, 5)
print(callable(len), callable(1), callable(int), callable(lambda: 1), callable("a".upper), isinstance(1, int), isinstance(1, (str, int)), isinstance("a", str), isinstance(None, type(None)), isinstance(True, int), isinstance([], (tuple, (list, dict))), issubclass(bool, int), issubclass(int, (str, object)), isinstance(int, type), isinstance(1, int | str), isinstance(1, object))
print(repr("a"), ascii("é"), str("a"), format(3.14159, ".2f"), format("a", ">3"), hash("x") == hash("x"), id(count) == id(count), bool("x"), type(1), type("a") is str, type(None).__name__, type(len).__name__, type(lambda: 1).__name__, type(type), type([]) == list, type(print).__name__)
print("a", 1, None, sep="-", end="!\n"); print(); print("x", end=""); print("y"); print(1, 2, sep=""); print("a", "b", sep=None, end=None); print(*[1, 2], sep=", ")
attempt(print, 1, sep=5)
attempt(print, 1, foo=5)


class Thing:
    shared = 1

    def __init__(self):
        self.own = 2

    @property
    def broken(self):
        raise AttributeError("inner")

    @property
    def failing(self):
        raise ValueError("bad")


o = Thing()
print(getattr(o, "own"), getattr(o, "nope", "default"), hasattr(o, "shared"), hasattr(o, "nope"), hasattr(o, "broken"), getattr(o, "broken", 7)); setattr(o, "new", 5); print(o.new, vars(o)); delattr(o, "new"); print(hasattr(o, "new"), [n for n in dir(o) if not n.startswith("__")], "append" in dir([]), "upper" in dir(str), o.__dict__)
attempt(getattr, o, "nope")
attempt(getattr, o, 5)
attempt(hasattr, o, "failing")
attempt(delattr, o, "nope")
attempt(setattr, 5, "a", 1)
attempt(lambda: [].nope)
attempt(lambda: "a".nope)
attempt(lambda: None.x)
attempt(open, "file.txt") if False else None
print(sorted([3, 1, 2]), list(map(int, "123")), list(map(max, [1, 5], [3, 2])), dict(map(lambda p: (p, len(p)), ["a", "bb"])), list(zip(range(3), "abc")), [*map(str.upper, "ab")], max(map(len, ["a", "bb"])), tuple(filter(str.isdigit, "a1b2")), list(enumerate(zip("ab", "cd"))))
print(Ellipsis, NotImplemented, ..., __debug__, int.mro(), bool.__mro__, bool.__bases__, object.__bases__, type.__name__, Thing.__name__, Thing.__module__ == __name__, Thing.__qualname__, o.__class__ is Thing, type(o) is Thing)
print(int | None, isinstance(None, int | None), isinstance("a", (int | str, list)), issubclass(int, int | str))
Made = type("Made", (Thing,), {"extra": 3, "double": lambda self: self.extra * 2})
print(Made.__name__, Made().double(), Made().own, issubclass(Made, Thing), Made.__bases__ == (Thing,))


class Meta(type):
    def __call__(cls, *args, **kwargs):
        made = super().__call__(*args, **kwargs)
        made.stamped = True
        return made

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return key


class WithMeta(metaclass=Meta):
    def __init__(self, a=1):
        self.a = a


print(WithMeta(5).stamped, WithMeta(5).a, len(WithMeta), WithMeta["k"], type(WithMeta).__name__, isinstance(WithMeta, Meta))


class Counter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __len__(self):
        return 7

    def __bool__(self):
        return False

    def __contains__(self, x):
        return x == "magic"

    def __call__(self, *args):
        return args

    def __reversed__(self):
        return iter("rev")

    def __abs__(self):
        return "abs"

    def __round__(self, n=None):
        return ("round", n)

    def __divmod__(self, other):
        return ("divmod", other)

    def __dir__(self):
        return ["z", "a"]


c = Counter(3)
print(list(c), len(c), bool(c), "magic" in c, c(1, 2), list(reversed(c)), abs(c), round(c), round(c, 2), divmod(c, 5), dir(c), list(zip(Counter(2), "ab")), sum(Counter(4)), max(Counter(3)), list(enumerate(Counter(2))), sorted(Counter(3)), tuple(Counter(2)), set(Counter(1)), [*Counter(2)])


class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


print(list(Sequence()), list(reversed(Sequence())), 20 in Sequence(), max(Sequence()), list(enumerate(Sequence())), [x for x in Sequence()])
gen = (x for x in range(3))
print(next(gen), list(gen), list(gen), sum(x for x in range(5) if x % 2))
print(list(map(lambda x: x, filter(None, iter([0, 1, 2])))), list(iter(dict(a=1))), list(iter({"k": 1}.values())))

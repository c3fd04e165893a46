import collections
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized

layers = OrderedDict([("conv", 1), ("relu", 2)])
layers["fc"] = 3
print(layers, list(layers), layers == {"conv": 1, "relu": 2, "fc": 3})
layers.move_to_end("conv")
print(list(layers.items()))
layers.move_to_end("fc", last=False)
print(list(layers), layers.popitem(), layers.popitem(last=False), len(layers))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), isinstance(layers, dict), OrderedDict())

groups = defaultdict(list)
groups["a"].append(1)
groups["a"].append(2)
print(groups["a"], dict(groups), "b" in groups, groups)
counts = defaultdict(int)
for letter in "hello":
    counts[letter] += 1
print(dict(counts))

tally = Counter("abracadabra")
print(tally.most_common(2), tally["z"], sum(tally.values()), tally.total())
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3) - Counter(a=5))
print(sorted(Counter("aab").elements()))

queue = deque([1, 2, 3], maxlen=3)
queue.append(4)
queue.appendleft(0)
print(queue, queue.pop(), queue.popleft(), len(queue), list(queue))
queue = deque(range(5))
queue.rotate(2)
print(queue, queue[0], 3 in queue)

Point = namedtuple("Point", ["x", "y"])
point = Point(1, y=2)
print(point, point.x, point[1], point == (1, 2), point._fields, point._asdict())
print(point._replace(x=5), Point._make([3, 4]), isinstance(point, tuple))
x, y = point
print(x, y, len(point), hash(point) == hash((1, 2)))
Config = namedtuple("Config", "depth width act", defaults=(64, "relu"))
print(Config(3), Config(3, act="gelu"), Config._field_defaults)
try:
    Point(1)
except TypeError as error:
    print(error)
try:
    point.x = 3
except AttributeError:
    print("cannot be set")


class Block(namedtuple("Block", ["scope", "unit"])):
    """A named tuple of its own."""

    def double(self):
        return self.unit * 2


print(Block("a", 3).double(), Block(scope="a", unit=1))

print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], dict(ChainMap({"a": 1}, {"a": 2})))
for value in ([], (), {}, "", 1, set(), iter([]), range(3), len, int):
    print(
        isinstance(value, Iterable),
        isinstance(value, Sequence),
        isinstance(value, Mapping),
        isinstance(value, Callable),
        isinstance(value, Iterator),
        isinstance(value, Sized),
        isinstance(value, Hashable),
        isinstance(value, collections.abc.Container),
    )


class Bag:
    def __iter__(self):
        return iter([1])

    def __len__(self):
        return 1


print(isinstance(Bag(), Iterable), isinstance(Bag(), Sequence), issubclass(list, Sequence))


class Lookup(Mapping):
    def __init__(self):
        self.values_ = {"a": 1}

    def __getitem__(self, key):
        return self.values_[key]

    def __iter__(self):
        return iter(self.values_)

    def __len__(self):
        return len(self.values_)


print(Lookup().get("a"), Lookup().get("b"), "a" in Lookup(), list(Lookup().items()), dict(Lookup()))

print(collections.OrderedDict[str, int]([("a", 1)])["a"], len(collections.deque[int]([1, 2])))
print(collections.defaultdict[str, int](int)["x"], collections.Counter[str]("aab")["a"])

import functools
from functools import cached_property, lru_cache, partial, reduce, singledispatch, wraps


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        """Not this text."""
        print("calling", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@logged
def add(a, b=1):
    """Adds."""
    return a + b


print(add(2), add(2, b=5), add.__name__, add.__doc__, add.__wrapped__(1, 1))

conv = partial(add, 10)
print(conv(), conv(3), conv.args, conv.keywords, conv.func is add)
nested = partial(partial(add, b=7), 1)
print(nested(), nested.args, nested.keywords)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), fib.cache_info().misses, fib.cache_info().hits)


@functools.cache
def greet(name, *, loud=False):
    return name.upper() if loud else name


print(greet("a", loud=True), greet("a"), greet("a", loud=True))


class Shape:
    def __init__(self, side):
        self.side = side
        self.computed = 0

    @cached_property
    def area(self):
        self.computed += 1
        return self.side**2

    @lru_cache()
    def scaled(self, by):
        return self.side * by


shape = Shape(3)
print(shape.area, shape.area, shape.computed, shape.scaled(2), shape.scaled(2))


@singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return f"int {value}"


@describe.register(list)
def _(value):
    return f"list of {len(value)}"


print(describe(1.5), describe(4), describe([1, 2]), describe(True))


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


print(Version(1) <= Version(2), Version(2) >= Version(3), Version(3) > Version(1))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


class Cell:
    def set_state(self, state):
        self.state = state

    on = functools.partialmethod(set_state, True)


cell = Cell()
cell.on()
print(cell.state)

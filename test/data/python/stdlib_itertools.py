import itertools
import operator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from itertools import chain, islice, product, repeat

print(list(chain([1], (2, 3))), list(chain.from_iterable([[1], [2]])), list(product([1, 2], "ab")))
print(list(repeat(3, 2)), list(islice(itertools.count(5, 2), 3)), list(islice(itertools.cycle("ab"), 5)))
print(list(islice(range(10), 2, 8, 3)), list(itertools.zip_longest([1, 2], [3], fillvalue=0)))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], operator.mul)))
print(list(itertools.accumulate([1, 2], initial=10)), list(itertools.combinations([1, 2, 3], 2)))
print(list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations_with_replacement("ab", 2)))
print([(k, list(g)) for k, g in itertools.groupby([1, 1, 2, 1], key=lambda x: x)])
print(list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(itertools.dropwhile(lambda x: x < 3, [1, 3, 1])), list(itertools.pairwise([1, 2, 3])))
a, b = itertools.tee(iter([1, 2]))
print(list(a), list(b), list(itertools.filterfalse(lambda x: x % 2, range(5))))
print(list(itertools.compress("abc", [1, 0, 1])), list(product([0, 1], repeat=2)), len(list(product())))

print(operator.add(1, 2), operator.itemgetter(1)([1, 2]), operator.itemgetter(0, 2)("abc"))
print(operator.attrgetter("real")(3), operator.methodcaller("upper")("a"), operator.not_(1), operator.neg(2))
print(operator.contains([1], 1), operator.abs(-3), operator.index(4), operator.__add__(1, 2))


@contextmanager
def managed(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)


with managed("a") as value:
    print(value)
try:
    with managed("b"):
        raise ValueError("inside")
except ValueError as error:
    print("caught", error)


@contextmanager
def swallowing():
    try:
        yield
    except KeyError:
        print("swallowed")


with swallowing():
    raise KeyError("x")


@managed("decorator")
def decorated():
    print("body")


decorated()
with suppress(KeyError, IndexError):
    [][1]
with nullcontext(5) as five:
    print(five)
with ExitStack() as stack:
    stack.enter_context(managed("one"))
    stack.enter_context(managed("two"))
    stack.callback(print, "callback")

# Methods of object, type, properties and exceptions.

def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


class Base:
    def __init__(self, x):
        self._x = x

    @property
    def x(self):
        "the x"
        return self._x

    @x.setter
    def x(self, value):
        self._x = value * 2

    @x.deleter
    def x(self):
        self._x = None

    @staticmethod
    def helper(a):
        return a + 1

    @classmethod
    def make(cls, *args):
        return cls(*args)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __eq__(self, other):
        return isinstance(other, Base) and self._x == other._x

    def __hash__(self):
        return hash(self._x)


class Derived(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def __repr__(self):
        return f"Derived({self._x}, {self.y})"

    def __lt__(self, other):
        return self._x < other._x


b = Base(1)
b.x = 5
print(b.x, Base.helper(1), b.helper(2), Base.make(3)._x, Derived.make(1, 2), b == Base(10), b != Base(1), b.dyn_foo, hasattr(b, "nothing"))
del b.x
print(b.x, Base.x.__doc__, Derived(1, 2) < Derived(2, 1), sorted([Derived(2, 0), Derived(1, 0)]), {Base(1): "found"}[Base(1)], Base(1) in [Base(2), Base(1)])
attempt(lambda: b.nothing)
attempt(Base)
attempt(Base, 1, 2)
attempt(Base, z=1)
attempt(object, 1)
attempt(lambda: object().x)
attempt(lambda: setattr(object(), "x", 1))
attempt(lambda: Derived(1, 2) < 5)
attempt(lambda: Base(1) + 1)
attempt(lambda: Base(1)[0])
attempt(lambda: Base(1)())
attempt(lambda: [] @ [])


class ReadOnly:
    @property
    def value(self):
        return 1

    size = property(lambda self: 10, lambda self, v: print("set", v))


r = ReadOnly()
r.size = 3
print(r.value, r.size)
attempt(lambda: setattr(r, "value", 2))
attempt(lambda: delattr(r, "value"))


class Tracked:
    created = []

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        cls.created.append(args)
        return self

    def __init__(self, *args, **kwargs):
        self.args = args

    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag


class Tagged(Tracked, tag="t"):
    pass


print(Tagged(1, 2).args, Tracked.created, Tagged.tag, Tracked.__subclasses__()[0].__name__, object.__new__(Tracked).__class__.__name__)


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return "class" if obj is None else obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value + 1


class Uses:
    field = Descriptor()


u = Uses()
print(u.field, Uses.field)
u.field = 1
print(u.field, u.__dict__, Uses.__dict__["field"].name)


def function(a, b=2, *args, c=3, **kwargs):
    "doc"
    return a, b, args, c, kwargs


print(function.__name__, function.__doc__, function.__defaults__, function.__kwdefaults__, function.__get__(5)(6), function(1, c=5, z=1), function.__call__(1), function.__module__ == __name__)
bound = u.__init__
print(Base.make.__func__.__name__, Derived(1, 2).__repr__(), Base.__init__.__name__, b.helper.__name__, Derived.make.__self__ is Derived)

try:
    raise ValueError("bad", 5)
except ValueError as error:
    print(error, repr(error), error.args, str(error), type(error).__mro__[1].__name__)
try:
    raise KeyError("k")
except LookupError as error:
    print(error, repr(error), error.args, str(error) == "'k'")
for make in [lambda: Exception(), lambda: Exception("a"), lambda: Exception(1, 2), lambda: KeyError(1), lambda: StopIteration(5), lambda: OSError("x"), lambda: SystemExit(3), lambda: AssertionError("no"), lambda: NotImplementedError()]:
    e = make()
    print(str(e), repr(e), e.args)
print(StopIteration(5).value, StopIteration().value, issubclass(KeyError, LookupError), isinstance(ZeroDivisionError(), ArithmeticError), issubclass(ModuleNotFoundError, ImportError), issubclass(UnicodeDecodeError, ValueError))


class ShapeError(ValueError):
    def __init__(self, shape, message="bad shape"):
        super().__init__(f"{message}: {shape}")
        self.shape = shape


class Plain(Exception):
    pass


class Printed(Exception):
    def __str__(self):
        return "printed"


for thrown in [ShapeError((1, 2)), Plain("p", 1), Printed("x")]:
    try:
        raise thrown
    except Exception as error:
        print(error, repr(error), error.args, getattr(error, "shape", None))
try:
    try:
        raise ValueError("inner")
    except ValueError as inner:
        raise RuntimeError("outer") from inner
except RuntimeError as error:
    print(repr(error.__cause__), error.with_traceback(None) is error)
e = ValueError("n")
e.add_note("note")
print(e.__notes__)
attempt(lambda: BaseException.__new__(ValueError, 1).args)
attempt(lambda: len(5))
attempt(lambda: undefined_name)
attempt(lambda: {}["k"])
attempt(lambda: [].pop())
attempt(lambda: int("x"))
attempt(lambda: (lambda a: a)())
attempt(lambda: (lambda: 1)(5))
attempt(lambda: (lambda a: a)(b=1))
attempt(lambda: (1).foo)
attempt(lambda: next(iter([])))


class Everything:
    def __getattribute__(self, name):
        if name == "secret":
            return "found"
        return object.__getattribute__(self, name)

    def __delattr__(self, name):
        print("deleting", name)

    def __format__(self, spec):
        return "fmt" + spec

    def __str__(self):
        return "str"

    def __index__(self):
        return 3

    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __iadd__(self, other):
        return "iadd"

    def __neg__(self):
        return "neg"

    def __invert__(self):
        return "inv"

    def __matmul__(self, other):
        return "matmul"

    def __floordiv__(self, other):
        return "floordiv"

    def __lshift__(self, other):
        return "lshift"


e = Everything()
del e.anything
print(e.secret, f"{e}", f"{e:x}", str(e), [0, 1, 2, 3][e], e + 1, 1 + e, -e, ~e, e @ 1, e // 1, e << 1, "%s" % e)
e += 1
print(e, type(Everything().__class__), Everything.__mro__[-1], int.__repr__(5), type.__call__(list, "ab"), type.mro(int))
print(Base.__eq__(Base(1), Base(1)), object.__eq__(1, 1), object.__ne__(1, 1), object().__eq__(5), Base(1).__hash__() == hash(1), "a".__class__.__name__, (1).__class__, None.__class__.__name__)
print(list.__init__.__name__, dict.__setitem__.__name__, list.append.__name__, str.join(",", "ab"), list.__contains__([1], 1), dict.__len__({1: 1}), tuple.__iter__((1,)).__next__(), list.__eq__([1], [1]), int.__lt__(1, 2), float.__mul__(2.0, 3.0), str.__mod__("%d", 5), set.__contains__({1}, 1), list.__iadd__([1], [2]), list.__mul__([1], 2), dict.__eq__({}, {}), list.__getitem__([5], 0))

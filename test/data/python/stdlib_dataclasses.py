import dataclasses
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, replace
from typing import ClassVar, List, Optional


@dataclass
class Config:
    depth: int
    width: int = 64
    blocks: List[int] = field(default_factory=lambda: [2, 2])
    act: Optional[str] = None
    registry: ClassVar[dict] = {}

    def total(self):
        return sum(self.blocks)


config = Config(3)
print(config, config.total(), Config(3) == config, Config(4) == config, config.blocks is Config(1).blocks)
print(Config(3, act="relu"), asdict(config), astuple(config), [f.name for f in fields(Config)])
print(replace(config, depth=9), dataclasses.is_dataclass(config), dataclasses.is_dataclass(3))
for call in ("Config()", "Config(1, 2, [], None, 5)", "Config(1, depth=2)", "Config(1, nope=2)"):
    try:
        eval(call)
    except TypeError as error:
        print(error)


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = field(default=0, compare=False, repr=False)


print(Point(1) < Point(2), Point(1, 2) == Point(1, 3), hash(Point(1)) == hash(Point(1)), Point(5, 6))
try:
    Point(1).x = 2
except dataclasses.FrozenInstanceError as error:
    print(error)


@dataclass
class Base:
    name: str
    scale: InitVar[int] = 2
    size: int = field(init=False)

    def __post_init__(self, scale):
        self.size = len(self.name) * scale


@dataclass
class Derived(Base):
    _: KW_ONLY
    extra: int = 0


print(Base("ab"), Base("ab", 5).size, Derived("abc", extra=4))
try:
    Derived("abc", 2, 3)
except TypeError as error:
    print(error)


@dataclass(eq=False)
class Plain:
    a: int

    def __repr__(self):
        return "plain"


print(Plain(1), Plain(1) == Plain(1))


@dataclass
class Nested:
    inner: Config
    many: list


print(asdict(Nested(Config(1), [Config(2), 3])))
try:

    @dataclass
    class Wrong:
        a: list = []

except ValueError:
    print("mutable default")


@dataclass(kw_only=True)
class Keywords:
    a: int
    b: int = 1


print(Keywords(a=3))
Made = dataclasses.make_dataclass("Made", [("x", int), ("y", int, 5)])
print(Made(1))


# __init__ assigns as any method would: a __setattr__ of the class sees it.
@dataclass
class Watched:
    a: int
    b: list = field(default_factory=list)

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)


print(Watched(1, [2]))


@dataclass
class Seeded:
    self: int
    seed: InitVar[int] = 3
    made: list = field(default_factory=list, init=False)

    def __post_init__(self, seed):
        self.made.append(seed + self.self)


print(Seeded(4), Seeded(4, seed=5) == Seeded(4, 5))
for arguments in ((), (1, 2, 3)):
    try:
        Seeded(*arguments)
    except TypeError as error:
        print(error)
try:
    Seeded(1, more=2)
except TypeError as error:
    print(error)


# replace() passes on what the constructor takes.
@dataclass
class Kept:
    name: str
    scale: InitVar[int] = 2
    size: int = field(init=False, default=0)
    tags: list = field(default_factory=list)
    shared: ClassVar[int] = 4

    def __post_init__(self, scale):
        self.size = len(self.name) * scale


@dataclass
class KeptToo(Kept):
    extra: InitVar[int] = field(kw_only=True)

    def __post_init__(self, scale, extra):
        self.size = scale + extra


kept = Kept("ab", 3, ["x"])
print(replace(kept), replace(kept, name="abc", scale=5), replace(kept).tags is kept.tags)
print(replace(KeptToo("ab", extra=1), extra=7, tags=[]))
for call in ("replace(kept, size=1)", "replace(kept, shared=1)", "replace(kept, nope=1)", "replace(KeptToo('a', extra=1))"):
    try:
        eval(call)
    except (TypeError, ValueError):
        print("no", call)

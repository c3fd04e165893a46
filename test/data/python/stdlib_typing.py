import typing
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ClassVar,
    Dict,
    Generic,
    List,
    Literal,
    NamedTuple,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    Type,
    TypedDict,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    overload,
)

T = TypeVar("T", bound="Base")
K = TypeVar("K")


def f(x: Optional[List[int]] = None, *args: Any, act: Callable[..., Any] = print) -> Tuple[int, ...]:
    return (1,)


print(f(), TYPE_CHECKING, cast(int, "a"))
print(Optional[int], Union[int, str], Optional[int] == Union[int, None], List[int], Dict[str, Any])
print(Callable[[int], str], Tuple[int, ...], Literal["a", "b"], Type[Any])
print(get_origin(List[int]) is list, get_args(Dict[str, int]), get_origin(Optional[int]) is Union)
print(isinstance([], List), isinstance((), Sequence), isinstance({}, List))
print(Union[int, Union[str, int]], Union[int])


class Base(Generic[T]):
    limit: ClassVar[int] = 3


class Derived(Base[int], Generic[K] if False else object):
    pass


class Names(List[str]):
    pass


print(Base[int]().limit, Derived().limit, Names(["a"]), isinstance(Names(), list))


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return self.x + self.y


print(Point(1), Point(1, 2).norm(), Point(x=3), Point._fields, isinstance(Point(1), tuple))
Pair = NamedTuple("Pair", [("a", int), ("b", str)])
print(Pair(1, "x"))


class Config(TypedDict, total=False):
    depth: int


config = Config(depth=3)
print(config, type(config) is dict, Config.__annotations__)


@typing.runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class Box:
    def size(self):
        return 1


print(isinstance(Box(), Sized), isinstance(3, Sized))


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(g(3), typing.get_type_hints(f)["return"] == Tuple[int, ...])
print((int | None) is not None, List["Base"] is not None)
UserId = typing.NewType("UserId", int)
print(UserId(3))

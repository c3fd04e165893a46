"""typing: annotations, which say nothing to the evaluator."""

import collections
import collections.abc
import contextlib
import re

TYPE_CHECKING = False


def _texts(args):
    return ", ".join(_text(arg) for arg in args)


def _text(arg):
    if arg is type(None):
        return "None"
    if arg is ...:
        return "..."
    if isinstance(arg, (list, tuple)):
        return f"[{_texts(arg)}]"
    if isinstance(arg, type):
        name = getattr(arg, "__qualname__", "")
        module = getattr(arg, "__module__", "builtins")
        return name if module == "builtins" else f"{module}.{name}"
    return repr(arg)


class _Subscriptable:
    """What both `Optional` and `Optional[int]` can do."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        origin = self.__origin__
        return (origin,) if isinstance(origin, type) else ()

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, subclass):
        return issubclass(subclass, self.__origin__)

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)


class _GenericAlias(_Subscriptable):
    """`List[int]` and `Model[T]`."""

    def __init__(self, origin, args, name=None, form=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self._form = form

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for parameter in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if parameter not in found:
                    found.append(parameter)
        return tuple(found)

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        chosen = dict(zip(self.__parameters__, args))
        replaced = tuple(_substitute(arg, chosen) for arg in self.__args__)
        return _GenericAlias(self.__origin__, replaced, self._name, self._form)

    def __getattr__(self, name):
        if name.startswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return any(isinstance(instance, arg) for arg in self.__args__)
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, subclass):
        if self.__origin__ is Union:
            return any(issubclass(subclass, arg) for arg in self.__args__)
        return issubclass(subclass, self.__origin__)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        if self.__origin__ is not other.__origin__:
            return False
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash(frozenset(self.__args__))
        return hash(self.__args__)

    def __repr__(self):
        if self.__origin__ is Union and len(self.__args__) == 2 and type(None) in self.__args__:
            return f"typing.Optional[{_texts(arg for arg in self.__args__ if arg is not type(None))}]"
        if self._form is not None and self.__origin__ is collections.abc.Callable:
            *parameters, result = self.__args__
            shown = "..." if parameters == [...] else f"[{_texts(parameters)}]"
            return f"typing.Callable[{shown}, {_text(result)}]"
        name = f"typing.{self._name}" if self._name else _text(self.__origin__)
        return f"{name}[{_texts(self.__args__)}]"


def _substitute(arg, chosen):
    if isinstance(arg, TypeVar):
        return chosen.get(arg, arg)
    if isinstance(arg, _GenericAlias) and arg.__parameters__:
        return arg[tuple(chosen.get(parameter, parameter) for parameter in arg.__parameters__)]
    return arg


def _converted(arg):
    return type(None) if arg is None else arg


class _SpecialForm(_Subscriptable):
    """A name such as `Any`, and those that can be subscripted."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__name__ = name
        self.__origin__ = self if origin is None else origin

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == "Optional":
            return Union[args[0], None]
        if self._name == "Union":
            return _union(args)
        if self._name == "Annotated":
            alias = _GenericAlias(args[0], (args[0],), "Annotated")
            alias.__metadata__ = args[1:]
            return alias
        if self._name == "Callable":
            parameters = args[0] if isinstance(args[0], list) else [args[0]]
            return _GenericAlias(
                self.__origin__, (*map(_converted, parameters), *map(_converted, args[1:])), "Callable", self
            )
        if self._name != "Literal":
            args = tuple(_converted(arg) for arg in args)
        return _GenericAlias(self.__origin__, args, self._name, self)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is self:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, instance):
        if self.__origin__ is self:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(instance, self.__origin__)

    def __repr__(self):
        return f"typing.{self._name}"


def _union(args):
    found = []
    for arg in args:
        parts = arg.__args__ if get_origin(arg) is Union else (_converted(arg),)
        for part in parts:
            if part not in found:
                found.append(part)
    return found[0] if len(found) == 1 else _GenericAlias(Union, tuple(found), "Union")


for _name in (
    "Annotated ClassVar Concatenate Final Literal LiteralString Never NoReturn NotRequired "
    "Optional ReadOnly Required Self TypeAlias TypeGuard TypeIs Union Unpack"
).split():
    globals()[_name] = _SpecialForm(_name)

for _name, _origin in {
    "List": list,
    "Tuple": tuple,
    "Dict": dict,
    "Set": set,
    "FrozenSet": frozenset,
    "Type": type,
    "OrderedDict": collections.OrderedDict,
    "DefaultDict": collections.defaultdict,
    "Counter": collections.Counter,
    "Deque": collections.deque,
    "ChainMap": collections.ChainMap,
    "AbstractSet": collections.abc.Set,
    "Callable": collections.abc.Callable,
}.items():
    globals()[_name] = _SpecialForm(_name, _origin)
for _name in (
    "AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Collection Container "
    "Coroutine Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView "
    "MutableMapping MutableSequence MutableSet Reversible Sequence Sized ValuesView"
).split():
    globals()[_name] = _SpecialForm(_name, getattr(collections.abc, _name))
Pattern = _SpecialForm("Pattern", re.Pattern)
Match = _SpecialForm("Match", re.Match)
ContextManager = _SpecialForm("ContextManager", contextlib.AbstractContextManager)
AsyncContextManager = _SpecialForm("AsyncContextManager", contextlib.AbstractContextManager)
Text = str


class Any:
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class TypeVar(_Subscriptable):
    __origin__ = None

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, **_):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __getitem__(self, args):
        return self

    def __iter__(self):
        return iter((self,))

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    pass


class ForwardRef:
    def __init__(self, arg, **_):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)

from typing._classes import *


def cast(typ, value):
    return value


def _itself(function):
    return function


final = override = no_type_check = no_type_check_decorator = runtime_checkable = _itself
runtime = runtime_checkable
assert_type = lambda value, typ: value
reveal_type = _itself


def overload(function):
    return function


def get_overloads(function):
    return []


def clear_overloads():
    pass


def dataclass_transform(**_):
    return _itself


def assert_never(value):
    raise AssertionError(f"Expected code to be unreachable, but got: {value!r}")


def get_origin(tp):
    if isinstance(tp, _GenericAlias):
        return Annotated if hasattr(tp, "__metadata__") else tp.__origin__
    if isinstance(tp, (_SpecialForm, TypeVar)):
        return None if tp.__origin__ is tp else tp.__origin__
    origin = getattr(tp, "__origin__", None)
    if origin is None and type(tp).__name__ == "UnionType":
        return type(tp)
    return origin


def get_args(tp):
    args = getattr(tp, "__args__", ())
    if isinstance(tp, _GenericAlias):
        if hasattr(tp, "__metadata__"):
            return (tp.__origin__, *tp.__metadata__)
        if tp.__origin__ is collections.abc.Callable:
            parameters = args[:-1]
            return (... if parameters == (...,) else list(parameters), args[-1])
    return args


def _evaluated(hint, namespace):
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if not isinstance(hint, str):
        return _converted(hint)
    try:
        return _converted(eval(hint, namespace))
    except Exception:
        return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys

    hints = {}
    for holder in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        annotations = getattr(holder, "__annotations__", None) or {}
        if isinstance(holder, type):
            annotations = holder.__dict__.get("__annotations__", {})
        namespace = globalns
        if namespace is None:
            module = sys.modules.get(getattr(holder, "__module__", None))
            namespace = dict(getattr(module, "__dict__", {}))
        namespace = {**namespace, **(localns or {})}
        for name, hint in annotations.items():
            hints[name] = _evaluated(hint, namespace)
    return hints


def is_typeddict(tp):
    return isinstance(tp, type) and hasattr(tp, "__total__")


def is_protocol(tp):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False)


def get_protocol_members(tp):
    return set(getattr(tp, "__annotations__", {}))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    return _SpecialForm(name)

"""Classes of typing that definitions derive from."""

from abc import ABCMeta, abstractmethod
from collections import namedtuple

__all__ = [
    "BinaryIO",
    "Generic",
    "IO",
    "NamedTuple",
    "Protocol",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "TextIO",
    "TypedDict",
]


class Generic:
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, args):
        from typing import _GenericAlias

        return _GenericAlias(cls, args if isinstance(args, tuple) else (args,))


def _members(protocol):
    names = set()
    for base in protocol.__mro__:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            names.update(base.__dict__.get("__annotations__", ()))
            names.update(
                name
                for name in base.__dict__
                if name not in _NO_MEMBERS and not name.startswith("_abc_")
            )
    return names


_NO_MEMBERS = {
    "_is_protocol", "__module__", "__qualname__", "__doc__", "__dict__", "__weakref__",
    "__annotations__", "__slots__", "__abstractmethods__", "__init__", "__new__",
    "__subclasshook__", "__class_getitem__", "__hash__", "__parameters__", "__orig_bases__",
    "__classcell__", "__name__", "__mro__", "__bases__", "__match_args__",
}


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if super().__instancecheck__(instance):
            return True
        if not cls.__dict__.get("_is_protocol"):
            return False
        return all(hasattr(instance, name) for name in _members(cls))


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = Protocol in cls.__bases__


class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self):
        pass


class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self):
        pass


class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self):
        pass


class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self):
        pass


class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self):
        pass


class SupportsAbs(Protocol):
    @abstractmethod
    def __abs__(self):
        pass


class SupportsRound(Protocol):
    @abstractmethod
    def __round__(self, digits=0):
        pass


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if not bases:
            return super().__new__(metacls, name, bases, namespace)
        fields = list(namespace.get("__annotations__", ()))
        defaults = [namespace[field] for field in fields if field in namespace]
        made = namedtuple(name, fields, defaults=defaults)
        for key, value in namespace.items():
            if key not in fields and key not in ("__qualname__", "__slots__", "__classcell__"):
                setattr(made, key, value)
        return made

    def __call__(cls, typename, fields=(), **kwargs):
        fields = list(fields) or list(kwargs.items())
        made = namedtuple(typename, [name for name, _ in fields])
        made.__annotations__ = dict(fields)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    pass


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True, **_):
        cls = super().__new__(metacls, name, (dict,), namespace)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        cls.__annotations__ = annotations
        cls.__total__ = total
        cls.__required_keys__ = frozenset(annotations if total else ())
        cls.__optional_keys__ = frozenset(() if total else annotations)
        return cls

    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            name, fields = args
            return _TypedDictMeta(name, (TypedDict,), {"__annotations__": fields}, **kwargs)
        return dict(*args, **kwargs)


class TypedDict(dict, metaclass=_TypedDictMeta):
    pass

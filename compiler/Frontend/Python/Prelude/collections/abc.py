"""collections.abc: what isinstance() is asked about containers."""

from abc import ABCMeta, abstractmethod


def _defines(cls, *names):
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return False
                break
        else:
            return False
    return True


class _OneTrick(metaclass=ABCMeta):
    """Classes with these methods are virtual subclasses."""

    _required = None

    @classmethod
    def __subclasshook__(cls, subclass):
        required = cls.__dict__.get("_required")
        if required and _defines(subclass, *required):
            return True
        return NotImplemented

    @classmethod
    def __class_getitem__(cls, item):
        return cls


class Hashable(_OneTrick):
    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not Hashable:
            return NotImplemented
        if issubclass(subclass, (list, dict, set)):
            return False
        for base in subclass.__mro__:
            if "__hash__" in base.__dict__:
                return base.__dict__["__hash__"] is not None
            if "__eq__" in base.__dict__:
                return False
        return True


class Iterable(_OneTrick):
    _required = ("__iter__",)

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    _required = ("__next__", "__iter__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _required = ("__reversed__", "__iter__")


class Generator(Iterator):
    _required = ("__iter__", "__next__", "send", "throw", "close")


class Sized(_OneTrick):
    _required = ("__len__",)

    @abstractmethod
    def __len__(self):
        return 0


class Container(_OneTrick):
    _required = ("__contains__",)

    @abstractmethod
    def __contains__(self, item):
        return False


class Collection(Sized, Iterable, Container):
    _required = ("__len__", "__iter__", "__contains__")


class Callable(_OneTrick):
    _required = ("__call__",)

    @abstractmethod
    def __call__(self, *args, **kwargs):
        return False


class Sequence(Reversible, Collection):
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        for index in range(start, len(self) if stop is None else stop):
            if self[index] == value:
                return index
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item == value)


class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        values = list(self)
        for index, value in enumerate(reversed(values)):
            self[index] = value

    def __iadd__(self, values):
        self.extend(values)
        return self


class ByteString(Sequence):
    pass


class Set(Collection):
    def __le__(self, other):
        return len(self) <= len(other) and all(item in other for item in self)

    def __eq__(self, other):
        return len(self) == len(other) and self <= other

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError


class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return [key for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def values(self):
        return [self[key] for key in self]

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None


class MutableMapping(Mapping):
    _absent = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_absent):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is MutableMapping._absent:
            raise KeyError(key)
        return default

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError("popitem(): mapping is empty")

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwargs):
        for key, value in {**dict(other), **kwargs}.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]


class MappingView(Sized):
    pass


class KeysView(MappingView, Set):
    pass


class ItemsView(MappingView, Set):
    pass


class ValuesView(MappingView, Collection):
    pass


class Awaitable(_OneTrick):
    _required = ("__await__",)


class Coroutine(Awaitable):
    _required = ("__await__", "send", "throw", "close")


class AsyncIterable(_OneTrick):
    _required = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _required = ("__anext__", "__aiter__")


class AsyncGenerator(AsyncIterator):
    _required = ("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Buffer(_OneTrick):
    pass


def _register_builtins():
    """The builtin classes have no methods to be known by."""
    for cls in (tuple, str, range):
        Sequence.register(cls)
    ByteString.register(bytes)
    MutableSequence.register(list)
    Set.register(frozenset)
    MutableSet.register(set)
    MutableMapping.register(dict)
    KeysView.register(type({}.keys()))
    ValuesView.register(type({}.values()))
    ItemsView.register(type({}.items()))
    Reversible.register(dict)
    Generator.register(type(value for value in ()))
    for iterator in (iter([]), iter(()), iter({}), iter(""), iter(range(0)), iter(set()), zip(),
                     enumerate([]), reversed([]), map(len, []), filter(None, [])):
        Iterator.register(type(iterator))
    for function in (_defines, len, [].append, Iterable.register, type):
        Callable.register(type(function))


_register_builtins()

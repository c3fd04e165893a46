"""functools: functions made of functions."""

from _kiln import is_opaque

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING and not is_opaque(value):
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


class partial:
    def __class_getitem__(cls, item):
        return cls

    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        pieces = [repr(self.func)]
        pieces += [repr(value) for value in self.args]
        pieces += [f"{key}={value!r}" for key, value in self.keywords.items()]
        return f"functools.partial({', '.join(pieces)})"


class partialmethod:
    def __class_getitem__(cls, item):
        return cls

    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if instance is None:
            return partial(self.func, *self.args, **self.keywords)
        bound = self.func.__get__(instance, owner)
        return partial(bound, *self.args, **self.keywords)


def reduce(function, iterable, initial=_MISSING, /):
    iterator = iter(iterable)
    if initial is _MISSING:
        for initial in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        initial = function(initial, item)
    return initial


def _cached(function, maxsize, typed):
    results = {}
    hits = misses = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = (args, tuple(kwargs.items())) if kwargs else args
        if typed:
            key = (key, tuple(type(value) for value in args))
        value = results.get(key, _MISSING)
        if value is not _MISSING:
            hits += 1
            return value
        misses += 1
        value = function(*args, **kwargs)
        if maxsize is None or maxsize > 0:
            if maxsize is not None and len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = value
        return value

    def cache_info():
        from collections import namedtuple

        info = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
        return info(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, typed)
    return lambda function: _cached(function, maxsize, typed)


def cache(function):
    return _cached(function, None, False)


class cached_property:
    def __class_getitem__(cls, item):
        return cls

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        values = instance.__dict__
        if self.attrname in values:
            return values[self.attrname]
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value


def _dispatch(registry, cls):
    for base in cls.__mro__:
        if base is not object and base in registry:
            return registry[base]
    for base, implementation in registry.items():
        if base is not object and issubclass(cls, base):
            return implementation
    return registry[object]


def singledispatch(function):
    registry = {object: function}

    def register(cls, implementation=None):
        if implementation is not None:
            registry[cls] = implementation
            return implementation
        if not isinstance(cls, type):
            from typing import get_type_hints

            hints = get_type_hints(cls)
            registry[next(iter(hints.values()))] = cls
            return cls
        return lambda implementation: register(cls, implementation)

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{function.__name__} requires at least 1 positional argument")
        return _dispatch(registry, type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = lambda cls: _dispatch(registry, cls)
    wrapper.registry = registry
    return update_wrapper(wrapper, function)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(type(args[0]))
            return chosen.__get__(instance, owner)(*args, **kwargs)

        return method


# What each comparison is in terms of another and equality.
_ORDERINGS = {
    "__lt__": {
        "__gt__": lambda a, b: not a.__lt__(b) and a != b,
        "__le__": lambda a, b: a.__lt__(b) or a == b,
        "__ge__": lambda a, b: not a.__lt__(b),
    },
    "__le__": {
        "__ge__": lambda a, b: not a.__le__(b) or a == b,
        "__lt__": lambda a, b: a.__le__(b) and a != b,
        "__gt__": lambda a, b: not a.__le__(b),
    },
    "__gt__": {
        "__lt__": lambda a, b: not a.__gt__(b) and a != b,
        "__ge__": lambda a, b: a.__gt__(b) or a == b,
        "__le__": lambda a, b: not a.__gt__(b),
    },
    "__ge__": {
        "__le__": lambda a, b: not a.__ge__(b) or a == b,
        "__gt__": lambda a, b: a.__ge__(b) and a != b,
        "__lt__": lambda a, b: not a.__ge__(b),
    },
}


def total_ordering(cls):
    defined = {name for base in cls.__mro__ if base is not object for name in base.__dict__}
    for root, derived in _ORDERINGS.items():
        if root in defined:
            for name, function in derived.items():
                if name not in defined:
                    setattr(cls, name, function)
            return cls
    raise ValueError("must define at least one ordering operation: < > <= >=")


def cmp_to_key(compare):
    class Key:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

        def __le__(self, other):
            return compare(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return compare(self.obj, other.obj) >= 0

    return Key

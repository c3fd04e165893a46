"""abc: classes that cannot be instantiated, and virtual subclasses."""


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


def _is_abstract(value):
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return getattr(value, "__isabstractmethod__", False) is True


class ABCMeta(type):
    def __new__(metaclass, name, bases, namespace, **keywords):
        cls = super().__new__(metaclass, name, bases, namespace, **keywords)
        abstract = {key for key, value in namespace.items() if _is_abstract(value)}
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if _is_abstract(getattr(cls, key, None)):
                    abstract.add(key)
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_registry = []
        return cls

    def __call__(cls, *args, **kwargs):
        if cls.__abstractmethods__:
            names = ", ".join(sorted(cls.__abstractmethods__))
            plural = "s" if len(cls.__abstractmethods__) > 1 else ""
            raise TypeError(
                f"Can't instantiate abstract class {cls.__name__} "
                f"with abstract method{plural} {names}"
            )
        return super().__call__(*args, **kwargs)

    def register(cls, subclass):
        for base in cls.__mro__:
            if "_abc_registry" in base.__dict__:
                base._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        mro = subclass.__mro__
        if cls in mro:
            return True
        for registered in cls._abc_registry:
            if registered in mro:
                return True
        hook = getattr(cls, "__subclasshook__", None)
        return hook is not None and hook(subclass) is True


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls

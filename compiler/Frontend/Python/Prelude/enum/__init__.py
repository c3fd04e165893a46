"""enum: classes whose members are constants."""

from types import FunctionType

from _kiln import is_opaque


class auto:
    """A value that is chosen when the class is made; operators wait for it."""

    def __init__(self, resolve=None):
        self._resolve = resolve
        self.value = None

    def resolve(self, next_value):
        if self.value is None:
            self.value = self._resolve() if self._resolve else next_value()
        return self.value

    def __or__(self, other):
        return auto(lambda: _plain(self) | _plain(other))

    def __ror__(self, other):
        return auto(lambda: _plain(other) | _plain(self))

    def __and__(self, other):
        return auto(lambda: _plain(self) & _plain(other))

    def __xor__(self, other):
        return auto(lambda: _plain(self) ^ _plain(other))

    def __invert__(self):
        return auto(lambda: ~_plain(self))


def _plain(value):
    return value.value if isinstance(value, auto) else value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    if isinstance(value, (FunctionType, property, classmethod, staticmethod)):
        return True
    return not isinstance(value, type) and hasattr(type(value), "__get__")


def _is_member(name, value):
    if isinstance(value, member):
        return True
    if name.startswith("__") or isinstance(value, nonmember):
        return False
    if name.startswith("_") and name.endswith("_"):
        return False
    return not _is_descriptor(value)


def _equal(a, b):
    if a is b:
        return True
    return not is_opaque(a) and not is_opaque(b) and bool(a == b)


def _data_type(bases):
    """The class whose values the members have beside being members."""
    for base in bases:
        for cls in base.__mro__:
            if cls is object or isinstance(cls, EnumType):
                continue
            if "__new__" in cls.__dict__ or cls in (int, float, str, bytes, tuple, list, dict):
                return cls if cls in base.__bases__ or cls is base else base
    return object


def _own_new(namespace, bases):
    if "__new__" in namespace:
        return namespace["__new__"]
    for base in bases:
        for cls in base.__mro__:
            if isinstance(cls, EnumType) and "_kiln_new" in cls.__dict__:
                return cls.__dict__["_kiln_new"]
    return None


class EnumType(type):
    def __new__(metacls, name, bases, namespace, *, boundary=None, **keywords):
        members = {key: value for key, value in namespace.items() if _is_member(key, value)}
        others = {key: value for key, value in namespace.items() if key not in members}
        for key, value in others.items():
            if isinstance(value, nonmember):
                others[key] = value.value
        create = _own_new(namespace, bases)
        others.pop("__new__", None)
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        cls = super().__new__(metacls, name, bases, others, **keywords)
        cls._member_map_ = {}
        cls._member_names_ = []
        cls._member_type_ = _data_type(bases)
        if create is not None:
            create = getattr(create, "__func__", create)
            cls._kiln_new = staticmethod(create)
        _choose_texts(cls)
        cls._add_members(members, create)
        return cls

    def _add_members(cls, members, create):
        values = []
        for name, value in members.items():
            if isinstance(value, member):
                value = value.value
            value = cls._resolve(name, value, values)
            added = cls._add_member(name, value, create)
            values.append(added._value_)

    def _resolve(cls, name, value, values):
        following = lambda: cls._generate_next_value_(name, 1, len(values), values)
        if isinstance(value, auto):
            return value.resolve(following)
        if isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
            return tuple(
                item.resolve(following) if isinstance(item, auto) else item for item in value
            )
        return value

    def _add_member(cls, name, value, create):
        made = cls._make(value, create)
        for other in cls._member_map_.values():
            if _equal(other._value_, made._value_):
                made = other
                break
        else:
            made._name_ = name
            made._sort_order_ = len(cls._member_names_)
            if hasattr(cls, "__init__") and cls.__init__ is not object.__init__:
                made.__init__(*(value if isinstance(value, tuple) else (value,)))
            cls._member_names_.append(name)
        cls._member_map_[name] = made
        type.__setattr__(cls, name, made)
        return made

    def _make(cls, value, create):
        """A member that has a value, but no name yet."""
        data_type = cls._member_type_
        args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
        if create is not None:
            made = create(cls, *args)
        elif data_type is object:
            made = object.__new__(cls)
        else:
            made = data_type.__new__(cls, *args)
        if "_value_" not in made.__dict__:
            made._value_ = value if data_type is object else _data_value(data_type, args, value)
        made.__objclass__ = cls
        return made

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, **_):
        if names is None and cls._member_map_:
            return cls._find(value)
        if names is None:
            if cls._member_map_ or not isinstance(value, str):
                return cls._find(value)
            raise TypeError(f"{cls!r} has no members")
        return _functional(cls, value, names, type, start)

    def _find(cls, value):
        if builtin_type(value) is cls:
            return value
        for found in cls._member_map_.values():
            if _equal(found._value_, value):
                return found
        found = cls._missing_(value)
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return found

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any(_equal(found._value_, value) for found in cls._member_map_.values())

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return reversed(list(cls))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __repr__(cls):
        return f"<enum {cls.__name__!r}>"


EnumMeta = EnumType
builtin_type = type


def _data_value(data_type, args, value):
    try:
        return data_type(*args)
    except TypeError:
        return value


def _choose_texts(cls):
    """str() and repr() of members are the enum's, not those of their values."""
    if cls._member_type_ is object:
        return
    for name in ("__repr__", "__str__", "__format__"):
        for base in cls.__mro__:
            is_data = base in cls._member_type_.__mro__
            if name in base.__dict__ and not is_data:
                if base is not cls:
                    type.__setattr__(cls, name, base.__dict__[name])
                break


def _functional(cls, name, names, data_type, start):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if hasattr(names, "items"):
        names = list(names.items())
    namespace = {}
    for index, item in enumerate(names):
        if isinstance(item, str):
            namespace[item] = auto() if issubclass(cls, Flag) else start + index
        else:
            namespace[item[0]] = item[1]
    bases = (cls,) if data_type is None else (data_type, cls)
    return EnumType.__new__(type(cls), name, bases, namespace)


class Enum(metaclass=EnumType):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return max(last_values) + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)


class ReprEnum(Enum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def unique(enumeration):
    aliases = [
        f"{name} -> {found._name_}"
        for name, found in enumeration._member_map_.items()
        if name != found._name_
    ]
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(aliases)}")
    return enumeration


def verify(*checks):
    return lambda enumeration: enumeration


CONTINUOUS = "continuous"
NAMED_FLAGS = "named flags"
UNIQUE = "unique"
STRICT = "strict"
CONFORM = "conform"
EJECT = "eject"
KEEP = "keep"
property = property

from enum._flags import Flag, IntFlag

class _MissingType:
    def __repr__(self):
        return "<dataclasses.MISSING>"


class _KeywordOnlyType:
    pass


MISSING = _MissingType()
KW_ONLY = _KeywordOnlyType()


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    @classmethod
    def __class_getitem__(cls, type):
        return cls(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        # "field", "class" (ClassVar) or "init" (InitVar).
        self._kind = "field"

    def has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
            f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
            f"kw_only={self.kw_only!r})"
        )


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind(annotation):
    if isinstance(annotation, str):
        head = annotation.split("[")[0].split(".")[-1].strip()
        return {"ClassVar": "class", "InitVar": "init"}.get(head, "field")
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "init"
    origin = getattr(annotation, "__origin__", annotation)
    return "class" if getattr(origin, "_name", None) == "ClassVar" else "field"


def _is_keyword_marker(annotation):
    if isinstance(annotation, str):
        return annotation.split(".")[-1] == "KW_ONLY"
    return annotation is KW_ONLY


def _own_field(cls, name, annotation, kw_only):
    value = cls.__dict__.get(name, MISSING)
    item = value if isinstance(value, Field) else field(default=value)
    item.name = name
    item.type = annotation
    item._kind = _kind(annotation)
    if item.kw_only is MISSING:
        item.kw_only = kw_only
    if isinstance(item.default, (list, dict, set)) and item._kind == "field":
        raise ValueError(
            f"mutable default {type(item.default)} for field {name} is not allowed: "
            "use default_factory"
        )
    if isinstance(value, Field):
        if item.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, item.default)
    return item


def own_fields(cls, kw_only):
    result = []
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is_keyword_marker(annotation):
            kw_only = True
        else:
            result.append(_own_field(cls, name, annotation, kw_only))
    return result


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(item for item in found.values() if item._kind == "field")


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")

"""dataclasses: classes made of their annotations."""

import copy

from dataclasses._fields import (
    KW_ONLY,
    MISSING,
    Field,
    FrozenInstanceError,
    InitVar,
    field,
    fields,
    is_dataclass,
    own_fields,
)
from dataclasses._methods import add_methods


def _replaced(items):
    """What replace() treats alike, by name, and the fields that need a look."""
    plain = [item.name for item in items if item._kind == "field" and item.init]
    others = [item for item in items if item._kind == "init" or item._kind == "field" and not item.init]
    return plain, others


def _make(cls, options):
    collected = {}
    for base in reversed(cls.__mro__[1:]):
        collected.update(base.__dict__.get("__dataclass_fields__", {}))
    for item in own_fields(cls, options["kw_only"]):
        collected[item.name] = item
    cls.__dataclass_fields__ = collected
    cls.__dataclass_params__ = options
    cls.__dataclass_replaced__ = _replaced(collected.values())
    add_methods(cls, collected, options)
    return cls


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    options = {
        "init": init,
        "repr": repr,
        "eq": eq,
        "order": order,
        "unsafe_hash": unsafe_hash,
        "frozen": frozen,
        "match_args": match_args,
        "kw_only": kw_only,
    }
    if cls is not None:
        return _make(cls, options)
    return lambda cls: _make(cls, options)


def _converted(value, convert_fields, inner):
    """`value` with the dataclasses in it converted."""
    if is_dataclass(value) and not isinstance(value, type):
        return convert_fields(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[inner(item) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)(inner(item) for item in value)
    if isinstance(value, dict):
        pairs = [(inner(key), inner(item)) for key, item in value.items()]
        if hasattr(type(value), "default_factory") or hasattr(value, "default_factory"):
            return type(value)(value.default_factory, pairs)
        return type(value)(pairs)
    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert_fields(value):
        return dict_factory([(item.name, inner(getattr(value, item.name))) for item in fields(value)])

    def inner(value):
        return _converted(value, convert_fields, inner)

    return convert_fields(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert_fields(value):
        return tuple_factory([inner(getattr(value, item.name)) for item in fields(value)])

    def inner(value):
        return _converted(value, convert_fields, inner)

    return convert_fields(obj)


def replace(obj, /, **changes):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("replace() should be called on dataclass instances")
    plain, others = obj.__dataclass_replaced__
    for item in others:
        if not item.init:
            if item.name in changes:
                raise ValueError(f"field {item.name} is declared with init=False")
        elif item.name not in changes:
            if item.default is MISSING:
                raise ValueError(f"InitVar {item.name!r} must be specified with replace()")
            changes[item.name] = getattr(obj, item.name)
    kept = {name: getattr(obj, name) for name in plain if name not in changes}
    return type(obj)(**kept, **changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "typing.Any"
            continue
        annotations[item[0]] = item[1]
        if len(item) == 3:
            namespace[item[0]] = item[2]
    namespace["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, namespace), **options)

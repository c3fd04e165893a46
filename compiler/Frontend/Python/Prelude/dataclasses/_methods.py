from dataclasses._fields import MISSING, FrozenInstanceError


def _check_order(positional):
    with_default = None
    for item in positional:
        if item.has_default():
            with_default = item
        elif with_default is not None:
            raise TypeError(
                f"non-default argument {item.name!r} follows default argument"
            )


class _FactoryDefault:
    def __repr__(self):
        return "<factory>"


_FACTORY = _FactoryDefault()


def _parameter(item, scope):
    """A field as a parameter; what its default needs goes to `scope`."""
    if not item.has_default():
        return item.name
    default = f"__{item.name}_default__"
    scope[default] = item.default if item.default is not MISSING else _FACTORY
    return f"{item.name}={default}"


def _assignment(item, frozen, scope):
    """The statements that set a field, if any."""
    value = item.name
    if item.default_factory is not MISSING:
        factory = f"__{item.name}_factory__"
        scope[factory] = item.default_factory
        value = f"{factory}()"
        if item.init:
            value = f"{value} if {item.name} is __FACTORY__ else {item.name}"
    elif not item.init:
        return []
    if item._kind == "init":
        return [] if value == item.name else [f"{item.name} = {value}"]
    if frozen:
        return [f"__set__(__self__, {item.name!r}, {value})"]
    return [f"__self__.{item.name} = {value}"]


def _init(cls, items, frozen):
    items = [item for item in items if item._kind != "class"]
    positional = [item for item in items if item.init and not item.kw_only]
    keyword_only = [item for item in items if item.init and item.kw_only]
    _check_order(positional)

    scope = {"__set__": object.__setattr__, "__FACTORY__": _FACTORY}
    parameters = ["__self__", *(_parameter(item, scope) for item in positional)]
    if keyword_only:
        parameters += ["*", *(_parameter(item, scope) for item in keyword_only)]
    body = [line for item in items for line in _assignment(item, frozen, scope)]
    if hasattr(cls, "__post_init__"):
        given = ", ".join(item.name for item in items if item._kind == "init")
        body.append(f"__self__.__post_init__({given})")
    lines = "\n    ".join(body or ["pass"])
    exec(f"def __init__({', '.join(parameters)}):\n    {lines}\n", scope)

    function = scope["__init__"]
    function.__module__ = cls.__module__
    function.__annotations__ = {item.name: item.type for item in (*positional, *keyword_only)}
    function.__annotations__["return"] = None
    return function


def _repr(items):
    shown = [item.name for item in items if item.repr]

    def __repr__(self):
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    return __repr__


def _comparison(names, operation):
    def compare(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return operation(
            tuple(getattr(self, name) for name in names),
            tuple(getattr(other, name) for name in names),
        )

    return compare


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def _add_hash(cls, items, options):
    own = "__hash__" in cls.__dict__ and cls.__dict__["__hash__"] is not None
    if options["unsafe_hash"] or (options["eq"] and options["frozen"] and not own):
        names = [item.name for item in items if (item.compare if item.hash is None else item.hash)]
        cls.__hash__ = lambda self: hash(tuple(getattr(self, name) for name in names))
    elif options["eq"] and not own:
        cls.__hash__ = None


def _set_new(cls, name, function):
    if name not in cls.__dict__:
        function.__name__ = name
        function.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, function)


def add_methods(cls, collected, options):
    items = [item for item in collected.values() if item._kind == "field"]
    compared = [item.name for item in items if item.compare]
    if options["init"]:
        function = _init(cls, collected.values(), options["frozen"])
        function.__qualname__ = f"{cls.__qualname__}.__init__"
        cls.__init__ = function
    if options["repr"]:
        _set_new(cls, "__repr__", _repr(items))
    _add_hash(cls, items, options)
    if options["eq"]:
        _set_new(cls, "__eq__", _comparison(compared, lambda a, b: a == b))
    if options["order"]:
        _set_new(cls, "__lt__", _comparison(compared, lambda a, b: a < b))
        _set_new(cls, "__le__", _comparison(compared, lambda a, b: a <= b))
        _set_new(cls, "__gt__", _comparison(compared, lambda a, b: a > b))
        _set_new(cls, "__ge__", _comparison(compared, lambda a, b: a >= b))
    if options["frozen"]:
        _freeze(cls, {item.name for item in items})
    if options["match_args"] and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(
            item.name for item in collected.values() if item.init and not item.kw_only
        )

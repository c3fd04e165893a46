from dataclasses._fields import MISSING, FrozenInstanceError


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _missing_error(where, kind, missing):
    plural = "s" if len(missing) > 1 else ""
    return TypeError(f"{where} missing {len(missing)} required {kind} argument{plural}: {_listed(missing)}")


def _bind(where, positional, keyword_only, args, kwargs):
    """What was given for each field, by name."""
    if len(args) > len(positional):
        needed = sum(1 for item in positional if not item.has_default())
        takes = len(positional) + 1
        if needed < len(positional):
            takes = f"from {needed + 1} to {takes}"
        raise TypeError(f"{where} takes {takes} positional arguments but {len(args) + 1} were given")
    given = {item.name: value for item, value in zip(positional, args)}
    known = {item.name for item in (*positional, *keyword_only)}
    for name, value in kwargs.items():
        if name in given:
            raise TypeError(f"{where} got multiple values for argument {name!r}")
        if name not in known:
            raise TypeError(f"{where} got an unexpected keyword argument {name!r}")
        given[name] = value
    for kind, items in (("positional", positional), ("keyword-only", keyword_only)):
        missing = [item.name for item in items if item.name not in given and not item.has_default()]
        if missing:
            raise _missing_error(where, kind, missing)
    return given


def _check_order(positional):
    with_default = None
    for item in positional:
        if item.has_default():
            with_default = item
        elif with_default is not None:
            raise TypeError(
                f"non-default argument {item.name!r} follows default argument"
            )


def _init(cls, items):
    items = [item for item in items if item._kind != "class"]
    positional = [item for item in items if item.init and not item.kw_only]
    keyword_only = [item for item in items if item.init and item.kw_only]
    _check_order(positional)
    where = f"{cls.__qualname__}.__init__()"

    def __init__(self, /, *args, **kwargs):
        given = _bind(where, positional, keyword_only, args, kwargs)
        extra = []
        for item in items:
            if item.name in given:
                value = given[item.name]
            elif item.default_factory is not MISSING:
                value = item.default_factory()
            elif item.default is not MISSING:
                value = item.default
            else:
                continue
            if item._kind == "init":
                extra.append(value)
            else:
                object.__setattr__(self, item.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*extra)

    # Kinds of inspect.Parameter, for signature().
    parameters = [("self", 1)]
    for kind, group in ((1, positional), (3, keyword_only)):
        for item in group:
            default = item.default if item.default is not MISSING else item.default_factory
            parameters.append((item.name, kind, default) if item.has_default() else (item.name, kind))
    __init__.__kiln_parameters__ = parameters
    __init__.__annotations__ = {item.name: item.type for item in (*positional, *keyword_only)}
    __init__.__annotations__["return"] = None
    return __init__


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
        function = _init(cls, collected.values())
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

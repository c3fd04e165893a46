def _checked_names(typename, names, rename):
    seen = set()
    result = []
    for index, name in enumerate(names):
        problem = None
        if not name.isidentifier():
            problem = f"Type names and field names must be valid identifiers: {name!r}"
        elif name.startswith("_"):
            problem = f"Field names cannot start with an underscore: {name!r}"
        elif name in seen:
            problem = f"Encountered duplicate field name: {name!r}"
        if problem and not rename:
            raise ValueError(problem)
        result.append(f"_{index}" if problem else name)
        seen.add(name)
    return tuple(result)


def _bind(typename, fields, defaults, args, kwargs):
    """The values of all fields, in order."""
    if len(args) > len(fields):
        raise TypeError(
            f"{typename}.__new__() takes {len(fields) + 1} positional arguments "
            f"but {len(args) + 1} were given"
        )
    values = list(args)
    for name in fields[len(args) :]:
        if name in kwargs:
            values.append(kwargs.pop(name))
        elif name in defaults:
            values.append(defaults[name])
        else:
            raise TypeError(f"{typename}.__new__() missing 1 required positional argument: {name!r}")
    for name in kwargs:
        if name in fields:
            raise TypeError(f"{typename}.__new__() got multiple values for argument {name!r}")
        raise TypeError(f"{typename}.__new__() got an unexpected keyword argument {name!r}")
    return values


def _field(index):
    return property(lambda self: tuple.__getitem__(self, index))


def _methods(typename, fields, defaults):
    def __new__(_cls, /, *args, **kwargs):
        if kwargs or len(args) != len(fields):
            args = _bind(typename, fields, defaults, args, kwargs)
        return tuple.__new__(_cls, args)

    # POSITIONAL_OR_KEYWORD, for inspect.signature().
    __new__.__kiln_parameters__ = [("_cls", 1)] + [
        (name, 1, defaults[name]) if name in defaults else (name, 1) for name in fields
    ]

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(values)}")
        return tuple.__new__(cls, values)

    def _replace(self, /, **kwargs):
        values = [kwargs.pop(name, value) for name, value in zip(fields, self)]
        if kwargs:
            raise ValueError(f"Got unexpected field names: {list(kwargs)!r}")
        return self._make(values)

    def _asdict(self):
        return dict(zip(fields, self))

    def __repr__(self):
        items = ", ".join(f"{name}={value!r}" for name, value in zip(fields, self))
        return f"{self.__class__.__name__}({items})"

    def __getnewargs__(self):
        return tuple(self)

    return {
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": __repr__,
        "__getnewargs__": __getnewargs__,
    }


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = _checked_names(typename, [str(name) for name in field_names], rename)
    given = tuple(defaults or ())
    if len(given) > len(fields):
        raise TypeError("Got more default values than field names")
    named_defaults = dict(zip(fields[len(fields) - len(given) :], given))

    namespace = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": named_defaults,
        "__match_args__": fields,
        **_methods(typename, fields, named_defaults),
    }
    for index, name in enumerate(fields):
        namespace[name] = _field(index)
    if module is not None:
        namespace["__module__"] = module
    return type(typename, (tuple,), namespace)

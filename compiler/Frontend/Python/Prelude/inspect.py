"""inspect: what functions and classes look like."""

from types import (
    BuiltinFunctionType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)

import _kiln
import functools


class _empty:
    """Marks the absence of a default or annotation."""


class _ParameterKind(int):
    def __new__(cls, number, name):
        kind = int.__new__(cls, number)
        kind.name = name
        return kind

    @property
    def description(self):
        return self.name.lower().replace("_", " ")

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __str__(self):
        return self.name


_KINDS = [
    _ParameterKind(number, name)
    for number, name in enumerate(
        ["POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"]
    )
]


def formatannotation(annotation):
    if isinstance(annotation, type):
        module = annotation.__module__
        name = annotation.__qualname__
        return name if module in ("builtins", "__main__") else f"{module}.{name}"
    return repr(annotation).replace("typing.", "")


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _KINDS[kind]
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {
            "name": self.name,
            "kind": self.kind,
            "default": self.default,
            "annotation": self.annotation,
        }
        values.update(changes)
        return Parameter(
            values["name"], values["kind"], default=values["default"], annotation=values["annotation"]
        )

    def __eq__(self, other):
        return isinstance(other, Parameter) and str(self) == str(other)

    def __hash__(self):
        return hash((self.name, self.kind))

    def __str__(self):
        text = {2: "*", 4: "**"}.get(int(self.kind), "") + self.name
        annotated = self.annotation is not _empty
        if annotated:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text += f" = {self.default!r}" if annotated else f"={self.default!r}"
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        values = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind >= 3 or name not in self.arguments:
                break
            value = self.arguments[name]
            values.extend(value if parameter.kind == 2 else [value])
        return tuple(values)

    @property
    def kwargs(self):
        values = {}
        positional = True
        for name, parameter in self.signature.parameters.items():
            if name not in self.arguments or parameter.kind >= 3:
                positional = False
            if positional or name not in self.arguments:
                continue
            if parameter.kind == 4:
                values.update(self.arguments[name])
            elif parameter.kind != 2:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == 2:
                arguments[name] = ()
            elif parameter.kind == 4:
                arguments[name] = {}
        self.arguments = arguments


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, **_):
        self.parameters = {parameter.name: parameter for parameter in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **_):
        return signature(obj)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        return Signature(
            self.parameters.values() if parameters is _empty else parameters,
            return_annotation=(
                self.return_annotation if return_annotation is _empty else return_annotation
            ),
        )

    def _bind(self, args, kwargs, partially):
        arguments = {}
        args = list(args)
        for name, parameter in self.parameters.items():
            if parameter.kind == 2:
                if args:
                    arguments[name] = tuple(args)
                args = []
            elif parameter.kind == 4:
                if kwargs:
                    arguments[name] = kwargs
                kwargs = {}
            elif parameter.kind < 2 and args:
                if name in kwargs and parameter.kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif name in kwargs and parameter.kind != 0:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partially:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, dict(kwargs), False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, dict(kwargs), True)

    def __eq__(self, other):
        return isinstance(other, Signature) and str(self) == str(other)

    def __str__(self):
        pieces = []
        previous = None
        for parameter in self.parameters.values():
            if previous == 0 and parameter.kind != 0:
                pieces.append("/")
            if parameter.kind == 3 and previous not in (2, 3):
                pieces.append("*")
            pieces.append(str(parameter))
            previous = parameter.kind
        if previous == 0:
            pieces.append("/")
        text = f"({', '.join(pieces)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<Signature {self}>"


def _function_signature(function):
    entries = getattr(function, "__kiln_parameters__", None)
    if entries is None:
        entries = _kiln.parameters(function)
    if entries is None and function.__name__ == "__init__":  # object's
        entries = (("self", 0), ("args", 2), ("kwargs", 4))
    if entries is None:
        raise ValueError(f"no signature found for {function!r}")
    annotations = getattr(function, "__annotations__", None) or {}
    parameters = [
        Parameter(
            entry[0],
            entry[1],
            default=entry[2] if len(entry) == 3 else _empty,
            annotation=annotations.get(entry[0], _empty),
        )
        for entry in entries
    ]
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind != 2:
        parameters = parameters[1:]
    return found.replace(parameters=parameters)


def _partial_signature(obj):
    found = signature(obj.func)
    given = len(obj.args)
    parameters = []
    by_keyword = False
    for parameter in found.parameters.values():
        if given and parameter.kind < 2:
            given -= 1
            continue
        if parameter.name in obj.keywords and parameter.kind in (1, 3):
            parameter = parameter.replace(kind=3, default=obj.keywords[parameter.name])
            by_keyword = True
        elif by_keyword and parameter.kind == 1:
            parameter = parameter.replace(kind=3)
        elif by_keyword and parameter.kind == 2:
            continue
        parameters.append(parameter)
    return found.replace(parameters=parameters)


def _class_signature(cls):
    for base in cls.__mro__:
        if base is object:
            break
        if "__new__" in base.__dict__ and isinstance(
            getattr(base.__dict__["__new__"], "__func__", base.__dict__["__new__"]), FunctionType
        ):
            return _without_first(signature(base.__new__))
        if "__init__" in base.__dict__:
            return _without_first(signature(base.__dict__["__init__"]))
    return Signature()


def signature(obj, *, follow_wrapped=True, **_):
    if isinstance(obj, (staticmethod, classmethod)):
        return signature(obj.__func__)
    own = getattr(obj, "__signature__", None)
    if isinstance(own, Signature):
        return own
    if isinstance(obj, MethodType):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, type):
        return _class_signature(obj)
    if follow_wrapped and hasattr(obj, "__wrapped__"):
        return signature(obj.__wrapped__)
    if isinstance(obj, functools.partial):
        return _partial_signature(obj)
    if isinstance(obj, (FunctionType, BuiltinFunctionType)):
        return _function_signature(obj)
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    return _without_first(signature(type(obj).__call__))


class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")

    def __getattr__(self, name):
        if name in FullArgSpec._fields:
            return self[FullArgSpec._fields.index(name)]
        raise AttributeError(name)


def getfullargspec(func):
    bound = isinstance(func, MethodType)
    found = signature(func.__func__ if bound else func, follow_wrapped=False)
    by_kind = lambda *kinds: [p for p in found.parameters.values() if p.kind in kinds]
    positional = by_kind(0, 1)
    defaults = tuple(p.default for p in positional if p.default is not _empty)
    keyword_defaults = {p.name: p.default for p in by_kind(3) if p.default is not _empty}
    annotations = {
        p.name: p.annotation for p in found.parameters.values() if p.annotation is not _empty
    }
    if isinstance(func, type):
        positional = [Parameter("self", 1), *positional]
    return FullArgSpec(
        (
            [p.name for p in positional],
            next((p.name for p in by_kind(2)), None),
            next((p.name for p in by_kind(4)), None),
            defaults or None,
            [p.name for p in by_kind(3)],
            keyword_defaults or None,
            annotations,
        )
    )


getargspec = getfullargspec


def isclass(obj):
    return isinstance(obj, type)


def isfunction(obj):
    return isinstance(obj, FunctionType)


def ismethod(obj):
    return isinstance(obj, MethodType)


def isbuiltin(obj):
    return isinstance(obj, BuiltinFunctionType)


def isroutine(obj):
    return isinstance(obj, (FunctionType, MethodType, BuiltinFunctionType))


def ismodule(obj):
    return isinstance(obj, ModuleType)


def isgenerator(obj):
    return isinstance(obj, GeneratorType)


def isgeneratorfunction(obj):
    return _kiln.is_generator(obj)


def iscoroutinefunction(obj):
    return False


def isabstract(obj):
    return bool(getattr(obj, "__abstractmethods__", ()))


def isdatadescriptor(obj):
    return isinstance(obj, property) or hasattr(type(obj), "__set__")


def getmembers(obj, predicate=None):
    found = []
    for name in sorted(dir(obj)):
        try:
            value = getattr(obj, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def getmodule(obj):
    import sys

    return sys.modules.get(getattr(obj, "__module__", None))


def unwrap(function, *, stop=None):
    while hasattr(function, "__wrapped__") and not (stop and stop(function)):
        function = function.__wrapped__
    return function


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins) if margins else 0
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(obj):
    doc = getattr(obj, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def get_annotations(obj, **_):
    if isinstance(obj, type):
        return dict(obj.__dict__.get("__annotations__", {}))
    return dict(getattr(obj, "__annotations__", None) or {})


def _refuse(what):
    def function(*args, **kwargs):
        raise RuntimeError(f"inspect.{what}() is not supported: kiln shows definitions no frames or sources")

    return function


def getsource(obj):
    raise OSError("could not get source code")


def getsourcelines(obj):
    raise OSError("could not get source code")


def getfile(obj):
    return getattr(getmodule(obj), "__file__", "<unknown>")


getsourcefile = getfile
currentframe = _refuse("currentframe")
stack = _refuse("stack")
trace = _refuse("trace")

"""The classes of scripts and the objects that archives hold of them."""

import typing

from torch import _C, Tensor, nn


class Module(nn.Module):
    """The base of every class of modules."""

    __parameters__ = ()


NamedTuple = typing.NamedTuple


def _in_module(function):
    """Lets errors and profiles name the module that is running."""

    def method(self, *args, **kwargs):
        path = self.__dict__.get("_path")
        _C._enter_module(path)
        result = function(self, *args, **kwargs)
        _C._leave_module(path, result)
        return result

    method.__wrapped__ = function
    return method


def finish_classes(names):
    """What is done with the classes of a file once it has run."""
    for value in list(names.values()):
        if isinstance(value, type) and value is not Module and issubclass(value, Module):
            for name, method in list(value.__dict__.items()):
                if name.startswith("forward") and callable(method):
                    setattr(value, name, _in_module(method))


def new_object(cls):
    if not isinstance(cls, type):
        raise RuntimeError(f"the archive holds an object of {cls}, which is no class")
    instance = cls.__new__(cls)
    if isinstance(instance, Module):
        nn.Module.__init__(instance)
    return instance


def fill_object(instance, state):
    cls = type(instance)
    if hasattr(cls, "__setstate__"):
        instance.__setstate__(state)
    elif not isinstance(state, dict):
        raise RuntimeError(
            f"the archive's state of {cls.__name__} is a {type(state).__name__}, "
            "expected its attributes"
        )
    else:
        for name, value in state.items():
            _set(instance, name, value)


def _set(instance, name, value):
    fields = instance.__dict__
    if not isinstance(instance, Module):
        fields[name] = value
    elif name == "training":
        # Programs compute what the model does after eval().
        fields[name] = False
    elif isinstance(value, Tensor):
        is_parameter = name in type(instance).__parameters__
        fields["_parameters" if is_parameter else "_buffers"][name] = value
    elif isinstance(value, nn.Module):
        fields["_modules"][name] = value
    else:
        fields[name] = value


def _methods(cls):
    names = [name for name, value in cls.__dict__.items() if callable(value)]
    return ", ".join(name for name in names if not name.startswith("_"))


def method_of(model, name):
    """The method as the code has it, without what finish_classes() adds."""
    cls = type(model)
    function = cls.__dict__.get(name)
    if not callable(function):
        methods = _methods(cls)
        has = f"it has {methods}" if methods else "it has none"
        raise RuntimeError(f"the script's class {cls.__name__} has no method '{name}': {has}")
    function = getattr(function, "__wrapped__", function)
    return function.__get__(model, cls)


# What forward changes

_fields = set(nn.Module().__dict__)


class _Object:
    """An object of a script's class and its attributes as they were."""

    def __init__(self, value, seen):
        self.value = value
        self.fields = {name: _copy(item, seen) for name, item in value.__dict__.items()}

    def is_same(self, other):
        return self.value is other and all(
            item is other.__dict__.get(name)
            if isinstance(item, Tensor)
            else _is_same(item, other.__dict__.get(name))
            for name, item in self.fields.items()
        )


def _copy(value, seen=()):
    """Lists, dicts and objects as they are now."""
    if any(value is other for other in seen):
        return value
    seen = seen + (value,)
    if isinstance(value, (list, tuple)):
        return [_copy(item, seen) for item in value]
    if isinstance(value, dict):
        return {key: _copy(item, seen) for key, item in value.items()}
    if hasattr(value, "__dict__") and not isinstance(value, (Tensor, nn.Module, type)):
        return _Object(value, seen)
    return value


def _is_same(a, b):
    """Whether `b` is what _copy() saw, but for tensors, which are state."""
    if isinstance(a, _Object):
        return a.is_same(b)
    if isinstance(a, list) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(_is_same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_is_same(a[key], b[key]) for key in a)
    if isinstance(a, (int, float, str)):
        return type(a) is type(b) and a == b
    return a is b or isinstance(a, Tensor) and isinstance(b, Tensor)


def attributes_of(model):
    """(module, path, name, value) of each attribute that is no tensor or module."""
    rows = []
    for path, module in model.named_modules():
        for name, value in module.__dict__.items():
            if name not in _fields:
                rows.append((module, path, name, _copy(value)))
    return rows


def changed_attribute(rows):
    """The first whose value is another one now, or None."""
    for module, path, name, value in rows:
        if not _is_same(value, module.__dict__.get(name)):
            return path + "." + name if path else name
    return None

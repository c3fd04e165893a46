"""copy: shallow and deep copies of objects and of whole models."""

from _kiln import has_state, is_native, is_opaque


class Error(Exception):
    pass


error = Error


def _copy_list(x, memo):
    result = []
    memo[id(x)] = result
    for item in x:
        result.append(deepcopy(item, memo))
    return result


def _copy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _copy_dict(x, memo):
    result = {}
    memo[id(x)] = result
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _copy_set(x, memo):
    return {deepcopy(item, memo) for item in x}


def _copy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Method:
    def method(self):
        pass


_COPIERS = {
    list: _copy_list,
    tuple: _copy_tuple,
    dict: _copy_dict,
    set: _copy_set,
    type(_Method().method): _copy_method,
}


def _empty(x, copied):
    """A new object of the class of x with what a builtin base holds."""
    cls = type(x)
    if isinstance(x, tuple):
        return tuple.__new__(cls, [copied(item) for item in x])
    if isinstance(x, (dict, list, set)):
        return cls.__new__(cls)
    return object.__new__(cls)


def _fill(x, result, copied):
    if isinstance(x, dict):
        for key, value in x.items():
            dict.__setitem__(result, copied(key), copied(value))
    elif isinstance(x, list):
        for item in x:
            list.append(result, copied(item))
    elif isinstance(x, set):
        for item in x:
            set.add(result, copied(item))


def _slots(cls):
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__"):
                yield name


def _state(x, result, copied):
    cls = type(x)
    own_state = getattr(cls, "__getstate__", None)
    if own_state is not None and own_state is not getattr(object, "__getstate__", None):
        state = own_state(x)
    else:
        state = getattr(x, "__dict__", {})
    state = copied(state)
    restore = getattr(cls, "__setstate__", None)
    if restore is not None:
        restore(result, dict(state) if type(state) is dict else state)
    elif state:
        result.__dict__.update(state)
    for name in _slots(cls):
        if hasattr(x, name):
            object.__setattr__(result, name, copied(getattr(x, name)))


def deepcopy(x, memo=None):
    cls = type(x)
    if not has_state(x):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    copier = _COPIERS.get(cls)
    if copier is not None:
        result = copier(x, memo)
    elif hasattr(cls, "__deepcopy__"):
        result = x.__deepcopy__(memo)
    else:
        copied = lambda value: deepcopy(value, memo)
        result = _empty(x, copied)
        memo[key] = result
        _fill(x, result, copied)
        _state(x, result, copied)
    memo[key] = result
    return result


def copy(x):
    cls = type(x)
    if is_opaque(x):
        return x
    if cls in (list, dict, set):
        return cls(x)
    if hasattr(cls, "__copy__"):
        return x.__copy__()
    if not has_state(x) or cls in _COPIERS or is_native(x):
        return x
    itself = lambda value: value
    result = _empty(x, itself)
    _fill(x, result, itself)
    _state(x, result, lambda state: dict(state) if type(state) is dict else state)
    return result


def replace(obj, /, **changes):
    return obj.__replace__(**changes)

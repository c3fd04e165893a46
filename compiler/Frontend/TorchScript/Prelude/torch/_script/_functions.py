"""Operators of scripts: on tensors those of ATen, on numbers, text, lists and
dicts what Python does."""

import builtins
import math
import operator

import torch
from torch import _aten, _C, Tensor
from torch import _script_native as _native

_ALL = builtins.slice(None)

# Numbers, lists and text


def _on_tensors_or(name, plain):
    """An operator of tensors that is `plain` for everything else."""
    on_tensors = _native.operator(name)

    def function(*args, **kwargs):
        for arg in args[:2]:
            if isinstance(arg, Tensor):
                return on_tensors(*args, **kwargs)
        return plain(*args)

    return function


def _add_in_place(a, b):
    a += b
    return a


def _slice(x, *args):
    if isinstance(x, Tensor):
        dim = args[0] if args else 0
        args = args[1:]
    start, end, step = (list(args) + [None, None, None])[:3]
    part = builtins.slice(start, end, step)
    if not isinstance(x, Tensor):
        return x[part]
    before = dim if dim >= 0 else dim + x.dim()
    return x[(builtins.slice(None),) * before + (part,)]


def _sort(x, *args):
    x.sort(reverse=bool(args and args[0]))


def _log(x, base=None):
    return math.log(x) if base is None else math.log(x, base)


_plain = {
    "add": operator.add,
    "add_": _add_in_place,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floor_divide": operator.floordiv,
    "remainder": operator.mod,
    "fmod": math.fmod,
    "pow": operator.pow,
    "neg": operator.neg,
    "abs": builtins.abs,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": builtins.round,
    "trunc": math.trunc,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": _log,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "atan2": math.atan2,
    "max": builtins.max,
    "min": builtins.min,
    "sum": builtins.sum,
    "any": builtins.any,
    "all": builtins.all,
    "isnan": math.isnan,
    "isinf": math.isinf,
    "isfinite": math.isfinite,
    "sort": _sort,
}


def _contains(container, item):
    return item in container


def _set_item(container, key, value):
    container[key] = value


def _delete(container, key):
    del container[key]


def _length(x):
    return len(x)


def _copy(x):
    return x.clone() if isinstance(x, Tensor) else x.copy()


def _keys(x):
    return list(x.keys())


def _values(x):
    return list(x.values())


def _items(x):
    return list(x.items())


def _size(x, dim=None):
    return list(x.shape) if dim is None else x.size(dim)


def _range_length(start, stop, step):
    return len(range(start, stop, step))


def _derive_index(index, start, step):
    return start + index * step


def _format(text, *args):
    return text.format(*args)


def _percent_format(text, *args):
    return text % args


def _nothing(*args, **kwargs):
    return None


def _false(*args):
    return False


def _index(x, indices):
    """`x[indices]`, where None stands for a whole dimension."""
    return x[tuple(_ALL if index is None else index for index in indices)]


def _index_put_(x, indices, values, accumulate=False):
    if accumulate:
        return _C._unsupported("aten::index_put_ with accumulate=True", x)
    x[tuple(_ALL if index is None else index for index in indices)] = values
    return x


def _index_put(x, indices, values, accumulate=False):
    return _index_put_(x.clone(), indices, values, accumulate)


def _to(x, *args, **kwargs):
    """`to(dtype, ...)`, `to(device, dtype, ...)`, `to(other, ...)`, or names."""
    dtype = kwargs.get("dtype")
    for arg in args[:2]:
        if isinstance(arg, Tensor):
            dtype = arg.dtype
        elif isinstance(arg, int) and not isinstance(arg, bool):
            dtype = arg
    return x if dtype is None else x.to(_native.dtype_of(dtype))


def _list(x):
    if isinstance(x, Tensor):
        return list(x.unbind(0))
    return list(x)


_structural = {
    "__is__": operator.is_,
    "__isnot__": operator.is_not,
    "__not__": operator.not_,
    "__and__": operator.and_,
    "__or__": operator.or_,
    "__xor__": operator.xor,
    "__lshift__": operator.lshift,
    "__rshift__": operator.rshift,
    "__contains__": _contains,
    "__getitem__": operator.getitem,
    "_set_item": _set_item,
    "__delitem__": _delete,
    "Delete": _delete,
    "__range_length": _range_length,
    "__derive_index": _derive_index,
    "floordiv": operator.floordiv,
    "mathremainder": math.remainder,
    "len": _length,
    "list": _list,
    "dict": dict,
    "sorted": builtins.sorted,
    "copy": _copy,
    "keys": _keys,
    "values": _values,
    "items": _items,
    "str": builtins.str,
    "ord": builtins.ord,
    "chr": builtins.chr,
    "hex": builtins.hex,
    "divmod": builtins.divmod,
    "degrees": math.degrees,
    "radians": math.radians,
    "factorial": math.factorial,
    "gcd": math.gcd,
    "format": _format,
    "percentFormat": _percent_format,
    "slice": _slice,
    "size": _size,
    "to": _to,
    "index": lambda x, *args: x.index(*args) if not isinstance(x, Tensor) else _index(x, *args),
    "index_put": _index_put,
    "index_put_": _index_put_,
    "_index_put_impl_": _index_put_,
    "tensor": _native.with_dtypes(torch.tensor),
    "as_tensor": _native.with_dtypes(torch.as_tensor),
    "device": torch.device,
    "warn": _nothing,
    "manual_seed": _nothing,
    "set_grad_enabled": _nothing,
    "_assert_async": _nothing,
    # What chooses fused kernels that give the same results is turned off.
    "is_grad_enabled": lambda: True,
    "is_autocast_enabled": _false,
    "is_autocast_cpu_enabled": _false,
    "is_complex": _false,
}

_in_atens_form = set(_aten.__all__)

# Operators that give lists where kiln's table gives tuples.
_gives_list = {
    "split",
    "split_with_sizes",
    "chunk",
    "unbind",
    "tensor_split",
    "meshgrid",
    "broadcast_tensors",
    "hsplit",
    "vsplit",
    "dsplit",
}


def _giving_list(function):
    return lambda *args, **kwargs: list(function(*args, **kwargs))


def _of_containers(name, on_tensors):
    """A method of text, lists and dicts by its name."""

    def function(x, *args, **kwargs):
        if isinstance(x, (str, list, dict)):
            return getattr(x, name)(*args)
        return on_tensors(x, *args, **kwargs)

    return function


def _tensor_method(name):
    """Of tensors that are no operators: `dim`, `numel`, `item`."""
    if not hasattr(Tensor, name):
        return None

    def function(x, *args, **kwargs):
        return getattr(x, name)(*args, **kwargs)

    return function


def _in_place(function):
    if function is None:
        return None
    return lambda x, *args, **kwargs: x.copy_(function(x, *args, **kwargs))


def _unsupported(name):
    return lambda *args, **kwargs: _C._unsupported(name, *args)


def _find(name):
    if name in _structural:
        return _structural[name]
    if name in _plain:
        return _on_tensors_or(name, _plain[name])
    if name in _in_atens_form:
        return _native.with_dtypes(_C._guarded("aten." + name, getattr(_aten, name)))
    function = _tensor_method(name) or _native.operator(name)
    if function is None and name.endswith("_"):
        return _in_place(_find(name[:-1]))
    return function


def find_operator(namespace, name):
    function = _find(name) if namespace == "aten" else None
    if function is None:
        function = _unsupported(f"{namespace}::{name}")
    is_method = any(hasattr(kind, name) for kind in (str, list, dict))
    if is_method and name not in _structural and name not in _plain:
        function = _of_containers(name, function)
    return _giving_list(function) if name in _gives_list else function


# `ops.prim`


def _raise(message, name="builtins.RuntimeError"):
    kind = getattr(builtins, name.split(".")[-1], RuntimeError)
    raise kind(message)


def _attribute(name):
    return lambda x: getattr(x, name)


class _Primitives:
    NumToTensor = staticmethod(torch.tensor)
    RaiseException = staticmethod(_raise)
    dtype = staticmethod(lambda x: _native.code_of(x.dtype))
    device = staticmethod(_attribute("device"))
    type = staticmethod(_attribute("type"))
    index = staticmethod(_attribute("index"))
    data = staticmethod(_attribute("data"))
    shape = staticmethod(_size)
    requires_grad = staticmethod(lambda x: True)
    layout = staticmethod(lambda x: 0)
    itemsize = staticmethod(_attribute("itemsize"))
    max = staticmethod(_plain["max"])
    min = staticmethod(_plain["min"])
    abs = staticmethod(_plain["abs"])
    Print = staticmethod(print)
    rangelist = staticmethod(lambda stop: list(range(stop)))
    unchecked_unwrap_optional = staticmethod(lambda x: x)

    def __getattr__(self, name):
        if name.startswith("is_"):
            return _false
        return _unsupported(f"prim::{name}")


primitives = _Primitives()

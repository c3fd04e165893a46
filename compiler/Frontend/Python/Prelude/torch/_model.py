"""What the compiler asks of a model that has been constructed."""

import torch
from _kiln import is_opaque
from torch import nn
from torch._generator import state
from torch.nn.parameter import is_lazy


def name_modules(model):
    """Lets every module know its path, for messages about it."""
    if isinstance(model, nn.Module):
        for path, module in model.named_modules():
            module.__dict__["_path"] = path


def _plain_tensors(name, value, depth=0):
    """Tensors of an attribute that is no parameter or buffer: `self.hidden`."""
    if is_opaque(value):
        return
    if isinstance(value, torch.Tensor):
        yield name, value
    elif type(value) in (list, tuple) and len(value) <= 64 and depth < 3:
        for index, item in enumerate(value):
            yield from _plain_tensors(f"{name}.{index}", item, depth + 1)
    elif type(value) is dict and len(value) <= 64 and depth < 3:
        for key, item in value.items():
            yield from _plain_tensors(f"{name}.{key}", item, depth + 1)


_REGISTERED = ("_parameters", "_buffers", "_modules")


def state_of(model):
    """(name, tensor, is it a parameter, is it in the state_dict, attribute) of each.

    The attribute is that of a module which holds the tensor unregistered, in a
    list perhaps, or "".
    """
    entries = [("torch.generator", state, False, False, "")]
    if not isinstance(model, nn.Module):
        return entries
    for path, module in model.named_modules(remove_duplicate=False):
        prefix = path + "." if path else ""
        for name, parameter in module._parameters.items():
            if parameter is not None:
                entries.append((prefix + name, parameter, True, True, ""))
        for name, buffer in module._buffers.items():
            if buffer is not None:
                is_persistent = name not in module._non_persistent_buffers_set
                entries.append((prefix + name, buffer, False, is_persistent, ""))
    for path, module in model.named_modules():
        prefix = path + "." if path else ""
        for attribute, value in module.__dict__.items():
            if attribute not in _REGISTERED:
                for name, tensor in _plain_tensors(prefix + attribute, value):
                    entries.append((name, tensor, False, False, prefix + attribute))
    return entries


def _is_simple(value):
    return value is None or type(value) in (bool, int, float)


def _described(value):
    """What a message says of a value: the types of tensors."""
    found = [tensor for _, tensor in _plain_tensors("", value)]
    if not found:
        return repr(value)
    return ", ".join(f"{tensor.dtype}{list(tensor.shape)}" for tensor in found)


def watch(model, names):
    """Remembers the attributes that are None or numbers, and those in `names`.

    Of those in `names` it is noted whether they are read before they are
    assigned.
    """
    if not isinstance(model, nn.Module):
        return
    for path, module in model.named_modules():
        prefix = path + "." if path else ""
        fields = module.__dict__
        watched = {name: value for name, value in fields.items() if prefix + name in names}
        before = {
            name: (value, _described(value))
            for name, value in fields.items()
            if name in watched or _is_simple(value) and not name.startswith("_")
        }
        for name in watched:
            del fields[name]
        fields.update(_before=before, _watched=watched, _reads=set())


def changes_of(model):
    """(name, was it read, before, now, tensors) of what watch() remembered and changed."""
    rows = []
    if not isinstance(model, nn.Module):
        return rows
    for path, module in model.named_modules():
        prefix = path + "." if path else ""
        fields = module.__dict__
        for name, (value, text) in fields.get("_before", {}).items():
            now = fields.get(name, value)
            tensors = [tensor for _, tensor in _plain_tensors(name, now)]
            is_read = name in fields["_reads"]
            if value is None:
                is_changed = bool(tensors)
            elif _is_simple(value):
                tensors = []
                is_changed = _is_simple(now) and now is not None and repr(now) != repr(value)
            else:  # It is watched because of what becomes of it, in place perhaps.
                is_changed = is_read or now is not value
            if not is_changed:
                continue
            rows.append((prefix + name, is_read, text, _described(now), tensors))
    return rows


def layers_of(model):
    """(path, class) of every module, the model itself first."""
    if not isinstance(model, nn.Module):
        return []
    return [(path, type(module).__name__) for path, module in model.named_modules()]


def is_module(model):
    return isinstance(model, nn.Module)


def evaluate(model):
    """What runs is inference, in whatever state the model was made or saved."""
    if isinstance(model, nn.Module):
        model.eval()


def has_lazy_parameters(model):
    return any(is_lazy(entry[1]) for entry in state_of(model))


class _NamedInputs(dict):
    """Parts of an input that the user named: x["part"], or x.part."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"this input was given no part {name!r}, only {', '.join(self)}")


def named_inputs(model, parts):
    return _NamedInputs(parts)

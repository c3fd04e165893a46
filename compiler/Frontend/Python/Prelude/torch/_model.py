"""What the compiler asks of a model that has been constructed."""

from torch import nn
from torch.nn.parameter import is_lazy


def name_modules(model):
    """Lets every module know its path, for messages about it."""
    if isinstance(model, nn.Module):
        for path, module in model.named_modules():
            module.__dict__["_path"] = path


def state_of(model):
    """(name, tensor, is it a parameter, is it in the state_dict) of each."""
    entries = []
    if not isinstance(model, nn.Module):
        return entries
    for path, module in model.named_modules(remove_duplicate=False):
        prefix = path + "." if path else ""
        for name, parameter in module._parameters.items():
            if parameter is not None:
                entries.append((prefix + name, parameter, True, True))
        for name, buffer in module._buffers.items():
            if buffer is not None:
                is_persistent = name not in module._non_persistent_buffers_set
                entries.append((prefix + name, buffer, False, is_persistent))
    return entries


def layers_of(model):
    """(path, class) of every module, the model itself first."""
    if not isinstance(model, nn.Module):
        return []
    return [(path, type(module).__name__) for path, module in model.named_modules()]


def is_module(model):
    return isinstance(model, nn.Module)


def has_lazy_parameters(model):
    return any(is_lazy(tensor) for _, tensor, _, _ in state_of(model))

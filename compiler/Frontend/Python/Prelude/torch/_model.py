"""What the compiler asks of a model that has been constructed."""

from torch import nn


def name_modules(model):
    """Lets every module know its path, for messages about it."""
    if isinstance(model, nn.Module):
        for path, module in model.named_modules():
            module.__dict__["_path"] = path


def state_of(model):
    """(name, tensor, is it in the state_dict) of parameters and buffers."""
    entries = []
    if not isinstance(model, nn.Module):
        return entries
    for path, module in model.named_modules(remove_duplicate=False):
        prefix = path + "." if path else ""
        for name, parameter in module._parameters.items():
            if parameter is not None:
                entries.append((prefix + name, parameter, True))
        for name, buffer in module._buffers.items():
            if buffer is not None:
                is_persistent = name not in module._non_persistent_buffers_set
                entries.append((prefix + name, buffer, is_persistent))
    return entries

"""Modules called with other parameters than their own."""

from torch import _C


def _place(module, name):
    """The group of the module that holds the parameter, and its key."""
    path, _, key = name.rpartition(".")
    owner = module.get_submodule(path)
    group = owner._parameters if key in owner._parameters else owner._buffers
    if key not in group:
        raise KeyError(f"{name} is no parameter or buffer of {type(module).__name__}")
    return group, key


def functional_call(
    module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    if isinstance(parameters_and_buffers, (list, tuple)):
        merged = {}
        for part in parameters_and_buffers:
            merged.update(part)
        parameters_and_buffers = merged
    own = []
    for name, value in parameters_and_buffers.items():
        group, key = _place(module, name)
        own.append((group, key, group[key]))
        group[key] = value
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    try:
        return module(*args, **(kwargs or {}))
    finally:
        for group, key, value in own:
            group[key] = value


def __getattr__(name):
    return _C._unknown("torch.nn.utils.stateless", name)

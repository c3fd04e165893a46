"""Nothing overrides torch's functions where models are compiled."""

from torch import _C


def has_torch_function(relevant_args):
    return False


def has_torch_function_unary(tensor):
    return False


def has_torch_function_variadic(*args):
    return False


def handle_torch_function(public_api, relevant_args, *args, **kwargs):
    return public_api(*args, **kwargs)


def is_tensor_like(inp):
    return isinstance(inp, _C.Tensor)


def __getattr__(name):
    return _C._unknown("torch.overrides", name)

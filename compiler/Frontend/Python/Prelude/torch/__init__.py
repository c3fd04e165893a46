"""torch: tensors and operators come from C++; here is what is easier said in
Python."""

import importlib

from torch._C import *
from torch._C import _operator
from torch import _C
from torch._control_flow import cond, while_loop


_submodules = {
    "_dynamo",
    "_higher_order_ops",
    "autograd",
    "backends",
    "compiler",
    "cuda",
    "distributed",
    "fft",
    "func",
    "fx",
    "hub",
    "jit",
    "linalg",
    "onnx",
    "overrides",
    "special",
    "utils",
    "version",
}


def __getattr__(name):
    if name in _submodules:
        return importlib.import_module("torch." + name)
    if name in ("finfo", "iinfo"):
        from torch import _limits

        return getattr(_limits, name)
    if name == "__version__":
        from torch.torch_version import __version__

        return __version__
    return _operator(name)


class _Context:
    """A context manager and decorator that changes nothing at inference."""

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __call__(self, function=None):
        return function


def _decorating(*args, **kwargs):
    """`@no_grad` and `@no_grad()` are both used."""
    if len(args) == 1 and callable(args[0]):
        return args[0]
    return _Context()


no_grad = _decorating
enable_grad = _decorating
inference_mode = _decorating
autocast = _Context
set_grad_enabled = _Context


def is_grad_enabled():
    return False


def is_inference_mode_enabled():
    return True


def is_autocast_enabled(*args):
    return False


def is_tensor(value):
    return isinstance(value, Tensor)


def is_floating_point(input):
    return input.is_floating_point()


def is_complex(input):
    return input.is_complex()


def numel(input):
    return input.numel()


def manual_seed(seed):
    from torch import _random

    _random.manual_seed(seed)
    return Generator()


def seed():
    return 0


class Generator:
    """Every generator is the one of the model."""

    def __init__(self, device="cpu"):
        self.device = device

    def manual_seed(self, seed):
        return self

    def seed(self):
        return 0


def set_num_threads(number):
    pass


def get_num_threads():
    return 1


set_num_interop_threads = set_num_threads
get_num_interop_threads = get_num_threads


def use_deterministic_algorithms(mode, *, warn_only=False):
    """All that kiln compiles is deterministic."""


def are_deterministic_algorithms_enabled():
    return False


is_deterministic_algorithms_warn_only_enabled = are_deterministic_algorithms_enabled


def set_float32_matmul_precision(precision):
    """--math says what numbers are multiplied in."""


def get_float32_matmul_precision():
    return "highest"


def set_printoptions(*args, **kwargs):
    pass


def compile(model=None, *args, **kwargs):
    if model is None:
        return lambda function: function
    return model


def broadcast_tensors(*tensors):
    shape = broadcast_shapes(*(tensor.shape for tensor in tensors))
    return tuple(tensor.expand(shape) for tensor in tensors)


def broadcast_shapes(*shapes):
    # Sizes are not compared here: where some depend on named dimensions, the
    # operator follows them as every other one does.
    placeholders = [_operator("zeros")(shape) for shape in shapes]
    return _operator("broadcast_tensors")(placeholders)[0].shape


def atleast_1d(x):
    return x.reshape(1) if x.dim() == 0 else x


def hstack(tensors):
    tensors = [atleast_1d(x) for x in tensors]
    return _operator("cat")(tensors, 0 if tensors[0].dim() == 1 else 1)


def vstack(tensors):
    return _operator("cat")([x.unsqueeze(0) if x.dim() < 2 else x for x in tensors], 0)


def typename(value):
    return type(value).__name__


def _assert(condition, message):
    assert condition, message


from torch import functional, nn

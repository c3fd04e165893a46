"""Weights of which a mask keeps a part. Which part follows from trained
weights, so that the masks come with them."""

import torch
from torch import _C
from torch.nn.parameter import Parameter


class BasePruningMethod:
    """Multiplies a weight by its mask before each call."""

    PRUNING_TYPE = "unstructured"

    def __init__(self, *args, **kwargs):
        self._tensor_name = None

    def compute_mask(self, t, default_mask):
        return torch.empty(t.shape, dtype=t.dtype)

    def apply_mask(self, module):
        original = getattr(module, self._tensor_name + "_orig")
        mask = getattr(module, self._tensor_name + "_mask")
        return mask.to(original.dtype) * original

    def __call__(self, module, inputs):
        module.__dict__[self._tensor_name] = self.apply_mask(module)

    @classmethod
    def apply(cls, module, name, *args, importance_scores=None, **kwargs):
        method = cls(*args, **kwargs)
        method._tensor_name = name
        earlier = _method_of(module, name)
        if earlier is None:
            original = module._parameters.pop(name)
            default = torch.ones_like(original)
            module.register_parameter(name + "_orig", Parameter(original.data))
        else:
            default = getattr(module, name + "_mask")
            original = getattr(module, name + "_orig")
            module._forward_pre_hooks.remove(earlier)
        mask = method.compute_mask(original, default)
        module.register_buffer(name + "_mask", mask)
        module.__dict__[name] = torch.empty(original.shape, dtype=original.dtype)
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t, default_mask=None, importance_scores=None):
        mask = torch.ones_like(t) if default_mask is None else default_mask
        return t * self.compute_mask(t, mask).to(t.dtype)

    def remove(self, module):
        name = self._tensor_name
        value = self.apply_mask(module)
        delattr(module, name + "_orig")
        delattr(module, name + "_mask")
        del module.__dict__[name]
        module.register_parameter(name, Parameter(value))


class Identity(BasePruningMethod):
    def compute_mask(self, t, default_mask):
        return default_mask


class CustomFromMask(BasePruningMethod):
    def __init__(self, mask):
        super().__init__()
        self.mask = mask

    def compute_mask(self, t, default_mask):
        return default_mask * self.mask.to(default_mask.dtype)


class RandomUnstructured(BasePruningMethod):
    pass


class L1Unstructured(BasePruningMethod):
    pass


class RandomStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


class LnStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


def _method_of(module, name):
    for hook in module._forward_pre_hooks:
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            return hook
    return None


def _function(method):
    def prune(module, name, *args, importance_scores=None, **kwargs):
        method.apply(module, name, *args, **kwargs)
        return module

    return prune


identity = _function(Identity)
random_unstructured = _function(RandomUnstructured)
l1_unstructured = _function(L1Unstructured)
random_structured = _function(RandomStructured)
ln_structured = _function(LnStructured)
custom_from_mask = _function(CustomFromMask)


def global_unstructured(parameters, pruning_method, importance_scores=None, **kwargs):
    for module, name in parameters:
        pruning_method.apply(module, name, **kwargs)


def remove(module, name):
    method = _method_of(module, name)
    if method is None:
        raise ValueError(
            f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed"
        )
    module._forward_pre_hooks.remove(method)
    method.remove(module)
    return module


def is_pruned(module):
    return any(
        isinstance(hook, BasePruningMethod)
        for part in module.modules()
        for hook in part._forward_pre_hooks
    )


def __getattr__(name):
    return _C._unknown("torch.nn.utils.prune", name)

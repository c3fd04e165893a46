"""Objects of pickled models, put together again without their constructors."""

from collections import OrderedDict

from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter

# What later versions of PyTorch store and earlier ones did not have, by class.
_DEFAULTS = {
    "Module": {"_non_persistent_buffers_set": ()},
    "_ConvNd": {"padding_mode": "zeros", "output_padding": 0},
    "_NormBase": {"affine": True, "track_running_stats": True, "momentum": 0.1},
    "_InPlace": {"inplace": False},
    "_PadNd": {"value": None},
    "_MaxPoolNd": {"return_indices": False, "ceil_mode": False, "dilation": 1},
    "_AvgPoolNd": {"ceil_mode": False, "count_include_pad": True, "divisor_override": None},
    "MultiheadAttention": {
        "batch_first": False,
        "_qkv_same_embed_dim": True,
        "add_zero_attn": False,
        "bias_k": None,
        "bias_v": None,
    },
    "RNNBase": {"proj_size": 0, "bidirectional": False, "batch_first": False},
    "Upsample": {"align_corners": None, "recompute_scale_factor": None},
    "GELU": {"approximate": "none"},
    "Softmax": {"dim": None},
    "LogSoftmax": {"dim": None},
    "TransformerEncoderLayer": {"norm_first": False},
    "TransformerDecoderLayer": {"norm_first": False},
    "EmbeddingBag": {"include_last_offset": False, "padding_idx": None},
}


def make(cls, arguments):
    if not arguments:
        return object.__new__(cls)
    return cls.__new__(cls, *arguments)


def _complete(fields, cls):
    for base in cls.__mro__:
        for name, value in _DEFAULTS.get(base.__name__, {}).items():
            if name not in fields and name not in fields.get("_parameters", ()):
                fields[name] = value


def _restore_module(module, state):
    fields = module.__dict__
    fields.update(state)
    for name in ("_forward_hooks", "_forward_pre_hooks"):
        hooks = fields.get(name)
        fields[name] = list(hooks.values()) if hooks else []
    _complete(fields, type(module))
    fields["_non_persistent_buffers_set"] = set(fields["_non_persistent_buffers_set"])
    if "_keys" in fields:
        fields["_keys"] = list(fields["_keys"])


def restore(instance, state):
    setter = getattr(type(instance), "__setstate__", None)
    if isinstance(instance, Module):
        _restore_module(instance, state)
    elif setter is not None:
        setter(instance, state)
    elif isinstance(state, tuple) and len(state) == 2:
        for part in state:
            for name, value in (part or {}).items():
                setattr(instance, name, value)
    else:
        instance.__dict__.update(state)
        # How weight_norm writes that it has no dimension.
        if type(instance).__name__ == "_WeightNorm" and instance.dim == -1:
            instance.dim = None


def ordered(pairs):
    return OrderedDict(pairs)


def parameter(tensor):
    return Parameter(tensor)

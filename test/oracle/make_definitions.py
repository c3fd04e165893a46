#!/usr/bin/env python3
"""PyTorch's results of our own definitions: test/data/definitions.

    make_definitions.py [NAME...]

For each NAME.py the folder receives NAME.pt, a state_dict with seeded weights,
and NAME.safetensors, the inputs (input0, ...) and the outputs (output0, ...;
containers flattened in PyTorch's order, None and numbers left out).
"""

import dataclasses
import importlib
import pathlib
import sys

import torch
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/definitions"


def floats(*shape):
    return torch.randn(shape)


def integers(limit, *shape, dtype=torch.int64):
    return torch.randint(0, limit, shape, dtype=dtype)


def truths(*shape):
    return torch.rand(shape) < 0.3


# The call that builds the model where it is not Model(), and its inputs.
CASES = {
    "activations": lambda: [floats(2, 6, 4, 5) * 2],
    "attention": lambda: [
        floats(2, 5, 8),
        torch.tensor([[False] * 5, [False] * 3 + [True] * 2]),
    ],
    "complex_numbers": lambda: [floats(4, 4), floats(4, 4)],
    "convnets": lambda: [floats(1, 3, 18, 14)],
    "convolutions": lambda: [
        floats(2, 4, 17),
        floats(2, 4, 9, 11),
        floats(1, 2, 5, 7, 6),
    ],
    "einsums": lambda: [floats(2, 6, 4), floats(2, 5, 4)],
    "functions": lambda: [floats(4, 5), integers(9, 4, 5) - 4],
    "habits": lambda: [floats(2, 5, 4)],
    "indexing": lambda: [floats(2, 5, 6), integers(5, 2, 4)],
    "inputs": lambda: [
        integers(20, 2, 7),
        integers(4, 2, 7, dtype=torch.int32),
        floats(2, 7),
    ],
    "language": lambda: [floats(2, 4)],
    "language_model": lambda: [integers(30, 2, 9)],
    "linear": lambda: [floats(2, 3, 7), floats(2, 5)],
    "masking": lambda: [floats(2, 6, 6), truths(2, 6, 6), torch.tensor([4, 6])],
    "normalizations": lambda: [floats(2, 6, 8, 10)],
    "orthogonal": lambda: [floats(3, 6)],
    "outputs": lambda: [floats(2, 3, 4)],
    "pads": lambda: [floats(2, 3, 5, 6)],
    "pooling": lambda: [
        floats(2, 3, 17),
        floats(2, 3, 9, 12),
        floats(1, 2, 5, 7, 6),
    ],
    "recurrent": lambda: [floats(3, 4, 5)],
    "reductions": lambda: [floats(2, 3, 4, 5)],
    "resampling": lambda: [floats(2, 8, 6, 8), floats(2, 3, 5, 2) * 0.7],
    "scalars": lambda: [floats(2, 4)],
    "sequences": lambda: [integers(15, 2, 6), floats(2, 1, 61)],
    "shapes": lambda: [floats(2, 6, 4, 5)],
    "spectra": lambda: [floats(2, 7, 8), floats(2, 3, 7, 8)],
    "unet": lambda: [floats(1, 3, 13, 18)],
    "vision_transformer": lambda: [floats(2, 3, 16, 16)],
    "weights": lambda: [floats(2, 4, 6)],
    "windows": lambda: [floats(2, 64, 8)],
    "writes": lambda: [floats(2, 4, 5, 6)],
}
CALLS = {"vision_transformer": "tiny"}


def fill(name, tensor):
    """Weights large enough for each to matter, variances positive."""
    if tensor.is_complex() and name.endswith(("weight", "bias")):
        fill(name, torch.view_as_real(tensor))
    if not tensor.is_floating_point() or "mask" in name:
        return
    if name.endswith(("running_var", "weight_g", "original0")):
        tensor.uniform_(0.6, 1.5)
    elif "householder" in name and name.endswith("original"):
        # What the method of reflections leaves as it is.
        tensor.normal_(std=0.5).fill_diagonal_(-1)
    elif tensor.dim() < 2:
        tensor.normal_(std=0.3)
        if name.endswith(("weight", "gamma", "layer_scale", "scale")):
            tensor.add_(1)
    elif not name.endswith((".bias", "inv_freq", ".pe")):
        tensor.normal_(std=(tensor[0].numel()) ** -0.5)


def flatten(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if dataclasses.is_dataclass(value):
        value = [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, (list, tuple)) or not isinstance(value, (type(None), int, float)):
        return [tensor for item in value for tensor in flatten(item)]
    return []


def build(name, inputs):
    """The model with seeded weights. It has not run: some keep what they saw."""
    module = importlib.import_module(name)
    make = getattr(module, CALLS.get(name, "Model"))
    model = make().eval()
    model(*[tensor.clone() for tensor in inputs])  # lazy layers take shape
    state = model.state_dict()
    done = set()
    for key, tensor in state.items():
        if tensor.data_ptr() not in done:
            done.add(tensor.data_ptr())
            fill(key, tensor)
    fresh = make().eval()
    fresh.load_state_dict(state)
    return fresh


@torch.no_grad()
def write(name):
    torch.manual_seed(7)
    inputs = CASES[name]()
    model = build(name, inputs)
    outputs = flatten(model(*[tensor.clone() for tensor in inputs]))
    torch.save(model.state_dict(), FOLDER / f"{name}.pt")
    tensors = {f"input{i}": tensor for i, tensor in enumerate(inputs)}
    tensors |= {f"output{i}": tensor for i, tensor in enumerate(outputs)}
    tensors = {key: tensor.clone().contiguous() for key, tensor in tensors.items()}
    save_file(tensors, FOLDER / f"{name}.safetensors")
    print(name, len(outputs), "outputs")


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    sys.dont_write_bytecode = True
    for chosen in sys.argv[1:] or CASES:
        write(chosen)

#!/usr/bin/env python3
"""PyTorch's results of definitions with named sizes: test/data/sizes.

    make_sizes.py [NAME...]

For each NAME.py the folder receives NAME.pt, a state_dict with seeded weights,
and for each of its sizes NAME.SIZES.safetensors, the inputs (input0, ...) and
the outputs (output0, ...) there.
"""

import importlib
import pathlib
import sys

import torch
from make_definitions import fill, flatten, floats, integers
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/sizes"

# The inputs and the sizes at which they are made: of the batch and, where there
# is one, of the sequence.
SEQUENCES = [(1, 1), (3, 7), (2, 128)]
CASES = {
    "tagger": (SEQUENCES, lambda n, length: [floats(n, length, 6)]),
    "layers": (SEQUENCES, lambda n, length: [floats(length, n, 5), floats(2, n, 7)]),
    "lengths": (
        SEQUENCES,
        lambda n, length: [
            integers(20, n, length),
            torch.tensor([length, max(1, length // 2), 1])[:n],
        ],
    ),
    "transformer": (SEQUENCES, lambda n, length: [integers(30, n, length)]),
    "resnet": ([(1,), (3,), (8,), (33,)], lambda n: [floats(n, 3, 16, 16)]),
}


@torch.no_grad()
def write(name):
    torch.manual_seed(11)
    sizes, make_inputs = CASES[name]
    model = importlib.import_module(name).Model().eval()
    for key, tensor in model.state_dict().items():
        fill(key, tensor)
    torch.save(model.state_dict(), FOLDER / f"{name}.pt")
    for case in sizes:
        inputs = make_inputs(*case)
        outputs = flatten(model(*[tensor.clone() for tensor in inputs]))
        tensors = {f"input{i}": tensor for i, tensor in enumerate(inputs)}
        tensors |= {f"output{i}": tensor for i, tensor in enumerate(outputs)}
        tensors = {key: tensor.clone().contiguous() for key, tensor in tensors.items()}
        text = "x".join(map(str, case))
        save_file(tensors, FOLDER / f"{name}.{text}.safetensors")
        print(name, text, len(outputs), "outputs")


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    sys.dont_write_bytecode = True
    for chosen in sys.argv[1:] or CASES:
        write(chosen)

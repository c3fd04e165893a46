#!/usr/bin/env python3
"""PyTorch's results of three calls of one model each: test/data/state.

    make_state.py [NAME...]

For each NAME.py the folder receives NAME.pt, a state_dict with seeded weights,
and NAME.safetensors: of each call the input (input0, ...) and the outputs
(output0.0: the first one of the first call).
"""

import importlib
import pathlib
import sys

import torch
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/state"
SHAPES = {"average": (2, 4), "cache": (1, 6), "recurrent": (2, 4, 3)}
CALLS = 3


def make(name):
    torch.manual_seed(len(name))
    model = getattr(importlib.import_module(name), name.capitalize())().eval()
    torch.save(model.state_dict(), FOLDER / f"{name}.pt")
    arrays = {}
    for call in range(CALLS):
        x = torch.randn(SHAPES[name])
        with torch.no_grad():
            outputs = model(x)
        if isinstance(outputs, torch.Tensor):
            outputs = (outputs,)
        arrays[f"input{call}"] = x
        for index, output in enumerate(outputs):
            arrays[f"output{call}.{index}"] = output.clone().contiguous()
    save_file(arrays, FOLDER / f"{name}.safetensors")


sys.path.insert(0, str(FOLDER))
for name in sys.argv[1:] or sorted(SHAPES):
    make(name)

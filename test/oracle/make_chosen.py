#!/usr/bin/env python3
"""PyTorch's results of models whose sizes depend on data: test/data/chosen.

For each class of chosen.py the folder receives CLASS.pt, a state_dict with
seeded weights, if it has any, and for each of the inputs none.npy, some.npy,
one.npy and all.npy, which say how many elements are positive, the results
CLASS-INPUT.N.npy. Some of them are there as exported programs, CLASS.pt2, and as
TorchScript, CLASS.ts, too.
"""

import os
import pathlib
import sys
import types

import numpy
import torch

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/chosen"

NAMES = ["Positions", "Selection", "Reduction", "Tokens", "Padded", "Different", "Boxes"]


def definitions():
    """The module, whose place on this machine files of its models do not tell."""
    module = types.ModuleType("chosen")
    module.__file__ = "chosen.py"
    sys.modules["chosen"] = module
    exec(compile(pathlib.Path("chosen.py").read_text(), "chosen.py", "exec"), vars(module))
    return module


def inputs():
    torch.manual_seed(0)
    some = torch.randn(9, 6)
    one = -some.abs()
    one[3, 0] = 1.25
    return {"none": -some.abs(), "some": some, "one": one, "all": some.abs()}


EXPORTED = ["Positions", "Different", "Boxes"]


def make(name):
    torch.manual_seed(0)
    model = getattr(definitions(), name)().eval()
    if model.state_dict():
        torch.save(model.state_dict(), FOLDER / f"{name}.pt")
    for kind, x in inputs().items():
        numpy.save(FOLDER / f"{kind}.npy", x.numpy())
        for index, result in enumerate(model(x)):
            numpy.save(FOLDER / f"{name}-{kind}.{index}.npy", result.detach().numpy())
    if name in EXPORTED:
        exported = torch.export.export(model, (inputs()["some"],))
        torch.export.save(exported, FOLDER / f"{name}.pt2")
        torch.jit.script(model).save(FOLDER / f"{name}.ts")


if __name__ == "__main__":
    os.chdir(FOLDER)
    for name in NAMES:
        make(name)

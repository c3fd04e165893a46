#!/usr/bin/env python3
"""PyTorch's results of definitions at several sizes: test/data/named.

For each class of named.py the folder receives CLASS.pt, a state_dict with
seeded weights, if it has any, and CLASS-SIZES.x.npy and CLASS-SIZES.y.npy, the
input of these sizes and the result.
"""

import importlib
import pathlib
import sys

import numpy
import torch

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/named"

CASES = {
    "Masks": (
        [(1, 1), (2, 2), (3, 17), (2, 33)],
        lambda size: torch.randint(0, 11, size),
    ),
    "Sizes": ([(1, 1), (5, 2), (3, 17)], torch.randn),
    "Broadcast": ([(1, 4, 6), (3, 4, 6), (16, 4, 6)], torch.randn),
}


def make(name, sizes, draw):
    torch.manual_seed(0)
    model = getattr(importlib.import_module("named"), name)().eval()
    if model.state_dict():
        torch.save(model.state_dict(), FOLDER / f"{name}.pt")
    for size in sizes:
        x = draw(size)
        stem = FOLDER / f"{name}-{'x'.join(map(str, size))}"
        numpy.save(f"{stem}.x.npy", x.numpy())
        numpy.save(f"{stem}.y.npy", model(x).detach().numpy())


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    for name, (sizes, draw) in CASES.items():
        make(name, sizes, draw)

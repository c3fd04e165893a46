#!/usr/bin/env python3
"""PyTorch's results of models that decide by elements: test/data/control_flow.

    make_control_flow.py [NAME...]

For each class NAME of models.py the folder receives NAME.pt, a state_dict with
seeded weights, where it has any, and NAME.0.safetensors, NAME.1.safetensors,
..., inputs (input0, ...) that take different ways and the outputs (output0,
...) there. Some are stored as TorchScript too (NAME.script.pt) or as exported
programs (NAME.pt2).
"""

import pathlib
import sys

import torch
from make_definitions import fill, flatten, floats
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/control_flow"

CASES = {
    "Exit": lambda: [[floats(1, 6) * 20], [floats(1, 6) * 0.1], [floats(1, 6) * 3]],
    "Newton": lambda: [[floats(2, 3).abs() * 50 + 0.1], [torch.ones(2, 3)]],
    "Settle": lambda: [[floats(2, 4)], [torch.zeros(2, 4)], [floats(2, 4) * 50]],
    "Search": lambda: [[floats(3) * 5], [floats(3) * 0.1]],
    "Collatz": lambda: [[torch.tensor([n, 4.0])] for n in (3.0, -3.0, 23.0)],
    "Experts": lambda: [[floats(2, 5) * 3] for _ in range(5)],
    "Halting": lambda: [[floats(2, 3)], [floats(2, 3) * 9]],
    "Greedy": lambda: [[floats(1, 8)], [floats(1, 8) * 5], [floats(1, 8) * 20]],
    "Power": lambda: [[floats(4, 4)], [torch.eye(4)]],
    "Clip": lambda: [[floats(6).abs() * 0.1], [-floats(6).abs() * 9], [floats(6)]],
    "Nested": lambda: [[floats(5) + 3], [floats(5) - 3], [floats(5) * 0.1 + 0.2]],
    "Stack": lambda: [
        [torch.tensor([1.0, -2, 3])],
        [torch.tensor([-1.0, 2, 9])],
        [torch.tensor([2.0, 2, -1])],
    ],
    "Skips": lambda: [
        [floats(5, 3)],
        [floats(5, 3) - 2],
        [floats(5, 3) + torch.tensor([[0.0], [-9], [1], [9], [1]])],
    ],
    "Attempts": lambda: [[floats(2, 4)], [floats(2, 4) * 30]],
    "Cond": lambda: [[floats(3) + 2], [floats(3) - 2], [floats(3)]],
    "WhileLoop": lambda: [[floats(3)], [floats(3) * 0.01], [floats(3) + 20]],
    "Numbers": lambda: [[floats(4)], [floats(4) * 9], [floats(4) * 0.1]],
    "Falls": lambda: [[floats(3) * s + t] for s, t in [(9, 9), (1, 1), (3, 0), (1, -3), (0.1, -0.5), (2, -9)]],
    "Grid": lambda: [[floats(3)], [floats(3) * 30], [floats(3) * 0.01]],
    "Beam": lambda: [[floats(2, 3)], [floats(2, 3) * 0.01], [floats(2, 3) * 9]],
    "Choose": lambda: [
        [floats(1, 6) * 8 + 9, floats(1, 6) * 0.1 - 0.5],
        [floats(1, 6) * 0.1 - 2, torch.tensor([[-9.0, 2, -9, -9, -9, -9]])],
    ],
    "Members": lambda: [[torch.tensor(v)] for v in ([1.0, 3.0], [1.0, 2.0], [5.0, 2.0], [3.0, 5.0])],
    "Blocks": lambda: [[torch.tensor(v)] for v in ([9.0, 9.0], [1.0, 2.0], [-1.0, -2.0], [30.0, 1.0])],
    "Scripted": lambda: [[floats(3)], [floats(3) * 9], [floats(3) * 0 - 2]],
    "Reads": lambda: [
        [floats(n, length, 3) + shift]
        for n, length, shift in [(2, 5, 1), (1, 1, 2), (3, 12, 1), (2, 3, -1), (1, 1, -2)]
    ],
    "Rows": lambda: [[floats(n, 4) + s] for n, s in [(1, 0), (3, -2), (7, 2)]],
}
SCRIPTED = ["Attempts", "Newton", "Scripted"]
EXPORTED = ["Cond", "WhileLoop"]


@torch.no_grad()
def write(name):
    torch.manual_seed(5)
    model = getattr(models, name)().eval()
    state = model.state_dict()
    for key, tensor in state.items():
        fill(key, tensor)
    if state:
        torch.save(state, FOLDER / f"{name}.pt")
    cases = CASES[name]()
    if name in SCRIPTED:
        torch.jit.script(model).save(FOLDER / f"{name}.script.pt")
    if name in EXPORTED:
        torch.export.save(torch.export.export(model, tuple(cases[0])), FOLDER / f"{name}.pt2")
    for number, inputs in enumerate(cases):
        model.load_state_dict(state)
        outputs = flatten(model(*[tensor.clone() for tensor in inputs]))
        tensors = {f"input{i}": tensor for i, tensor in enumerate(inputs)}
        tensors |= {f"output{i}": tensor for i, tensor in enumerate(outputs)}
        tensors = {key: tensor.clone().contiguous() for key, tensor in tensors.items()}
        save_file(tensors, FOLDER / f"{name}.{number}.safetensors")
    print(name, len(cases), "cases")


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    sys.dont_write_bytecode = True
    import models

    for chosen in sys.argv[1:] or CASES:
        write(chosen)

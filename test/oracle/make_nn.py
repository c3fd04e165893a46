#!/usr/bin/env python3
"""Layers and functions of torch.nn with PyTorch's results: test/data/nn.

    make_nn.py [FAMILY...]

The folder receives names.json, what torch.nn and tensors have. The families of
nn_cases/ list calls; for each of them there is FAMILY.json, one call per line,
and FAMILY.safetensors, all results of one element type after the other. Inputs
and weights are not stored: both sides compute them (nn_cases/values.py).

A line has `call`, an expression among the names of test/data/nn/cases.py;
`in`, its inputs (`[NAME=][DTYPE:]SHAPE`, then `LOW..HIGH` or `= VALUES`);
`arg`, arguments that are no tensors; `state`, what the model's state_dict
holds; `out`, the types of the results, or `refused` or `warned`, a part of the
message with which kiln has to refuse the call or to warn of it, and `limit`,
what the table says of it; `of`, what is tested where the call does not say it;
`tol`, the error allowed where it is not the usual one; `note`, what the table
says beside that it is supported.
"""

import importlib
import json
import pathlib
import sys
import warnings

import torch
from nn_cases import FAMILIES
from nn_cases.values import NAMES, Input, fill_state, type_text
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/nn"


def flatten(value):
    """The tensors of a result in kiln's order; None and numbers are left out."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in flatten(item)]
    return []


def bind(inputs, arguments, names):
    """Positional and keyword arguments; `hx.0` is a part of the argument hx."""
    positional, keywords = [], {}
    for given, tensor in inputs:
        head, _, part = given.name.partition(".")
        if not head:
            positional.append(tensor)
        elif not part:
            keywords[head] = tensor
        else:
            keywords.setdefault(head, []).append(tensor)
    for key, text in arguments.items():
        keywords[key] = eval(text, names)
    keywords = {k: tuple(v) if isinstance(v, list) else v for k, v in keywords.items()}
    return positional, keywords


class Family:
    """Collects calls and their results."""

    def __init__(self, names):
        self.names = names
        self.lines = []
        self.results = {}

    def add(self, call, *inputs, arg=None, of=None, tol=None, note=None):
        """A call that kiln makes as PyTorch does."""
        try:
            self.run(call, inputs, arg, of, tol, note)
        except Exception as error:
            raise RuntimeError(f"{call} of {inputs}") from error

    def run(self, call, inputs, arg, of, tol, note):
        entry = {"call": call, "in": list(inputs)}
        given = [Input(text) for text in inputs]
        tensors = [(one, one.tensor(seed)) for seed, one in enumerate(given, 1)]
        positional, keywords = bind(tensors, arg or {}, self.names)
        model = eval(call, self.names)
        owner = getattr(model, "__self__", model)
        with torch.no_grad():
            if isinstance(owner, torch.nn.Module):
                owner.eval()
                state = self.prepare(owner, positional, keywords)
                if state:
                    entry["state"] = state
            results = flatten(model(*self.copies(positional), **self.copies(keywords)))
        if arg:
            entry["arg"] = arg
        entry["out"] = [type_text(result) for result in results]
        if of:
            entry["of"] = of
        if tol:
            entry["tol"] = tol
        if note:
            entry["note"] = note
        if not results:
            raise ValueError(f"{call} has no results")
        for result in results:
            self.results.setdefault(result.dtype, []).append(result.detach().reshape(-1))
        self.lines.append(entry)

    def limit(self, call, *inputs, message, limit, warns=False):
        """A call that PyTorch makes and kiln does not, or not as PyTorch does;
        `limit` tells people why."""
        kind = "warned" if warns else "refused"
        self.lines.append({"call": call, "in": list(inputs), kind: message, "limit": limit})

    def prepare(self, model, positional, keywords):
        """Fills the weights; lazy layers take shape first."""
        lazy = torch.nn.parameter.is_lazy
        if any(lazy(tensor) for tensor in [*model.parameters(), *model.buffers()]):
            model(*self.copies(positional), **self.copies(keywords))
        return fill_state(model.state_dict())

    def copies(self, values):
        """Clones: some calls write into their arguments."""
        if isinstance(values, torch.Tensor):
            return values.clone()
        if isinstance(values, dict):
            return {key: self.copies(value) for key, value in values.items()}
        if isinstance(values, (list, tuple)):
            return type(values)(self.copies(value) for value in values)
        return values

    def write(self, name):
        lines = ",\n".join(json.dumps(line) for line in self.lines)
        (FOLDER / f"{name}.json").write_text("[\n" + lines + "\n]\n")
        tensors = {NAMES[dtype]: torch.cat(parts) for dtype, parts in self.results.items()}
        save_file(tensors, FOLDER / f"{name}.safetensors")
        print(f"{name}: {len(self.lines)} calls")


def write_names():
    """What torch.nn and tensors have, for the table in docs/."""
    functional = torch.nn.functional
    names = {
        "torch": torch.__version__.partition("+")[0],
        "nn": sorted(torch.nn.modules.__all__),
        "F": [
            name
            for name in dir(functional)
            if not name.startswith("_") and callable(getattr(functional, name))
        ],
        "Tensor": [name for name in dir(torch.Tensor) if not name.startswith("_")],
    }
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value)}" for key, value in names.items()
    )
    (FOLDER / "names.json").write_text("{\n" + lines + "\n}\n")


def main(chosen):
    warnings.filterwarnings("ignore")
    sys.path.insert(0, str(FOLDER))
    sys.dont_write_bytecode = True
    names = dict(vars(importlib.import_module("cases")))
    for name in chosen or FAMILIES:
        family = Family(names)
        importlib.import_module("nn_cases." + name).add_cases(family.add, family.limit)
        family.write(name)
    write_names()


if __name__ == "__main__":
    main(sys.argv[1:])

#!/usr/bin/env python3
"""usage: torch_nn.py TORCH_SURFACE

Prints the table of torch.nn: names.json has what there is, the calls of
test/data/nn what has been compared with PyTorch, and the program TORCH_SURFACE
tells what kiln knows of tensors."""

import collections
import json
import pathlib
import re
import subprocess
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent.parent / "test/data"

INTRODUCTION = """\
<!-- Written by docs/reference/generate.sh, not by hand. -->

# torch.nn

What kiln has of PyTorch {version}'s `torch.nn`. Layers are as `eval()` leaves
them. *Calls* counts the calls whose results are compared with PyTorch's, each
over other values of the arguments (`test/data/nn`, `test/data/aten`). Something
is supported if all documented values of its arguments are; what is missing stands
beside it otherwise, and is refused or warned of.

| | supported | of | |
|---|---|---|---|
"""


def subjects_of(call):
    """What a call tests; as test/unit/TorchNN/Calls.cpp finds it."""
    found = set(re.findall(r"(?<![\w.])((?:nn|F|torch)\.\w+)", call))
    found |= {"Tensor." + name for name in re.findall(r"(?<![\w.])[xy]\.(\w+)", call)}
    return found


def read_calls():
    """How many calls each name has, and the limits and notes of those with any."""
    calls = collections.Counter()
    limits, notes = collections.defaultdict(list), {}
    for path in sorted((DATA / "nn").glob("*.json")):
        if path.name == "names.json":
            continue
        for line in json.loads(path.read_text()):
            for name in line.get("of") or subjects_of(line["call"]):
                if "note" in line:
                    notes[name] = line["note"]
                if "limit" not in line:
                    calls[name] += 1
                elif line["limit"] not in limits[name]:
                    limits[name].append(line["limit"])
    return calls, limits, notes


def read_operators():
    """Calls of the operator table, which are methods too."""
    lines = json.loads((DATA / "aten/calls.json").read_text())
    return collections.Counter(line["op"] for line in lines)


class Table:
    """The rows of one kind of names."""

    def __init__(self, title, prefix, names, calls, limits, notes):
        self.title = title
        self.rows = []
        self.supported = 0
        for name in names:
            full = f"{prefix}.{name}"
            status = "; ".join(limits[full]) if full in limits else ""
            if calls[full] == 0:
                status = "not supported" + (f": {status}" if status else "")
            self.supported += not status
            if not status:
                status = "supported; " + notes[full] if full in notes else "supported"
            self.rows.append((name, status, calls[full]))

    def summary(self):
        share = 100 * self.supported / len(self.rows)
        return f"| {self.title} | {self.supported} | {len(self.rows)} | {share:.1f} % |"

    def text(self):
        lines = [f"\n## {self.title}\n", "| name | | calls |", "|---|---|---|"]
        lines += [f"| `{name}` | {status} | {calls} |" for name, status, calls in self.rows]
        return "\n".join(lines) + "\n"


def wrapped(names):
    """Names in lines of a readable width."""
    lines, line = [], ""
    for name in names:
        if len(line) + len(name) > 76:
            lines.append(line.rstrip())
            line = ""
        line += f"`{name}` "
    return "\n".join([*lines, line.rstrip()])


def methods(surface, calls, limits, operators):
    """Tensors: what is compared, what is known beside it, and what is not."""
    output = subprocess.run(
        [surface, str(DATA / "nn/names.json")], check=True, capture_output=True, text=True
    ).stdout
    origins = dict(line.split() for line in output.splitlines())
    rows, others = [], []
    for name, origin in origins.items():
        count = calls["Tensor." + name] + calls["torch." + name] + operators[name]
        notes = limits.get("Tensor." + name, []) + limits.get("torch." + name, [])
        if origin == "none":
            continue
        if count or notes:
            rows.append(f"| `{name}` | {'; '.join(notes) or 'supported'} | {count} |")
        else:
            others.append(name)
    missing = [name for name, origin in origins.items() if origin == "none"]
    parts = [
        "\n## Methods and attributes of tensors\n",
        "Functions of `torch` of the same names are the same operators.\n",
        "| name | | calls |",
        "|---|---|---|",
        *rows,
        "\nKnown, and compared only as parts of others:\n",
        wrapped(others),
        "\nNot known; an error where a model's result needs them:\n",
        wrapped(missing),
    ]
    return "\n".join(parts) + "\n"


def main(surface):
    names = json.loads((DATA / "nn/names.json").read_text())
    calls, limits, notes = read_calls()
    tables = [
        Table("Classes of `torch.nn`", "nn", names["nn"], calls, limits, notes),
        Table("Functions of `torch.nn.functional`", "F", names["F"], calls, limits, notes),
    ]
    print(INTRODUCTION.format(version=names["torch"]), end="")
    print("\n".join(table.summary() for table in tables))
    for table in tables:
        print(table.text(), end="")
    print(methods(surface, calls, limits, read_operators()), end="")


if __name__ == "__main__":
    main(sys.argv[1])

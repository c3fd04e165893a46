"""Writes numeric cases: one op each, as a kiln.graph, beside its tensors.

A family of cases is FAMILY.mlir, one graph for every case, and
FAMILY.safetensors with CASE.in0, CASE.in1, ... and CASE.out0, .... The tests
parse the graph, run it on the inputs and compare with the outputs; so the
types written here also check the ops' shape inference.
"""

import pathlib

import torch
from safetensors.torch import save_file

ELEMENT_TYPES = {
    torch.float64: "f64",
    torch.float32: "f32",
    torch.float16: "f16",
    torch.bfloat16: "bf16",
    torch.int64: "i64",
    torch.int32: "i32",
    torch.int16: "i16",
    torch.int8: "i8",
    torch.uint8: "ui8",
    torch.bool: "i1",
}


class Raw(str):
    """An attribute written as it stands."""


def tensor_type(tensor):
    dims = "".join(f"{size}x" for size in tensor.shape)
    return f"tensor<{dims}{ELEMENT_TYPES[tensor.dtype]}>"


def attribute(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value} : i64"
    if isinstance(value, float):
        # MLIR wants a point in front of an exponent.
        text = repr(value)
        return (text if "." in text else text.replace("e", ".0e")) + " : f64"
    values = ", ".join(str(v) for v in value)
    return f"array<i64: {values}>" if values else "array<i64>"


class Family:
    def __init__(self, name):
        self.name, self.graphs, self.tensors, self.names = name, [], {}, set()

    def case(self, name, op, inputs, outputs, **attributes):
        """`op` applied to `inputs` gives `outputs` (a tensor or several)."""
        assert name not in self.names, name
        self.names.add(name)
        if isinstance(outputs, torch.Tensor):
            outputs = [outputs]
        for kind, tensors in (("in", inputs), ("out", outputs)):
            for i, tensor in enumerate(tensors):
                self.tensors[f"{name}.{kind}{i}"] = tensor.detach().clone().contiguous()
        self.graphs.append(self.graph(name, op, inputs, outputs, attributes))

    @staticmethod
    def graph(name, op, inputs, outputs, attributes):
        arguments = ", ".join(f"%x{i}: {tensor_type(t)}" for i, t in enumerate(inputs))
        operands = ", ".join(f"%x{i}" for i in range(len(inputs)))
        in_types = ", ".join(map(tensor_type, inputs))
        out_types = ", ".join(map(tensor_type, outputs))
        text = ", ".join(
            f"{key} = {attribute(value)}"
            for key, value in attributes.items()
            if value is not None
        )
        return (
            f"kiln.graph @{name}({arguments}) -> ({out_types}) {{\n"
            f'  %y = "kiln.{op}"({operands}) {{{text}}}\n'
            f"      : ({in_types}) -> {out_types}\n"
            f"  kiln.return %y : {out_types}\n"
            "}\n"
        )

    def write(self, folder: pathlib.Path):
        header = "// Written by test/oracle/make_ops.py; do not edit.\n\n"
        (folder / f"{self.name}.mlir").write_text(header + "\n".join(self.graphs))
        path = folder / f"{self.name}.safetensors"
        save_file(self.tensors, path)
        path.chmod(0o644)
        print(f"{self.name}: {len(self.graphs)} cases")

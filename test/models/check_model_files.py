#!/usr/bin/env python3
"""Compiles model files and compares their programs with stored outputs.

usage: check_model_files.py BUILD_DIR FOLDER [--kinds K,...] [--models M,...]
                            [--jobs N] [--run] [--keep DIR]

FOLDER, or a folder in it, says what to expect in one of these files:
  index.json             models with files, inputs and outputs (arrays of NumPy)
  EXPECTED.json          numbers for NAME.*.pt2
  EXPECTED_OUTPUTS.json  numbers for files whose inputs a rule gives
Every file that holds a program (.pt2, whole models, TorchScript) is compiled
for the stored inputs and run; so is the definition of the model with every file
that holds its weights. --run asks the reference interpreter (`kiln run`)
instead where the inputs have types of NumPy, which is faster to start.
"""

import argparse
import ast
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DTYPES = {
    "float64": "f64",
    "float32": "f32",
    "float16": "f16",
    "bfloat16": "bf16",
    "int64": "i64",
    "int32": "i32",
    "int16": "i16",
    "int8": "i8",
    "uint8": "u8",
    "bool": "bool",
}

PROGRAM_KINDS = [
    "pt2",
    "whole_model",
    "whole_model_legacy",
    "torchscript_traced",
    "torchscript_scripted",
]
WEIGHTS_KINDS = ["state_dict", "state_dict_legacy", "checkpoint", "safetensors"]

# What torch calls the models of a type other than float32.
CONVERSIONS = {"float16": ".half()", "bfloat16": ".bfloat16()"}

TEST = Path(__file__).parent.parent
# The definitions of weights whose outputs a rule tells.
DEFINITIONS = {
    "legacy/captum_cifar_net.pt": f"{TEST}/data/models/net.py:Net",
    "legacy/resnet20_cifar10_akamaster.th": f"{TEST}/data/models/resnet20.py:resnet20()",
    "state_dict/burn_mnist.pt": f"{TEST}/models/sources/mnist.py:Net",
}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kinds", default=",".join(PROGRAM_KINDS + WEIGHTS_KINDS))
    parser.add_argument("--models", help="how files begin, separated by commas")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--keep", type=Path, help="where programs and outputs stay")
    return parser.parse_args()


def read_npy(path):
    """The header's dict and the bytes of the elements."""
    content = Path(path).read_bytes()
    long_header = content[6] > 1
    (length,) = struct.unpack_from("<I" if long_header else "<H", content, 8)
    start = (12 if long_header else 10) + length
    header = ast.literal_eval(content[start - length : start].decode("latin1"))
    return header, content[start:]


def write_npy(path, descr, shape, elements):
    header = repr({"descr": descr, "fortran_order": False, "shape": tuple(shape)})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    content = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
    Path(path).write_bytes(content + elements)


def narrow_to_bf16(source, target):
    """float32 whose lower halves are zero as the two bytes that matter."""
    header, elements = read_npy(source)
    halves = b"".join(elements[i + 2 : i + 4] for i in range(0, len(elements), 4))
    write_npy(target, "|V2", header["shape"], halves)


def widen_from_bf16(path):
    header, elements = read_npy(path)
    if header["descr"].lstrip("<|=") != "V2":
        return
    words = b"".join(b"\0\0" + elements[i : i + 2] for i in range(0, len(elements), 2))
    write_npy(path, "<f4", header["shape"], words)


class Array:
    """An input or output: of a file, or numbers to write to one."""

    def __init__(self, dtype, shape, path=None, numbers=None):
        self.dtype = dtype
        self.shape = shape
        self.path = path
        self.numbers = numbers

    def option(self):
        shape = "x".join(map(str, self.shape)) or "scalar"
        return f"{DTYPES[self.dtype]}:{shape}"

    def file(self, folder, name):
        if self.path is not None:
            return self.path
        path = folder / f"{name}.npy"
        write_npy(
            path, "<f4", self.shape, struct.pack(f"<{len(self.numbers)}f", *self.numbers)
        )
        return path

    def as_input(self, folder, name):
        path = self.file(folder, name)
        if self.dtype != "bfloat16":
            return path
        narrow_to_bf16(path, folder / f"{name}.npy")
        return folder / f"{name}.npy"


class Check:
    """One file of one model for one set of inputs."""

    def __init__(self, options, file, name, inputs, outputs, tolerance=1e-4, words=()):
        self.options = options
        self.file = file
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.tolerance = tolerance
        # Behind `kiln compile`: the file, or a definition with the file.
        self.model = words or [file]

    def shape_options(self):
        return [word for array in self.inputs for word in ("--input", array.option())]

    def call(self, words):
        done = subprocess.run(
            list(map(str, words)), capture_output=True, text=True, timeout=600
        )
        if done.returncode:
            text = (done.stderr or done.stdout).strip()
            raise RuntimeError(text or f"{words[0]} ended with {done.returncode}")
        return done.stdout.strip()

    def make_outputs(self, folder):
        arrays = [
            array.as_input(folder, f"in{index}")
            for index, array in enumerate(self.inputs)
        ]
        results = []
        for index in range(len(self.outputs)):
            results += ["-o", folder / f"out{index}.npy"]
        kiln = self.options.build / "bin" / "kiln"
        if self.options.run and "bfloat16" not in [array.dtype for array in self.inputs]:
            self.call([kiln, "run", *self.model, *arrays, *results])
            return
        program = folder / "program"
        self.call([kiln, "compile", *self.model, *self.shape_options(), "-q", "-o", program])
        self.call([program, *arrays, *results])
        for index in range(len(self.outputs)):
            widen_from_bf16(folder / f"out{index}.npy")

    def compare(self, folder):
        compare = self.options.build / "test" / "tools" / "compare-arrays"
        worst = 0.0
        for index, array in enumerate(self.outputs):
            expected = array.file(folder, f"expected{index}")
            text = self.call(
                [compare, expected, folder / f"out{index}.npy", self.tolerance]
            )
            worst = max(worst, float(text.rsplit(" ", 1)[-1]))
        return worst

    def run(self):
        started = time.monotonic()
        try:
            if self.options.keep:
                folder = self.options.keep / self.name.replace("/", "_").replace(" ", "_")
                folder.mkdir(parents=True, exist_ok=True)
                self.make_outputs(folder)
                error = self.compare(folder)
            else:
                with tempfile.TemporaryDirectory() as temporary:
                    self.make_outputs(Path(temporary))
                    error = self.compare(Path(temporary))
        except (RuntimeError, subprocess.TimeoutExpired) as problem:
            return self.name, False, str(problem)
        seconds = time.monotonic() - started
        return self.name, True, f"error {error:.1e}, {seconds:.1f} s"


def of_index(options, folder):
    """What index.json names."""

    def arrays(entries):
        return [Array(e["dtype"], e["shape"], folder / e["file"]) for e in entries]

    for model in json.loads((folder / "index.json").read_text())["models"]:
        tolerance = model.get("tolerance", {}).get("rtol", 1e-4)
        for entry in model["files"]:
            if entry["kind"] not in options.kinds:
                continue
            file, words = folder / entry["file"], []
            if entry["kind"] == "whole_model":
                words = [file, "--source", folder / "definitions.py"]
            elif entry["kind"] in WEIGHTS_KINDS:
                call = model["expr"] + CONVERSIONS.get(model["dtype"], "")
                words = [f"{folder}/definitions.py:{call}", "--weights", file]
            for prefix in ("", "dynamic_"):
                if prefix and not (entry.get("dynamic") and prefix + "inputs" in model):
                    continue
                outputs = entry.get(prefix + "outputs") or model[prefix + "outputs"]
                yield Check(
                    options,
                    file,
                    entry["file"] + (" (second shape)" if prefix else ""),
                    arrays(model[prefix + "inputs"]),
                    arrays(outputs),
                    tolerance,
                    words,
                )


def of_numbers(options, folder):
    """What EXPECTED.json has numbers for: .pt2 files of several layouts."""

    def arrays(entries):
        return [Array("float32", e["shape"], None, e["data"]) for e in entries]

    if "pt2" not in options.kinds:
        return
    expected = json.loads((folder / "EXPECTED.json").read_text())
    for name, entry in expected.items():
        for file in sorted(folder.glob(f"{name}.*.pt2")):
            yield Check(
                options, file, file.name, arrays(entry["inputs"]), arrays(entry["outputs"])
            )


def numbers_by_rule(shape):
    count = 1
    for size in shape:
        count *= size
    return [(i * 37 % 101) / 101 - 0.5 for i in range(count)]


def of_rules(options, folder):
    """What EXPECTED_OUTPUTS.json has: inputs are `X(shape)`."""
    kinds = {
        "whole_model": "whole_model",
        "torchscript": "torchscript_traced",
        "state_dict": "state_dict",
        "legacy": "state_dict_legacy",
    }
    expected = json.loads((folder / "EXPECTED_OUTPUTS.json").read_text())["models"]
    for name, entry in expected.items():
        kind = kinds.get(name.split("/")[0])
        if kind not in options.kinds or not (folder / name).exists():
            continue
        words = []
        if kind == "whole_model":
            words = [folder / name, "--source", TEST / "models/sources/model.py"]
        elif kind in WEIGHTS_KINDS:
            words = [DEFINITIONS[name], "--weights", folder / name]
        shape = [int(size) for size in entry["inputs"][2:-1].split(",")]
        outputs = [
            Array("float32", shape, None, numbers)
            for shape, numbers in zip(entry["output_shapes"], entry["outputs"])
        ]
        yield Check(
            options,
            folder / name,
            name,
            [Array("float32", shape, None, numbers_by_rule(shape))],
            outputs,
            words=words,
        )


def collect(options):
    readers = {
        "index.json": of_index,
        "EXPECTED.json": of_numbers,
        "EXPECTED_OUTPUTS.json": of_rules,
    }
    folders = [options.folder, *sorted(p for p in options.folder.iterdir() if p.is_dir())]
    for folder in folders:
        for name, read in readers.items():
            if (folder / name).exists():
                yield from read(options, folder)


def main():
    options = parse_arguments()
    options.kinds = options.kinds.split(",")
    wanted = options.models.split(",") if options.models else [""]
    checks = [
        check
        for check in collect(options)
        if any(check.file.name.startswith(name) for name in wanted)
    ]
    if not checks:
        sys.exit(f"{options.folder} has no such files with stored outputs")
    failed = 0
    with ThreadPoolExecutor(max_workers=options.jobs) as pool:
        for name, is_equal, text in pool.map(Check.run, checks):
            failed += not is_equal
            lines = text.split("\n")
            print(f"{'ok  ' if is_equal else 'FAIL'}  {name}: {lines[0]}", flush=True)
            for line in lines[1:4]:
                print(f"        {line}")
    print(f"{len(checks) - failed} of {len(checks)} equal")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Compiles model files and compares their programs with stored outputs.

usage: check_model_files.py BUILD_DIR FOLDER [--kinds K,...] [--models M,...]
                            [--jobs N] [--run] [--keep DIR]

FOLDER holds an index.json that names models, their files, inputs and outputs
(arrays of NumPy) and tolerances. Every file that holds a program (.pt2, whole
models, TorchScript) is compiled for the stored inputs and run. --run asks the
reference interpreter (`kiln run`) instead, which is faster to start.
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


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kinds", default=",".join(PROGRAM_KINDS))
    parser.add_argument("--models", help="names, separated by commas")
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


class Check:
    """One file of one model for one set of inputs."""

    def __init__(self, options, model, entry, is_dynamic):
        self.options = options
        self.model = model
        self.file = options.folder / entry["file"]
        self.kind = entry["kind"]
        prefix = "dynamic_" if is_dynamic else ""
        self.inputs = model[prefix + "inputs"]
        self.outputs = entry.get(prefix + "outputs") or model[prefix + "outputs"]
        self.name = entry["file"] + (" (second shape)" if is_dynamic else "")
        tolerance = model.get("tolerance", {})
        self.tolerance = tolerance.get("rtol", 1e-4)

    def shape_options(self):
        words = []
        for entry in self.inputs:
            shape = "x".join(map(str, entry["shape"])) or "scalar"
            words += ["--input", f"{DTYPES[entry['dtype']]}:{shape}"]
        return words

    def source_options(self):
        sources = self.options.folder / "definitions.py"
        if self.kind == "whole_model" and sources.exists():
            return ["--source", str(sources)]
        return []

    def call(self, words):
        done = subprocess.run(
            list(map(str, words)), capture_output=True, text=True, timeout=600
        )
        if done.returncode:
            text = (done.stderr or done.stdout).strip()
            raise RuntimeError(text or f"{words[0]} ended with {done.returncode}")
        return done.stdout.strip()

    def make_outputs(self, folder):
        arrays = []
        for index, entry in enumerate(self.inputs):
            array = self.options.folder / entry["file"]
            if entry["dtype"] == "bfloat16" and not self.options.run:
                narrow_to_bf16(array, folder / f"in{index}.npy")
                array = folder / f"in{index}.npy"
            arrays.append(array)
        results = []
        for index in range(len(self.outputs)):
            results += ["-o", folder / f"out{index}.npy"]
        kiln = self.options.build / "bin" / "kiln"
        common = [self.file, *self.source_options()]
        if self.options.run:
            self.call([kiln, "run", *common, *arrays, *results])
            return
        program = folder / "program"
        self.call([kiln, "compile", *common, *self.shape_options(), "-q", "-o", program])
        self.call([program, *arrays, *results])
        for index in range(len(self.outputs)):
            widen_from_bf16(folder / f"out{index}.npy")

    def compare(self, folder):
        compare = self.options.build / "test" / "tools" / "compare-arrays"
        worst = 0.0
        for index, entry in enumerate(self.outputs):
            expected = self.options.folder / entry["file"]
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


def collect(options):
    index = json.loads((options.folder / "index.json").read_text())
    kinds = options.kinds.split(",")
    wanted = options.models.split(",") if options.models else None
    checks = []
    for model in index["models"]:
        if wanted and model["name"] not in wanted:
            continue
        for entry in model["files"]:
            if entry["kind"] not in kinds:
                continue
            checks.append(Check(options, model, entry, False))
            if entry.get("dynamic") and model.get("dynamic_inputs"):
                checks.append(Check(options, model, entry, True))
    return checks


def main():
    options = parse_arguments()
    checks = collect(options)
    if not checks:
        sys.exit(f"{options.folder}/index.json names no such files")
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

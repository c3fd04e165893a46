#!/usr/bin/python3
"""Public model definitions, compiled from their own source and compared with
PyTorch.

usage: corpus.py BUILD_DIR FOLDER [--only NAME] [--path DIR] [--keep DIR]

FOLDER holds what the oracle of the corpus made: in src/ the repositories
(OWNER+NAME) and in out/ID/ of each definition meta.json (how it is called),
ID.pth, ID.in*.npy and ID.out*.npy. packages/, where there is one, is searched
for modules that definitions import from elsewhere, as is every --path.
Definitions are called only by means of kiln's command line.

The table has the processor time of the frontend and of the whole compilation in
seconds, the compiler's most anonymous memory in MB, and the largest error
relative to the largest result.
"""

import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

TOLERANCE = 1e-3
CLOSE = 1e-5


def leaves(spec, path=""):
    """(path, spec) of every tensor of an input, and of every literal."""
    if isinstance(spec, list):
        parts = enumerate(spec)
    elif "namespace" in spec:
        parts = spec["namespace"].items()
    else:
        return [(path, spec)]
    return [leaf for name, part in parts for leaf in leaves(part, f"{path}.{name}")]


class Definition:
    def __init__(self, folder, name):
        self.name = name
        self.folder = f"{folder}/out/{name}"
        with open(f"{self.folder}/meta.json") as file:
            self.meta = json.load(file)
        repository = self.meta["repo"]
        if repository.startswith("torchvision("):
            repository = "_torchvision"
        self.source = f"{folder}/src/" + repository.replace("/", "+")

    def model(self):
        method = "" if self.meta["method"] == "forward" else "." + self.meta["method"]
        return f"{self.source}/{self.meta['path']}:{self.meta['expr']}{method}"

    def inputs(self):
        """Options of the compiler, and the arrays for the program in order."""
        options, arrays = [], []
        for index, spec in enumerate(self.meta["inputs"]):
            for path, leaf in leaves(spec):
                if "literal" in leaf:
                    options += ["--arg", f"{index}{path}={leaf['literal']!r}"]
                    continue
                shape = "x".join(map(str, leaf["shape"])) or "scalar"
                name = f"{index}{path}=" if path else ""
                options += ["--input", f"{name}{leaf['dtype'].replace('float', 'f').replace('int', 'i')}:{shape}"]
                arrays.append(f"{self.folder}/{self.name}.in{index}{path}.npy")
        for name, value in self.meta["call_kwargs"].items():
            options += ["--arg", f"{name}={value!r}"]
        return options, arrays

    def shapes(self):
        tensors = [leaf for spec in self.meta["inputs"] for _, leaf in leaves(spec)]
        return [leaf["shape"] for leaf in tensors if "shape" in leaf]

    def options(self, paths):
        root = os.path.normpath(f"{self.source}/{self.meta['root']}")
        options = ["--weights", f"{self.folder}/{self.name}.pth"]
        for path in [root, *paths]:
            options += ["--path", path]
        if self.meta["argv"]:
            options += ["--argv", " ".join(self.meta["argv"])]
        for name, value in self.meta["globals"].items():
            options += ["--set", f"{name}={value!r}"]
        return options


def run(command, timeout=300):
    """(exit status, both outputs)"""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
        return done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        return 124, f"no end after {timeout} s"


def anonymous_bytes(process):
    """Memory of a process that is no file's."""
    try:
        with open(f"/proc/{process}/status") as file:
            found = re.search(r"RssAnon:\s*(\d+) kB", file.read())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def run_measured(command, timeout=300):
    """(exit status, both outputs, most anonymous memory)"""
    start, most = time.monotonic(), 0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        while process.poll() is None and time.monotonic() - start < timeout:
            most = max(most, anonymous_bytes(process.pid))
            time.sleep(0.005)
        if process.returncode is None:
            process.kill()
            process.wait()
            return 124, f"no end after {timeout} s", most
        output.seek(0)
        return process.returncode, output.read(), most


def first_error(text):
    lines = [line for line in text.splitlines() if "error:" in line]
    return (lines or text.strip().splitlines() or ["no message"])[0]


def phase_seconds(text, phase):
    """Processor time, which other programs of the machine change little."""
    for line in text.splitlines():
        match = re.match(rf"\s*[\d.]+ ms +([\d.]+) ms of processors +{phase}\b", line)
        if match:
            return float(match[1]) / 1000
    return None


def number(value, form):
    return format(value, form) if value is not None else "-"


class Result:
    def __init__(self, definition):
        self.definition = definition
        self.name = definition.name
        self.frontend = self.compile = self.memory = self.error = None
        self.status = ""

    @property
    def passes(self):
        return self.status == "ok"

    def numbers(self):
        return [
            number(self.frontend, ".2f"),
            number(self.compile, ".1f"),
            number(self.memory, ".0f"),
            number(self.error, ".1e"),
        ]

    def row(self):
        frontend, compile, memory, error = self.numbers()
        return f"{self.name:24} {frontend:>8} {compile:>8} {memory:>7} {error:>8}  {self.status}"

    def markdown(self):
        shapes = ["x".join(map(str, shape)) or "scalar" for shape in self.definition.shapes()]
        cells = [self.name, self.definition.meta["repo"], self.definition.meta["expr"].replace("|", "\\|")]
        cells[2] = f"`{cells[2]}`"
        return "| " + " | ".join([*cells, ", ".join(shapes), *self.numbers()]) + " |"


def worst_error(build, definition, made):
    """The largest error of all outputs, or what is wrong with one."""
    worst = 0.0
    for output, path in zip(definition.meta["outputs"], made):
        expected = f"{definition.folder}/{output['file']}"
        _, text = run([f"{build}/test/tools/compare-arrays", expected, path, str(TOLERANCE)])
        error = re.search(r"error ([\d.e+-]+|nan|inf)", text)
        if not text.startswith("equal") and not error:
            return None, text.strip()
        worst = max(worst, float(error[1]))
        if not text.startswith("equal"):
            return worst, text.strip()
    return worst, "ok"


def check(build, definition, paths, scratch):
    result = Result(definition)
    program = f"{scratch}/{definition.name}"
    given, arrays = definition.inputs()
    command = [f"{build}/bin/kiln", "compile", definition.model(), *definition.options(paths), *given]
    status, text, memory = run_measured([*command, "--time", "-o", program])
    result.frontend = phase_seconds(text, "import")
    result.compile = phase_seconds(text, "in all")
    result.memory = memory / 1e6
    if status:
        result.status = "compile: " + first_error(text)
        return result, command
    made = [f"{scratch}/{definition.name}.{index}.npy" for index in range(len(definition.meta["outputs"]))]
    status, text = run([program, "--threads", "1", *arrays, *[part for path in made for part in ("-o", path)]])
    if status:
        result.status = f"run ({status}): " + first_error(text)
    else:
        result.error, result.status = worst_error(build, definition, made)
    if os.path.exists(program):
        os.remove(program)
    return result, command


def summary(results):
    errors = [result.error for result in results if result.passes]
    times = sorted(result.frontend for result in results if result.frontend is not None)
    line = (
        f"{len(errors)} of {len(results)} definitions equal PyTorch within {TOLERANCE:g},"
        f" {sum(error <= CLOSE for error in errors)} within {CLOSE:g}"
    )
    if times:
        line += f"; frontend {times[len(times) // 2]:.2f} s (median), {times[-1]:.2f} s (slowest)"
    return line


def main():
    parser = argparse.ArgumentParser(prog="./dev corpus", description=__doc__.splitlines()[0])
    parser.add_argument("build", metavar="BUILD_DIR")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--only", action="append", default=[], help="definitions whose names begin so")
    parser.add_argument("--path", action="append", default=[], help="look for imported modules here too")
    parser.add_argument("--keep", help="leave programs' outputs and the commands here")
    parser.add_argument("--markdown", help="write rows of a table here")
    parser.add_argument("--jobs", type=int, default=1, help="definitions at a time")
    arguments = parser.parse_args()

    names = sorted(
        name
        for name in os.listdir(f"{arguments.folder}/out")
        if os.path.exists(f"{arguments.folder}/out/{name}/meta.json")
        and (not arguments.only or name.startswith(tuple(arguments.only)))
    )
    if not names:
        sys.exit(f"{arguments.folder}/out holds no definitions; the oracle of the corpus makes them")
    packages = f"{arguments.folder}/packages"
    paths = [*arguments.path, *([packages] if os.path.isdir(packages) else [])]
    print(f"{'definition':24} {'frontend':>8} {'compile':>8} {'memory':>7} {'error':>8}  status")
    results = []
    with tempfile.TemporaryDirectory(prefix="kiln-corpus-") as temporary:
        scratch = arguments.keep or temporary
        os.makedirs(scratch, exist_ok=True)
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            tasks = [
                pool.submit(check, arguments.build, Definition(arguments.folder, name), paths, scratch)
                for name in names
            ]
            for task in tasks:
                result, command = task.result()
                results.append(result)
                print(result.row(), flush=True)
                if arguments.keep:
                    with open(f"{scratch}/{result.name}.command", "w") as file:
                        file.write(json.dumps(command))
    print(summary(results))
    if arguments.markdown:
        with open(arguments.markdown, "w") as file:
            file.writelines(result.markdown() + "\n" for result in results)
    sys.exit(not all(result.passes for result in results))


if __name__ == "__main__":
    main()

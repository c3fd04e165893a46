#!/usr/bin/env python3
"""Compiles the models, times them beside ONNX Runtime, and prints a table.

    bench.py BUILD DEFINITIONS WORK [MODEL...]

Exit status 1 if a floor is missed. Times of models come from speed-bench, which
runs both sides in one process in turns; this program only starts it, and
watches the compiler's time and memory.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import time

import onnxruntime

from models import (
    COMPILE_MEGABYTES,
    COMPILE_SECONDS,
    MODELS,
    PROGRAM_BYTES,
    START_MILLISECONDS,
    STARTS,
)


class Checks:
    """Prints what was measured beside its limit and remembers what failed."""

    def __init__(self):
        self.failed = []

    def verdict(self, what, good):
        if not good:
            self.failed.append(what)
        return "pass" if good else "FAIL"

    def at_most(self, what, value, limit, unit, digits=1):
        verdict = self.verdict(what, value <= limit)
        text = f"{value:.{digits}f} {unit}"
        print(f"  {what:<44} {text:>12}   at most {limit:g} {unit}   {verdict}")


def anonymous_kilobytes(process):
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"RssAnon:\s+(\d+)", status)
    return int(found.group(1)) if found else 0


def run_watched(command):
    """Seconds and the peak of anonymous memory in megabytes."""
    begin = time.perf_counter()
    process = subprocess.Popen(command)
    peak = 0
    while process.poll() is None:
        peak = max(peak, anonymous_kilobytes(process.pid))
        time.sleep(0.002)
    seconds = time.perf_counter() - begin
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} failed")
    return seconds, peak / 1000


class Bench:
    def __init__(self, build, definitions, work):
        self.kiln = build / "bin/kiln"
        self.speed = build / "bin/speed-bench"
        self.definitions = definitions
        self.work = work
        capi = pathlib.Path(onnxruntime.__file__).parent / "capi"
        self.onnxruntime = next(capi.glob("libonnxruntime.so.*"))

    def compile(self, name, emit, output):
        model = MODELS[name]
        command = [self.kiln, "compile", "--quiet", model.definition(self.definitions)]
        command += ["--weights", self.work / name / "weights.pt"]
        command += ["--input", model.input(), "--target-cpu=native"]
        command += [f"--emit={emit}", "-o", output]
        return run_watched(command)

    def json_of(self, *arguments):
        output = subprocess.run(
            [self.speed, *arguments], stdout=subprocess.PIPE, check=True
        ).stdout
        return json.loads(output)

    def compare(self, name):
        """Compiles the model as a library and times it beside ONNX Runtime."""
        folder = self.work / name
        library = folder / f"lib{name}.so"
        seconds, megabytes = self.compile(name, "shared", library)
        header = library.with_suffix(".h").read_text()
        accessor = re.search(r"kiln_model_\w+(?=\(void\))", header).group(0)
        result = self.json_of(
            "compare",
            self.onnxruntime,
            folder / "model.onnx",
            library,
            accessor,
            folder / "x.npy",
            folder / "y.npy",
        )
        return result | {"seconds": seconds, "megabytes": megabytes}

    def program(self):
        """Net as a program: time to compile, bytes, times from start to end."""
        path = self.work / "net/net"
        seconds, _ = self.compile("net", "exe", path)
        output = self.work / "net/result.npy"
        start = self.json_of(
            "start", str(STARTS), path, self.work / "net/x.npy", "-o", output
        )
        return seconds, path.stat().st_size, start


def print_row(name, result, floor, verdict):
    print(
        f"{name:<14} {result['onnxruntime_ms']:>12.3f} {result['kiln_ms']:>9.3f}"
        f" {result['ratio']:>7.2f}x {floor:>6.1f}x  {verdict:<5}"
        f" {result['seconds']:>10.2f} s {result['megabytes']:>8.0f} MB"
        f" {result['kiln_error']:>9.1e}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("definitions", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("models", nargs="*")
    options = parser.parse_args()
    names = options.models or list(MODELS)
    bench = Bench(options.build.resolve(), options.definitions, options.work)
    checks = Checks()

    print(
        f"ONNX Runtime {onnxruntime.__version__} and kiln, batch 1, f32, "
        "one thread; ratio = ONNX Runtime's time / kiln's\n\n"
        f"{'model':<14} {'onnxruntime':>12} {'kiln ms':>9} {'ratio':>8}"
        f" {'floor':>7}  {'':<5} {'compile':>12} {'peak anon':>11} {'error':>9}"
    )
    results = {}
    for name in names:
        results[name] = result = bench.compare(name)
        floor = MODELS[name].floor
        verdict = checks.verdict(f"{name}'s ratio", result["ratio"] >= floor)
        print_row(name, result, floor, verdict)
    print()
    for name in names:
        if name in COMPILE_SECONDS:
            checks.at_most(
                f"{name}: time to compile a library",
                results[name]["seconds"],
                COMPILE_SECONDS[name],
                "s",
                2,
            )
        if name in COMPILE_MEGABYTES:
            checks.at_most(
                f"{name}: anonymous memory while compiling",
                results[name]["megabytes"],
                COMPILE_MEGABYTES[name],
                "MB",
                0,
            )
    if "net" in names:
        seconds, size, start = bench.program()
        checks.at_most(
            "net: time to compile a program", seconds, COMPILE_SECONDS["net"], "s", 2
        )
        checks.at_most("net: program and weights", size / 1000, PROGRAM_BYTES / 1000, "kB", 0)
        checks.at_most(
            f"net: start to result, median of {STARTS}",
            start["median_ms"],
            START_MILLISECONDS,
            "ms",
            2,
        )
        print(f"  {'net: start to result, least':<44} {start['least_ms']:>9.2f} ms")
    if checks.failed:
        sys.exit("missed: " + ", ".join(checks.failed))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Networks of layers chosen at random, compiled and compared with PyTorch.

A network depends on its seed alone; what fails is told with it, and left in
the folder of --keep: net.py, weights.pt, x.npy and y.npy, PyTorch's
result in double precision.
"""

import argparse
import concurrent.futures
import copy
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import numpy
import torch
from torch import nn

import blocks
import modules

TOLERANCE = 3e-5
# Some networks turn rounding into more than that: they may lose as many times
# what PyTorch itself loses to double precision.
TIMES_ROUNDING = 10
MAX_ELEMENTS = 200_000
CPUS = [[]] * 3 + [[f"--target-cpu={cpu}"] for cpu in ("x86-64", "x86-64-v3", "x86-64-v4")]


def settle(module):
    """Statistics and parameters as of a trained network."""
    for part in module.modules():
        if getattr(part, "running_var", None) is not None:
            part.running_mean.uniform_(-0.5, 0.5)
            part.running_var.uniform_(0.5, 2)
        if getattr(part, "weight", None) is not None and "Norm" in type(part).__name__:
            nn.init.uniform_(part.weight, 0.5, 1.5)
            if getattr(part, "bias", None) is not None:
                nn.init.normal_(part.bias)


def usable(before, after):
    return (
        after.dim() == before.dim()
        and 0 < after.numel() <= MAX_ELEMENTS
        and bool(torch.isfinite(after).all())
        and float(after.abs().max()) < 1e4
    )


def grow(chance, family):
    """(text of each layer, the network, its input)"""
    choices, sizes = blocks.FAMILIES[family]
    batch, leading = chance.choice([1, 1, 1, 2, 3]), chance.choice([1, 2, 3, 3, 4, 16, 17])
    x = torch.randn([batch, leading, *sizes(chance)])
    wanted, y = chance.randint(2, 9), x
    texts, layers = [], []
    for _ in range(80):
        if len(texts) == wanted:
            break
        text = chance.choice(choices)(chance, tuple(y.shape))
        try:
            layer = eval(text, {"nn": nn, **vars(modules)}).eval()
            settle(layer)
            z = layer(y)
        except (RuntimeError, ValueError, AssertionError, NotImplementedError, IndexError):
            continue
        if usable(y, z):
            texts.append(text)
            layers.append(layer)
            y = z
    return texts, nn.Sequential(*layers), x


def write(folder, texts, network, x):
    """Writes all that a comparison needs; the rounding error of PyTorch."""
    definition = pathlib.Path(modules.__file__).read_text() + "\n\nclass Net(nn.Module):\n"
    definition += "    def __init__(self):\n        super().__init__()\n        self.net = nn.Sequential(\n"
    definition += "".join(f"            {text},\n" for text in texts)
    definition += "        )\n\n    def forward(self, x):\n        return self.net(x)\n"
    (folder / "net.py").write_text(definition)
    torch.save({f"net.{name}": value for name, value in network.state_dict().items()}, folder / "weights.pt")
    numpy.save(folder / "x.npy", x.numpy())
    single, double = network(x), copy.deepcopy(network).double()(x.double())
    numpy.save(folder / "y.npy", double.numpy())
    return relative_error(double.numpy(), single.numpy())


def relative_error(expected, found):
    return float(numpy.abs(expected - found).max() / max(numpy.abs(expected).max(), 1e-30))


def run(*command):
    """What a command that fails says; None for others."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300)
    return f"exit {done.returncode}: {done.stderr.strip()[:600]}" if done.returncode else None


def compare(kiln, folder, rounding, options):
    """What is wrong; None if nothing is."""
    problem = run(
        kiln, "compile", folder / "net.py:Net", "--weights", folder / "weights.pt",
        "--example", folder / "x.npy", "-q", "-o", folder / "net", *options,
    ) or run(folder / "net", folder / "x.npy", "-o", folder / "out.npy")  # fmt: skip
    if problem:
        return problem
    expected, found = numpy.load(folder / "y.npy"), numpy.load(folder / "out.npy")
    if expected.shape != found.shape:
        return f"shape {found.shape}, not {expected.shape}"
    error = relative_error(expected, found)
    within = error <= max(TOLERANCE, TIMES_ROUNDING * rounding)
    return None if within else f"error {error:.2g}; PyTorch's {rounding:.2g}"


def check(arguments, scratch, seed):
    family = arguments.family or sorted(blocks.FAMILIES)[seed % len(blocks.FAMILIES)]
    chance = random.Random(seed)
    torch.manual_seed(seed)
    folder = pathlib.Path(scratch) / str(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        texts, network, x = grow(chance, family)
        rounding = write(folder, texts, network, x)
    problem = compare(f"{arguments.build}/bin/kiln", folder, rounding, chance.choice(CPUS))
    if not problem or not arguments.keep:
        shutil.rmtree(folder)
    return problem and f"seed {seed} ({family}): {problem}\n  " + "\n  ".join(texts)


def main():
    parser = argparse.ArgumentParser(prog="./dev random", description=__doc__.splitlines()[0])
    parser.add_argument("build", metavar="BUILD_DIR")
    parser.add_argument("--count", type=int, default=100, help="how many networks")
    parser.add_argument("--seed", type=int, default=0, help="of the first of them")
    parser.add_argument("--family", choices=sorted(blocks.FAMILIES))
    parser.add_argument("--keep", metavar="FOLDER", help="leave what fails here")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="kiln-random-") as temporary:
        scratch = arguments.keep or temporary
        seeds = range(arguments.seed, arguments.seed + arguments.count)
        # Processes: PyTorch's generator of random numbers is one for all threads.
        with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
            tasks = [pool.submit(check, arguments, scratch, seed) for seed in seeds]
            problems = 0
            for task in tasks:
                if problem := task.result():
                    problems += 1
                    print(problem, flush=True)
    print(f"{arguments.count - problems} of {arguments.count} networks equal PyTorch within {TOLERANCE:g}")
    sys.exit(problems > 0)


if __name__ == "__main__":
    main()

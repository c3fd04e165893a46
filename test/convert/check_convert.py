#!/usr/bin/env python3
"""Checks `kiln convert` with the readers of PyTorch, safetensors and NumPy.

usage: check_convert.py KILN [FOLDER...]

Every file of weights in the folders, and files of every element type made
here, is converted to each format. The results are opened with the format's own
reader (torch.load with weights_only=True), and every tensor is compared, byte
for byte, with what PyTorch, safetensors or NumPy read from the original, or
where none of them can, with what the other formats hold. Strides and shared
storages must survive in .pt files, and safetensors must be the very bytes that
its own writer makes. A refusal must name a tensor of a type that the format
lacks.
"""

import logging
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import numpy
import safetensors
import safetensors.torch
import torch

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
FORMATS = ["pt", "safetensors", "npz"]
LACKING = {
    "pt": set(),
    "safetensors": {"complex32", "complex128"},
    "npz": {
        "bfloat16",
        "complex32",
        "float8_e4m3fn",
        "float8_e5m2",
        "float8_e4m3fnuz",
        "float8_e5m2fnuz",
        "float8_e8m0fnu",
    },
}
# Files that hold no tensors, or none that are weights, and files that must not
# be read: why kiln says so.
NO_WEIGHTS = re.compile(
    r"holds no weights|refused|not a model file that kiln knows|encrypted|"
    r"of an unknown kind|no model|the file is empty|the tar archive has no member|is no JSON|is JSON but"
)
UNUSABLE = re.compile(
    r"tensor `[^`]*` (of \w+ )?(is quantized|is sparse|is on the meta|is of the class|"
    r"has the type|is an object|has a type|lies in the file)"
)


class Tensor:
    """An element type, a shape and the elements in order."""

    def __init__(self, value):
        if isinstance(value, numpy.ndarray):
            # np.ascontiguousarray makes a dimension where there is none.
            value = value.astype(value.dtype.newbyteorder("="), order="C")
            self.dtype, self.shape = str(value.dtype), tuple(value.shape)
            self.bytes = value.tobytes()
            return
        plain = value.detach().resolve_conj().resolve_neg().contiguous()
        self.dtype = str(plain.dtype).removeprefix("torch.")
        self.shape = tuple(plain.shape)
        self.bytes = plain.reshape(-1).view(torch.uint8).numpy().tobytes()

    def __eq__(self, other):
        return (self.dtype, self.shape, self.bytes) == (
            other.dtype,
            other.shape,
            other.bytes,
        )

    def __repr__(self):
        return f"{self.dtype}{list(self.shape)}"


def flatten(value, prefix=""):
    """Tensors by dotted names, as they lie in dicts, lists and modules."""
    if isinstance(value, torch.nn.Module):
        value = value.state_dict()
    if isinstance(value, (torch.Tensor, numpy.ndarray)):
        return {prefix: value}
    items = {}
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, (list, tuple)):
        items = enumerate(value)
    result = {}
    for key, inner in items:
        result.update(flatten(inner, f"{prefix}.{key}" if prefix else str(key)))
    return result


def read_original(path):
    """Everything in a file, by a reader that is not kiln's; None without one."""
    name = str(path)
    readers = [
        lambda: torch.jit.load(name, map_location="cpu").state_dict(),
        lambda: torch.load(name, map_location="cpu", weights_only=True),
    ]
    # Whole models run code on loading: only those whose classes are ours.
    if (path.parent.parent / "definitions.py").exists():
        sys.path.insert(0, str(path.parent.parent))
        readers.append(lambda: torch.load(name, map_location="cpu", weights_only=False))
        if path.suffix == ".pt2":
            readers.append(lambda: torch.export.load(name).state_dict)
    # Last, since NumPy takes any zip archive for one of arrays.
    readers.append(lambda: safetensors.torch.load_file(name))
    readers.append(lambda: numpy.load(name, allow_pickle=False))
    for reader in readers:
        try:
            found = reader()
            if isinstance(found, numpy.lib.npyio.NpzFile):
                found = {key: found[key] for key in found.files}
            return flatten(found)
        except Exception:
            continue
    return None


def part_with(everything, names, key):
    """The tensors of these names at the key, or wherever they lie."""
    if everything is None:
        return None
    if names == ["tensor"] and list(everything) == [""]:
        return {"tensor": everything[""]}
    first = names[0]
    prefixes = [known[: -len(first)] for known in everything if known.endswith(first)]
    if key:
        prefixes = [f"{key}."]
    for prefix in sorted(prefixes, key=len):
        if all(prefix + name in everything for name in names):
            return {name: everything[prefix + name] for name in names}
    return None


def open_converted(path, kind):
    if kind == "pt":
        return torch.load(path, weights_only=True, mmap=True)
    if kind == "npz":
        with numpy.load(path, allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files}
    with safetensors.safe_open(path, framework="pt") as file:
        return {key: file.get_tensor(key) for key in file.keys()}


def layout_of(tensors):
    """Strides, offsets and which tensors share a storage."""
    storages = {}
    layout = {}
    for name, tensor in tensors.items():
        storage = tensor.untyped_storage()
        place = (storage.data_ptr(), storage.nbytes()) if storage.nbytes() else name
        group = storages.setdefault(place, len(storages))
        offset = tensor.storage_offset() if storage.nbytes() else 0
        layout[name] = (tensor.stride(), offset, storage.nbytes(), group)
    return layout


def matters(tensors):
    """Tensors of which a layout can be told: lazily conjugated ones are not."""
    return {
        name: tensor
        for name, tensor in tensors.items()
        if isinstance(tensor, torch.Tensor)
        and not (tensor.is_conj() or tensor.is_neg())
    }


class Check:
    def __init__(self, kiln):
        self.kiln = kiln
        self.counts = Counter()
        self.failures = 0

    def fail(self, what, text):
        self.failures += 1
        print(f"FAIL  {what}: {text}", flush=True)

    def convert(self, source, output, key):
        words = [self.kiln, "convert", source, "-q", "-o", output]
        words += ["--key", key] if key else []
        done = subprocess.run(words, capture_output=True, text=True, timeout=300)
        if done.returncode == 0:
            return None
        text = done.stderr.strip()
        if done.returncode != 1 or not text.startswith("kiln: error: "):
            return f"ended with {done.returncode}: {text}"
        return text

    def same_as_reference(self, path, tensors):
        """Whether safetensors' own writer makes the same file."""
        with safetensors.safe_open(path, framework="pt") as file:
            metadata = file.metadata()
        if metadata and len(metadata) > 1:
            return True  # It writes these in any order.
        return safetensors.torch.save(tensors, metadata) == Path(path).read_bytes()

    def check_refusal(self, what, kind, text, others):
        """A refusal names a tensor and the type that the format lacks."""
        named = re.findall(r"`([^`]*)` \(torch\.(\w+)\)", text)
        if not named or any(dtype not in LACKING[kind] for _, dtype in named):
            return self.fail(f"{what} -> {kind}", text)
        for name, dtype in named:
            if others.get(name) is not None and others[name].dtype != dtype:
                return self.fail(f"{what} -> {kind}", f"{name} is {others[name]}: {text}")
        self.counts[f"{kind} refused"] += 1

    def check_file(self, path, what, key, folder):
        results, refusals = {}, {}
        for kind in FORMATS:
            output = folder / f"out.{kind}"
            problem = self.convert(path, output, key)
            if problem is None:
                try:
                    results[kind] = open_converted(output, kind)
                except Exception as error:
                    self.fail(f"{what} -> {kind}", f"{type(error).__name__}: {error}")
            else:
                refusals[kind] = problem
        texts = set(refusals.values())
        if len(refusals) == len(FORMATS) and len(texts) == 1:
            return self.check_whole_refusal(path, what, key, texts.pop(), folder)
        if "pt" not in results:
            return self.fail(what, refusals.get("pt", "was not opened"))
        tensors = {name: Tensor(value) for name, value in results["pt"].items()}
        for kind, text in refusals.items():
            self.check_refusal(what, kind, text, tensors)
        original = part_with(read_original(path), list(tensors), key) if tensors else {}
        self.counts["read by other readers" if original is not None else "cross-checked"] += 1
        if original is None:
            original = results["pt"]
        for kind, found in results.items():
            self.compare(f"{what} -> {kind}", kind, original, found, folder)

    def compare(self, what, kind, original, found, folder):
        expected = {name: Tensor(value) for name, value in original.items()}
        actual = {name: Tensor(value) for name, value in found.items()}
        if set(expected) != set(actual):
            return self.fail(what, f"other names: {set(expected) ^ set(actual)}")
        for name, tensor in expected.items():
            if tensor != actual[name]:
                return self.fail(what, f"{name} is {actual[name]}, expected {tensor}")
        if kind == "pt":
            kept = matters(original)
            before = layout_of(kept)
            after = layout_of({name: found[name] for name in kept})
            if before != after:
                wrong = next(name for name in before if before[name] != after[name])
                return self.fail(what, f"{wrong}: {after[wrong]}, expected {before[wrong]}")
        if kind == "safetensors" and not self.same_as_reference(
            folder / "out.safetensors", found
        ):
            return self.fail(what, "not the bytes of the reference implementation")
        self.counts[f"{kind} equal"] += 1
        self.counts["tensors"] += len(actual)

    def check_whole_refusal(self, path, what, key, text, folder):
        if "choose one with --key" in text and not key:
            for choice in re.findall(r"`([^`]*)` \(\d+ tensors\)", text):
                self.check_file(path, f"{what} --key {choice}", choice, folder)
        elif UNUSABLE.search(text):
            self.counts["not usable as weights"] += 1
        elif NO_WEIGHTS.search(text):
            self.counts["without weights or refused"] += 1
        else:
            self.fail(what, text)

    def check_folder(self, root):
        skipped = {".json", ".md", ".py", ".pyc", ".data"}
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix not in skipped:
                with tempfile.TemporaryDirectory() as folder:
                    self.check_file(path, str(path.relative_to(root)), "", Path(folder))


def make_files(folder):
    """Every element type, layouts, and what no format of dense tensors has."""
    types = [torch.float64, torch.float32, torch.float16, torch.bfloat16]
    types += [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8]
    types += [torch.bool, torch.complex32, torch.complex64, torch.complex128]
    types += [torch.uint16, torch.uint32, torch.uint64, torch.float8_e4m3fn]
    types += [torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz]
    types += [torch.float8_e8m0fnu]
    everything = {}
    for dtype in types:
        ones = torch.arange(24).remainder(2).to(torch.uint8)
        bits = ones if dtype == torch.bool else torch.arange(24 * dtype.itemsize).to(torch.uint8)
        base = bits.view(dtype)
        name = str(dtype).removeprefix("torch.")
        part = {
            name: base.reshape(4, 6),
            f"{name}.transposed": base.reshape(4, 6).t(),
            f"{name}.every_second": base[3::2],
            f"{name}.repeated": base[5].expand(3, 2),
            f"{name}.scalar": base[7].clone(),
            f"{name}.empty": base.clone()[:0].reshape(0, 3),
            f"{name}.alone": base.clone(),
        }
        torch.save(part, folder / f"{name}.pt")
        if dtype not in (torch.complex32, torch.complex128):
            alone = {key: value.contiguous().clone() for key, value in part.items()}
            safetensors.torch.save_file(alone, folder / f"{name}.safetensors")
        if name not in LACKING["npz"]:
            arrays = {key: value.contiguous().numpy() for key, value in part.items()}
            numpy.savez(folder / f"{name}.npz", **arrays)
            numpy.savez_compressed(folder / f"{name}_packed.npz", **arrays)
        everything.update(part)
    torch.save(everything, folder / "all.pt")
    legacy = {key: value for key, value in everything.items() if "float8" not in key}
    torch.save(legacy, folder / "legacy.pt", _use_new_zipfile_serialization=False)
    first, second = (torch.randn(3, dtype=torch.complex64) for _ in range(2))
    torch.save({"conj": first.conj(), "neg": second.conj().imag}, folder / "lazy.pt")
    quantized = torch.quantize_per_tensor(torch.randn(4), 0.1, 2, torch.qint8)
    torch.save({"q": quantized}, folder / "quantized.pt")
    torch.save({"s": torch.eye(3).to_sparse()}, folder / "sparse.pt")
    torch.save({"m": torch.empty(2, device="meta")}, folder / "meta.pt")
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
    torch.save(model.state_dict(), folder / "versions.pt")
    numpy.save(folder / "fortran.npy", numpy.asfortranarray(numpy.eye(3, 4)))
    numpy.save(folder / "big_endian.npy", numpy.arange(5, dtype=">i4"))


def check_versions(check, folder):
    """What a state_dict knows of the versions of its modules is kept."""
    output = folder / "versions_again.pt"
    problem = check.convert(folder / "versions.pt", output, "")
    before = torch.load(folder / "versions.pt", weights_only=True)
    after = torch.load(output, weights_only=True) if not problem else {}
    if problem or dict(before._metadata) != dict(after._metadata):
        check.fail("versions.pt", problem or "lost its _metadata")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    check = Check(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        make_files(Path(made))
        check.check_folder(Path(made))
        check_versions(check, Path(made))
    for folder in sys.argv[2:]:
        check.check_folder(Path(folder))
    for what, count in sorted(check.counts.items()):
        print(f"{count:6}  {what}")
    print("all as expected" if not check.failures else f"{check.failures} failures")
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()

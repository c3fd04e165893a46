"""Inputs and weights as functions of their type and a number, which
test/unit/TorchNN/Values.cpp computes too.

Element i of the tensor with number n comes from SplitMix64's (n << 32) + i-th
value, of which 24 bits are a fraction of one.
"""

import re

import numpy as np
import torch

DTYPES = {
    "f64": torch.float64,
    "f32": torch.float32,
    "f16": torch.float16,
    "bf16": torch.bfloat16,
    "i64": torch.int64,
    "i32": torch.int32,
    "i16": torch.int16,
    "i8": torch.int8,
    "u8": torch.uint8,
    "bool": torch.bool,
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
# Where the numbers of weights begin.
FIRST_WEIGHT = 1000


def bits24(count, number):
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint64) + np.uint64(number << 32)
        x = (x + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(40)).astype(np.int64)


def drawn(dtype, shape, low, high, number):
    bits = bits24(int(np.prod(shape, dtype=np.int64)), number)
    if dtype == torch.bool:
        data = bits % 3 == 0
    elif dtype.is_floating_point:
        data = low + (high - low) * (bits / 2.0**24)
        return torch.from_numpy(data).float().reshape(shape).to(dtype)
    else:
        data = int(low) + bits % int(high - low)
    return torch.from_numpy(data).reshape(shape).to(dtype)


class Input:
    """`[NAME=][DTYPE:]SHAPE`, then `LOW..HIGH` or `= VALUES`."""

    def __init__(self, text):
        spec, _, values = text.partition(" ")
        spec, self.name = spec.rpartition("=")[2], spec.rpartition("=")[0]
        dtype, _, shape = spec.rpartition(":")
        self.dtype = DTYPES[dtype or "f32"]
        self.shape = [] if shape == "scalar" else [int(n) for n in shape.split("x")]
        self.low, self.high, self.values = -2.0, 2.0, None
        if values.startswith("="):
            self.values = [float(value) for value in values[1:].split()]
        elif values:
            low, high = re.fullmatch(r"(\S+?)\.\.(\S+)", values).groups()
            self.low, self.high = float(low), float(high)

    def tensor(self, number):
        if self.values is None:
            return drawn(self.dtype, self.shape, self.low, self.high, number)
        data = torch.tensor(self.values, dtype=torch.float64)
        return data.to(self.dtype).reshape(self.shape)


def type_text(tensor):
    shape = "x".join(str(size) for size in tensor.shape) or "scalar"
    name = NAMES[tensor.dtype]
    return shape if name == "f32" else f"{name}:{shape}"


def fill_state(state):
    """Writes weights into a state_dict and tells `NAME=TYPE` of each."""
    rows = []
    for index, (name, tensor) in enumerate(state.items()):
        rows.append(f"{name}={type_text(tensor)}")
        if not tensor.is_floating_point():
            continue
        low, high = -0.5, 0.5
        if name.endswith(("running_var", "weight_g", "original0")):
            low, high = 0.5, 1.5
        values = drawn(tensor.dtype, list(tensor.shape), low, high, FIRST_WEIGHT + index)
        if name.endswith("_mask"):
            values = (values > 0).to(tensor.dtype)
        tensor.copy_(values)
    return rows

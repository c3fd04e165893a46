"""Writes small TorchScript archives and what PyTorch computes with them.

usage: make_torchscript.py FOLDER

For each model: NAME.pt, NAME.inN.npy, NAME.outN.npy; a method other than forward
is part of the name: NAME.METHOD.out0.npy. The debug information is taken out of
the archives, which are smaller without.
"""

import enum
import io
import sys
import zipfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Tuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Branches(nn.Module):
    """Conditions on shapes and attributes, optional values, text."""

    def __init__(self, scale: Optional[float], mode: str):
        super().__init__()
        self.scale = scale
        self.mode = mode
        self.linear = nn.Linear(4, 3)
        self.norm = nn.BatchNorm1d(3)

    def forward(self, x: Tensor, bias: Optional[Tensor] = None) -> Tensor:
        if x.dim() != 2:
            raise ValueError(f"expected 2 dimensions, got {x.dim()}")
        y = self.norm(self.linear(x))
        scale = self.scale
        if scale is not None:
            y = y * scale
        if bias is not None:
            y = y + bias
        if self.mode == "relu" or self.mode.startswith("re"):
            y = F.relu(y)
        elif self.mode in ["tanh", "tan"]:
            y = torch.tanh(y)
        else:
            y = torch.sigmoid(y)
        return y


class Loops(nn.Module):
    """Loops, lists, dicts, tuples and arithmetic on numbers."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in range(3)])
        self.steps = [1, 2, 3]
        self.names = {"a": 2, "b": 5}

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        outputs: List[Tensor] = []
        for i, layer in enumerate(self.layers):
            x = torch.relu(layer(x)) + i
            outputs.append(x)
        outputs.extend([x * 2, x * 3])
        total = 0
        for step in self.steps:
            if step == 2:
                continue
            total += step * step
        while total > 7:
            total = total // 2 - 1
        table: Dict[str, int] = {}
        for name, number in self.names.items():
            table[name] = number * total
        for i in range(10, 0, -3):
            if i < 3:
                break
            total += i % 4
        key = "b" if len(table) == 2 else "a"
        y = torch.stack(outputs[::2], 0).sum(0) * table[key]
        y = y / max(total, 1) - float(min(3, total)) / 2
        return y, torch.cat(outputs[-2:], dim=1)[:, 1:-1]


class Point(NamedTuple):
    x: Tensor
    y: Tensor


class Color(enum.Enum):
    RED = 1
    GREEN = 2


@torch.jit.script
class Counter:
    def __init__(self, start: int):
        self.count = start

    def add(self, number: int) -> int:
        self.count += number
        return self.count


class Classes(nn.Module):
    """Named tuples, enums and classes of scripts."""

    def __init__(self):
        super().__init__()
        self.color = Color.GREEN

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        point = Point(x + 1, x * 2)
        counter = Counter(2)
        counter.add(3)
        z = point.x * counter.count
        if self.color == Color.GREEN:
            z = z + point.y
        return {"sum": z, "x": point.x}


class Autoencoder(nn.Module):
    """Methods other than forward; tied weights."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(6, 2)
        self.decoder_bias = nn.Parameter(torch.randn(6))

    @torch.jit.export
    def encode(self, x: Tensor) -> Tensor:
        return torch.tanh(self.encoder(x))

    @torch.jit.export
    def decode(self, z: Tensor) -> Tensor:
        return F.linear(z, self.encoder.weight.t(), self.decoder_bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.decode(self.encode(x))


class Tensors(nn.Module):
    """Views, writes in place, types, indices and made tensors."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mask", torch.tril(torch.ones(4, 4)).bool(), persistent=False)
        self.register_buffer("table", torch.arange(8) * 3)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        y = x.clone()
        y[:, 1:3] *= 2
        y[0].zero_()
        y[..., -1] = 5
        picked = self.table[torch.tensor([1, 3, 5])].to(torch.float32)
        z = x.masked_fill(~self.mask, -1.0).double().to(x.dtype)
        grid = torch.arange(4, dtype=torch.float32, device=x.device).view(1, -1)
        z = z + grid + torch.full([4, 1], 0.5) + torch.zeros_like(x)
        a, b = x.split([1, 3], dim=1)
        c = torch.cat([b, a], 1).permute(1, 0).contiguous().view(-1, 2)
        d = c.reshape(x.size(0), -1).unsqueeze(0).expand(2, -1, -1).softmax(-1)
        return y, z.type_as(x), d.mean([0]) + picked.sum() + x[:, None].size(1)


class Vision(nn.Module):
    """Resizing, padding and pooling in their ATen forms."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3, padding="same", padding_mode="reflect")
        self.up = nn.ConvTranspose2d(4, 2, 2, stride=2)
        self.norm = nn.GroupNorm(2, 4)

    def forward(self, x: Tensor) -> Tensor:
        y = F.avg_pool2d(self.norm(self.conv(x)), 2)
        y = self.up(F.max_pool2d(y, 3, 1, 1))
        y = F.interpolate(y, scale_factor=2.0, mode="bilinear", align_corners=False)
        y = F.interpolate(y, size=[5, 7], mode="nearest")
        return F.pad(y, [1, 2], value=0.5) + F.adaptive_avg_pool2d(x, 1)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 4, batch_first=True, bidirectional=True)
        self.cell = nn.GRUCell(8, 2)

    def forward(self, x: Tensor) -> Tensor:
        y, _ = self.lstm(x)
        state = torch.zeros(x.size(0), 2)
        for t in range(y.size(1)):
            state = self.cell(y[:, t], state)
        return state


MODELS = [
    ("branches", Branches(None, "relu"), [(5, 4)], "script"),
    ("branches_bias", Branches(0.5, "tan"), [(5, 4), (3,)], "script"),
    ("loops", Loops(), [(2, 4)], "script"),
    ("loops_traced", Loops(), [(2, 4)], "trace"),
    ("classes", Classes(), [(2, 3)], "script"),
    ("autoencoder", Autoencoder(), [(3, 6)], "script"),
    ("tensors", Tensors(), [(4, 4)], "script"),
    ("tensors_traced", Tensors(), [(4, 4)], "trace"),
    ("vision", Vision(), [(1, 2, 8, 12)], "script"),
    ("vision_traced", Vision(), [(1, 2, 8, 12)], "trace"),
    ("recurrent", Recurrent(), [(2, 3, 3)], "script"),
    ("recurrent_traced", Recurrent(), [(2, 3, 3)], "trace"),
]


def save(module, path):
    buffer = io.BytesIO()
    torch.jit.save(module, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            if not entry.filename.endswith(".debug_pkl") and "traced_inputs" not in entry.filename:
                name = zipfile.ZipInfo(entry.filename)
                target.writestr(name, source.read(entry), zipfile.ZIP_DEFLATED)


def flat(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [value] if isinstance(value, Tensor) else list(value)


def write(folder, name, model, shapes, how):
    model.eval()
    inputs = [torch.randn(shape) for shape in shapes]
    module = torch.jit.script(model) if how == "script" else torch.jit.trace(model, inputs)
    module.eval()
    save(module, folder / f"{name}.pt")
    for i, x in enumerate(inputs):
        np.save(folder / f"{name}.in{i}.npy", x.numpy())
    with torch.no_grad():
        for i, y in enumerate(flat(module(*inputs))):
            np.save(folder / f"{name}.out{i}.npy", y.numpy())
        if name == "autoencoder":
            np.save(folder / f"{name}.encode.out0.npy", module.encode(*inputs).numpy())


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    for model in MODELS:
        write(folder, *model)


if __name__ == "__main__":
    main()

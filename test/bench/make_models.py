#!/usr/bin/env python3
"""The models that `./dev bench` measures, for kiln and for ONNX Runtime.

    make_models.py DEFINITIONS OUT [MODEL...]

DEFINITIONS is a folder that holds torchvision's sources as `torchvision/`. For
each model OUT/<model>/ receives a state_dict (weights.pt), an input (x.npy),
PyTorch's output (y.npy) and the model in ONNX (model.onnx). A model whose
ONNX file is there already is not made again.
"""

import argparse
import importlib
import pathlib
import re
import sys
import warnings

import numpy as np
import torch

from models import MODELS, TEST, Model

sys.path.insert(0, str(TEST / "oracle"))

import make_torchvision  # noqa: E402

# The newest operator set that the exporter by tracing writes everything in.
OPSET = 17


def write_own(model: Model, out: pathlib.Path) -> torch.nn.Module:
    """A model whose definition comes with the project."""
    sys.path.insert(0, str(model.folder))
    file, name = re.fullmatch(r"(\w+)\.py:(\w+)\(\)", model.call).groups()
    torch.manual_seed(0)
    network = getattr(importlib.import_module(file), name)()
    if model.weights:
        network.load_state_dict(torch.load(model.weights))
    x = torch.randn(*model.shape)
    network.eval()
    with torch.no_grad():
        np.save(out / "y.npy", network(x).numpy())
    np.save(out / "x.npy", x.numpy())
    torch.save(network.state_dict(), out / "weights.pt")
    return network


def write_torchvision(definitions: pathlib.Path, out: pathlib.Path, name: str):
    make_torchvision.write_model(definitions, out, name)
    model = make_torchvision.load_builder(definitions, name)()
    model.load_state_dict(torch.load(out / "weights.pt"))
    return model


def export(model: torch.nn.Module, out: pathlib.Path) -> None:
    x = torch.from_numpy(np.load(out / "x.npy"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(),
            (x,),
            out / "model.part",
            dynamo=False,
            opset_version=OPSET,
            input_names=["input"],
            output_names=["output"],
        )
    (out / "model.part").rename(out / "model.onnx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("definitions", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("models", nargs="*")
    options = parser.parse_args()
    for name in options.models or MODELS:
        folder = options.out / name
        if (folder / "model.onnx").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        if MODELS[name].folder:
            model = write_own(MODELS[name], folder)
        else:
            model = write_torchvision(options.definitions, folder, name)
        export(model, folder)


if __name__ == "__main__":
    main()

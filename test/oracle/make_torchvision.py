#!/usr/bin/env python3
"""Weights, an input and PyTorch's output for torchvision's own model files.

    make_torchvision.py CHECKOUT OUT [MODEL...]

CHECKOUT is a torchvision source tree (the folder that holds `torchvision/`),
OUT a folder outside the repository, because the weights are large. For each
model OUT/<model>/ receives

    weights.pt   torch.save(model.state_dict())
    x.npy        the input, 1x3x224x224
    y.npy        the output in float32
    y64.npy      the output of the same model computed in float64
    about.json   the expression that builds the model, versions, digests

Weights are random under a fixed seed and scaled to keep the signal's range
through the layers (AlexNet's own initialisation lets the last bias drown it).
Batch norms get the statistics of one training pass, then each is disturbed, so
that folding them wrongly shows.
"""

import argparse
import hashlib
import importlib
import json
import pathlib
import sys
import types

import numpy as np
import torch

MODELS = {
    "alexnet": "alexnet",
    "vgg16": "vgg",
    "squeezenet1_1": "squeezenet",
    "resnet18": "resnet",
    "resnet50": "resnet",
    "mobilenet_v2": "mobilenetv2",
}
# Made and compared only when named.
MORE_MODELS = {
    "convnext_tiny": "convnext",
    "densenet121": "densenet",
    "efficientnet_b0": "efficientnet",
    "googlenet": "googlenet",
    "maxvit_t": "maxvit",
    "mnasnet0_5": "mnasnet",
    "mobilenet_v3_small": "mobilenetv3",
    "regnet_y_400mf": "regnet",
    "resnext50_32x4d": "resnet",
    "shufflenet_v2_x0_5": "shufflenetv2",
    "swin_t": "swin_transformer",
    "swin_v2_t": "swin_transformer",
    "vgg11_bn": "vgg",
    "vit_b_16": "vision_transformer",
}
FILES = MODELS | MORE_MODELS


def add_bare_package(name: str, folder: pathlib.Path) -> None:
    """A package without running its __init__.py, whose compiled extension a
    source tree does not have."""
    package = types.ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package


def load_builder(checkout: pathlib.Path, model: str):
    if "torchvision" not in sys.modules:
        add_bare_package("torchvision", checkout / "torchvision")
        add_bare_package("torchvision.models", checkout / "torchvision/models")
        # Presets and detection operators are not needed to build a classifier.
        add_bare_package("torchvision.transforms", checkout / "torchvision/transforms")
        presets = types.ModuleType("torchvision.transforms._presets")
        presets.ImageClassification = object
        presets.InterpolationMode = types.SimpleNamespace(BILINEAR=None, BICUBIC=None)
        sys.modules[presets.__name__] = presets
        add_bare_package("torchvision.ops", checkout / "torchvision/ops")
        depth = importlib.import_module("torchvision.ops.stochastic_depth")
        sys.modules["torchvision.ops"].StochasticDepth = depth.StochasticDepth
    module = importlib.import_module(f"torchvision.models.{FILES[model]}")
    return getattr(module, model)


def scale_weights(model: torch.nn.Module) -> None:
    for module in model.modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
            torch.nn.init.kaiming_normal_(module.weight)
            if module.bias is not None:
                torch.nn.init.normal_(module.bias, std=0.05)


def disturb_batch_norms(model: torch.nn.Module, x: torch.Tensor) -> None:
    norms = [m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    if not norms:
        return
    for norm in norms:
        norm.momentum = None  # the plain average over the passes below
    model.train()
    with torch.no_grad():
        model(torch.cat([x, torch.randn(3, *x.shape[1:])]))
    for norm in norms:
        deviation = norm.running_var.sqrt()
        norm.running_mean += 0.2 * torch.randn_like(deviation) * deviation
        norm.running_var *= torch.empty_like(deviation).uniform_(0.7, 1.4)
        torch.nn.init.uniform_(norm.weight, 0.6, 1.4)
        torch.nn.init.normal_(norm.bias, std=0.1)


def write_model(checkout: pathlib.Path, out: pathlib.Path, name: str) -> None:
    torch.manual_seed(0)
    model = load_builder(checkout, name)()
    x = torch.randn(1, 3, 224, 224)
    scale_weights(model)
    disturb_batch_norms(model, x)
    model.eval()
    with torch.no_grad():
        y = model(x)
        torch.save(model.state_dict(), out / "weights.pt")
        y64 = model.double()(x.double())
    error = ((y - y64).abs().max() / y64.abs().max()).item()
    np.save(out / "x.npy", x.numpy())
    np.save(out / "y.npy", y.numpy())
    np.save(out / "y64.npy", y64.numpy())
    about = {
        "model": f"{FILES[name]}.py:{name}()",
        "torch": torch.__version__,
        "weights_sha256": hashlib.sha256((out / "weights.pt").read_bytes()).hexdigest(),
        "max_abs": y.abs().max().item(),
        "deviation": y.std().item(),
        "f32_against_f64": error,
    }
    (out / "about.json").write_text(json.dumps(about, indent=1) + "\n")
    print(name, about)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("models", nargs="*", default=list(MODELS))
    options = parser.parse_args()
    for name in options.models or MODELS:
        folder = options.out / name
        folder.mkdir(parents=True, exist_ok=True)
        write_model(options.checkout, folder, name)


if __name__ == "__main__":
    main()

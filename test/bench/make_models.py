#!/usr/bin/env python3
"""The models that `./dev bench` measures, for kiln and for ONNX Runtime.

    make_models.py DEFINITIONS OUT [MODEL...]

DEFINITIONS is a folder that holds torchvision's sources as `torchvision/`. For
each model OUT/<model>/ receives a state_dict (weights.pt), an input (x.npy),
PyTorch's output (y.npy) and the model in ONNX (model.onnx). A model whose
ONNX file is there already is not made again.
"""

import argparse
import pathlib
import sys
import warnings

import numpy as np
import torch

TEST = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TEST / "oracle"))

import make_torchvision  # noqa: E402

NAMES = ["net", "vgg16", "resnet18", "squeezenet1_1", "mobilenet_v2", "resnet50"]
# The newest operator set that the exporter by tracing writes everything in.
OPSET = 17


def write_net(out: pathlib.Path) -> torch.nn.Module:
    """The network of PyTorch's CIFAR-10 tutorial with trained weights."""
    sys.path.insert(0, str(TEST / "data/models"))
    import net

    model = net.Net()
    model.load_state_dict(torch.load(TEST / "data/models/captum_cifar_net.pt"))
    torch.manual_seed(0)
    x = torch.randn(1, 3, 32, 32)
    model.eval()
    with torch.no_grad():
        np.save(out / "y.npy", model(x).numpy())
    np.save(out / "x.npy", x.numpy())
    torch.save(model.state_dict(), out / "weights.pt")
    return model


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
    for name in options.models or NAMES:
        folder = options.out / name
        if (folder / "model.onnx").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        if name == "net":
            model = write_net(folder)
        else:
            model = write_torchvision(options.definitions, folder, name)
        export(model, folder)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What PyTorch says of the demonstration's pictures: test/data/demo.

For each network and picture the folder receives the input after preprocessing
(PICTURE.input.npy) and the logits (PICTURE.logits.npy); demo.json lists them
with the class and its probability. Pictures lose their alpha channel, are
resized by Pillow's antialiased bilinear filter, and, where cropped, keep their
proportions: the shorter side becomes 32 and the centre is cut out.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from PIL import Image

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
SIDE = 32
IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
HALF = {"mean": [0.5], "std": [0.5]}
PICTURES = [("chelsea.png", False), ("horse.png", False), ("rocket.jpg", True)]


def load_networks():
    sys.path.insert(0, str(DATA / "models"))
    import net
    import resnet20

    weights = torch.load(DATA / "models/captum_cifar_net.pt", map_location="cpu")
    small = net.Net()
    small.load_state_dict(weights)
    checkpoint = torch.load(
        DATA / "models/resnet20_cifar10_akamaster.th", map_location="cpu"
    )
    residual = resnet20.resnet20()
    residual.load_state_dict(
        {k.removeprefix("module."): v for k, v in checkpoint["state_dict"].items()}
    )
    return [("net", small.eval(), HALF), ("resnet20", residual.eval(), IMAGENET)]


def cut_centre(image):
    width, height = image.size
    shorter = min(width, height)
    width, height = SIDE * width // shorter, SIDE * height // shorter
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    left, top = round((width - SIDE) / 2), round((height - SIDE) / 2)
    return image.crop((left, top, left + SIDE, top + SIDE))


def preprocess(picture, crop, mean, std):
    image = Image.open(DATA / "pictures" / picture).convert("RGB")
    if crop:
        image = cut_centre(image)
    else:
        image = image.resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    pixels = np.asarray(image, dtype=np.float32).transpose(2, 0, 1) / np.float32(255)
    mean = np.array(mean, dtype=np.float32).reshape(-1, 1, 1)
    std = np.array(std, dtype=np.float32).reshape(-1, 1, 1)
    return torch.from_numpy(np.ascontiguousarray((pixels - mean) / std))[None]


def main():
    labels = (DATA / "models/cifar10.txt").read_text().split()
    cases = []
    for name, model, how in load_networks():
        folder = DATA / "demo" / name
        folder.mkdir(parents=True, exist_ok=True)
        for picture, crop in PICTURES:
            x = preprocess(picture, crop, **how)
            with torch.no_grad():
                logits = model(x)
            stem = picture.split(".")[0]
            np.save(folder / f"{stem}.input.npy", x.numpy())
            np.save(folder / f"{stem}.logits.npy", logits.numpy())
            probability, index = logits.softmax(1).max(1)
            cases.append(
                {
                    "network": name,
                    "picture": picture,
                    "crop": crop,
                    **how,
                    "class": labels[index.item()],
                    "probability": round(probability.item(), 4),
                }
            )
    listing = ",\n".join(" " + json.dumps(case) for case in cases)
    (DATA / "demo/demo.json").write_text(f"[\n{listing}\n]\n")
    print(listing)


if __name__ == "__main__":
    main()

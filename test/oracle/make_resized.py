"""Writes data/pictures/resized/*.npy: what Pillow's antialiased bilinear resize gives.

usage: python make_resized.py    (needs pillow and numpy)
"""

import pathlib

import numpy as np
from PIL import Image

PICTURES = pathlib.Path(__file__).resolve().parent.parent / "data" / "pictures"
# name of the picture, mode, size (width, height)
CASES = [
    ("chelsea.png", "RGB", (32, 32)),
    ("chelsea.png", "L", (45, 20)),
    ("chelsea.png", "RGB", (451, 7)),
    ("chelsea.png", "RGB", (7, 300)),
    ("horse.png", "RGB", (32, 32)),
    ("horse.png", "RGB", (31, 17)),
    ("rocket.jpg", "RGB", (48, 32)),
]


def main():
    (PICTURES / "resized").mkdir(exist_ok=True)
    for name, mode, size in CASES:
        picture = Image.open(PICTURES / name).convert(mode)
        resized = picture.resize(size, Image.Resampling.BILINEAR)
        stem = f"{pathlib.Path(name).stem}_{mode}_{size[0]}x{size[1]}.npy"
        np.save(PICTURES / "resized" / stem, np.asarray(resized))
    # Enlarging: a small corner, so that the file stays small.
    corner = Image.open(PICTURES / "chelsea.png").convert("RGB").crop((0, 0, 9, 5))
    np.save(PICTURES / "resized" / "corner_9x5.npy", np.asarray(corner))
    np.save(
        PICTURES / "resized" / "corner_20x13.npy",
        np.asarray(corner.resize((20, 13), Image.Resampling.BILINEAR)),
    )


main()

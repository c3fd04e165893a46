"""usage: random_arrays.py DTYPE:SHAPE... writes DTYPE_SHAPE.npy with small numbers."""
import random
import struct
import sys

random.seed(1)
for spec in sys.argv[1:]:
    dtype, shape = spec.split(":")
    sizes = [int(size) for size in shape.split("x")]
    count = 1
    for size in sizes:
        count *= size
    if dtype == "f32":
        code, data = "<f4", struct.pack(f"<{count}f", *(random.uniform(-1, 1) for _ in range(count)))
    else:
        code, data = "<i8", struct.pack(f"<{count}q", *(random.randrange(50) for _ in range(count)))
    header = f"{{'descr': '{code}', 'fortran_order': False, 'shape': {tuple(sizes)}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(f"{dtype}_{shape}.npy", "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)

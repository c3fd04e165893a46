"""Writes small arrays of f32 into the working directory."""

import struct


def write(name, shape, values):
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': %r, }" % (shape,)
    header = header.ljust(117) + "\n"
    with open(name, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)))
        file.write(header.encode() + struct.pack("<%df" % len(values), *values))


write("none.npy", (0, 3, 8, 8), [])
write("pair.npy", (2, 3), [1, 2, 3, 4, 5, 6])

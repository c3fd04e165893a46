"""Splits a safetensors file: shard.py FILE FOLDER

The tensors go in turn to two shards, with an index beside them.
"""

import json
import struct
import sys
from pathlib import Path

content = Path(sys.argv[1]).read_bytes()
folder = Path(sys.argv[2])
(length,) = struct.unpack_from("<Q", content)
header = json.loads(content[8 : 8 + length])
header.pop("__metadata__", None)
names = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
shards = [({}, b""), ({}, b"")]
weight_map = {}
for index, (name, entry) in enumerate(sorted(header.items())):
    entries, data = shards[index % 2]
    begin, end = entry["data_offsets"]
    entry["data_offsets"] = [len(data), len(data) + end - begin]
    entries[name] = entry
    shards[index % 2] = entries, data + content[8 + length :][begin:end]
    weight_map[name] = names[index % 2]
for name, (entries, data) in zip(names, shards):
    text = json.dumps(entries).encode()
    (folder / name).write_bytes(struct.pack("<Q", len(text)) + text + data)
index = {"metadata": {"total_size": len(content)}, "weight_map": weight_map}
(folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2))

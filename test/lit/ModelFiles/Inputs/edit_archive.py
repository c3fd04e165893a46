"""usage: edit_archive.py IN OUT OLD NEW [OLD NEW]...

Copies a zip archive, with texts replaced in its JSON members."""

import sys
import zipfile

source, target, *pairs = sys.argv[1:]
found = set()
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
    for member in old.infolist():
        content = old.read(member)
        if member.filename.endswith(".json"):
            for before, after in zip(pairs[::2], pairs[1::2]):
                if before.encode() in content:
                    found.add(before)
                content = content.replace(before.encode(), after.encode())
        new.writestr(member.filename, content)
missing = set(pairs[::2]) - found
if missing:
    sys.exit(f"{source} does not hold {missing}")

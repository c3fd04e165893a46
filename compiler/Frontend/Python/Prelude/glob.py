"""glob: names of files that the user lets the definition read."""

import fnmatch
import os


def has_magic(text):
    return any(letter in text for letter in "*?[")


def escape(pathname):
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in pathname)


def _below(folder, with_files):
    """The folder itself and, at any depth, what is not hidden in it."""
    yield ""
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.startswith("."):
            continue
        if os.path.isdir(os.path.join(folder, name)):
            for rest in _below(os.path.join(folder, name), with_files):
                yield os.path.join(name, rest) if rest else name
        elif with_files:
            yield name


def _matches(folder, pieces, recursive):
    """What lies below a folder and matches the pieces of a pattern."""
    piece, rest = pieces[0], pieces[1:]
    if piece == "**" and recursive:
        for middle in _below(folder, with_files=not rest):
            if rest:
                inside = os.path.join(folder, middle)
                for name in _matches(inside, rest, recursive):
                    yield os.path.join(middle, name)
            else:
                yield middle
        return
    if has_magic(piece):
        known = os.listdir(folder) if os.path.isdir(folder) else []
        hidden = piece.startswith(".")
        names = [name for name in fnmatch.filter(known, piece) if hidden or not name.startswith(".")]
    else:
        names = [piece] if os.path.exists(os.path.join(folder, piece)) else []
    for name in names:
        if not rest:
            yield name
        elif os.path.isdir(os.path.join(folder, name)):
            for below in _matches(os.path.join(folder, name), rest, recursive):
                yield os.path.join(name, below)


def iglob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    start = "/" if pathname.startswith("/") else ""
    folder = start or os.fspath(root_dir or ".")
    pieces = [piece for piece in pathname.split("/") if piece]
    wants_folders = pathname.endswith("/")
    seen = set()
    for name in _matches(folder, pieces, recursive) if pieces else ():
        if wants_folders:
            if not os.path.isdir(os.path.join(folder, name)):
                continue
            name = os.path.join(name, "") if name else name
        if start + name and name not in seen:
            seen.add(name)
            yield start + name


def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))

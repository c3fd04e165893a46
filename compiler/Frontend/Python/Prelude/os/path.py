"""os.path: paths, and what the user lets the definition read."""

import _files

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
altsep = None
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = True


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def join(path, *paths):
    result = _text(path)
    for piece in paths:
        piece = _text(piece)
        if piece.startswith("/"):
            result = piece
        elif not result or result.endswith("/"):
            result += piece
        else:
            result += "/" + piece
    return result


def split(path):
    path = _text(path)
    at = path.rfind("/") + 1
    head, tail = path[:at], path[at:]
    if head and head.strip("/"):
        head = head.rstrip("/")
    return head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    path = _text(path)
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    if dot <= 0 or not name[:dot].strip("."):
        return path, ""
    length = len(name) - dot
    return path[:-length], path[-length:]


def splitdrive(path):
    return "", _text(path)


def isabs(path):
    return _text(path).startswith("/")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    root = "//" if path.startswith("//") and not path.startswith("///") else "/" if path[0] == "/" else ""
    pieces = []
    for piece in path.split("/"):
        if piece in ("", "."):
            continue
        if piece == ".." and (pieces and pieces[-1] != ".."):
            pieces.pop()
        elif piece != ".." or not root:
            pieces.append(piece)
    return root + "/".join(pieces) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if path.startswith("/") else join("/", path))


realpath = abspath


def normcase(path):
    return _text(path)


def expanduser(path):
    return _text(path)


def expandvars(path):
    return _text(path)


def commonprefix(paths):
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    for index, letter in enumerate(low):
        if index >= len(high) or letter != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    pieces = [_text(path).split("/") for path in paths]
    common = []
    for column in zip(*pieces):
        if any(piece != column[0] for piece in column):
            break
        common.append(column[0])
    return "/".join(common) or ("/" if _text(paths[0]).startswith("/") else "")


def relpath(path, start="."):
    path = [piece for piece in abspath(path).split("/") if piece]
    start = [piece for piece in abspath(start).split("/") if piece]
    shared = len([1 for a, b in zip(path, start) if a == b])
    for index, (a, b) in enumerate(zip(path, start)):
        if a != b:
            shared = index
            break
    return "/".join([".."] * (len(start) - shared) + path[shared:]) or "."


def exists(path):
    return _files.kind(_text(path)) != ""


lexists = exists


def isfile(path):
    return _files.kind(_text(path)) == "file"


def isdir(path):
    return _files.kind(_text(path)) == "folder"


def islink(path):
    return False


ismount = islink


def getsize(path):
    return len(_files.read(_text(path)))


def _refusing(name):
    def refuse(*args, **kwargs):
        raise FileNotFoundError(f"os.path.{name}() is refused: kiln evaluates definitions without files")

    return refuse


getmtime = _refusing("getmtime")
getatime = _refusing("getatime")
getctime = _refusing("getctime")
samefile = _refusing("samefile")

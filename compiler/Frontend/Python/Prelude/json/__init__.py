"""json: texts, not files."""

from json._read import JSONDecodeError, Reader
from json._write import write


def loads(s, *, object_hook=None, parse_float=None, parse_int=None, object_pairs_hook=None, **kwargs):
    if isinstance(s, bytes):
        s = s.decode("utf-8")
    return Reader(s, object_hook, object_pairs_hook).document()


def dumps(obj, *, indent=None, separators=None, sort_keys=False, default=None, ensure_ascii=True,
          cls=None, **kwargs):
    if cls is not None and default is None:
        default = cls().default
    if isinstance(indent, int):
        indent = " " * indent
    if separators is None:
        separators = (", " if indent is None else ",", ": ")
    return write(obj, indent, separators, sort_keys, default, ensure_ascii)


def load(fp, **options):
    return loads(fp.read(), **options)


def dump(*args, **kwargs):
    raise OSError("json.dump() is refused: definitions write no files")


class JSONEncoder:
    def __init__(self, **kwargs):
        pass

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return dumps(o, default=self.default)


class JSONDecoder:
    def __init__(self, **kwargs):
        pass

    def decode(self, s):
        return loads(s)

"""yaml: PyYAML's functions that read; scalars mean what they mean in YAML 1.1."""

import _yaml
import re
from _kiln import opaque


class YAMLError(Exception):
    pass


class MarkedYAMLError(YAMLError):
    pass


class BaseLoader:
    """The loaders differ in what tags they take; none here makes objects."""


class SafeLoader(BaseLoader):
    pass


Loader = FullLoader = UnsafeLoader = CLoader = CSafeLoader = CFullLoader = SafeLoader

_BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_INTEGER = re.compile(r"[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$")
_FLOAT = re.compile(r"[-+]?([0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?)$")
_SPECIAL = re.compile(r"([-+]?)\.(inf|Inf|INF)$")


def _integer(text):
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    if digits.startswith("0") and len(digits) > 1 and digits.isdigit():
        return sign * int(digits, 8)
    return sign * int(digits, 0)


def _boolean(text):
    known = text.lower() in _BOOLEANS and text in (text.lower(), text.upper(), text.capitalize())
    return _BOOLEANS[text.lower()] if known else None


def _plain(text):
    """What a scalar without quotes stands for."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    boolean = _boolean(text)
    if boolean is not None:
        return boolean
    if _INTEGER.match(text):
        is_octal = text.lstrip("+-").startswith("0") and text.lstrip("+-").isdigit()
        return text if is_octal and set(text) & set("89") else _integer(text)
    if _FLOAT.match(text):
        return float(text.replace("_", ""))
    special = _SPECIAL.match(text)
    if special:
        return float(special.group(1) + "inf")
    return float("nan") if text in (".nan", ".NaN", ".NAN") else text


_SCALARS = {
    "!!str": str,
    "!!int": _integer,
    "!!float": lambda text: float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan")),
    "!!bool": _boolean,
    "!!null": lambda text: None,
    "!": str,
}
_COLLECTIONS = {
    "!!map": lambda value: value,
    "!!seq": lambda value: value,
    "!!python/tuple": tuple,
    "!!python/list": list,
    "!!set": set,
}


def _construct(kinds, tag, value):
    if tag not in kinds:
        raise YAMLError(f"could not determine a constructor for the tag {tag!r}")
    return kinds[tag](value)


def _scalar(tag, text, is_plain):
    if tag:
        return _construct(_SCALARS, tag, text)
    return _plain(text) if is_plain else text


def _tagged(tag, value):
    return _construct(_COLLECTIONS, tag, value)


def _documents(stream):
    text = stream.read() if hasattr(stream, "read") else stream
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    try:
        return _yaml.parse(text, _scalar, _tagged)
    except ValueError as error:
        raise YAMLError(str(error)) from None


def load(stream, Loader=None):
    documents = _documents(stream)
    if len(documents) > 1:
        raise YAMLError("expected a single document in the stream, but found another document")
    return documents[0] if documents else None


safe_load = full_load = unsafe_load = load


def load_all(stream, Loader=None):
    yield from _documents(stream)


safe_load_all = full_load_all = load_all


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'yaml' has no attribute {name!r}")
    return opaque(f"yaml.{name}", "of yaml, kiln knows the functions that read")

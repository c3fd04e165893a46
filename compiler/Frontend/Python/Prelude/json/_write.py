_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(letter, ensure_ascii):
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    code = ord(letter)
    if code < 32 or (ensure_ascii and 127 <= code < 0x10000):
        return f"\\u{code:04x}"
    if ensure_ascii and code >= 0x10000:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return letter


def _number(value):
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return float.__repr__(value)


def _key(key):
    if isinstance(key, str):
        return str.__str__(key)
    if key is None or isinstance(key, bool):
        return {None: "null", True: "true", False: "false"}[key]
    if isinstance(key, (int, float)):
        return repr(key)
    raise TypeError(
        f"keys must be str, int, float, bool or None, not {type(key).__name__}"
    )


def write(obj, indent, separators, sort_keys, default, ensure_ascii):
    comma, colon = separators

    def text(value):
        return '"' + "".join(_escaped(letter, ensure_ascii) for letter in value) + '"'

    def enclosed(opening, pieces, closing, depth):
        if not pieces:
            return opening + closing
        if indent is None:
            return opening + comma.join(pieces) + closing
        newline = "\n" + indent * (depth + 1)
        return opening + newline + (comma + newline).join(pieces) + "\n" + indent * depth + closing

    def written(value, depth):
        if value is None or value is True or value is False:
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, str):
            return text(value)
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return _number(value)
        if isinstance(value, dict):
            items = sorted(value.items()) if sort_keys else value.items()
            pieces = [text(_key(key)) + colon + written(item, depth + 1) for key, item in items]
            return enclosed("{", pieces, "}", depth)
        if isinstance(value, (list, tuple)):
            return enclosed("[", [written(item, depth + 1) for item in value], "]", depth)
        if default is None:
            raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
        return written(default(value), depth)

    return written(obj, 0)

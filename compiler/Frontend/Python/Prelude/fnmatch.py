"""fnmatch: names that match patterns of the shell."""

import re


def translate(pat):
    pieces = []
    at = 0
    while at < len(pat):
        letter = pat[at]
        at += 1
        close = pat.find("]", at + 1) if letter == "[" else -1
        if letter == "*":
            pieces.append(".*")
        elif letter == "?":
            pieces.append(".")
        elif close > 0:
            inside = pat[at:close].replace("\\", "\\\\")
            pieces.append("[" + ("^" + inside[1:] if inside[0] == "!" else inside) + "]")
            at = close + 1
        else:
            pieces.append(re.escape(letter))
    return "(?s:" + "".join(pieces) + r")\Z"


def fnmatch(name, pat):
    return re.match(translate(pat), name) is not None


fnmatchcase = fnmatch


def filter(names, pat):
    return [name for name in names if fnmatch(name, pat)]

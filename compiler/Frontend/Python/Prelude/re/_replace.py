_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _error(message, template, position):
    from re import error

    return error(message, template, position)


def _named(template, position, pattern):
    """The group of `\\g<...>` that begins at the position, and where it ends."""
    end = template.find(">", position)
    if template[position + 2 : position + 3] != "<" or end < 0:
        raise _error("missing <", template, position + 2)
    name = template[position + 3 : end]
    if name.isdigit():
        group = int(name)
        if group > pattern.groups:
            raise _error(f"invalid group reference {group}", template, position + 3)
        return group, end + 1
    if name not in pattern.groupindex:
        raise IndexError(f"unknown group name {name!r}")
    return pattern.groupindex[name], end + 1


def _numbered(template, position, pattern):
    """A group number or an octal code, and where it ends."""
    digits = template[position + 1 : position + 4]
    is_octal = len(digits) == 3 and all(c in "01234567" for c in digits) and digits[0] in "0123"
    if is_octal or digits[0] == "0":
        length = 3 if is_octal else 2 if digits[1:2] and digits[1] in "01234567" else 1
        return chr(int(digits[:length], 8)), position + 1 + length
    length = 2 if digits[1:2].isdigit() else 1
    group = int(digits[:length])
    if group > pattern.groups:
        raise _error(f"invalid group reference {group}", template, position + 1)
    return group, position + 1 + length


def parse_replacement(template, pattern):
    """A list of texts and numbers of groups."""
    pieces = []
    position = 0
    while True:
        escape = template.find("\\", position)
        if escape < 0 or escape + 1 == len(template):
            pieces.append(template[position:])
            return pieces
        pieces.append(template[position:escape])
        letter = template[escape + 1]
        if letter == "g":
            piece, position = _named(template, escape, pattern)
        elif letter.isdigit():
            piece, position = _numbered(template, escape, pattern)
        else:
            if letter not in _ESCAPES and letter.isalpha():
                raise _error(f"bad escape \\{letter}", template, escape)
            piece, position = _ESCAPES.get(letter, "\\" + letter), escape + 2
        pieces.append(piece)


def expand(pieces, match):
    return "".join(
        piece if isinstance(piece, str) else (match._text(piece) or "") for piece in pieces
    )

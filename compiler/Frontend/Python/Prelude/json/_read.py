import re

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?")
_PLAIN = re.compile(r'[^"\\]*')
_CONSTANTS = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


class Reader:
    def __init__(self, text, object_hook, pairs_hook):
        self.text = text
        self.at = 0
        self.object_hook = object_hook
        self.pairs_hook = pairs_hook

    def fail(self, message):
        raise JSONDecodeError(message, self.text, self.at)

    def skip(self):
        self.at = _BLANK.match(self.text, self.at).end()

    def accept(self, letter):
        self.skip()
        if self.text[self.at : self.at + 1] != letter:
            return False
        self.at += 1
        return True

    def document(self):
        value = self.value()
        self.skip()
        if self.at != len(self.text):
            self.fail("Extra data")
        return value

    def value(self):
        self.skip()
        letter = self.text[self.at : self.at + 1]
        if letter == "{":
            return self.object()
        if letter == "[":
            return self.array()
        if letter == '"':
            return self.string()
        for name, constant in _CONSTANTS.items():
            if self.text.startswith(name, self.at):
                self.at += len(name)
                return constant
        return self.number()

    def number(self):
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            self.fail("Expecting value")
        self.at = found.end()
        is_integer = found.group(2) is None and found.group(3) is None
        return int(found.group()) if is_integer else float(found.group())

    def string(self):
        self.at += 1
        pieces = []
        while True:
            plain = _PLAIN.match(self.text, self.at)
            pieces.append(plain.group())
            self.at = plain.end() + 1
            if self.at > len(self.text):
                self.fail("Unterminated string starting at")
            if self.text[self.at - 1] == '"':
                return "".join(pieces)
            pieces.append(self.escape())

    def code(self):
        digits = self.text[self.at : self.at + 4]
        self.at += 4
        return int(digits, 16)

    def escape(self):
        letter = self.text[self.at : self.at + 1]
        self.at += 1
        if letter != "u":
            if letter not in _ESCAPES:
                self.fail("Invalid \\escape")
            return _ESCAPES[letter]
        code = self.code()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at):
            self.at += 2
            code = 0x10000 + ((code - 0xD800) << 10) + (self.code() - 0xDC00)
        return chr(code)

    def array(self):
        self.at += 1
        items = []
        if self.accept("]"):
            return items
        while True:
            items.append(self.value())
            if self.accept("]"):
                return items
            if not self.accept(","):
                self.fail("Expecting ',' delimiter")

    def object(self):
        self.at += 1
        pairs = []
        if not self.accept("}"):
            while True:
                self.skip()
                if self.text[self.at : self.at + 1] != '"':
                    self.fail("Expecting property name enclosed in double quotes")
                key = self.string()
                if not self.accept(":"):
                    self.fail("Expecting ':' delimiter")
                pairs.append((key, self.value()))
                if self.accept("}"):
                    break
                if not self.accept(","):
                    self.fail("Expecting ',' delimiter")
        if self.pairs_hook is not None:
            return self.pairs_hook(pairs)
        return dict(pairs) if self.object_hook is None else self.object_hook(dict(pairs))

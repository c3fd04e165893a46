"""re: regular expressions; the machine that runs them is native."""

import _re
import enum

from re._replace import expand, parse_replacement


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    IGNORECASE = I = 2
    LOCALE = L = 4
    MULTILINE = M = 8
    DOTALL = S = 16
    UNICODE = U = 32
    VERBOSE = X = 64
    DEBUG = 128
    ASCII = A = 256


NOFLAG = RegexFlag.NOFLAG
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
UNICODE = U = RegexFlag.UNICODE
VERBOSE = X = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG
ASCII = A = RegexFlag.ASCII

_SEARCH, _MATCH, _FULL_MATCH, _SEARCH_ON = range(4)
_FOREVER = 2**62


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        super().__init__(msg if pos is None else f"{msg} at position {pos}")


PatternError = error


class Match:
    def __init__(self, pattern, string, spans, pos, endpos):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self.regs = spans

    def _index(self, group):
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError("no such group")
            return self.re.groupindex[group]
        if not 0 <= group < len(self.regs):
            raise IndexError("no such group")
        return group

    def _text(self, group, default=None):
        start, end = self.regs[self._index(group)]
        return default if start < 0 or end < 0 else self.string[start:end]

    def group(self, *groups):
        if len(groups) > 1:
            return tuple(self._text(group) for group in groups)
        return self._text(groups[0] if groups else 0)

    def __getitem__(self, group):
        return self._text(group)

    def groups(self, default=None):
        return tuple(self._text(group, default) for group in range(1, len(self.regs)))

    def groupdict(self, default=None):
        return {name: self._text(group, default) for name, group in self.re.groupindex.items()}

    def span(self, group=0):
        start, end = self.regs[self._index(group)]
        return (start, end) if end >= 0 else (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def expand(self, template):
        return expand(parse_replacement(template, self.re), self)

    @property
    def lastindex(self):
        last = None
        for group in range(1, len(self.regs)):
            if self.regs[group][1] >= 0 and (last is None or self.regs[group][1] > self.regs[last][1]):
                last = group
        return last

    @property
    def lastgroup(self):
        for name, group in self.re.groupindex.items():
            if group == self.lastindex:
                return name
        return None

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __bool__(self):
        return True

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags):
        compiled = _re.compile(pattern, int(flags))
        if len(compiled) == 2:
            raise error(compiled[0], pattern, compiled[1])
        self._program, self.groups, self.groupindex, used = compiled
        self.pattern = pattern
        self.flags = used if used & 256 else used | 32

    def _run(self, string, pos, endpos, mode):
        spans = _re.match(self._program, string, pos, endpos, mode)
        return None if spans is None else Match(self, string, spans, pos, min(endpos, len(string)))

    def match(self, string, pos=0, endpos=_FOREVER):
        return self._run(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=_FOREVER):
        return self._run(string, pos, endpos, _FULL_MATCH)

    def search(self, string, pos=0, endpos=_FOREVER):
        return self._run(string, pos, endpos, _SEARCH)

    def finditer(self, string, pos=0, endpos=_FOREVER):
        mode = _SEARCH
        while True:
            found = self._run(string, pos, endpos, mode)
            if found is None:
                return
            yield found
            pos = found.end()
            # Another empty match must not be found at the same place.
            mode = _SEARCH_ON if pos == found.start() else _SEARCH

    def findall(self, string, pos=0, endpos=_FOREVER):
        results = []
        for found in self.finditer(string, pos, endpos):
            if self.groups > 1:
                results.append(found.groups(""))
            else:
                results.append(found._text(self.groups, ""))
        return results

    def split(self, string, maxsplit=0):
        pieces = []
        position = 0
        for found in self.finditer(string):
            if maxsplit and len(pieces) >= maxsplit * (self.groups + 1):
                break
            pieces.append(string[position : found.start()])
            pieces.extend(found.groups())
            position = found.end()
        pieces.append(string[position:])
        return pieces

    def subn(self, repl, string, count=0):
        if not callable(repl):
            template = parse_replacement(repl, self)
            repl = lambda found: expand(template, found)
        pieces = []
        position = 0
        done = 0
        for found in self.finditer(string):
            if count and done >= count:
                break
            pieces.append(string[position : found.start()])
            pieces.append(repl(found))
            position = found.end()
            done += 1
        pieces.append(string[position:])
        return "".join(pieces), done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __repr__(self):
        return f"re.compile({self.pattern!r})"


_cache = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    key = (pattern, int(flags))
    if key not in _cache:
        _cache[key] = Pattern(pattern, flags)
    return _cache[key]


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def escape(pattern):
    special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"
    return "".join("\\" + c if c in special else c for c in pattern)


def purge():
    _cache.clear()


def template(pattern, flags=0):
    return compile(pattern, flags)

"""urllib.parse: the parts of addresses."""

from collections import namedtuple

_UNQUOTED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_WITH_HOST = ("file", "ftp", "http", "https", "sftp", "ws", "wss")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")


class _Address:
    @property
    def _host(self):
        return self.netloc.rpartition("@")[2]

    @property
    def hostname(self):
        return self._host.partition(":")[0].lower() or None

    @property
    def port(self):
        port = self._host.partition(":")[2]
        return int(port) if port else None

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)


class SplitResult(_Address, namedtuple("SplitResult", "scheme netloc path query fragment")):
    pass


class ParseResult(_Address, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    pass


def urlsplit(url, scheme="", allow_fragments=True):
    netloc = query = fragment = ""
    before, colon, after = url.partition(":")
    if colon and before and before[0].isalpha() and _SCHEME.issuperset(before):
        scheme, url = before.lower(), after
    if url.startswith("//"):
        ends = [at for at in (url.find(letter, 2) for letter in "/?#") if at >= 0]
        end = min(ends, default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition("/")
    last, _, params = last.partition(";")
    return ParseResult(scheme, netloc, head + slash + last, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, path, query, fragment = components
    if netloc or scheme in _WITH_HOST and not path.startswith("//"):
        path = "//" + netloc + ("" if not path or path.startswith("/") else "/") + path
    text = f"{scheme}:{path}" if scheme else path
    return text + ("?" + query if query else "") + ("#" + fragment if fragment else "")


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    return urlunsplit((scheme, netloc, path + (";" + params if params else ""), query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    start = urlsplit(base)
    scheme, netloc, path, query, fragment = urlsplit(url, start.scheme, allow_fragments)
    if scheme != start.scheme:
        return url
    if netloc:
        return urlunsplit((scheme, netloc, path, query, fragment))
    if not path:
        path, query = start.path, query or start.query
    elif not path.startswith("/"):
        path = start.path.rpartition("/")[0] + "/" + path
    pieces = []
    for piece in path.split("/"):
        if piece == "..":
            if len(pieces) > 1:
                pieces.pop()
        elif piece != ".":
            pieces.append(piece)
    if path.rpartition("/")[2] in (".", ".."):
        pieces.append("")
    return urlunsplit((scheme, start.netloc, "/".join(pieces), query, fragment))


def quote(string, safe="/", encoding="utf-8", errors="strict"):
    if isinstance(string, str):
        string = string.encode(encoding, errors)
    kept = _UNQUOTED.union(safe)
    return "".join(chr(code) if chr(code) in kept else f"%{code:02X}" for code in string)


def quote_plus(string, safe="", encoding="utf-8", errors="strict"):
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    head, *pieces = string.split("%")
    content = head.encode(encoding)
    for piece in pieces:
        if len(piece) >= 2 and _HEX_DIGITS.issuperset(piece[:2]):
            content += bytes([int(piece[:2], 16)]) + piece[2:].encode(encoding)
        else:
            content += b"%" + piece.encode(encoding)
    return content.decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False):
    pairs = []
    for key, value in query.items() if hasattr(query, "items") else query:
        for item in value if doseq and isinstance(value, (list, tuple)) else [value]:
            pairs.append(quote_plus(str(key)) + "=" + quote_plus(str(item)))
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False):
    pairs = [piece.partition("=") for piece in qs.split("&") if piece]
    return [(unquote_plus(key), unquote_plus(value)) for key, _, value in pairs if value or keep_blank_values]


def parse_qs(qs, keep_blank_values=False):
    result = {}
    for key, value in parse_qsl(qs, keep_blank_values):
        result.setdefault(key, []).append(value)
    return result

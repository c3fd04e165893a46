"""io: files that are texts in memory."""

import _files
import os

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def readable(self):
        return True

    writable = seekable = readable


class TextIOBase(IOBase):
    pass


class RawIOBase(IOBase):
    pass


class _Memory(IOBase):
    _empty = ""

    def __init__(self, initial=None, newline=None):
        self._content = self._empty if initial is None else initial
        self._position = 0

    def getvalue(self):
        return self._content

    def read(self, size=-1):
        end = len(self._content) if size is None or size < 0 else self._position + size
        piece = self._content[self._position : end]
        self._position += len(piece)
        return piece

    def readline(self, size=-1):
        newline = "\n" if self._empty == "" else b"\n"
        at = self._content.find(newline, self._position)
        return self.read(-1 if at < 0 else at + 1 - self._position)

    def readlines(self):
        return list(self)

    def __iter__(self):
        line = self.readline()
        while line:
            yield line
            line = self.readline()

    def write(self, piece):
        before = self._content[: self._position]
        self._position += len(piece)
        self._content = before + piece + self._content[self._position :]
        return len(piece)

    def tell(self):
        return self._position

    def seek(self, offset, whence=0):
        base = {0: 0, 1: self._position, 2: len(self._content)}[whence]
        self._position = base + offset
        return self._position

    def truncate(self, size=None):
        self._content = self._content[: self._position if size is None else size]


class StringIO(_Memory, TextIOBase):
    pass


class BytesIO(_Memory):
    _empty = b""

    def getbuffer(self):
        return self._content


BufferedIOBase = BufferedReader = BufferedWriter = TextIOWrapper = FileIO = IOBase


def open(
    file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None
):
    """What the user lets the definition read; see _files."""
    name = os.fspath(file)
    if set(mode) & set("wax+"):
        raise PermissionError(f"open({name!r}, {mode!r}) is refused: definitions write no files")
    content = _files.read(name)
    if "b" in mode:
        stream = BytesIO(content)
    else:
        text = content.decode(encoding or "utf-8", errors or "strict")
        if newline is None:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        stream = StringIO(text)
    stream.name = name
    stream.mode = mode
    return stream

"""pathlib: paths, and what the user lets the definition read."""

import os.path


class PurePath:
    def __init__(self, *segments):
        text = os.path.join(*[os.fspath(segment) for segment in segments]) if segments else ""
        pieces = [piece for piece in text.split("/") if piece not in ("", ".")]
        self._root = "/" if text.startswith("/") else ""
        self._pieces = pieces

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __str__(self):
        return self._root + "/".join(self._pieces) or "."

    __fspath__ = as_posix = __str__

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __truediv__(self, other):
        return self.__class__(self, other)

    def __rtruediv__(self, other):
        return self.__class__(other, self)

    def joinpath(self, *others):
        return self.__class__(self, *others)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return str(self) == str(other)

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(str(self))

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._pieces)

    @property
    def name(self):
        return self._pieces[-1] if self._pieces else ""

    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]

    @property
    def suffixes(self):
        name = self.name.lstrip(".")
        return ["." + piece for piece in name.split(".")[1:]] if not self.name.endswith(".") else []

    @property
    def stem(self):
        return os.path.splitext(self.name)[0]

    @property
    def parent(self):
        return self.__class__(self._root + "/".join(self._pieces[:-1]))

    @property
    def parents(self):
        found = []
        path = self
        while path._pieces:
            path = path.parent
            found.append(path)
        return found

    root = anchor = property(lambda self: self._root)
    drive = ""

    def is_absolute(self):
        return bool(self._root)

    def with_name(self, name):
        return self.parent / name

    def with_suffix(self, suffix):
        return self.parent / (self.stem + suffix)

    def with_stem(self, stem):
        return self.parent / (stem + self.suffix)

    def relative_to(self, *other):
        base = self.__class__(*other)
        if self.parts[: len(base.parts)] != base.parts:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r}")
        return self.__class__(*self.parts[len(base.parts) :])

    def is_relative_to(self, *other):
        base = self.__class__(*other)
        return self.parts[: len(base.parts)] == base.parts

    def match(self, pattern):
        import fnmatch

        return fnmatch.fnmatch(self.name, pattern)


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls("/")

    @classmethod
    def home(cls):
        return cls("/")

    def resolve(self, strict=False):
        return self.__class__(os.path.abspath(str(self)))

    def absolute(self):
        return self if self._root else self.__class__("/", self)

    def expanduser(self):
        return self

    def exists(self):
        return os.path.exists(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_symlink(self):
        return False

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open(encoding=encoding, errors=errors) as stream:
            return stream.read()

    def read_bytes(self):
        with self.open("rb") as stream:
            return stream.read()

    def iterdir(self):
        for name in os.listdir(self):
            yield self / name

    def glob(self, pattern):
        import glob

        pattern = str(pattern)
        if pattern == "**":
            yield self
        if pattern.rpartition("/")[2] == "**":  # For paths, folders only.
            pattern += "/"
        for name in glob.glob(pattern, root_dir=str(self), recursive=True):
            yield self / name

    def rglob(self, pattern):
        return self.glob("**/" + str(pattern))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Nothing is made; what would be written there is refused."""


def _refusing(name):
    def refuse(self, *args, **kwargs):
        raise FileNotFoundError(f"{name}() of {str(self)!r} is refused: kiln evaluates definitions without files")

    return refuse


for _name in (
    "chmod lstat owner readlink rename replace rmdir "
    "samefile stat symlink_to touch unlink write_bytes write_text"
).split():
    setattr(Path, _name, _refusing(_name))

PurePosixPath = PureWindowsPath = PurePath
PosixPath = WindowsPath = Path

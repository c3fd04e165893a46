import functools
import re

_PATTERN = re.compile(
    r"\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)"
    r"(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?"
    r"(?:(?:[-_.]?(?:post|rev|r)[-_.]?(\d*))|-(\d+))?"
    r"(?:[-_.]?dev[-_.]?(\d*))?"
    r"(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*",
    re.IGNORECASE,
)
_STAGES = {"a": "a", "alpha": "a", "b": "b", "beta": "b"}
_FINAL = ("z", 0)


class InvalidVersion(ValueError):
    pass


@functools.total_ordering
class Version:
    def __init__(self, version):
        match = _PATTERN.fullmatch(version)
        if match is None:
            raise InvalidVersion(f"Invalid version: {version!r}")
        epoch, release, stage, stage_number, post, short_post, dev, self.local = match.groups()
        self.epoch = int(epoch or 0)
        self.release = tuple(int(piece) for piece in release.split("."))
        self.pre = (_STAGES.get(stage.lower(), "rc"), int(stage_number or 0)) if stage else None
        number = short_post if post is None else post
        self.post = None if number is None else int(number or 0)
        self.dev = None if dev is None else int(dev or 0)
        self._text = version.strip().lstrip("v")

    @property
    def major(self):
        return self.release[0]

    @property
    def minor(self):
        return self.release[1] if len(self.release) > 1 else 0

    @property
    def micro(self):
        return self.release[2] if len(self.release) > 2 else 0

    @property
    def base_version(self):
        return ".".join(str(number) for number in self.release)

    @property
    def public(self):
        return self._text.split("+")[0]

    @property
    def is_prerelease(self):
        return self.pre is not None or self.dev is not None

    @property
    def is_devrelease(self):
        return self.dev is not None

    def _key(self):
        release = list(self.release)
        while len(release) > 1 and release[-1] == 0:
            release.pop()
        pre = self.pre
        if pre is None:
            # A development release of a version comes before its first alpha.
            pre = ("", 0) if self.dev is not None and self.post is None else _FINAL
        post = -1 if self.post is None else self.post
        dev = 2**62 if self.dev is None else self.dev
        return (self.epoch, tuple(release), pre, post, dev, self.local or "")

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"<Version('{self}')>"


LegacyVersion = Version


def parse(version):
    return Version(version)

"""torch.__version__: text that is compared as a version is."""

from packaging.version import InvalidVersion, Version


def _version(value):
    if isinstance(value, Version):
        return value
    if isinstance(value, str):
        return Version(str(value))
    return Version(".".join(str(part) for part in value))


class TorchVersion(str):
    def _compared(self, other, as_versions, as_text):
        try:
            return as_versions(_version(self), _version(other))
        except InvalidVersion:
            return as_text(str(self), other)

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b, lambda a, b: a >= b)

    def __hash__(self):
        return hash(str(self))


__version__ = TorchVersion("2.13.0")

"""Numbers that stand for several dimensions."""

from collections.abc import Iterable


def _ntuple(n):
    def parse(x):
        if isinstance(x, Iterable):
            return tuple(x)
        return (x,) * n

    return parse


_single = _ntuple(1)
_pair = _ntuple(2)
_triple = _ntuple(3)
_quadruple = _ntuple(4)


def _reverse_repeat_tuple(t, n):
    return tuple(x for x in reversed(t) for _ in range(n))

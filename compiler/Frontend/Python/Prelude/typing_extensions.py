"""typing_extensions: all of it is in typing."""

import typing
from typing import *
from typing import _SpecialForm

runtime = typing.runtime_checkable


def deprecated(*args, **kwargs):
    return lambda function: function


def __getattr__(name):
    return getattr(typing, name)

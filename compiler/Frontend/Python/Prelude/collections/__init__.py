"""collections: containers beside the builtin ones."""

from collections._deque import deque
from collections._mappings import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict
from collections._namedtuple import namedtuple
from collections import abc

UserString = str

__all__ = [
    "ChainMap",
    "Counter",
    "OrderedDict",
    "UserDict",
    "UserList",
    "UserString",
    "defaultdict",
    "deque",
    "namedtuple",
]

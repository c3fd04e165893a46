import math, re, functools, itertools, collections, dataclasses, enum, copy, operator, struct, random
from typing import *
print(math.sqrt(2), math.gcd(12, 18), math.ceil(1.2), math.prod([1, 2]), re.sub(r"(a)(b)?", r"\1-", "abac"), re.findall("[a-c]+", "abxc"))
@dataclasses.dataclass
class P:
    x: int
    y: List[int] = dataclasses.field(default_factory=list)
class C(enum.Enum):
    A = 1
    B = enum.auto()
print(P(1), C.A, C(2).name, functools.partial(pow, 2)(3), functools.reduce(operator.add, [1, 2]), list(itertools.product("ab", repeat=2)))
N = collections.namedtuple("N", "a b")
d = collections.OrderedDict(a=1); c = collections.defaultdict(list); c["x"].append(1); q = collections.deque([1, 2], 3)
print(N(1, 2)._asdict(), d, copy.deepcopy(c), q, collections.Counter("aab"), struct.pack("<if", 1, 2.0))

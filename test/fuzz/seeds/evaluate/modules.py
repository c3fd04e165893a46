import os, sys, json, types, warnings, logging, abc, inspect, string, numbers, contextlib, heapq, bisect, statistics, textwrap, pprint
from unknown.package import thing as other
print(json.dumps({"a": [1, 2.5, None, True]}), json.loads('[1, {"b": "c"}]'), os.path.join("a", "b"), inspect.signature(json.dumps))
h = []; heapq.heappush(h, 2); heapq.heappush(h, 1)
@contextlib.contextmanager
def cm():
    yield 1
with cm() as v: print(v, bisect.bisect([1, 2], 2), textwrap.dedent("  a"), statistics.mean([1, 2]))
class T(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
other.anything(1)

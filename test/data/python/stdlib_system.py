import argparse
import ast
import bisect
import gc
import heapq
import importlib
import io
import json
import logging
import math
import numbers
import os
import os.path as osp
import random
import statistics
import string
import struct
import sys
import textwrap
import threading
import time
import weakref
from pathlib import Path, PurePath

print(os.path.join("a", "b", "/c", "d"), osp.basename("/x/y.tar.gz"), osp.splitext("/x/y.tar.gz"), osp.dirname("a/b"))
print(osp.normpath("a/../b//c/."), osp.split("/a/b"), osp.isabs("/a"), osp.commonprefix(["abc", "abd"]))
print(os.path.splitext(".bashrc"), os.environ.get("KILN_NO_SUCH", "none"), os.getenv("KILN_NO_SUCH"), os.sep)
print(osp.exists("/no/such/file"), os.fspath(Path("a") / "b"))
print(sys.version_info >= (3, 8), sys.version_info[0], sys.version_info.major, sys.platform, sys.maxsize)
sys.stdout.write("written\n")
print(math is sys.modules["math"], "no.such.module" in sys.modules, sys.float_info.max > 1e308)
try:
    sys.exit(3)
except SystemExit as error:
    print("exit", error.code)

logger = logging.getLogger(__name__)
logger.setLevel(logging.CRITICAL)
logger.info("nothing %s", 1)
print(logging.getLogger("a") is logging.getLogger("a"), logging.INFO, logger.isEnabledFor(logging.INFO))

parser = argparse.ArgumentParser(description="options")
parser.add_argument("--depth", type=int, default=50, help="depth")
parser.add_argument("-w", "--width-mult", default="1.5", type=float)
parser.add_argument("--fast", action="store_true")
parser.add_argument("--no-bias", dest="bias", action="store_false")
parser.add_argument("--sizes", nargs="+", default=[1, 2])
group = parser.add_argument_group("more")
group.add_argument("--name", choices=["a", "b"], default="a")
parser.set_defaults(fast2=True)
args, rest = parser.parse_known_args([])
print(args.depth, args.width_mult, args.fast, args.bias, args.sizes, args.name, args.fast2, rest)
args = parser.parse_args(["--depth", "18", "--fast", "--sizes", "3", "4", "--name=b"])
print(args.depth, args.fast, args.sizes, args.name, vars(args)["bias"])

random.seed(42)
print(random.random(), random.randint(1, 100), random.uniform(-1, 1), random.choice("abcdef"))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.gauss(0, 1), random.normalvariate(0, 1))
print(random.getrandbits(40), random.choices([1, 2, 3], weights=[1, 1, 8], k=5), random.Random(7).random())
random.seed(-123456789012)
print(random.random(), random.sample(list(range(1000)), 6), random.triangular(0, 2), random.randrange(0, 100, 5))

data = json.loads('{"a": [1, 2.5, -3e2, true, null], "b": {"c": "x\\u00e9\\n"}}')
print(data, json.dumps(data), json.dumps({"b": 1, "a": [1, {"c": None}]}, indent=2, sort_keys=True))
try:
    json.loads("{bad}")
except json.JSONDecodeError as error:
    print(error)
path = Path("/data") / "models" / "net.tar.gz"
print(path, path.name, path.stem, path.suffix, path.parent, path.parts, path.with_suffix(".pt"), path.suffixes)
print(repr(PurePath("a/./b")) == "PurePosixPath('a/b')" or True, Path("a") == Path("a/"), str(Path("x/../y")))
print(isinstance(1, numbers.Number), isinstance(1.5, numbers.Integral), isinstance(True, numbers.Integral), isinstance(1.5, numbers.Real), isinstance("a", numbers.Number))
print(textwrap.dedent("  a\n    b\n  c"), textwrap.indent("a\nb", "> "), string.ascii_lowercase[:5])
heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(4)], heapq.nlargest(2, [1, 3, 2]), bisect.bisect([1, 2, 3], 2), bisect.bisect_left([1, 2, 3], 2))
print(statistics.mean([1, 2, 3]), statistics.mean([1, 2]), statistics.median([3, 1, 2, 4]), round(statistics.stdev([1, 2, 4]), 6))
buffer = io.StringIO()
buffer.write("a\nb")
print("c", file=buffer)
print(repr(buffer.getvalue()), list(io.StringIO("x\ny")), io.BytesIO(b"abc").read(2))
print(struct.pack("<Ihf", 1, -2, 1.5), struct.unpack(">Hd", struct.pack(">Hd", 7, 0.1)), struct.calcsize("<3i"))
print(ast.literal_eval("{'a': (1, -2.5, [True, None])}"), importlib.import_module("math").pi, importlib.import_module("os.path") is osp)
with threading.Lock():
    print("locked")


class Thing:
    pass


thing = Thing()
print(weakref.ref(thing)() is thing, gc.collect() >= 0, time.time() >= 0)

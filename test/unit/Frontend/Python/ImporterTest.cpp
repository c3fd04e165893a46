//===- ImporterTest.cpp - Modules, packages and unknowns ------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

TEST_F(EvaluatorTest, ImportsFromTheModelsFolder) {
  addFile("/src/m/layers.py", "SIZE = 3\ndef make(n=1): return n * SIZE\n");
  addFile("/src/m/net.py", "import layers as L\n"
                           "from layers import make, SIZE as size\n"
                           "def model(): return make(2), L.SIZE, size\n");
  EXPECT_EQ(evaluate("m/net.py", "model()"), "(6, 3, 3)\n");
  EXPECT_EQ(evaluate("m/net.py", "model"), "(6, 3, 3)\n");
}

TEST_F(EvaluatorTest, PackagesAndRelativeImports) {
  addFile("/src/pkg/__init__.py", "from .models import net\nVERSION = 2\n");
  addFile("/src/pkg/util.py", "from pkg import models\nWIDTH = 4\n");
  addFile("/src/pkg/models/__init__.py", "");
  addFile(
      "/src/pkg/models/net.py",
      "from ..util import WIDTH\n"
      "from . import block\n"
      "import pkg.models.block as same\n"
      "def model():\n"
      "  import pkg\n"
      "  return WIDTH, block.DEPTH, same is block, pkg.VERSION, __name__\n");
  addFile("/src/pkg/models/block.py", "DEPTH = 5\n");
  EXPECT_EQ(evaluate("pkg/models/net.py", "model()"),
            "(4, 5, True, 2, 'pkg.models.net')\n");
}

TEST_F(EvaluatorTest, RelativeImportsWithoutInitFiles) {
  addFile("/src/v1.0/lib.py", "X = 1\n");
  addFile("/src/v1.0/sub/net.py", "from ..lib import X\n"
                                  "from .other import Y\n"
                                  "def model(): return X, Y\n");
  addFile("/src/v1.0/sub/other.py", "Y = 2\n");
  EXPECT_EQ(evaluate("v1.0/sub/net.py", "model()"), "(1, 2)\n");
}

TEST_F(EvaluatorTest, FilesNamedAsTheModulesTheyImport) {
  addFile("/src/math.py", "import math\ndef model(): return math.floor(2.5)\n");
  EXPECT_EQ(evaluate("math.py", "model()"), "2\n");
}

TEST_F(EvaluatorTest, StarImports) {
  addFile("/src/a.py", "__all__ = ['x']\nx = 1\ny = 2\n");
  addFile("/src/b.py", "z = 3\n_hidden = 4\n");
  addFile("/src/net.py", "y = _hidden = 0\n"
                         "from a import *\n"
                         "from b import *\n"
                         "def model(): return x, y, z, _hidden\n");
  EXPECT_EQ(evaluate("net.py", "model()"), "(1, 0, 3, 0)\n");
}

TEST_F(EvaluatorTest, ModulesAreFoundBeforeTheyAreImported) {
  addFile("/src/pkg/__init__.py", "spec = __spec__\n");
  addFile("/src/pkg/part.py", "");
  addFile("/src/My_Pack.age-1.2.post3.dist-info/METADATA", "");
  addFile("/src/net.py",
          "from importlib import metadata, util\n"
          "import pkg\n"
          "def describe(name, package=None):\n"
          "  spec = util.find_spec(name, package)\n"
          "  return spec and (spec.name, spec.origin, spec.parent,\n"
          "                   spec.submodule_search_locations)\n"
          "def versions():\n"
          "  try: metadata.version('pandas')\n"
          "  except metadata.PackageNotFoundError: pass\n"
          "  else: assert False\n"
          "  return metadata.version('my-pack.age')\n"
          "def spec(): return pkg.spec.name, __spec__.name, __spec__.parent\n");
  EXPECT_EQ(evaluate("net.py", "describe('pkg')"),
            "('pkg', 'pkg/__init__.py', 'pkg', ['pkg'])\n");
  EXPECT_EQ(evaluate("net.py", "describe('.part', 'pkg')"),
            "('pkg.part', 'pkg/part.py', 'pkg', None)\n");
  EXPECT_EQ(evaluate("net.py", "describe('json')"),
            "('json', 'built-in', 'json', [])\n");
  EXPECT_EQ(evaluate("net.py", "describe('pandas')"), "None\n");
  EXPECT_EQ(evaluate("net.py", "describe('pkg.missing')"), "None\n");
  EXPECT_EQ(evaluate("net.py", "versions()"), "'1.2.post3'\n");
  EXPECT_EQ(evaluate("net.py", "spec()"), "('pkg', 'net', '')\n");
}

TEST_F(EvaluatorTest, PackagesThatImportTheirPartsWhenAsked) {
  addFile("/src/lazy/__init__.py",
          "import importlib, sys\n"
          "from types import ModuleType\n"
          "class Lazy(ModuleType):\n"
          "  def __init__(self, name, parts):\n"
          "    super().__init__(name)\n"
          "    self.parts = parts\n"
          "  def __getattr__(self, name):\n"
          "    if name not in self.parts: raise AttributeError(name)\n"
          "    part = importlib.import_module('.' + self.parts[name],\n"
          "                                   self.__name__)\n"
          "    value = getattr(part, name)\n"
          "    setattr(self, name, value)\n"
          "    return value\n"
          "sys.modules[__name__] = Lazy(__name__, {'Size': 'sizes'})\n");
  addFile("/src/lazy/sizes.py", "Size = 3\n");
  addFile("/src/lazy/other.py", "from . import Size\nTwice = 2 * Size\n");
  addFile("/src/net.py", "import sys\n"
                         "from lazy import Size\n"
                         "import lazy.other as other\n"
                         "import lazy\n"
                         "def model():\n"
                         "  return Size, other.Twice, lazy.Size, lazy.other is "
                         "other, sys.modules['lazy'] is lazy\n"
                         "def bad():\n"
                         "  from lazy import Length\n");
  EXPECT_EQ(evaluate("net.py", "model()"), "(3, 6, 3, True, True)\n");
  EXPECT_NE(evaluate("net.py", "bad()")
                .find("cannot import name 'Length' from 'lazy'"),
            std::string::npos);
}

TEST_F(EvaluatorTest, UnknownModulesAreErrorsWhereTheyDecide) {
  addFile("/src/net.py", "import pandas as pd\n"
                         "from matplotlib.pyplot import plot\n"
                         "frame = pd.read_csv('x').head(3)\n"
                         "def good(): return 1\n"
                         "def bad():\n"
                         "  if frame: return 2\n");
  EXPECT_EQ(evaluate("net.py", "good"), "1\n");
  std::string errors = evaluate("net.py", "bad");
  EXPECT_NE(errors.find("! net.py:6:6: "), std::string::npos) << errors;
  EXPECT_NE(errors.find("module 'pandas' is not known to kiln"),
            std::string::npos)
      << errors;
}

TEST_F(EvaluatorTest, UnknownDecoratorsChangeNothing) {
  addFile("/src/net.py", "from registry import MODELS\n"
                         "@MODELS.register('net')\n"
                         "class Net:\n"
                         "  n = 1\n"
                         "@MODELS\n"
                         "def model(): return Net.n\n");
  EXPECT_EQ(evaluate("net.py", "model"), "1\n");
}

TEST_F(EvaluatorTest, FutureAnnotationsStayText) {
  addFile("/src/net.py", "from __future__ import annotations\n"
                         "def model(n: list[Missing] | None = 3): return n\n"
                         "def text(): return model.__annotations__\n");
  EXPECT_EQ(evaluate("net.py", "text"), "{'n': 'list[Missing] | None'}\n");
}

TEST_F(EvaluatorTest, GuardedImportsRunTheirFallback) {
  addFile("/src/net.py", "try:\n"
                         "  import flash_attn\n"
                         "  FAST = True\n"
                         "except ImportError:\n"
                         "  FAST = False\n"
                         "def model(): return FAST\n");
  EXPECT_EQ(evaluate("net.py", "model"), "False\n");
}

TEST_F(EvaluatorTest, FailedStatementsMakeOpaqueNames) {
  addFile("/src/net.py", "def load(): raise ValueError('no data')\n"
                         "data, size = load()\n"
                         "for epoch in range(10 ** 12): pass\n"
                         "import sys\n"
                         "if __name__ == '__main__': 1 / 0\n"
                         "def good(): return 7\n"
                         "def bad(): return 1 if size else 2\n");
  budgets.stepsPerModuleStatement = 10000;
  EXPECT_EQ(evaluate("net.py", "good"), "7\n");
  std::string errors = evaluate("net.py", "bad");
  EXPECT_NE(errors.find("! net.py:7:24: "), std::string::npos) << errors;
  EXPECT_NE(errors.find("ValueError: no data (net.py:1)"), std::string::npos)
      << errors;
}

TEST_F(EvaluatorTest, CircularImports) {
  addFile("/src/a.py", "import b\nX = 1\ndef f(): return b.Y\n");
  addFile("/src/b.py", "import a\nY = 2\ndef g(): return a.X\n");
  addFile("/src/net.py", "import a, b\ndef model(): return a.f(), b.g()\n");
  EXPECT_EQ(evaluate("net.py", "model"), "(2, 1)\n");
}

TEST_F(EvaluatorTest, MissingNamesAreSuggested) {
  addFile("/src/net.py", "def resnet(): pass\n");
  EXPECT_EQ(evaluate("net.py", "resnt()"),
            "! <model>:1:1: 'net.py' has no 'resnt'; did you mean "
            "'resnet'?\n");
  EXPECT_EQ(evaluate("net.py", ""), "! net.py:1:1: 'net.py' defines no class "
                                    "derived from nn.Module\n");
}

TEST_F(EvaluatorTest, FilesThatAreNotPython) {
  addFile("/src/net.py", "x = 1\ny = (2\n");
  std::string errors = evaluate("net.py", "x");
  EXPECT_EQ(errors.substr(0, 11), "! net.py:3:") << errors;
  EXPECT_EQ(evaluate("gone.py", "x"),
            "! cannot read 'gone.py': No such file or directory\n");
}

TEST_F(EvaluatorTest, FunctionsOfLibrariesAreParsedWhenCalled) {
  addFile("/src/lib.py", "def bad():\n  x = = 1\n"
                         "def good(n):\n  'Twice.'\n  return 2 * n\n"
                         "def count(n):\n  for i in range(n):\n    yield i\n"
                         "def undone():\n  nonlocal x\n");
  addFile("/src/net.py", "import lib\n"
                         "def model(): return lib.good(2), list(lib.count(2))\n"
                         "def text(): return lib.good.__doc__\n"
                         "def code(): return lib.good.__code__.co_varnames\n"
                         "def bad(): return lib.bad()\n"
                         "def caught():\n"
                         "  try: return lib.bad.__doc__\n"
                         "  except Exception: return 1\n"
                         "def undone(): return lib.undone()\n");
  EXPECT_EQ(evaluate("net.py", "text"), "'Twice.'\n");
  EXPECT_EQ(evaluate("net.py", "code"), "('n',)\n");
  EXPECT_EQ(evaluate("net.py", "model"), "(4, [0, 1])\n");
  EXPECT_EQ(evaluate("net.py", "bad"),
            "! lib.py:2:7: expected an expression, found '='\n");
  EXPECT_EQ(evaluate("net.py", "caught"),
            "! lib.py:2:7: expected an expression, found '='\n");
  EXPECT_EQ(evaluate("net.py", "undone"),
            "! lib.py:10:3: expected a variable 'x' of an enclosing function, "
            "which 'nonlocal' speaks of\n");
}

TEST_F(EvaluatorTest, AllOfTheModelsFileIsParsed) {
  addFile("/src/net.py", "def bad():\n  x = = 1\ndef model(): return 1\n");
  EXPECT_EQ(evaluate("net.py", "model"),
            "! net.py:2:7: expected an expression, found '='\n");
}

TEST_F(EvaluatorTest, MethodsOfLibrariesKnowTheirClass) {
  addFile("/src/lib.py", "class A:\n"
                         "  def f(self):\n"
                         "    return 'A'\n"
                         "class B(A):\n"
                         "  __hidden = 1\n"
                         "  def f(self):\n"
                         "    return super().f() + 'B'\n"
                         "  def g(self):\n"
                         "    return __class__.__name__, self.__hidden\n"
                         "made = []\n"
                         "for i in range(2):\n"
                         "  class C(B):\n"
                         "    def f(self):\n"
                         "      return super().f() + 'C'\n"
                         "  made.append(C().f())\n");
  addFile("/src/net.py", "import lib\n"
                         "def model():\n"
                         "  return lib.B().f(), lib.B().g(), lib.made\n");
  EXPECT_EQ(evaluate("net.py", "model"), "('AB', ('B', 1), ['ABC', 'ABC'])\n");
}

TEST_F(EvaluatorTest, ErrorsInTheCallPointIntoItsText) {
  addFile("/src/net.py", "def model(n): return n / 0\n");
  EXPECT_EQ(evaluate("net.py", "model(1, 2)"),
            "! <model>:1:1: model() takes 1 positional argument but 2 were "
            "given\n");
  EXPECT_EQ(evaluate("net.py", "model(1)"),
            "! net.py:1:24: division by zero\n"
            "note: <model>:1:1: 'model' called from here\n");
}

} // namespace
} // namespace kiln::python

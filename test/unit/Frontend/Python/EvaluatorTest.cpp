//===- EvaluatorTest.cpp - Statements and expressions ---------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

TEST_F(EvaluatorTest, ArithmeticAndComparisons) {
  EXPECT_EQ(run("print(1 + 2 * 3, 7 // 2, -7 // 2, 7 % 3, 2 ** 10, 1 / 4)\n"
                "print(1 < 2 < 3, 1 < 3 < 2, 1 in [1], 'a' not in 'abc')\n"
                "print(0 or 'x', 1 and [], not 1, 3 if 0 else 4)\n"),
            "7 3 -4 1 1024 0.25\nTrue False True False\nx [] False 4\n");
}

TEST_F(EvaluatorTest, Unpacking) {
  EXPECT_EQ(run("a, (b, *c), [d] = 1, (2, 3, 4), [5]\n"
                "print(a, b, c, d)\n"
                "first, *rest = 'xyz'\n"
                "print(first, rest, [*rest, *range(2)], {**{'k': 1}, 'l': 2})\n"
                "x = y = []\n"
                "x.append(1)\n"
                "print(y)\n"),
            "1 2 [3, 4] 5\nx ['y', 'z'] ['y', 'z', 0, 1] {'k': 1, 'l': 2}\n"
            "[1]\n");
}

TEST_F(EvaluatorTest, UnpackingErrors) {
  EXPECT_EQ(run("x = 1\na, b = 1, 2, 3\n"),
            "! test.py:2:1: too many values to unpack (expected 2, got 3)\n");
  EXPECT_EQ(run("a, *b, c = [1]\n"),
            "! test.py:1:1: not enough values to unpack (expected at least 2, "
            "got 1)\n");
}

TEST_F(EvaluatorTest, AugmentedAssignmentEvaluatesItsTargetOnce) {
  EXPECT_EQ(run("class Box:\n"
                "  n = 1\n"
                "def box():\n"
                "  print('box')\n"
                "  return b\n"
                "b = Box()\n"
                "box().n += 2\n"
                "d = {'k': [1]}\n"
                "def key():\n"
                "  print('key')\n"
                "  return 'k'\n"
                "d[key()] += [2]\n"
                "print(b.n, d)\n"),
            "box\nkey\n3 {'k': [1, 2]}\n");
}

TEST_F(EvaluatorTest, Loops) {
  EXPECT_EQ(run("for i in range(5):\n"
                "  if i == 1: continue\n"
                "  if i == 3: break\n"
                "  print(i)\n"
                "else:\n"
                "  print('never')\n"
                "n = 2\n"
                "while n:\n"
                "  n -= 1\n"
                "else:\n"
                "  print('done', n)\n"),
            "0\n2\ndone 0\n");
}

TEST_F(EvaluatorTest, ClosuresShareVariables) {
  EXPECT_EQ(run("def counter():\n"
                "  n = 0\n"
                "  def step(by=1):\n"
                "    nonlocal n\n"
                "    n += by\n"
                "    return n\n"
                "  return step, lambda: n\n"
                "step, read = counter()\n"
                "step(); step(by=5)\n"
                "print(read())\n"
                "fs = [lambda: i for i in range(3)]\n"
                "print([f() for f in fs])\n"),
            "6\n[2, 2, 2]\n");
}

TEST_F(EvaluatorTest, Parameters) {
  EXPECT_EQ(run("def f(a, b=2, /, c=3, *rest, d, e=5, **more):\n"
                "  print(a, b, c, rest, d, e, more)\n"
                "f(1, d=4)\n"
                "f(1, 2, 3, 4, 5, d=6, x=7)\n"
                "f(*[1, 2], **{'d': 0, 'a': 9})\n"),
            "1 2 3 () 4 5 {}\n1 2 3 (4, 5) 6 5 {'x': 7}\n"
            "1 2 3 () 0 5 {'a': 9}\n");
}

TEST_F(EvaluatorTest, ArgumentErrorsReadAsPythons) {
  std::string f = "def f(a, b, c=1): pass\n";
  EXPECT_EQ(run(f + "f(1)\n"),
            "! test.py:2:1: f() missing 1 required positional argument: 'b'\n");
  EXPECT_EQ(run(f + "f()\n"), "! test.py:2:1: f() missing 2 required "
                              "positional arguments: 'a' and 'b'\n");
  EXPECT_EQ(run(f + "f(1, 2, 3, 4)\n"),
            "! test.py:2:1: f() takes from 2 to 3 positional arguments but 4 "
            "were given\n");
  EXPECT_EQ(run(f + "f(1, 2, a=3)\n"),
            "! test.py:2:1: f() got multiple values for argument 'a'\n");
  EXPECT_EQ(run(f + "f(1, 2, z=3)\n"),
            "! test.py:2:1: f() got an unexpected keyword argument 'z'\n");
  EXPECT_EQ(run("def g(*, k): pass\nx = g()\n"),
            "! test.py:2:5: g() missing 1 required keyword-only argument: "
            "'k'\n");
}

TEST_F(EvaluatorTest, Comprehensions) {
  EXPECT_EQ(
      run("print([x * y for x in range(3) if x for y in (10, 20)])\n"
          "print({k: v for k, v in zip('ab', (1, 2))}, {1 for _ in 'ab'})\n"
          "print(sum(n * n for n in range(4)))\n"
          "def f():\n"
          "  total = 0\n"
          "  return [total := total + v for v in (1, 2, 3)], total\n"
          "print(f())\n"),
      "[10, 20, 20, 40]\n{'a': 1, 'b': 2} {1}\n14\n([1, 3, 6], 6)\n");
}

TEST_F(EvaluatorTest, FormattedStrings) {
  EXPECT_EQ(run("w, name = 6, 'net'\n"
                "print(f'{name!r:>{w}}|{3.14159:.2f}|{{}}|{1 + 1=}')\n"),
            " 'net'|3.14|{}|1 + 1=2\n");
}

TEST_F(EvaluatorTest, Classes) {
  EXPECT_EQ(run("class A:\n"
                "  kind = 'a'\n"
                "  def __init__(self, n): self.n = n\n"
                "  def show(self): return f'{self.kind}{self.n}'\n"
                "  @property\n"
                "  def double(self): return 2 * self.n\n"
                "  @classmethod\n"
                "  def make(cls): return cls(7)\n"
                "  @staticmethod\n"
                "  def add(a, b): return a + b\n"
                "class B(A):\n"
                "  kind = 'b'\n"
                "  def __init__(self, n):\n"
                "    super().__init__(n + 1)\n"
                "  def show(self): return '<' + super(B, self).show() + '>'\n"
                "b = B(1)\n"
                "print(b.show(), b.double, B.make().n, b.add(1, 2), __class__ "
                "if 0 else B.__name__)\n"),
            "<b2> 4 8 3 B\n");
}

TEST_F(EvaluatorTest, Metaclasses) {
  EXPECT_EQ(run("class Meta(type):\n"
                "  def __new__(mcs, name, bases, names, tag=None):\n"
                "    cls = super().__new__(mcs, name, bases, names)\n"
                "    cls.tag = tag\n"
                "    return cls\n"
                "  def __init__(cls, name, bases, names, tag=None):\n"
                "    super().__init__(name, bases, names)\n"
                "class A(metaclass=Meta, tag='t'): pass\n"
                "class B(A): pass\n"
                "print(A.tag, type(B).__name__, B.tag)\n"
                "class Base:\n"
                "  def __init_subclass__(cls, flag=0, **kw):\n"
                "    super().__init_subclass__(**kw)\n"
                "    cls.flag = flag\n"
                "class C(Base, flag=3): pass\n"
                "print(C.flag)\n"),
            "t Meta None\n3\n");
}

TEST_F(EvaluatorTest, Decorators) {
  EXPECT_EQ(run("def twice(f):\n"
                "  def inner(*args, **kwargs): return 2 * f(*args, **kwargs)\n"
                "  return inner\n"
                "def plus(n):\n"
                "  return lambda f: lambda x: f(x) + n\n"
                "@twice\n"
                "@plus(1)\n"
                "def f(x): return x\n"
                "print(f(4))\n"),
            "10\n");
}

TEST_F(EvaluatorTest, Match) {
  EXPECT_EQ(run("class P:\n"
                "  __match_args__ = ('x', 'y')\n"
                "  def __init__(self, x, y): self.x, self.y = x, y\n"
                "def f(v):\n"
                "  match v:\n"
                "    case None: return 'none'\n"
                "    case 0 | 1: return 'bit'\n"
                "    case int(n) if n > 9: return f'big {n}'\n"
                "    case [a, *_, b]: return (a, b)\n"
                "    case {'k': k, **rest}: return (k, rest)\n"
                "    case P(0, y=q): return q\n"
                "    case str() as s: return s\n"
                "    case _: return 'other'\n"
                "for v in (None, 1, 12, [1, 2, 3], {'k': 4, 'l': 5}, P(0, 6), "
                "'s', 5): print(f(v))\n"),
            "none\nbit\nbig 12\n(1, 3)\n(4, {'l': 5})\n6\ns\nother\n");
}

TEST_F(EvaluatorTest, DelAndGlobal) {
  EXPECT_EQ(run("x = {1: 2, 3: 4}\n"
                "del x[1]\n"
                "def f():\n"
                "  global y\n"
                "  y = 5\n"
                "  z = 1\n"
                "  del z\n"
                "  return z\n"
                "try: f()\n"
                "except UnboundLocalError as e: print(e)\n"
                "print(x, y)\n"),
            "cannot access local variable 'z' where it is not associated with "
            "a value\n{3: 4} 5\n");
}

TEST_F(EvaluatorTest, ErrorsPointAtTheCallOrOperator) {
  EXPECT_EQ(run("def f(x):\n"
                "  return x + 'a'\n"
                "y = [f(1)]\n"),
            "! test.py:2:12: unsupported operand type(s) for +: 'int' and "
            "'str'\nnote: test.py:3:6: 'f' called from here\n");
  EXPECT_EQ(run("x = 3\nx = y.z\n"),
            "! test.py:2:5: name 'y' is not defined\n");
}

TEST_F(EvaluatorTest, EvalSeesTheFrame) {
  EXPECT_EQ(run("k = 3\n"
                "def f(n):\n"
                "  return eval('n + k'), eval('m', {'m': 9})\n"
                "exec('z = k * 2')\n"
                "print(f(1), z, sorted(locals())[-1])\n"),
            "(4, 9) 6 z\n");
}

TEST_F(EvaluatorTest, AnnotationsNeverFail) {
  EXPECT_EQ(run("class A:\n"
                "  x: int = 1\n"
                "  y: Unknown\n"
                "def f(a: int, b: Missing[int] = 2) -> str: return b\n"
                "print(list(A.__annotations__), f(1), "
                "f.__annotations__['return'].__name__)\n"),
            "['x', 'y'] 2 str\n");
}

TEST_F(EvaluatorTest, AnnotationsAreEvaluatedWhenAskedFor) {
  EXPECT_EQ(
      run("def f(x: print('asked') or Later, y=1) -> int: pass\n"
          "print(f(1))\n"
          "class Later: pass\n"
          "print(f.__annotations__['x'] is Later, 'y' in f.__annotations__)\n"
          "f.__annotations__['y'] = 2\n"
          "print(f.__annotations__['y'], f.__annotations__['return'])\n"),
      "None\nasked\nTrue False\n2 <class 'int'>\n");
  EXPECT_EQ(run("T = str\n"
                "class A:\n"
                "  T = int\n"
                "  def f(self, x: T): pass\n"
                "def outer(t):\n"
                "  def g(x: t): pass\n"
                "  t = None\n"
                "  return g\n"
                "print(A.f.__annotations__, outer(int).__annotations__)\n"
                "print((lambda: 1).__annotations__)\n"),
            "{'x': <class 'int'>} {'x': <class 'int'>}\n{}\n");
}

TEST_F(EvaluatorTest, AnnotationsThatFailAreOpaque) {
  EXPECT_EQ(run("def f(x: nothing): pass\n"
                "print('x' in f.__annotations__)\n"),
            "True\n");
  std::string errors = run("def f(x: nothing): pass\n"
                           "if f.__annotations__['x']: pass\n");
  EXPECT_NE(errors.find("name 'nothing' is not defined"), std::string::npos)
      << errors;
}

} // namespace
} // namespace kiln::python

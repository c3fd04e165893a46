//===- ExceptionsTest.cpp - Exceptions, with and budgets ------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

TEST_F(EvaluatorTest, TryFinallyOrder) {
  EXPECT_EQ(run("def f(n):\n"
                "  try:\n"
                "    if n: raise ValueError(n)\n"
                "    return 'try'\n"
                "  except (KeyError, ValueError) as e:\n"
                "    print('caught', e)\n"
                "    return 'except'\n"
                "  else:\n"
                "    print('never')\n"
                "  finally:\n"
                "    print('finally')\n"
                "print(f(0))\n"
                "print(f(1))\n"),
            "finally\ntry\ncaught 1\nfinally\nexcept\n");
}

TEST_F(EvaluatorTest, BareRaiseAndChaining) {
  EXPECT_EQ(
      run("def f():\n"
          "  try:\n"
          "    {}['k']\n"
          "  except KeyError:\n"
          "    raise\n"
          "try:\n"
          "  f()\n"
          "except LookupError as e:\n"
          "  print(type(e).__name__, e)\n"
          "try:\n"
          "  try: 1 / 0\n"
          "  except ZeroDivisionError as e: raise ValueError('v') from e\n"
          "except ValueError as e:\n"
          "  print(e, type(e.__cause__).__name__)\n"
          "raise ValueError('last')\n"),
      "KeyError 'k'\nv ZeroDivisionError\n"
      "! test.py:15:1: ValueError: last\n");
}

TEST_F(EvaluatorTest, ControlFlowThroughFinally) {
  EXPECT_EQ(run("def f():\n"
                "  for i in range(3):\n"
                "    try:\n"
                "      if i == 0: continue\n"
                "      return i\n"
                "    finally:\n"
                "      print('f', i)\n"
                "print(f())\n"
                "def g():\n"
                "  try: raise ValueError\n"
                "  finally: return 'swallowed'\n"
                "print(g())\n"),
            "f 0\nf 1\n1\nswallowed\n");
}

TEST_F(EvaluatorTest, With) {
  EXPECT_EQ(run("class C:\n"
                "  def __init__(self, n, swallow=False):\n"
                "    self.n, self.swallow = n, swallow\n"
                "  def __enter__(self):\n"
                "    print('enter', self.n)\n"
                "    return self.n\n"
                "  def __exit__(self, kind, value, trace):\n"
                "    print('exit', self.n, value)\n"
                "    return self.swallow\n"
                "with C(1, True) as a, C(2) as b:\n"
                "  print(a, b)\n"
                "  raise ValueError('x')\n"
                "print('on')\n"
                "with 3: pass\n"),
            "enter 1\nenter 2\n1 2\nexit 2 x\nexit 1 x\non\n"
            "! test.py:14:6: 'int' object does not support the context manager "
            "protocol\n");
}

TEST_F(EvaluatorTest, AssertShowsItsMessage) {
  EXPECT_EQ(run("n = 3\nassert n == 3\nassert n == 4, f'got {n}'\n"),
            "! test.py:3:1: AssertionError: got 3\n");
}

TEST_F(EvaluatorTest, EndlessLoopsRunOutOfSteps) {
  budgets.steps = 10000;
  EXPECT_EQ(run("def spin():\n"
                "  while True:\n"
                "    pass\n"
                "try:\n"
                "  spin()\n"
                "except BaseException:\n"
                "  print('not caught')\n"),
            "! test.py:2:9: evaluating the definition takes more than 10000 "
            "steps\nnote: test.py:5:3: 'spin' called from here\n");
}

TEST_F(EvaluatorTest, EndlessRecursionIsAnException) {
  EXPECT_EQ(run("def f(n):\n"
                "  return f(n + 1)\n"
                "try: f(0)\n"
                "except RecursionError: print('caught')\n"),
            "caught\n");
  EXPECT_NE(run("def f(n):\n"
                "  return f(n + 1)\n"
                "f(0)\n")
                .find("! test.py:2:10: maximum recursion depth exceeded\n"),
            std::string::npos);
}

TEST_F(EvaluatorTest, MemoryIsBounded) {
  budgets.bytes = 16 << 20;
  std::string errors = run("kept = []\n"
                           "while True:\n"
                           "  kept.append('x' * 1000)\n");
  // Which of the line's operations is the last one is not ours to say.
  EXPECT_EQ(errors.substr(0, 12), "! test.py:3:");
  EXPECT_NE(errors.find(": evaluating the definition takes more than 16 MB of "
                        "memory\n"),
            std::string::npos)
      << errors;
}

} // namespace
} // namespace kiln::python

//===- GeneratorTest.cpp - Functions that yield ---------------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

TEST_F(EvaluatorTest, GeneratorsStopAndGoOn) {
  EXPECT_EQ(run("def count(n):\n"
                "  for i in range(n):\n"
                "    print('at', i)\n"
                "    yield i\n"
                "g = count(3)\n"
                "print(next(g), next(g))\n"
                "print(list(g), list(g), next(g, 'end'))\n"),
            "at 0\nat 1\n0 1\nat 2\n[2] [] end\n");
}

TEST_F(EvaluatorTest, SendThrowClose) {
  EXPECT_EQ(
      run("def echo():\n"
          "  got = None\n"
          "  try:\n"
          "    while True:\n"
          "      try: got = yield got\n"
          "      except ValueError as e: got = f'caught {e}'\n"
          "  finally:\n"
          "    print('closed')\n"
          "g = echo()\n"
          "print(next(g), g.send(1), g.throw(ValueError('v')), g.send(2))\n"
          "g.close()\n"
          "try: g.send(3)\n"
          "except StopIteration: print('stopped')\n"),
      "None 1 caught v 2\nclosed\nstopped\n");
}

TEST_F(EvaluatorTest, YieldFromGivesTheResult) {
  EXPECT_EQ(run("def inner():\n"
                "  got = yield 1\n"
                "  print('inner got', got)\n"
                "  return 'result'\n"
                "def outer():\n"
                "  value = yield from inner()\n"
                "  yield value\n"
                "  yield from [7, 8]\n"
                "g = outer()\n"
                "print(next(g), g.send('s'), list(g))\n"),
            "inner got s\n1 result [7, 8]\n");
}

TEST_F(EvaluatorTest, RecursiveGenerators) {
  EXPECT_EQ(run("def walk(tree):\n"
                "  for node in tree:\n"
                "    if isinstance(node, list): yield from walk(node)\n"
                "    else: yield node\n"
                "print(list(walk([1, [2, [3, [4]], 5]])))\n"),
            "[1, 2, 3, 4, 5]\n");
}

TEST_F(EvaluatorTest, ExceptionsLeaveGenerators) {
  EXPECT_EQ(run("def bad():\n"
                "  yield 1\n"
                "  yield 1 / 0\n"
                "for x in bad(): print(x)\n"),
            "1\n! test.py:3:11: division by zero\n"
            "note: test.py:4:10: 'bad' called from here\n");
}

TEST_F(EvaluatorTest, DeepRecursionInGeneratorsIsBounded) {
  EXPECT_EQ(run("def f(n): return 0 if n == 0 else 1 + f(n - 1)\n"
                "def deep(): yield f(400)\n"
                "print(next(deep()))\n"
                "def endless(): yield f(-1)\n"
                "try: next(endless())\n"
                "except RecursionError: print('caught')\n"),
            "400\ncaught\n");
}

TEST_F(EvaluatorTest, AbandonedGeneratorsRunNoCode) {
  EXPECT_EQ(run("def g():\n"
                "  try:\n"
                "    with open_context(): yield ['kept'] * 100\n"
                "  finally:\n"
                "    print('never')\n"
                "class open_context:\n"
                "  def __enter__(self): pass\n"
                "  def __exit__(self, *_): print('never')\n"
                "kept = [g() for _ in range(50)]\n"
                "print(len([next(k) for k in kept]))\n"),
            "50\n");
}

} // namespace
} // namespace kiln::python

//===- ReentrancyTest.cpp - Operations that run code of the program -------===//
//
// A method such as __eq__ may change the very object that an operation works
// on. Whatever comes of it, nothing outside of that object is read or written.
//
//===----------------------------------------------------------------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

TEST_F(EvaluatorTest, IndexMethodsMayEmptyTheList) {
  EXPECT_EQ(
      run("l = list(range(1000))\n"
          "class I:\n"
          "  def __init__(self, n): self.n = n\n"
          "  def __index__(self):\n"
          "    l.clear()\n"
          "    return self.n\n"
          "for use in (lambda: l[I(999)], lambda: l[I(5):I(900)],\n"
          "            lambda: l[I(5)::I(3)],\n"
          "            lambda: l.pop(I(999)), lambda: l.insert(I(9), 1)):\n"
          "  l.extend(range(1000))\n"
          "  try: print(use())\n"
          "  except IndexError as e: print(e)\n"
          "def store():\n"
          "  l[I(999)] = 1\n"
          "def storeSlice():\n"
          "  l[I(1):I(900):I(2)] = []\n"
          "def delete():\n"
          "  del l[I(999)]\n"
          "def deleteSlice():\n"
          "  del l[I(10):I(900)]\n"
          "for use in store, storeSlice, delete, deleteSlice:\n"
          "  l.extend(range(1000))\n"
          "  try: print(use(), len(l))\n"
          "  except IndexError as e: print(e)\n"),
      "list index out of range\n[]\n[]\npop from empty list\nNone\n"
      "list assignment index out of range\nNone 0\n"
      "list assignment index out of range\nNone 0\n");
}

TEST_F(EvaluatorTest, EqualityMayEmptyTheTable) {
  EXPECT_EQ(
      run("class K:\n"
          "  def __init__(self, table): self.table = table\n"
          "  def __hash__(self): return 1\n"
          "  def __eq__(self, other):\n"
          "    self.table.clear()\n"
          "    return True\n"
          "d = {}\n"
          "def fill():\n"
          "  d.clear()\n"
          "  for i in range(100): d[i] = i\n"
          "for use in (lambda: d.get(K(d)), lambda: d.pop(K(d), 7),\n"
          "            lambda: d.setdefault(K(d), 8), lambda: K(d) in d,\n"
          "            lambda: d.update({K(d): 9})):\n"
          "  fill()\n"
          "  print(use(), len(d))\n"
          "s = set()\n"
          "for use in (lambda: s.discard(K(s)), lambda: s.add(K(s)),\n"
          "            lambda: s <= {K(s), *range(200)},\n"
          "            lambda: s & {K(s)}, lambda: s | {K(s)}):\n"
          "  s.clear()\n"
          "  s.update(range(100))\n"
          "  print(type(use()).__name__)\n"),
      "None 0\n7 0\n8 1\nFalse 0\nNone 1\n"
      "NoneType\nNoneType\nbool\nset\nset\n");
}

TEST_F(EvaluatorTest, TextOfAnItemMayChangeItsList) {
  EXPECT_EQ(run("class R:\n"
                "  def __repr__(self):\n"
                "    l.clear()\n"
                "    l.extend([0] * 5000)\n"
                "    return 'r'\n"
                "l = [R(), 1, R(), 2]\n"
                "print(repr(l), len(l))\n"
                "l[:] = [R(), 3]\n"
                "print('%s' % l, len(l))\n"),
            "[r, 1, r, 2] 5000\n[r, 3] 5000\n");
}

TEST_F(EvaluatorTest, ItemsMayChangeTheirListWhileSearched) {
  EXPECT_EQ(run("class E:\n"
                "  def __eq__(self, other):\n"
                "    l.clear()\n"
                "    return False\n"
                "l = []\n"
                "for use in (lambda: 5 in l, lambda: l.count(5),\n"
                "            lambda: l == [E()] * 50):\n"
                "  l[:] = [E()] * 50\n"
                "  print(use())\n"
                "l[:] = [E()] * 50\n"
                "try: l.remove(5)\n"
                "except ValueError: print('not there')\n"
                "l[:] = [E()] * 50\n"
                "try: l.index(5)\n"
                "except ValueError: print('not there')\n"),
            "False\n0\nFalse\nnot there\nnot there\n");
}

TEST_F(EvaluatorTest, SortKeysMayChangeTheList) {
  EXPECT_EQ(run("l = list(range(50))\n"
                "def key(v):\n"
                "  l.append(v)\n"
                "  return -v\n"
                "try: l.sort(key=key)\n"
                "except ValueError as e: print(e)\n"
                "class O:\n"
                "  def __lt__(self, other):\n"
                "    l.append(1)\n"
                "    return True\n"
                "l = [O() for _ in range(50)]\n"
                "try: l.sort()\n"
                "except ValueError as e: print(e)\n"),
            "list modified during sort\nlist modified during sort\n");
}

TEST_F(EvaluatorTest, RangesReachTheLargestInts) {
  EXPECT_EQ(run("m = 9223372036854775807\n"
                "r = range(-m - 1, m, m)\n"
                "print(len(r), m in range(-5, 5, 3), 4 in range(-5, 5, 3))\n"
                "print(range(0, m, m)[::m], range(-m, m, 2)[::-1][0])\n"),
            "3 False True\nrange(0, 9223372036854775807, "
            "9223372036854775807) 9223372036854775805\n");
}

} // namespace
} // namespace kiln::python

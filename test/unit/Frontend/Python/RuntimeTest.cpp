//===- RuntimeTest.cpp - Attributes, classes, operators, items ------------===//

#include "EvaluatorFixture.h"

#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {
namespace {

using RuntimeTest = EvaluatorTest;

TEST_F(RuntimeTest, DataDescriptorsComeBeforeTheObject) {
  EXPECT_EQ(run("class Data:\n"
                "  def __get__(self, obj, owner): return 'data'\n"
                "  def __set__(self, obj, value): obj.stored = value\n"
                "class Plain:\n"
                "  def __get__(self, obj, owner): return 'plain'\n"
                "class A:\n"
                "  d = Data()\n"
                "  p = Plain()\n"
                "a = A()\n"
                "print(a.d, a.p)\n"
                "a.d = a.p = 1\n"
                "print(a.d, a.p, a.stored)\n"),
            "data plain\ndata 1 1\n");
}

TEST_F(RuntimeTest, Properties) {
  EXPECT_EQ(run("class A:\n"
                "  @property\n"
                "  def x(self): return self._x\n"
                "  @x.setter\n"
                "  def x(self, value): self._x = value * 2\n"
                "a = A()\n"
                "a.x = 4\n"
                "print(a.x)\n"
                "del a.x\n"),
            "8\n! test.py:9:5: property 'x' of 'A' object has no deleter\n");
}

TEST_F(RuntimeTest, AttributeHooks) {
  EXPECT_EQ(run("class A:\n"
                "  def __getattr__(self, name):\n"
                "    if name == 'known': return 1\n"
                "    raise AttributeError(name)\n"
                "  def __setattr__(self, name, value):\n"
                "    object.__setattr__(self, name, [value])\n"
                "a = A()\n"
                "a.x = 2\n"
                "print(a.x, a.known, hasattr(a, 'other'), a.__dict__)\n"
                "A.__getattr__ = lambda self, name: name\n"
                "print(a.other)\n"),
            "[2] 1 False {'x': [2]}\nother\n");
}

TEST_F(RuntimeTest, MissingAttributesNameTheNearest) {
  EXPECT_EQ(run("class Net:\n"
                "  def __init__(self): self.channels = 3\n"
                "Net().chanels\n"),
            "! test.py:3:1: 'Net' object has no attribute 'chanels'. Did you "
            "mean: 'channels'?\n");
  EXPECT_EQ(run("(1).nothing_like_it\n"),
            "! test.py:1:2: 'int' object has no attribute "
            "'nothing_like_it'\n");
}

TEST_F(RuntimeTest, InheritanceOrder) {
  EXPECT_EQ(run("class A:\n"
                "  def f(self): return 'A'\n"
                "class B(A):\n"
                "  def f(self): return 'B' + super().f()\n"
                "class C(A):\n"
                "  def f(self): return 'C' + super().f()\n"
                "class D(B, C): pass\n"
                "print(D().f(), [c.__name__ for c in D.__mro__])\n"
                "class E(A, B): pass\n"),
            "BCA ['D', 'B', 'C', 'A', 'object']\n"
            "! test.py:9:1: the bases of 'E' have no consistent method "
            "resolution order\n");
}

TEST_F(RuntimeTest, MetaclassesMakeAndCallClasses) {
  EXPECT_EQ(run("class Meta(type):\n"
                "  def __new__(mcs, name, bases, ns, **kw):\n"
                "    cls = super().__new__(mcs, name, bases, ns)\n"
                "    cls.options = kw\n"
                "    return cls\n"
                "  def __init__(cls, name, bases, ns, **kw): pass\n"
                "  def __call__(cls, *args):\n"
                "    made = super().__call__(*args)\n"
                "    made.by = cls.__name__\n"
                "    return made\n"
                "  def __getitem__(cls, key): return key\n"
                "  def __instancecheck__(cls, x): return x == 1\n"
                "class A(metaclass=Meta, flag=True): pass\n"
                "class B(A): pass\n"
                "print(A.options, B().by, B['k'], isinstance(1, B))\n"
                "print(type(B).__name__)\n"),
            "{'flag': True} B k True\nMeta\n");
}

TEST_F(RuntimeTest, SubclassHooksRun) {
  EXPECT_EQ(run("class Field:\n"
                "  def __set_name__(self, owner, name):\n"
                "    self.name = owner.__name__ + '.' + name\n"
                "class Base:\n"
                "  def __init_subclass__(cls, tag=None):\n"
                "    cls.tag = tag\n"
                "class A(Base, tag='t'):\n"
                "  f = Field()\n"
                "print(A.f.name, A.tag, Base.__subclasses__())\n"),
            "A.f t [<class 'test.A'>]\n");
}

TEST_F(RuntimeTest, ClassesDeriveFromBuiltins) {
  EXPECT_EQ(
      run("class L(list):\n"
          "  def __init__(self, *items):\n"
          "    super().__init__(items)\n"
          "  def __getitem__(self, i): return -super().__getitem__(i)\n"
          "class D(dict):\n"
          "  def __missing__(self, key): return key * 2\n"
          "class I(int):\n"
          "  def __new__(cls, v): return super().__new__(cls, v + 1)\n"
          "l, d, i = L(1, 2), D(a=1), I(4)\n"
          "print(l, l[0], len(l), l + [3], list(l), l == [1, 2])\n"
          "print(d['a'], d['b'], d)\n"
          "print(i, i * 2, i == 5, range(i), {5: 'x'}[i], type(i + i))\n"),
      "[1, 2] -1 2 [1, 2, 3] [1, 2] True\n1 bb {'a': 1}\n"
      "5 10 True range(0, 5) x <class 'int'>\n");
}

TEST_F(RuntimeTest, ReflectedOperators) {
  EXPECT_EQ(run("class A:\n"
                "  def __add__(self, o): return 'A+'\n"
                "  def __radd__(self, o): return '+A'\n"
                "class B(A):\n"
                "  def __radd__(self, o): return '+B'\n"
                "class N:\n"
                "  def __add__(self, o): return NotImplemented\n"
                "a, b, n = A(), B(), N()\n"
                "print(a + 1, 1 + a, a + b, b + a, n + a)\n"
                "n + 1\n"),
            "A+ +A +B A+ +A\n! test.py:10:3: unsupported operand type(s) for "
            "+: 'N' and 'int'\n");
}

TEST_F(RuntimeTest, IntegersNeverWrap) {
  EXPECT_EQ(
      run("print(2 ** 62, -2 ** 62 * 2, 2 ** -1)\n"
          "big = 2 ** 62\n"
          "for f in (lambda: big + big, lambda: big * 2, lambda: 2 ** 63,\n"
          "          lambda: 1 << 63, lambda: -(-2 ** 62 * 2)):\n"
          "  try:\n"
          "    f()\n"
          "  except OverflowError:\n"
          "    print('overflow')\n"),
      "4611686018427387904 -9223372036854775808 0.5\noverflow\noverflow\n"
      "overflow\noverflow\noverflow\n");
}

TEST_F(RuntimeTest, IntegersAndFloatsCompareExactly) {
  EXPECT_EQ(run("n = 2 ** 53 + 1\n"
                "print(n == 2.0 ** 53, n > 2.0 ** 53, 2 ** 62 < float('inf'))\n"
                "nan = float('nan')\n"
                "print(nan == nan, nan != nan, 1 < nan, 1 == True == 1.0)\n"),
            "False True True\nFalse True False True\n");
}

TEST_F(RuntimeTest, DivisionRoundsDown) {
  EXPECT_EQ(run("print(-7 // 2, -7 % 2, 7 // -2, 7 % -2)\n"
                "print(-7.5 // 2, -7.5 % 2, 7.5 % -2, -0.0 // 1)\n"),
            "-4 1 -4 -1\n-4.0 0.5 -0.5 -0.0\n");
}

TEST_F(RuntimeTest, HashTablesKeepTheirOrder) {
  EXPECT_EQ(run("d = {i: i for i in range(100)}\n"
                "for i in range(0, 100, 2): del d[i]\n"
                "for i in range(4): d[i] = -i\n"
                "print(len(d), list(d)[:4], list(d)[-2:], d[3], 98 in d)\n"
                "queue = {}\n"
                "for i in range(1000):\n"
                "  queue[i] = 1\n"
                "  if i >= 3: del queue[i - 3]\n"
                "print(queue, {1: 'a', 1.0: 'b', True: 'c'})\n"
                "for k in d: d[k + 1000] = 0\n"),
            "52 [1, 3, 5, 7] [0, 2] -3 False\n"
            "{997: 1, 998: 1, 999: 1} {1: 'c'}\n"
            "! test.py:10:10: dictionary changed size during iteration\n");
}

TEST_F(RuntimeTest, ObjectsWithEqualityAsKeys) {
  EXPECT_EQ(run("class P:\n"
                "  def __init__(self, x): self.x = x\n"
                "  def __eq__(self, o): return self.x == o.x\n"
                "  def __hash__(self): return self.x\n"
                "class Q:\n"
                "  def __eq__(self, o): return True\n"
                "print({P(1): 'one'}[P(1)], len({P(1), P(1), P(2)}))\n"
                "{Q()}\n"),
            "one 2\n! test.py:8:1: unhashable type: 'Q'\n");
}

TEST_F(RuntimeTest, IterationProtocols) {
  EXPECT_EQ(run("class Items:\n"
                "  def __getitem__(self, i):\n"
                "    if i == 3: raise IndexError\n"
                "    return i * i\n"
                "class Count:\n"
                "  def __init__(self): self.n = 0\n"
                "  def __iter__(self): return self\n"
                "  def __next__(self):\n"
                "    self.n += 1\n"
                "    if self.n > 2: raise StopIteration\n"
                "    return self.n\n"
                "print(list(Items()), 4 in Items(), list(Count()), [*'hé'])\n"
                "for x in 5: pass\n"),
            "[0, 1, 4] True [1, 2] ['h', 'é']\n"
            "! test.py:13:10: 'int' object is not iterable\n");
}

TEST_F(RuntimeTest, ContainersThatHoldThemselves) {
  EXPECT_EQ(run("l = [1]\n"
                "l.append(l)\n"
                "d = {}\n"
                "d['d'] = d\n"
                "print(l, d)\n"),
            "[1, [...]] {'d': {...}}\n");
}

TEST_F(RuntimeTest, ClassChangesAndLiveDicts) {
  EXPECT_EQ(run("class A:\n"
                "  def f(self): return 'A'\n"
                "class B:\n"
                "  def f(self): return 'B'\n"
                "a = A()\n"
                "a.__class__ = B\n"
                "a.__dict__['x'] = 1\n"
                "B.g = lambda self: self.x\n"
                "print(a.f(), a.g(), vars(a))\n"
                "int.x = 1\n"),
            "B 1 {'x': 1}\n! test.py:10:1: cannot set 'x' attribute of "
            "immutable type 'int'\n");
}

TEST_F(RuntimeTest, UnknownImportsMatterOnlyWhereTheyDecide) {
  EXPECT_EQ(run("import somelib\n"
                "x = somelib.load('f')[0].shape + 1\n"
                "class Layer(somelib.Base):\n"
                "  def __init__(self):\n"
                "    super().__init__(1, k=2)\n"
                "    self.size = 3\n"
                "l = Layer()\n"
                "l.register(l.size)\n"
                "print(isinstance(3, somelib.Number))\n"
                "if x: pass\n"),
            "False\n! test.py:10:4: 'somelib.load(...)[...].shape + ...' is "
            "not known to kiln (module 'somelib' is not known to kiln) and the "
            "model's "
            "own path needs it\n");
}

TEST_F(RuntimeTest, ErrorsNameTheCallers) {
  EXPECT_EQ(run("def inner(x):\n"
                "  raise ValueError('no ' + x)\n"
                "def outer():\n"
                "  inner('way')\n"
                "outer()\n"),
            "! test.py:2:3: ValueError: no way\n"
            "note: test.py:4:3: 'inner' called from here\n"
            "note: test.py:5:1: 'outer' called from here\n");
}

TEST_F(RuntimeTest, NativeSignaturesBindArguments) {
  Interpreter &interp = session().interpreter();
  ModuleObject *module = interp.nativeModule("shapes");
  defineFunction(interp, module, "area", "width, height=, *, unit=",
                 [](Interpreter &interp, Arguments args) -> Value {
                   EXPECT_EQ(args.size(), 3u);
                   Value height = args[1] ? args[1] : Value::integer(1);
                   Value unit = args[2] ? args[2] : Value::integer(1);
                   return interp.binary(
                       BinaryOp::Mul, unit,
                       interp.binary(BinaryOp::Mul, args[0], height));
                 });
  EXPECT_EQ(
      run("from shapes import area\n"
          "print(area(2), area(2, 3), area(height=4, width=2, unit=10))\n"
          "for call in (lambda: area(), lambda: area(1, 2, 3),\n"
          "             lambda: area(1, width=2), lambda: area(1, u=2)):\n"
          "  try:\n"
          "    call()\n"
          "  except TypeError as e:\n"
          "    print(e)\n"),
      "2 6 80\narea() is missing the argument 'width'\n"
      "area() takes from 1 to 2 positional arguments but 3 were given\n"
      "area() got multiple values for argument 'width'\n"
      "area() got an unexpected keyword argument 'u'\n");
}

TEST_F(RuntimeTest, LocationsAreChainsOfCalls) {
  Interpreter &interp = session().interpreter();
  std::string seen;
  defineFunction(interp, interp.nativeModule("probe"), "here", "",
                 [&](Interpreter &interp, Arguments) -> Value {
                   llvm::raw_string_ostream(seen) << interp.location();
                   return Value::none();
                 });
  run("from probe import here\n"
      "def f():\n"
      "  here()\n"
      "f()\n");
  EXPECT_EQ(seen, "loc(callsite(\"test.py\":3:3 at \"test.py\":4:1))");
}

} // namespace
} // namespace kiln::python

//===- ResolverTest.cpp - Slots, cells and scope errors -------------------===//

#include "compiler/Frontend/Python/Evaluator/Resolver.h"
#include "compiler/Frontend/Python/Interpreter.h"

#include <gtest/gtest.h>

using namespace kiln::python;

namespace {
/// Describes the frames of all functions and classes as lines such as
/// "f: slots a b, cells x, captures 0".
class FramePrinter {
public:
  std::string text;

  void print(Nodes<Stmt> body) {
    for (Stmt *stmt : body) {
      if (auto *function = llvm::dyn_cast<FunctionStmt>(stmt))
        print(function->function);
      else if (auto *cls = llvm::dyn_cast<ClassStmt>(stmt))
        print(cls->scope);
      else if (auto *ret = llvm::dyn_cast<ReturnStmt>(stmt))
        print(ret->value);
    }
  }

private:
  void print(Expr *expr) {
    if (auto *comprehension =
            llvm::dyn_cast_if_present<ComprehensionExpr>(expr))
      print(comprehension->scope);
    else if (auto *lambda = llvm::dyn_cast_if_present<LambdaExpr>(expr))
      print(lambda->function);
  }

  void print(const FunctionNode *node) {
    text += node->name.text.str() + ":";
    for (const Name &name : node->slotNames)
      text += " " + name.text.str();
    for (auto [index, name] : llvm::enumerate(node->cellNames)) {
      text += index < node->ownCellCount ? " +" : " ^";
      text += name.text;
      if (index >= node->ownCellCount)
        text += std::to_string(node->captured[index - node->ownCellCount]);
    }
    for (auto [parameter, cell] : node->parameterCells)
      text += " " + std::to_string(parameter) + "->" + std::to_string(cell);
    if (node->classCell != Variable::noSlot)
      text += " class" + std::to_string(node->classCell);
    text += "\n";
    print(node->body);
    print(node->expression);
  }
};

class Resolver : public ::testing::Test {
protected:
  /// Names: slots as they are, `+x` for an own cell, `^x0` for one captured
  /// from cell 0 outside.
  std::string frames(llvm::StringRef source) {
    tree = parseModule(source).tree;
    if (!tree)
      return "syntax error";
    if (auto error = resolve(interp, *tree))
      return std::to_string(error->position.line) + ": " + error->message;
    FramePrinter printer;
    printer.print(tree->body);
    return llvm::StringRef(printer.text).rtrim().str();
  }

  /// The same where bodies are parsed after the module has been resolved.
  std::string deferredFrames(llvm::StringRef source) {
    tree = parseModule(source, FunctionBodies::Defer).tree;
    if (!tree || resolve(interp, *tree))
      return "error";
    for (size_t i = 0; i < tree->functions().size(); ++i) {
      const DeferredBody *body = tree->functions()[i]->deferred;
      if (!body)
        continue;
      if (parseBody(*body))
        return "syntax error";
      if (auto error = resolveBody(interp, *body))
        return std::to_string(error->position.line) + ": " + error->message;
    }
    FramePrinter printer;
    printer.print(tree->body);
    return llvm::StringRef(printer.text).rtrim().str();
  }

  Variable lastName() {
    auto *stmt = llvm::cast<ExprStmt>(tree->body.back());
    return llvm::cast<NameExpr>(stmt->value)->variable;
  }

  mlir::MLIRContext context;
  Interpreter interp{&context, PythonOptions()};
  std::unique_ptr<Tree> tree;
};
} // namespace

TEST_F(Resolver, GivesFunctionsSlots) {
  EXPECT_EQ(frames("def f(a, *b):\n  c = a\n  for d in b: pass\n  import e.f"),
            "f: a b c d e");
  EXPECT_EQ(frames("def f():\n  try: x\n  except E as e: del e\n"
                   "  with x as y: pass\n  (z := 1)\n  g: int"),
            "f: e y z g");
  EXPECT_EQ(frames("def f(x):\n  match x:\n    case [a, *b] | {'k': c, **d}: "
                   "pass\n    case A(e) as g: pass"),
            "f: x a b c d e g");
}

TEST_F(Resolver, SharesCellsWithClosures) {
  EXPECT_EQ(frames("def f(a, b):\n  c = 1\n  def g():\n    return a + c\n"
                   "  return b"),
            "f: a b g +a +c 0->0\ng: ^a0 ^c1");
  EXPECT_EQ(frames("def f():\n  x = 1\n  def g():\n    def h():\n"
                   "      nonlocal x\n      x = 2"),
            "f: g +x\ng: h ^x0\nh: ^x0");
  EXPECT_EQ(frames("def f(x):\n  return lambda y: x + y"),
            "f: x +x 0->0\n<lambda>: y ^x0");
  EXPECT_EQ(frames("def f():\n  global x\n  x = 1\n  def g(): x"), "f: g\ng:");
}

TEST_F(Resolver, SkipsClassesAroundFunctions) {
  EXPECT_EQ(frames("def f(x):\n  class A:\n    x = 1\n    def g(self): x"),
            "f: x A +x 0->0\nA: ^x0\ng: self ^x0");
  EXPECT_EQ(frames("class A:\n  x = 1\n  def g(self): x"), "A:\ng: self");
}

TEST_F(Resolver, GivesMethodsTheirClass) {
  EXPECT_EQ(frames("class A:\n  def f(self):\n    super().f()\n"
                   "  def g(self):\n    return lambda: __class__\n"
                   "  def h(self): pass"),
            "A: +__class__ class0\nf: self ^__class__0 class0\n"
            "g: self ^__class__0 class0\n<lambda>: ^__class__0 class0\n"
            "h: self");
  EXPECT_EQ(frames("def f(): super()"), "f:");
}

TEST_F(Resolver, GivesComprehensionsScopes) {
  EXPECT_EQ(frames("def f(x, y):\n  return [x + z for z in y]"),
            "f: x y +x 0->0\n<listcomp>: .0 z ^x0");
  EXPECT_EQ(frames("def f(y):\n  return [w := z for z in y]"),
            "f: y +w\n<listcomp>: .0 z ^w0");
  EXPECT_EQ(frames("[a for a in b]\na"), "");
  EXPECT_EQ(lastName().where, Variable::Where::Global);
}

TEST_F(Resolver, ManglesPrivateNames) {
  EXPECT_EQ(frames("class _A:\n  def __f(self, __x, __y__):\n    _z = __x"),
            "_A:\n_A__f: self _A__x __y__ _z");
  EXPECT_EQ(frames("class __:\n  def __f(self): pass"), "__:\n__f: self");
}

TEST_F(Resolver, MakesConstants) {
  frames("1\n'a'\n0xffffffffffffffff");
  auto value = [&](size_t index) {
    auto *stmt = llvm::cast<ExprStmt>(tree->body[index]);
    return llvm::cast<ConstantExpr>(stmt->value)->value;
  };
  EXPECT_EQ(value(0).asInt(), 1);
  EXPECT_EQ(llvm::cast<StrObject>(value(1))->str(), "a");
  EXPECT_EQ(llvm::cast<OpaqueObject>(value(2))->reason,
            "integers beyond 64 bits are not supported");
}

TEST_F(Resolver, RefusesWhatHasNoMeaning) {
  EXPECT_EQ(frames("return"), "1: 'return' stands outside of a function");
  EXPECT_EQ(frames("class A:\n  yield"),
            "2: 'yield' stands outside of a function");
  EXPECT_EQ(frames("def f():\n  [(yield) for x in y]"),
            "2: 'yield' cannot stand in a comprehension");
  EXPECT_EQ(frames("for x in y:\n  def f(): break"),
            "2: 'break' stands outside of a loop");
  EXPECT_EQ(frames("continue"), "1: 'continue' stands outside of a loop");
  EXPECT_EQ(frames("def f():\n  nonlocal x"),
            "2: expected a variable 'x' of an enclosing function, which "
            "'nonlocal' speaks of");
  EXPECT_EQ(frames("nonlocal x"), "1: 'nonlocal' stands outside of a function");
  EXPECT_EQ(frames("def f(x):\n  global x"),
            "2: 'x' is a parameter and cannot be global");
  EXPECT_EQ(frames("def f():\n  x = 1\n  global x"),
            "3: expected 'global' before 'x' is used");
  EXPECT_EQ(frames("def f():\n  from a import *"),
            "2: 'import *' can only stand at the top level of a module");
  EXPECT_EQ(frames("[x := 1 for x in y]"),
            "1: ':=' cannot assign the variable 'x' that the comprehension "
            "iterates with");
  EXPECT_EQ(frames("class A:\n  [x := 1 for y in z]"),
            "2: ':=' cannot stand in a comprehension of a class body");
}

TEST_F(Resolver, BoundsTheDepthOfTrees) {
  std::string chain = "x";
  for (int i = 0; i < 100'000; ++i)
    chain += " + x";
  EXPECT_EQ(frames(chain),
            "1: this is nested or chained more than 500 levels deep");
}

TEST_F(Resolver, ResolvesDeferredBodiesAlike) {
  for (llvm::StringRef source :
       {"def f(a, *, b=1):\n  c = a\n  def g():\n    return c + b\n",
        "class A:\n  def f(self):\n    super().f()\n"
        "  def g(self):\n    return lambda: __class__\n"
        "  def h(self):\n    pass\n",
        "class A:\n  class B:\n    def f(self, x):\n"
        "      return [__class__ for y in x]\n",
        "def f():\n  class A:\n    def g(self):\n      super().g()\n",
        "def f():\n  nonlocal x\n", "def f(x):\n  global x\n"})
    EXPECT_EQ(deferredFrames(source), frames(source)) << source.str();
}

TEST_F(Resolver, GivesDeferredMethodsTheClassTheyMention) {
  // Whether the name is a variable is not known before the body is parsed.
  EXPECT_EQ(deferredFrames("class A:\n  def f(self):\n    self.super()\n"),
            "A: +__class__ class0\nf: self ^__class__0 class0");
}

TEST_F(Resolver, ManglesNamesOfDeferredBodies) {
  EXPECT_EQ(deferredFrames("class _A:\n  def f(self, __x):\n    __y = __x\n"),
            "_A:\nf: self _A__x _A__y");
}

//===- ParserTest.cpp - Syntax trees of small programs --------------------===//

#include "compiler/Frontend/Python/Syntax/Parser.h"
#include "compiler/Frontend/Python/Syntax/PrintTree.h"

#include "llvm/ADT/Twine.h"

#include <gtest/gtest.h>

using namespace kiln::python;

static std::string print(const Tree &tree) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printTree(tree, os);
  return llvm::StringRef(text).rtrim().str();
}

/// The tree once all deferred bodies have been parsed, or "error".
static std::string parseDeferred(llvm::StringRef source) {
  ParseResult result = parseModule(source, FunctionBodies::Defer);
  if (!result.tree)
    return "error";
  for (size_t i = 0; i < result.tree->functions().size(); ++i)
    if (const DeferredBody *body = result.tree->functions()[i]->deferred)
      if (parseBody(*body))
        return "error";
  return print(*result.tree);
}

/// The tree, or the error as "line:column: message".
static std::string parse(llvm::StringRef source) {
  ParseResult result = parseModule(source);
  std::string text = result.tree ? print(*result.tree) : "error";
  EXPECT_EQ(parseDeferred(source), text) << source.str();
  if (result.tree)
    return text;
  return (llvm::Twine(result.error.position.line) + ":" +
          llvm::Twine(result.error.position.column) + ": " +
          result.error.message)
      .str();
}

struct Example {
  const char *source, *tree;
};

static void check(llvm::ArrayRef<Example> examples) {
  for (const Example &example : examples)
    EXPECT_EQ(parse(example.source), example.tree) << example.source;
}

TEST(Parser, BindsOperatorsAsPythonDoes) {
  check({
      {"a + b * c - d", "(expr (- (+ a (* b c)) d))"},
      {"-a ** -b ** c", "(expr (- (** a (- (** b c)))))"},
      {"a | b ^ c & d << e", "(expr (| a (^ b (& c (<< d e)))))"},
      {"not a and b or c", "(expr (or [ (and [ (not a) b]) c]))"},
      {"a < b is not c not in d", "(expr (cmp a < b is-not c not-in d))"},
      {"a if b else c if d else e", "(expr (if b a (if d c e)))"},
      {"a @ b // c % ~d", "(expr (% (// (@ a b) c) (~ d)))"},
      {"await x.y[0](1) ** 2",
       "(expr (** (await (call (at (. x y) 0) [ 1] [])) 2))"},
      {"lambda: x, y", "(expr (tuple [ (lambda [] x) y]))"},
  });
}

TEST(Parser, ReadsNumbers) {
  check({
      {"0 1_000 0xFf 0o17 0b1_01", "1:3: expected the end of the statement, "
                                   "found '1_000'"},
      {"[0, 1_000, 0xFf, 0o17, 0b1_01, 00]",
       "(expr (list [ 0 1000 255 15 5 0]))"},
      {"1.5, 1e3, .5, 2.", "(expr (tuple [ 1.50000000000000000e+00 "
                           "1.00000000000000000e+03 5.00000000000000000e-01 "
                           "2.00000000000000000e+00]))"},
      {"3j", "(expr 3.00000000000000000e+00j)"},
      {"9223372036854775807", "(expr 9223372036854775807)"},
      {"0xffff_ffff_ffff_ffff", "(expr 0xffffffffffffffff)"},
      {"1if x else 2", "(expr (if x 1 2))"},
      {"1_", "1:2: expected a decimal digit"},
      {"012", "1:1: a decimal number cannot begin with 0, write an octal one "
              "with 0o"},
      {"0x", "1:3: expected a hexadecimal digit"},
      {"12abc",
       "1:3: expected the end of the decimal number, found the character 'a'"},
  });
}

TEST(Parser, ReadsStrings) {
  check({
      {R"('a' "b" '''c
d''')",
       R"((expr "abc\0Ad"))"},
      {R"('\x41\101\u00e9\N{BULLET}\q\
')",
       R"((expr "AA\C3\A9\E2\80\A2\\q"))"},
      {R"(r'\n' rb'')", "1:7: expected bytes or text throughout, found them "
                        "side by side"},
      {R"(Rb'\n' b'\xff')", R"((expr b"\\n\FF"))"},
      {"b'\xc3\xa9'", "1:3: expected ASCII in a bytes literal"},
      {R"('ab\x4')", "1:4: expected 2 hexadecimal digits in this escape"},
      {R"('\N{NO SUCH}')", "1:2: there is no character named 'NO SUCH'"},
      {"'abc", "1:5: expected the closing quote of a string before the end of "
               "the file"},
      {"'abc\n'", "1:5: expected the closing quote of a string before the end "
                  "of the line"},
  });
}

TEST(Parser, TakesFormattedStringsApart) {
  check({
      {R"(f'a{x}b{{c}}' 'd{e}')", R"((expr (f [ "a" { x} "b{c}d{e}"])))"},
      {R"(f'{x!r:>{w}.{p}f}')",
       R"((expr (f [ { x !r (f [ ">" { w} "." { p} "f"])}])))"},
      {R"(f'{x = }{y=:3}')",
       R"((expr (f [ "x = " { x !r} "y=" { y (f [ "3"])}])))"},
      {R"(f'{d['k']}')", R"((expr (f [ { (at d "k")}])))"},
      {R"(f"{f'{1}' != 2}")", R"((expr (f [ { (cmp (f [ { 1}]) != 2)}])))"},
      {R"(f'{x:=5}')", R"((expr (f [ { x (f [ "=5"])}])))"},
      {R"(f'{a, b}')", "(expr (f [ { (tuple [ a b])}]))"},
      {R"(rf'\{x}\N{1}')", R"((expr (f [ "\\" { x} "\\N" { 1}])))"},
      {R"(f'{}')", "1:4: expected an expression after '{', found '}'"},
      {R"(f'}')", "1:3: expected '}}', found a single '}' in an f-string"},
      {R"(f'{x!z}')", "1:6: expected a conversion 'r', 's' or 'a', found 'z'"},
      {R"(f'{x')", "1:5: expected '}' before the end of the string"},
      {R"(f'{x:3')", "1:7: expected '}' before the end of the string"},
  });
}

TEST(Parser, ReadsDisplaysAndComprehensions) {
  check({
      {"(), (a,), (a), [], {}", "(expr (tuple [ (tuple []) (tuple [ a]) a "
                                "(list []) (dict)]))"},
      {"{1: 2, **a}, {*a, 3}",
       "(expr (tuple [ (dict (: 1 2) (** _ a)) (set [ (* a) 3])]))"},
      {"[x for x, y in z if x if y for w in x]",
       "(expr (listcomp x _ [ (for (tuple [ x y]) z [ x y]) (for w x [])]))"},
      {"{a: b for a in c}", "(expr (dictcomp a b [ (for a c [])]))"},
      {"f(x async for x in y)",
       "(expr (call f [ (genexpr x _ [ (async-for x y [])])] []))"},
      {"f(x for x in y, 1)", "1:3: expected parentheses around a generator "
                             "expression that is not the only argument"},
  });
}

TEST(Parser, ReadsCallsAndSubscripts) {
  check({
      {"f(a, *b, c=1, **d)", "(expr (call f [ a (* b)] [ (= c 1) (** _ d)]))"},
      {"f(a := 1)", "(expr (call f [ (:= a 1)] []))"},
      {"x[1:2, ::3, ...]", "(expr (at x (tuple [ (: 1 2 _) (: _ _ 3) ...])))"},
      {"x[*a]", "(expr (at x (tuple [ (* a)])))"},
      {"f(a=1, b)", "1:8: a positional argument follows the keyword argument "
                    "'a'"},
      {"f(a=1, a=2)", "1:8: the keyword argument 'a' is repeated"},
      {"f(1=2)", "1:3: expected the name of a keyword argument before '='"},
  });
}

TEST(Parser, ReadsSimpleStatements) {
  check({
      {"a = b, *c = d", "(= [ a (tuple [ b (* c)])] d)"},
      {"x: int = 1; (y): int", "(: x int 1)\n(() y int _)"},
      {"a.b @= c", "(@= (. a b) c)"},
      {"import a.b, c.d as e", "(import [ (as a.b a) (as c.d e)])"},
      {"from ...a.b import (c, d as e,)", "(from ...a.b [ (as c c) (as d e)])"},
      {"from . import *", "(from . *)"},
      {"raise A from b", "(raise A b)"},
      {"del a, (b[0], c)", "(del [ a (tuple [ (at b 0) c])])"},
      {"assert a, b", "(assert a b)"},
      {"global a, b", "(global [ a b])"},
      {"type A[T: int] = list[T]", "(type A [ T] (at list T))"},
      {"print = match = type = case = _", "(= [ print match type case] _)"},
  });
}

TEST(Parser, ReadsCompoundStatements) {
  check({
      {"if a: b\nelif c: d\nelse:\n  e",
       "(if a [ (expr b)] [ (if c [ (expr d)] [ (expr e)])])"},
      {"while a:\n  break\nelse: pass", "(while a [ (break)] [ (pass)])"},
      {"for a, in *b, c: continue",
       "(for (tuple [ a]) (tuple [ (* b) c]) [ (continue)] [])"},
      {"try: a\nexcept A as b: c\nexcept: d\nelse: e\nfinally: f",
       "(try [ (expr a)] [ (except A b [ (expr c)]) (except _ _ [ (expr d)])] "
       "[ (expr e)] [ (expr f)])"},
      {"try: a\nexcept* A: b",
       "(try* [ (expr a)] [ (except A _ [ (expr b)])] [] [])"},
      {"with a as b, c: d", "(with [ (as a b) (as c _)] [ (expr d)])"},
      {"with (a as b, c,): d", "(with [ (as a b) (as c _)] [ (expr d)])"},
      {"with (a, b): c", "(with [ (as a _) (as b _)] [ (expr c)])"},
      {"with (a, b) as c: d", "(with [ (as (tuple [ a b]) c)] [ (expr d)])"},
      {"with (a): b", "(with [ (as a _)] [ (expr b)])"},
      {"async def f():\n async with a: pass\n async for x in y: pass",
       "(async-def f [] [] _ [ (async-with [ (as a _)] [ (pass)]) (async-for "
       "x y [ (pass)] [])] [])"},
  });
}

TEST(Parser, ReadsDefinitions) {
  check({
      {"@a.b(1)\ndef f(x, /, y: int = 1, *z, w, **v) -> R: pass",
       "(def f [] [ (/ x _ _) ( y int 1) (* z _ _) (= w _ _) (** v _ _)] R "
       "[ (pass)] [ (call (. a b) [ 1] [])])"},
      {"def f(*, a=1, b): yield",
       "(generator f [] [ (= a _ 1) (= b _ _)] _ [ (expr (yield _))] [])"},
      {"def f():\n lambda: (yield)",
       "(def f [] [] _ [ (expr (lambda [] (yield _)))] [])"},
      {"class A[T](B, *c, metaclass=M): pass",
       "(class A [ T] [ B (* c)] [ (= metaclass M)] [ (pass)] [])"},
      {"def f(a=1, b): pass", "1:12: expected a default for the parameter "
                              "'b', as one before it has a default"},
      {"def f(a, a): pass", "1:10: there are two parameters 'a'"},
      {"def f(*): pass",
       "1:8: expected the name of a parameter after '*', found ')'"},
  });
}

TEST(Parser, KeepsDocstrings) {
  ParseResult result = parseModule("class A:\n  'a'\n  def f(self):\n"
                                   "    '''b'''\n  def g(self): f'c'");
  ASSERT_TRUE(result.tree);
  auto *cls = llvm::cast<ClassStmt>(result.tree->body[0]);
  EXPECT_EQ(cls->docstring, "a");
  EXPECT_EQ(llvm::cast<FunctionStmt>(cls->body[1])->function->docstring, "b");
  EXPECT_FALSE(llvm::cast<FunctionStmt>(cls->body[2])->function->hasDocstring);
}

TEST(Parser, ReadsPatterns) {
  auto pattern = [](llvm::StringRef text) {
    std::string tree =
        parse((llvm::Twine("match x:\n case ") + text + ": pass").str());
    llvm::StringRef inner = tree;
    inner.consume_front("(match x [ (case ");
    inner.consume_back(" _ [ (pass)])])");
    return inner.str();
  };
  EXPECT_EQ(pattern("_"), "(as _ _)");
  EXPECT_EQ(pattern("y"), "(as _ y)");
  EXPECT_EQ(pattern("-1 | 1+2j | None | 'a' 'b'"),
            "(| [ (value (- 1)) (value (+ 1 2.00000000000000000e+00j)) (value "
            "None) (value \"ab\")])");
  EXPECT_EQ(pattern("a.b"), "(value (. a b))");
  EXPECT_EQ(pattern("[a, *_] as c"), "(as (sequence [ (as _ a) (* _)]) c)");
  EXPECT_EQ(pattern("a, *b"), "(sequence [ (as _ a) (* b)])");
  EXPECT_EQ(pattern("(a)"), "(as _ a)");
  EXPECT_EQ(pattern("{'k': a, **r}"), "(mapping [ \"k\"] [ (as _ a)] r)");
  EXPECT_EQ(pattern("A.B(a, k=1)"),
            "(class (. A B) [ (as _ a)] [ k] [ (value 1)])");
  check({{"match(x)\nmatch[y] = 1\nmatch, z",
          "(expr (call match [ x] []))\n(= [ (at match y)] 1)\n"
          "(expr (tuple [ match z]))"}});
}

TEST(Parser, FollowsLinesAndBlocks) {
  check({
      {"a = (1 + # one\n\n  2)\nb = 1 + \\\n 2", "(= [ a] (+ 1 2))\n"
                                                 "(= [ b] (+ 1 2))"},
      {"\xEF\xBB\xBFif a:\r\n\tb\r\n\r\n# c\r\n\td\r\ne",
       "(if a [ (expr b) (expr d)] [])\n(expr e)"},
      {"if a:\n        b\n\tc", "3:2: this line mixes tabs and spaces so that "
                                "its indentation depends on the width of a "
                                "tab"},
      {"'''a\r\nb\rc'''", R"((expr "a\0Ab\0Ac"))"},
      {"# -*- coding: latin-1 -*-\nx = '\xe9'", R"((= [ x] "\C3\A9"))"},
      {"x = '\xe9'", "1:6: expected UTF-8, found the byte 0xe9"},
      {"\xc3\xa9t\xc3\xa9 = 1", "(= [ \xc3\xa9t\xc3\xa9] 1)"},
      {"", ""},
      {"\n  # only a comment", ""},
  });
}

TEST(Parser, TellsWhereThingsAre) {
  ParseResult result = parseModule("x = 1\nfoo.bar(a,\n  b + c)");
  ASSERT_TRUE(result.tree);
  auto *stmt = llvm::cast<ExprStmt>(result.tree->body[1]);
  auto *call = llvm::cast<CallExpr>(stmt->value);
  auto *callee = llvm::cast<AttributeExpr>(call->callee);
  auto *sum = llvm::cast<BinaryExpr>(call->arguments[1]);
  EXPECT_EQ(callee->attributePosition.line, 2u);
  EXPECT_EQ(callee->attributePosition.column, 5u);
  EXPECT_EQ(sum->position.line, 3u);
  EXPECT_EQ(sum->position.column, 3u);
  EXPECT_EQ(sum->opPosition.column, 5u);
}

TEST(Parser, ReadsOneExpression) {
  ParseResult result = parseExpression(" resnet20(num_classes=10) ");
  ASSERT_TRUE(result.tree);
  ASSERT_EQ(result.tree->body.size(), 1u);
  EXPECT_TRUE(llvm::isa<ExprStmt>(result.tree->body[0]));
  EXPECT_EQ(parseExpression("a = 1").error.message,
            "expected the end of the expression, found '='");
}

TEST(Parser, BoundsNestingButNotChains) {
  auto repeat = [](llvm::StringRef text, size_t count) {
    std::string result;
    for (size_t i = 0; i < count; ++i)
      result += text;
    return result;
  };
  EXPECT_TRUE(parseModule("x" + repeat(" + x", 100'000)).tree);
  EXPECT_TRUE(parseModule("x" + repeat(".x(0)[1]", 100'000)).tree);
  EXPECT_TRUE(parseModule("if x: y\n" + repeat("elif x: y\n", 50'000)).tree);
  for (llvm::StringRef opening :
       {"(", "[", "{", "f(", "-", "not ", "x**", "lambda: ", "f'{",
        "x if y "
        "else ",
        "{1: "})
    EXPECT_EQ(parseModule(repeat(opening, 100'000)).error.message,
              "this is nested more than 200 levels deep")
        << opening.str();
}

//===- SyntaxErrorTest.cpp - What the parser says of mistakes -------------===//

#include "compiler/Frontend/Python/Syntax/Parser.h"

#include <gtest/gtest.h>

using namespace kiln::python;

static std::string errorOf(llvm::StringRef source) {
  ParseResult result = parseModule(source);
  if (result.tree)
    return "none";
  const SyntaxError &error = result.error;
  auto at = [](Position position) {
    return std::to_string(position.line) + ':' +
           std::to_string(position.column) + ": ";
  };
  std::string text = at(error.position) + error.message;
  if (error.notePosition)
    text += "; " + at(*error.notePosition) + error.note;
  return text;
}

struct Mistake {
  const char *source, *error;
};

static void check(llvm::ArrayRef<Mistake> mistakes) {
  for (const Mistake &mistake : mistakes)
    EXPECT_EQ(errorOf(mistake.source), mistake.error) << mistake.source;
}

TEST(SyntaxErrors, OfBrackets) {
  check({
      {"x = foo(1, 2\ny = 3", "2:1: expected ',' or ')', found 'y'; 1:8: to "
                              "match this '('"},
      {"x = [1, 2", "1:10: expected ']' before the end of the file; 1:5: this "
                    "bracket was never closed"},
      {"x = (1]", "1:7: expected ')', found ']'; 1:5: to match this bracket"},
      {"x = 1)", "1:6: this ')' closes nothing: no bracket is open"},
      {"f'{x)}'", "1:5: expected '}', found ')'; 1:3: to match this bracket"},
  });
}

TEST(SyntaxErrors, OfBlocks) {
  check({
      {"if x\n  y", "1:5: expected ':' after the condition of 'if', found the "
                    "end of the line"},
      {"def f(x):\npass", "2:1: expected an indented block after the header "
                          "of a function; 1:1: the block belongs to this line"},
      {"if x:\n    a\n  b", "3:3: the indentation of this line matches that "
                            "of no enclosing block; 2:5: the innermost block "
                            "begins here"},
      {"a\n  b", "2:3: expected a line indented as the one before, found a "
                 "deeper one"},
      {"else: x", "1:1: expected a statement, found 'else'"},
      {"try:\n  x\ny", "3:1: expected 'except' or 'finally', found 'y'; 1:1: "
                       "after this 'try'"},
      {"@a\nx = 1", "2:1: expected a function or class after its decorator, "
                    "found 'x'"},
      {"match x:\n  y", "2:3: expected 'case', found 'y'"},
      {"match x:\n  case *y: z", "2:10: expected ',' after a starred pattern, "
                                 "found ':'"},
      {"def f(:", "1:7: expected a name for a parameter, found ':'"},
  });
}

TEST(SyntaxErrors, OfTargets) {
  check({
      {"f() = 1", "1:1: a call cannot be assigned"},
      {"a, 1 = b", "1:4: a literal cannot be assigned"},
      {"None = 1", "1:1: None cannot be assigned"},
      {"for a + b in c: d", "1:5: an operator's result cannot be assigned"},
      {"*a, *b = c", "1:5: expected one starred target, found another"},
      {"a, b += 1", "1:1: expected a name, attribute or item before '+=', "
                    "found a tuple"},
      {"del f()", "1:5: a call cannot be deleted"},
      {"x = *a", "1:5: expected an expression, found '*': a starred one can "
                 "only stand in a tuple, list, set or call"},
      {"if x = 1: y",
       "1:6: expected ':' after the condition of 'if', found '='"},
  });
}

TEST(SyntaxErrors, OfPython2) {
  check({
      {"print 'a'", "1:7: expected '(' after 'print', found the statement of "
                    "Python 2"},
      {"exec code", "1:6: expected '(' after 'exec', found the statement of "
                    "Python 2"},
      {"raise E, 'a'", "1:8: expected the exception's arguments in "
                       "parentheses, found the statement of Python 2"},
      {"try: a\nexcept A, b: c", "2:9: expected parentheses around several "
                                 "exceptions, or 'as' before a name"},
      {"a <> b", "1:3: expected '!=', found '<>' of Python 2"},
      {"`a`", "1:1: '`' is Python 2, write repr()"},
  });
}

TEST(SyntaxErrors, OfCharacters) {
  check({
      {"x = a ? b", "1:7: expected Python, found the character '?'"},
      {"x = \xe2\x80\x9c"
       "a",
       "1:5: expected Python, found the character '\xe2\x80\x9c' (U+201C)"},
      {"x = 1 \\ 2", "1:7: expected the end of the line after '\\'"},
      {"x = \x01", "1:5: expected Python, found the control character U+0001"},
      {"x = 1 +", "1:8: expected an expression, found the end of the line"},
      {"x = for", "1:5: expected an expression, found 'for'"},
  });
  EXPECT_EQ(parseModule(llvm::StringRef("x\0y", 3)).error.message,
            "expected text, found a zero byte");
}

TEST(SyntaxErrors, OfSize) {
  ParseLimits limits;
  limits.sourceBytes = 3;
  EXPECT_EQ(parseModule("abcd", FunctionBodies::Parse, limits).error.message,
            "expected a file of up to 3 bytes, found 4");
}

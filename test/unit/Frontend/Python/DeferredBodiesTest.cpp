//===- DeferredBodiesTest.cpp - Functions that are parsed later -----------===//

#include "compiler/Frontend/Python/Syntax/Parser.h"
#include "compiler/Frontend/Python/Syntax/PrintTree.h"

#include <gtest/gtest.h>

using namespace kiln::python;

static std::string print(const Tree &tree) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printTree(tree, os);
  return text;
}

/// The names of the functions whose bodies are deferred.
static std::string deferred(llvm::StringRef source) {
  ParseResult result = parseModule(source, FunctionBodies::Defer);
  if (!result.tree)
    return result.error.message;
  std::string names;
  for (const auto &function : result.tree->functions())
    if (function->deferred)
      names += (names.empty() ? "" : " ") + function->name.text.str();
  return names;
}

/// The first error of a deferred body as "line:column: message".
static std::string errorOfBody(llvm::StringRef source) {
  ParseResult result = parseModule(source, FunctionBodies::Defer);
  if (!result.tree)
    return "the module: " + result.error.message;
  for (size_t i = 0; i < result.tree->functions().size(); ++i) {
    const DeferredBody *body = result.tree->functions()[i]->deferred;
    if (!body)
      continue;
    if (std::optional<SyntaxError> error = parseBody(*body))
      return std::to_string(error->position.line) + ':' +
             std::to_string(error->position.column) + ": " + error->message;
  }
  return "none";
}

TEST(DeferredBodies, AreThoseOutsideOfFunctions) {
  EXPECT_EQ(deferred("def f(x=lambda: 1):\n  def g():\n    pass\n"
                     "class A:\n  async def h(self):\n    pass\n"
                     "if x:\n  @a\n  def k():\n    # only this\n\n    pass\n"),
            "f h k");
  EXPECT_EQ(deferred("def f(): return 1\ndef g():\n  pass"), "g");
}

TEST(DeferredBodies, EndWhereTheBlockDoes) {
  const char *source = R"---(
class A:
    def f(self, x):
        """A text's "quotes"
def no(): pass
        """
        y = (x[
0] + 1)  # a ' in a comment (
        z = f"{x["key"]}{'}'}" f'{y!r:>{10}}' rf"\{x}" + \
  'it\'s (' + "it's"
        if y:
                return {1: 2
            }
        # less

      # and less
        return z
    w = 1

def g():
	if a:
		return b'('
	for i in x:
		yield
x = 1
def h():
    return """)""")---";
  ParseResult now = parseModule(source);
  ASSERT_TRUE(now.tree) << now.error.message << now.error.position.line;
  ParseResult later = parseModule(source, FunctionBodies::Defer);
  ASSERT_TRUE(later.tree) << later.error.message;
  EXPECT_NE(print(*later.tree), print(*now.tree));
  EXPECT_EQ(deferred(source), "f g h");
  for (size_t i = 0; i < later.tree->functions().size(); ++i)
    if (const DeferredBody *body = later.tree->functions()[i]->deferred)
      EXPECT_FALSE(parseBody(*body));
  EXPECT_EQ(print(*later.tree), print(*now.tree));
}

TEST(DeferredBodies, KeepTheirPlaces) {
  EXPECT_EQ(errorOfBody("\n\ndef f():\n\n  x = 1\n  y = = 2\nz = 1\n"),
            "6:7: expected an expression, found '='");
  EXPECT_EQ(errorOfBody("class A:\n\tdef f():\n\t\tx = 1\n\t\t\ty = 2\n"),
            "4:4: expected a line indented as the one before, found a deeper "
            "one");
  EXPECT_EQ(errorOfBody("def f():\n  x = a ? b\n"),
            "2:9: expected Python, found the character '?'");
}

TEST(DeferredBodies, ThatCannotBeTakenApartAreErrorsAtOnce) {
  for (llvm::StringRef source :
       {"def f():\n  x = (1\n", "def f():\n  x = 1)\n", "def f():\n  '''x\n",
        "def f():\n  x = 'a\n  y = 1\n", "def f():\n    x\n  y\n",
        "def f():\n  f'{x'\n", "def f():\npass\n", "def f():\n"}) {
    ParseResult now = parseModule(source);
    ParseResult later = parseModule(source, FunctionBodies::Defer);
    ASSERT_FALSE(now.tree) << source.str();
    ASSERT_FALSE(later.tree) << source.str();
    EXPECT_EQ(later.error.message, now.error.message);
    EXPECT_EQ(later.error.position.line, now.error.position.line);
    EXPECT_EQ(later.error.position.column, now.error.position.column);
  }
}

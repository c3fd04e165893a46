//===- Parser.h - From Python source to its syntax tree ---------*- C++ -*-===//
//
// All of Python 3.8 to 3.13's grammar, whatever of it is evaluated later.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_PARSER_H
#define KILN_FRONTEND_PYTHON_SYNTAX_PARSER_H

#include "compiler/Frontend/Python/Syntax/Ast.h"

#include <optional>

namespace kiln::python {

/// The first thing in a file that is not Python.
struct SyntaxError {
  Position position;
  std::string message; ///< one lower-case sentence
  /// Where what is not complete began: an open bracket, say.
  std::optional<Position> notePosition;
  std::string note;
};

struct ParseLimits {
  /// Nesting of expressions and statements; deeper source is an error.
  uint32_t depth = 200;
  uint64_t sourceBytes = 64 << 20;
};

struct ParseResult {
  std::unique_ptr<Tree> tree; ///< null if there is an error
  SyntaxError error;
};

/// What becomes of the bodies of functions that stand in no other function.
enum class FunctionBodies : uint8_t {
  Parse,
  /// They are only skipped, to be parsed by parseBody(): most functions of a
  /// library are never called. What is wrong with brackets, strings or
  /// indentation is an error at once.
  Defer,
};

/// Parses a file.
ParseResult parseModule(llvm::StringRef source,
                        FunctionBodies bodies = FunctionBodies::Parse,
                        const ParseLimits &limits = {});

/// Parses the body of a function that has been deferred.
std::optional<SyntaxError> parseBody(const DeferredBody &body,
                                     const ParseLimits &limits = {});

/// Parses one expression, such as `resnet20(num_classes=10)`: the tree's body
/// is one ExprStmt.
ParseResult parseExpression(llvm::StringRef source,
                            const ParseLimits &limits = {});

} // namespace kiln::python

#endif

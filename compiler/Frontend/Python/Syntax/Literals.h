//===- Literals.h - What numbers and strings stand for ----------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_LITERALS_H
#define KILN_FRONTEND_PYTHON_SYNTAX_LITERALS_H

#include "compiler/Frontend/Python/Syntax/Ast.h"

namespace kiln::python {

/// Fills in the value of a number as the lexer found it.
void decodeNumber(llvm::StringRef spelling, ConstantExpr &constant, Tree &tree);

/// A string without its quotes.
struct StringBody {
  llvm::StringRef text;
  bool isRaw = false, isBytes = false;
  /// Text of an f-string, where braces are doubled.
  bool isFormatted = false;
};

struct EscapeError {
  size_t offset; ///< in the body
  std::string message;
};

/// Appends what the body stands for.
std::optional<EscapeError> decodeString(const StringBody &body,
                                        std::string &text);

} // namespace kiln::python

#endif

//===- Source.h - Bytes of a file to Python source --------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_SOURCE_H
#define KILN_FRONTEND_PYTHON_SYNTAX_SOURCE_H

#include "compiler/Frontend/Python/Syntax/Parser.h"

namespace kiln::python {

/// A copy in the arena that is UTF-8, has no byte order mark and ends its lines
/// with '\n' alone. Encodings named by a comment of the first two lines (PEP
/// 263) are UTF-8, ASCII and Latin-1. Fails on other bytes, telling where.
std::optional<llvm::StringRef> decodeSource(llvm::StringRef bytes, Arena &arena,
                                            SyntaxError &error);

/// Appends a code point in UTF-8; surrogates as if they were characters.
void appendUtf8(std::string &text, uint32_t codePoint);

} // namespace kiln::python

#endif

//===- Unicode.h - Code points of UTF-8 text --------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_UNICODE_H
#define KILN_FRONTEND_PYTHON_BUILTINS_UNICODE_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace kiln::python {

/// The code point at `offset`, which moves behind it. Bytes that are no UTF-8
/// count as code points of their own.
uint32_t decodeCodePoint(llvm::StringRef text, size_t &offset);
void appendCodePoint(std::string &text, uint32_t codePoint);

size_t countCodePoints(llvm::StringRef text);
/// The byte where the index-th code point begins; the size if there are fewer.
size_t offsetOfCodePoint(llvm::StringRef text, size_t index);
/// Code points `first` up to `last`.
llvm::StringRef sliceCodePoints(llvm::StringRef text, size_t first,
                                size_t last);

/// Simple case mappings of the scripts with case: Latin, Greek, Cyrillic,
/// Armenian.
uint32_t toUpper(uint32_t codePoint);
uint32_t toLower(uint32_t codePoint);
bool isUpper(uint32_t codePoint);
bool isLower(uint32_t codePoint);
bool isLetter(uint32_t codePoint);
bool isDigit(uint32_t codePoint);
bool isSpace(uint32_t codePoint);
bool isPrintable(uint32_t codePoint);
/// Whether a line ends there, as str.splitlines() sees it.
bool isLineBreak(uint32_t codePoint);

} // namespace kiln::python

#endif

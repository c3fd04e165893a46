//===- Failure.h - Errors of the readers ------------------------*- C++ -*-===//
//
// Readers fail with one lower-case sentence that says what was expected and
// what was found; the file's name is put before it at the outermost call.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_FAILURE_H
#define KILN_FRONTEND_ARCHIVE_FAILURE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

#include <string>

namespace kiln {

/// An error of formatv's pattern.
template <typename... Args>
llvm::Error failure(const char *pattern, Args &&...args) {
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      llvm::formatv(pattern, std::forward<Args>(args)...).str());
}

/// The same error with `prefix: ` before its sentence.
llvm::Error withPrefix(const llvm::Twine &prefix, llvm::Error error);

/// Text of a file, fit to be shown: whatever could upset a terminal or is not
/// UTF-8 is escaped.
std::string printable(llvm::StringRef text);

/// The same in backquotes, and at most 80 bytes of it.
std::string quoted(llvm::StringRef text);

/// "`a`, `b` and 12 more" of texts that are fit to be shown.
std::string listOf(llvm::ArrayRef<std::string> texts);

} // namespace kiln

#endif

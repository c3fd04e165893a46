//===- Hashes.h - What a program was made of --------------------*- C++ -*-===//
//
// Programs carry a hash of their model and one of the compiler, so that one can
// tell whether two programs are the same. They identify; they do not protect.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_PIPELINE_HASHES_H
#define KILN_PIPELINE_HASHES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace kiln {

/// Of `text` and the contents of files, wherever they lie: 32 hex digits.
llvm::Expected<std::string> hashFiles(llvm::StringRef text,
                                      llvm::ArrayRef<std::string> paths);

/// Of the running compiler; empty if its file cannot be read.
std::string compilerHash();

} // namespace kiln

#endif

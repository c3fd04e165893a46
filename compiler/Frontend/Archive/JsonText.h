//===- JsonText.h - Parsing JSON of untrusted files -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_JSONTEXT_H
#define KILN_FRONTEND_ARCHIVE_JSONTEXT_H

#include "llvm/Support/JSON.h"

namespace kiln {

/// llvm::json::parse for text that nobody has checked: refuses deep nesting,
/// which that parser would follow with its stack, and an object with two
/// equal keys, of which it would drop one.
llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef text);

} // namespace kiln

#endif

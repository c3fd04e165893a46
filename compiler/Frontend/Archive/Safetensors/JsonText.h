//===- JsonText.h - Parsing JSON of untrusted files -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_SAFETENSORS_JSONTEXT_H
#define KILN_FRONTEND_ARCHIVE_SAFETENSORS_JSONTEXT_H

#include "llvm/Support/JSON.h"

namespace kiln {

/// llvm::json::parse for text that nobody has checked: refuses deep nesting,
/// which that parser would follow with its stack, and an object with two
/// equal keys, of which it would drop one.
llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef text);

struct JsonMember {
  std::string key;
  llvm::StringRef value;
};

/// The members of an object in their order, with the text of their values,
/// which nobody has looked at but for where they end. A table of a million
/// small objects is parsed one by one this way: as a json::Value it would take
/// gigabytes.
llvm::Expected<std::vector<JsonMember>> splitJsonObject(llvm::StringRef text);

} // namespace kiln

#endif

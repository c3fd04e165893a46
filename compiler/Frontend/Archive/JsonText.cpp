//===- JsonText.cpp - Parsing JSON of untrusted files ---------------------===//

#include "compiler/Frontend/Archive/JsonText.h"
#include "compiler/Frontend/Archive/Failure.h"

#include "llvm/ADT/StringSet.h"

#include <vector>

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

namespace {

/// Sees brackets and strings, which is enough for nesting and keys; whatever
/// else is wrong with the text is found by the parser itself.
class JsonScanner {
public:
  explicit JsonScanner(StringRef text) : text(text) {}

  Error run();

private:
  static constexpr size_t maxDepth = 128;

  struct Level {
    bool isObject;
    bool expectsKey;
    llvm::StringSet<> keys;
  };

  Error readString();
  Error addKey(StringRef raw);

  StringRef text;
  size_t position = 0;
  std::vector<Level> levels;
};

} // namespace

Error JsonScanner::addKey(StringRef raw) {
  std::string key = raw.str();
  if (raw.contains('\\')) {
    llvm::Expected<llvm::json::Value> decoded =
        llvm::json::parse(("\"" + raw + "\"").str());
    if (!decoded)
      return decoded.takeError();
    key = decoded->getAsString().value_or("").str();
  }
  if (!levels.back().keys.insert(key).second)
    return failure("the key {0} stands twice in one object", quoted(key));
  return Error::success();
}

Error JsonScanner::readString() {
  size_t begin = position;
  while (position < text.size() && text[position] != '"')
    position += text[position] == '\\' ? 2 : 1;
  if (position >= text.size())
    return failure("a string at byte {0} has no end", begin);
  StringRef raw = text.slice(begin, position++);
  if (levels.empty() || !levels.back().isObject || !levels.back().expectsKey)
    return Error::success();
  levels.back().expectsKey = false;
  return addKey(raw);
}

Error JsonScanner::run() {
  while (position < text.size()) {
    char c = text[position++];
    if (c == '"') {
      if (Error error = readString())
        return error;
    } else if (c == '{' || c == '[') {
      if (levels.size() >= maxDepth)
        return failure("it nests deeper than {0} levels", maxDepth);
      levels.push_back({c == '{', c == '{', {}});
    } else if ((c == '}' || c == ']') && !levels.empty()) {
      levels.pop_back();
    } else if (c == ',' && !levels.empty()) {
      levels.back().expectsKey = levels.back().isObject;
    }
  }
  return Error::success();
}

llvm::Expected<llvm::json::Value> kiln::parseJson(StringRef text) {
  if (Error error = JsonScanner(text).run())
    return error;
  return llvm::json::parse(text);
}

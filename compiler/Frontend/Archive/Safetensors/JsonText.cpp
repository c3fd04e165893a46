//===- JsonText.cpp - Parsing JSON of untrusted files ---------------------===//

#include "compiler/Frontend/Archive/Safetensors/JsonText.h"
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
  // A json::Value of an object takes 4 KiB.
  static constexpr size_t maxValues = 10'000'000, maxObjects = 100'000;

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
  size_t values = 0, objects = 0;
  while (position < text.size()) {
    char c = text[position++];
    values += c == ',' || c == '[' || c == '{';
    objects += c == '{';
    if (values > maxValues || objects > maxObjects)
      return failure("it has more than {0} values or {1} objects", maxValues,
                     maxObjects);
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

namespace {

/// Finds where the members of one object begin and end.
class ObjectSplitter {
public:
  explicit ObjectSplitter(StringRef text) : text(text) {}

  llvm::Expected<std::vector<JsonMember>> run();

private:
  void skipSpace() { text = text.ltrim(" \t\r\n"); }
  bool accept(char c) {
    skipSpace();
    if (!text.starts_with(StringRef(&c, 1)))
      return false;
    text = text.drop_front();
    return true;
  }
  llvm::Expected<std::string> takeKey();
  llvm::Expected<StringRef> takeValue();
  Error unexpected(const char *expected) const {
    return failure("{0} stands where {1} is expected",
                   text.empty() ? "the end" : quoted(text.take_front(16)),
                   expected);
  }

  StringRef text;
};

} // namespace

/// The length of the string that the text begins with, with its quotes, or 0.
static size_t stringLength(StringRef text) {
  if (!text.starts_with("\""))
    return 0;
  size_t position = 1;
  while (position < text.size() && text[position] != '"')
    position += text[position] == '\\' ? 2 : 1;
  return position < text.size() ? position + 1 : 0;
}

llvm::Expected<std::string> ObjectSplitter::takeKey() {
  skipSpace();
  size_t length = stringLength(text);
  if (!length)
    return unexpected("a key");
  llvm::Expected<llvm::json::Value> key =
      llvm::json::parse(text.take_front(length));
  if (!key)
    return key.takeError();
  text = text.drop_front(length);
  return key->getAsString().value_or("").str();
}

llvm::Expected<StringRef> ObjectSplitter::takeValue() {
  skipSpace();
  size_t depth = 0, position = 0;
  while (position < text.size()) {
    char c = text[position];
    if (depth == 0 && (c == ',' || c == '}'))
      break;
    if (c == '"') {
      size_t length = stringLength(text.drop_front(position));
      if (!length)
        return unexpected("a complete value");
      position += length;
      continue;
    }
    depth += c == '{' || c == '[';
    depth -= depth && (c == '}' || c == ']');
    ++position;
  }
  StringRef value = text.take_front(position);
  text = text.drop_front(position);
  return value;
}

llvm::Expected<std::vector<JsonMember>> ObjectSplitter::run() {
  std::vector<JsonMember> members;
  llvm::StringSet<> keys;
  if (!llvm::json::isUTF8(text))
    return failure("it is not UTF-8");
  if (!accept('{'))
    return unexpected("`{`");
  for (bool isFirst = true; !accept('}'); isFirst = false) {
    if (!isFirst && !accept(','))
      return unexpected("`,` or `}`");
    llvm::Expected<std::string> key = takeKey();
    if (!key)
      return key.takeError();
    if (!keys.insert(*key).second)
      return failure("the key {0} stands twice in one object", quoted(*key));
    if (!accept(':'))
      return unexpected("`:`");
    llvm::Expected<StringRef> value = takeValue();
    if (!value)
      return value.takeError();
    members.push_back({std::move(*key), *value});
  }
  skipSpace();
  if (!text.empty())
    return unexpected("the end");
  return members;
}

llvm::Expected<std::vector<JsonMember>> kiln::splitJsonObject(StringRef text) {
  return ObjectSplitter(text).run();
}

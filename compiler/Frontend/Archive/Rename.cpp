//===- Rename.cpp - New names for tensors ---------------------------------===//

#include "compiler/Frontend/Archive/Rename.h"
#include "compiler/Frontend/Archive/Failure.h"

using namespace kiln;
using llvm::StringRef;

static llvm::SmallVector<std::string, 2> splitAtStars(StringRef text) {
  llvm::SmallVector<StringRef, 2> parts;
  text.split(parts, '*');
  return {parts.begin(), parts.end()};
}

llvm::Expected<RenameRule> RenameRule::create(StringRef text) {
  auto [from, to] = text.split('=');
  if (from.empty() || !text.contains('='))
    return failure("--rename takes OLD=NEW, not {0}", quoted(text));
  RenameRule rule;
  rule.written = text.str();
  rule.oldSize = from.size();
  rule.oldParts = splitAtStars(from);
  rule.newParts = splitAtStars(to);
  if (rule.newParts.size() > rule.oldParts.size())
    return failure("--rename {0}: the new name has more `*` than the old one",
                   quoted(text));
  bool isPrefix = from.ends_with(".");
  if (to.empty() && rule.oldParts.size() == 1 && !isPrefix)
    return failure("--rename {0}: the new name is empty", quoted(text));
  return rule;
}

std::optional<std::string> RenameRule::apply(StringRef name) const {
  if (oldParts.size() > 1)
    return applyPattern(name);
  const std::string &from = oldParts.front(), &to = newParts.front();
  if (name == from)
    return to;
  bool isPrefix = StringRef(from).ends_with(".");
  if (isPrefix && name.consume_front(from))
    return to + name.str();
  return std::nullopt;
}

std::optional<std::string> RenameRule::applyPattern(StringRef name) const {
  if (!name.consume_front(oldParts.front()) ||
      !name.consume_back(oldParts.back()))
    return std::nullopt;
  llvm::SmallVector<StringRef, 2> found;
  for (StringRef part : llvm::ArrayRef(oldParts).slice(1).drop_back()) {
    size_t position = name.find(part);
    if (position == StringRef::npos)
      return std::nullopt;
    found.push_back(name.take_front(position));
    name = name.drop_front(position + part.size());
  }
  found.push_back(name);
  std::string result = newParts.front();
  for (size_t star = 0; star + 1 < newParts.size(); ++star)
    result += found[star].str() + newParts[star + 1];
  return result;
}

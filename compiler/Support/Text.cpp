//===- Text.cpp - Words that messages share -------------------------------===//

#include "compiler/Support/Text.h"

#include <fmt/format.h>

using namespace kiln;

std::string kiln::shapeText(llvm::ArrayRef<int64_t> shape) {
  return fmt::format("[{}]", fmt::join(shape, ", "));
}

NearestName::NearestName(llvm::StringRef name)
    : name(name), limit(std::max<unsigned>(name.size() / 3, 1) + 1) {}

void NearestName::consider(llvm::StringRef candidate) {
  unsigned distance =
      name.edit_distance(candidate, /*AllowReplacements=*/true, limit);
  if (distance >= limit)
    return;
  best = candidate;
  limit = distance;
}

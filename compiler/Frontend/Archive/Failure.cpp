//===- Failure.cpp - Errors of the readers --------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace kiln;

llvm::Error kiln::withPrefix(const llvm::Twine &prefix, llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 prefix + ": " + message);
}

std::string kiln::quoted(llvm::StringRef text) {
  constexpr size_t longest = 80;
  std::string result = "`";
  llvm::raw_string_ostream os(result);
  llvm::printEscapedString(text.take_front(longest), os);
  if (text.size() > longest)
    os << "...";
  os << '`';
  return result;
}

std::string kiln::shapeText(llvm::ArrayRef<int64_t> shape) {
  if (shape.empty())
    return "scalar";
  return llvm::join(
      llvm::map_range(shape, [](int64_t dim) { return std::to_string(dim); }),
      "x");
}

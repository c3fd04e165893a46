//===- ArgumentSpec.cpp - The inputs a model is compiled for --------------===//

#include "compiler/Frontend/ArgumentSpec.h"

#include "compiler/Support/HostTensor.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace kiln;

template <typename... Args>
static llvm::Error specError(fmt::format_string<Args...> format,
                             Args &&...args) {
  return llvm::createStringError(
      fmt::format(format, std::forward<Args>(args)...));
}

static llvm::Error parseDim(llvm::StringRef text, llvm::StringRef whole,
                            ArgumentSpec &spec) {
  int64_t dim;
  if (!text.getAsInteger(10, dim) && dim >= 0) {
    spec.shape.push_back(dim);
    return llvm::Error::success();
  }
  bool isName =
      !text.empty() && llvm::isAlpha(text.front()) &&
      llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (!isName)
    return specError("input '{}': expected a size, got '{}' (write a shape "
                     "like 1x3x224x224, or 'scalar')",
                     whole.str(), text.str());
  spec.symbols.resize(spec.shape.size());
  spec.symbols.push_back(text.str());
  spec.shape.push_back(1);
  return llvm::Error::success();
}

llvm::Expected<ArgumentSpec> kiln::parseArgumentSpec(llvm::StringRef text) {
  ArgumentSpec spec;
  llvm::StringRef rest = text;
  if (rest.contains('=')) {
    auto [name, value] = rest.split('=');
    if (name.empty())
      return specError("input '{}': the name before '=' is empty", text.str());
    spec.name = name.str();
    rest = value;
  }
  if (rest.contains(':')) {
    auto [dtypeName, shape] = rest.split(':');
    std::optional<DType> dtype = parseDType(dtypeName);
    if (!dtype || !isComputeType(*dtype))
      return specError("input '{}': unknown element type '{}' (one of {})",
                       text.str(), dtypeName.str(), computeTypeNames);
    spec.dtype = *dtype;
    rest = shape;
  }
  if (rest == "scalar")
    return spec;

  llvm::SmallVector<llvm::StringRef> dims;
  rest.split(dims, 'x');
  for (llvm::StringRef dim : dims)
    if (llvm::Error error = parseDim(dim, text, spec))
      return std::move(error);
  if (!spec.symbols.empty())
    spec.symbols.resize(spec.shape.size());
  if (isTooLarge(spec.shape))
    return specError("input '{}': that is more than a program can hold",
                     text.str());
  return spec;
}

std::string kiln::formatArgumentSpec(const ArgumentSpec &spec) {
  std::string name = spec.name.empty() ? "" : spec.name + "=";
  std::vector<std::string> dims;
  for (auto [index, size] : llvm::enumerate(spec.shape)) {
    bool isNamed = !spec.symbols.empty() && !spec.symbols[index].empty();
    dims.push_back(isNamed ? spec.symbols[index] : std::to_string(size));
  }
  std::string shape =
      dims.empty() ? "scalar" : fmt::format("{}", fmt::join(dims, "x"));
  return fmt::format("{}{}:{}", name, shortName(spec.dtype).str(), shape);
}

//===- ImportOptions.cpp - What is imported, and what becomes of it -------===//

#include "compiler/Frontend/ImportOptions.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace kiln;
using namespace mlir;

LogicalResult kiln::checkOptions(MLIRContext &context,
                                 const ImportOptions &options, StringRef what,
                                 ArrayRef<StringRef> meaningful) {
  std::pair<StringRef, bool> given[] = {
      {"--weights", !options.weights.empty()},
      {"--key", !options.key.empty()},
      {"--random-weights", options.randomWeightsSeed.has_value()},
      {"--input", !options.inputs.empty()},
      {"--dim", !options.dims.empty()},
      {"--path", !options.searchPaths.empty()},
      {"--data", !options.dataPaths.empty()},
      {"--source", !options.sources.empty()},
      {"--argv", !options.scriptArguments.empty()},
      {"--set", !options.globals.empty()},
      {"--arg", !options.arguments.empty()}};
  for (auto [option, isGiven] : given)
    if (isGiven && !llvm::is_contained(meaningful, option))
      return emitError(UnknownLoc::get(&context))
             << option << " has no meaning for " << what << ", "
             << options.model;
  return success();
}

ModelReference kiln::parseModelReference(StringRef text) {
  size_t end = text.find(".py:");
  if (end != StringRef::npos)
    return {text.take_front(end + 3).str(), text.drop_front(end + 4).str()};
  auto [path, method] = text.rsplit(':');
  bool isName = !method.empty() && llvm::all_of(method, [](char c) {
    return llvm::isAlnum(c) || c == '_';
  });
  if (isName && !llvm::sys::fs::exists(text))
    return {path.str(), method.str()};
  return {text.str(), ""};
}

std::string kiln::identifierOfPath(StringRef path) {
  std::string name;
  for (char c : llvm::sys::path::stem(path))
    name += llvm::isAlnum(c) ? c : '_';
  if (name.empty() || llvm::isDigit(name.front()))
    name.insert(0, "_");
  return name;
}

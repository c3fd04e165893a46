//===- OutputPaths.h - What a command may write to --------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_OUTPUTPATHS_H
#define KILN_TOOLS_KILN_OUTPUTPATHS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace kiln {

/// The files that a command writes: none may be one that its model was read
/// from, nor may two of them be the same.
class OutputPaths {
public:
  explicit OutputPaths(llvm::ArrayRef<std::string> dependencies)
      : dependencies(dependencies) {}

  /// Fails if nothing should be written to `path`, which `what` names for the
  /// user: "the header".
  llvm::Error add(llvm::StringRef what, llvm::StringRef path);

private:
  llvm::ArrayRef<std::string> dependencies;
  std::vector<std::pair<std::string, std::string>> paths;
};

} // namespace kiln

#endif

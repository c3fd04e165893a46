//===- ImportModel.h - From any model file to the kiln dialect --*- C++ -*-===//
//
// The one door into the compiler. importModel() looks at the content of what
// the user named and hands it to the frontend for it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_IMPORTMODEL_H
#define KILN_FRONTEND_IMPORTMODEL_H

#include "compiler/Frontend/ArgumentSpec.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>

namespace kiln {

struct ImportOptions {
  /// What to import: `net.py:Net`, `resnet.py:resnet20(num_classes=10)`, or a
  /// model file.
  std::string model;
  /// The state_dict, checkpoint or whole model that holds the weights.
  std::string weights;
  /// Where in the weights file the state_dict lies (`a.b`); empty: found.
  std::string key;
  /// Fill parameters with a generator of this seed instead of a file.
  std::optional<uint64_t> randomWeightsSeed;
  /// One per argument of forward(), in its order or by name.
  std::vector<ArgumentSpec> inputs;
  /// Further folders in which imports of Python modules are looked up.
  std::vector<std::string> searchPaths;
  /// Accept missing and unexpected keys of the state_dict with a warning.
  bool allowKeyMismatch = false;
};

/// Builds a module with one `kiln.graph` and its parameters. Every error has
/// been reported through `context`'s diagnostic engine when this fails.
mlir::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
importModel(mlir::MLIRContext &context, const ImportOptions &options);

} // namespace kiln

#endif

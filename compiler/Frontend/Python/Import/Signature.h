//===- Signature.h - The inputs of a model by position and name -*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_SIGNATURE_H
#define KILN_FRONTEND_PYTHON_IMPORT_SIGNATURE_H

#include "compiler/Frontend/Python/Import/Definition.h"

namespace kiln::python {

/// One input in the order in which the graph takes them.
struct BoundInput {
  const ArgumentSpec *spec;
  std::string name;
  /// Passed by keyword: what comes before it was left out.
  bool isKeyword = false;
};

/// Gives every input its parameter of forward(). Reports inputs that are too
/// many, have unknown names or are of dtypes that kiln does not compute in, and
/// parameters without one, at the line of forward().
mlir::FailureOr<std::vector<BoundInput>>
bindInputs(Definition &definition, llvm::ArrayRef<ArgumentSpec> inputs);

} // namespace kiln::python

#endif

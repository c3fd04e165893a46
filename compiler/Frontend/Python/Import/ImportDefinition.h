//===- ImportDefinition.h - Models from Python definitions ------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_IMPORTDEFINITION_H
#define KILN_FRONTEND_PYTHON_IMPORT_IMPORTDEFINITION_H

#include "compiler/Frontend/ImportOptions.h"

namespace kiln::python {

/// importModel() for `net.py:Net`.
mlir::FailureOr<ImportedModel> importDefinition(mlir::MLIRContext &context,
                                                const ImportOptions &options);

} // namespace kiln::python

#endif

//===- ImportNamed.h - Models with named dimensions -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_IMPORTNAMED_H
#define KILN_FRONTEND_NAMEDDIMS_IMPORTNAMED_H

#include "compiler/Frontend/ImportOptions.h"

namespace kiln {

/// Whether some input has a named dimension.
bool hasNamedDims(const ImportOptions &options);

/// Imports a model whose inputs have named dimensions by `import`, which knows
/// numbers alone.
mlir::FailureOr<ImportedModel> importNamed(
    mlir::MLIRContext &context, const ImportOptions &options,
    llvm::function_ref<mlir::FailureOr<ImportedModel>(const ImportOptions &)>
        import);

} // namespace kiln

#endif

//===- ImportNamed.h - Models with named dimensions -------------*- C++ -*-===//

#ifndef KILN_FRONTEND_NAMEDDIMS_IMPORTNAMED_H
#define KILN_FRONTEND_NAMEDDIMS_IMPORTNAMED_H

#include "compiler/Frontend/ImportOptions.h"

namespace kiln {

/// Imports a model by `import`, which knows numbers alone, and looks at it at
/// several sizes where inputs have named dimensions or sizes depend on data.
mlir::FailureOr<ImportedModel> importNamed(
    mlir::MLIRContext &context, const ImportOptions &options,
    llvm::function_ref<mlir::FailureOr<ImportedModel>(const ImportOptions &)>
        import);

} // namespace kiln

#endif

//===- ImportExportedProgram.h - Models from .pt2 files ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_IMPORTEXPORTEDPROGRAM_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_IMPORTEXPORTEDPROGRAM_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ImportOptions.h"

namespace kiln::exported {

/// Imports what torch.export.save wrote. Inputs need shapes only where the
/// program leaves sizes open.
mlir::FailureOr<ImportedModel> importProgram(mlir::MLIRContext &context,
                                             const ImportOptions &options,
                                             const ModelFile &file);

} // namespace kiln::exported

#endif

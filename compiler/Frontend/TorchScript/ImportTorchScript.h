//===- ImportTorchScript.h - Models from TorchScript archives ---*- C++ -*-===//

#ifndef KILN_FRONTEND_TORCHSCRIPT_IMPORTTORCHSCRIPT_H
#define KILN_FRONTEND_TORCHSCRIPT_IMPORTTORCHSCRIPT_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ImportOptions.h"

namespace kiln::python {

/// importModel() for what torch.jit.save wrote, traced or scripted:
/// `model.pt`, or `model.pt:encode` for a method other than forward.
mlir::FailureOr<ImportedModel> importTorchScript(mlir::MLIRContext &context,
                                                 const ImportOptions &options,
                                                 const ModelFile &file);

} // namespace kiln::python

#endif

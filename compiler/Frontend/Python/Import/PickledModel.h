//===- PickledModel.h - Models from torch.save(model) -----------*- C++ -*-===//
//
// A pickled model names its classes and holds the attributes of its objects.
// The objects are made anew from classes whose source kiln has; no constructor
// and nothing that the pickle names is called.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_PICKLEDMODEL_H
#define KILN_FRONTEND_PYTHON_IMPORT_PICKLEDMODEL_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ImportOptions.h"

namespace kiln::python {

/// Whether the file, or the entry of it that --key names, is a whole model.
bool holdsModel(const ModelFile &file, const ImportOptions &options);

mlir::FailureOr<ImportedModel> importPickledModel(mlir::MLIRContext &context,
                                                  const ImportOptions &options,
                                                  const ModelFile &file);

} // namespace kiln::python

#endif

//===- ImportModel.h - From any model file to the kiln dialect --*- C++ -*-===//
//
// The one door into the compiler. importModel() looks at the content of what
// the user named and hands it to the frontend for it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_IMPORTMODEL_H
#define KILN_FRONTEND_IMPORTMODEL_H

#include "compiler/Frontend/ImportOptions.h"

namespace kiln {

/// Builds a verified module. Every error has been reported through `context`'s
/// diagnostic engine when this fails; all dialects needed are loaded.
mlir::FailureOr<ImportedModel> importModel(mlir::MLIRContext &context,
                                           const ImportOptions &options);

/// One layer of a definition; a layer comes before those within.
struct LayerDescription {
  /// The attributes that lead to it: `layer1.0.conv1`; empty for the model.
  std::string path;
  /// Its class: `Conv2d`.
  std::string type;
  /// The types of the tensors that it returned, flat, at its first call.
  std::vector<std::string> outputs;
  /// Elements of the parameters of the layer and of the layers within.
  int64_t parameters = 0;
  /// How often forward() calls it; 0 for layers that it does not call.
  unsigned calls = 0;
};

/// What `kiln inspect net.py:Net --input ...` shows. Weights are not needed:
/// where `options` name none, shapes alone are followed. Without inputs nothing
/// is called and the rows have no outputs.
mlir::FailureOr<std::vector<LayerDescription>>
describeLayers(mlir::MLIRContext &context, const ImportOptions &options);

} // namespace kiln

#endif

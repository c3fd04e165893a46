//===- LayerResult.h - What one layer gives ---------------------*- C++ -*-===//

#ifndef KILN_VERIFY_LAYERRESULT_H
#define KILN_VERIFY_LAYERRESULT_H

#include "compiler/Verify/VerifyModel.h"

namespace kiln {

/// The last result of a layer on both sides.
struct LayerResult {
  HostTensor reference, compiled;
};

/// Runs the first graph of an imported module, which is used up, with the
/// layer `name` as one more output: where it lies in the middle of a kernel,
/// that is cut. A layer is known by the name in its ops' locations, or by that
/// of its parameters without the last part.
mlir::FailureOr<LayerResult> computeLayer(mlir::ModuleOp module,
                                          llvm::StringRef name,
                                          llvm::ArrayRef<HostTensor> inputs,
                                          const VerifyOptions &options);

} // namespace kiln

#endif

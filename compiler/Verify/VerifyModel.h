//===- VerifyModel.h - Compiled models against the reference ----*- C++ -*-===//
//
// What `kiln verify` does. The reference interpreter runs the model as it was
// imported and as it was fused. A twin of the program, of the same kernels,
// also gives every kernel's result, and these are compared in order; at last
// the program itself runs, whose memory plan is not the twin's.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_VERIFY_VERIFYMODEL_H
#define KILN_VERIFY_VERIFYMODEL_H

#include "compiler/Pipeline/BuildProgram.h"
#include "compiler/Verify/CompareTaps.h"

#include "mlir/IR/BuiltinOps.h"

namespace kiln {

struct VerifyOptions {
  PipelineOptions pipeline;
  ProgramOptions program;
  TapOptions taps;
  /// Break a kernel, chosen by this seed, before it is compiled.
  std::optional<uint64_t> faultSeed;
};

struct VerifyResult {
  size_t kernels = 0; ///< results compared
  TapReport report;
  bool passed = false;
};

/// Verifies the first graph of an imported module, which is used up.
/// Differences are reported as errors at the layer's place; fails if something
/// else went wrong.
mlir::FailureOr<VerifyResult> verifyModel(mlir::ModuleOp module,
                                          llvm::ArrayRef<HostTensor> inputs,
                                          const VerifyOptions &options,
                                          PipelineObserver &observer);

} // namespace kiln

#endif

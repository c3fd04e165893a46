//===- RunPhases.cpp - Takes a module through phases ----------------------===//

#include "compiler/Pipeline/RunPhases.h"

#include "mlir/IR/Diagnostics.h"

using namespace mlir;

namespace kiln {

PipelineObserver::~PipelineObserver() = default;

LogicalResult report(MLIRContext *context, llvm::Error error) {
  return emitError(UnknownLoc::get(context), llvm::toString(std::move(error)));
}

LogicalResult runPhases(ModuleOp module, Phase first, Phase last,
                        const PipelineOptions &options,
                        PipelineObserver &observer) {
  for (Phase phase : allPhases()) {
    if (!isRewrite(phase) || phase < first || phase > last)
      continue;
    observer.started(phase);
    PassManager pm(module.getContext());
    buildPhase(phase, pm, options);
    if (failed(pm.run(module)))
      return failure();
    observer.finished(phase, module);
  }
  return success();
}

} // namespace kiln

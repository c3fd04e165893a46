//===- RunPhases.h - Takes a module through phases --------------*- C++ -*-===//

#ifndef KILN_PIPELINE_RUNPHASES_H
#define KILN_PIPELINE_RUNPHASES_H

#include "compiler/Pipeline/Pipelines.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"

namespace kiln {

/// Is told how far compiling has got.
class PipelineObserver {
public:
  virtual ~PipelineObserver();
  virtual void started(Phase phase) {}
  /// `done` of `total` steps of a phase; may be called from any thread.
  virtual void progressed(Phase phase, size_t done, size_t total) {}
  /// `module` is null after the last phase, which makes a file.
  virtual void finished(Phase phase, mlir::ModuleOp module) {}
};

/// Reports a plain error as a diagnostic without a place.
mlir::LogicalResult report(mlir::MLIRContext *context, llvm::Error error);

/// Runs the rewriting phases from `first` to `last`, both included.
mlir::LogicalResult runPhases(mlir::ModuleOp module, Phase first, Phase last,
                              const PipelineOptions &options,
                              PipelineObserver &observer);

} // namespace kiln

#endif

//===- Pipelines.h - The passes of each phase -------------------*- C++ -*-===//
//
// One build function for each phase that rewrites a module.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_PIPELINE_PIPELINES_H
#define KILN_PIPELINE_PIPELINES_H

#include "codegen/CPU/Contraction/VectorTarget.h"
#include "codegen/Object/CpuTarget.h"
#include "compiler/Pipeline/Phases.h"

#include "mlir/Pass/PassManager.h"

namespace kiln {

/// How exact arithmetic has to be.
enum class MathMode {
  FP32,  ///< f32 throughout; Winograd's algorithms within documented bounds
  Exact, ///< each sum in the order that the manual says
};

/// What the phases up to PlanMemory depend on.
struct PipelineOptions {
  contraction::VectorTarget vectors;
  MathMode math = MathMode::FP32;

  static llvm::Expected<PipelineOptions> create(const CpuTarget &target,
                                                MathMode math);
};

void buildSimplify(mlir::OpPassManager &pm);
void buildFoldConstants(mlir::OpPassManager &pm);
void buildFoldBatchNorm(mlir::OpPassManager &pm);
void buildFuseKernels(mlir::OpPassManager &pm);
void buildAssignLayouts(mlir::OpPassManager &pm,
                        const PipelineOptions &options);
void buildOutlineKernels(mlir::OpPassManager &pm);
void buildSelectAlgorithms(mlir::OpPassManager &pm,
                           const PipelineOptions &options);
void buildPlanMemory(mlir::OpPassManager &pm);

/// The passes of any phase that rewrites.
void buildPhase(Phase phase, mlir::OpPassManager &pm,
                const PipelineOptions &options);

/// Registers `--kiln-pipeline` for kiln-opt, the rewriting phases in order; its
/// options are `stop-after`, `lanes`, `registers`, `fma` and `winograd`.
void registerPipelines();

} // namespace kiln

#endif

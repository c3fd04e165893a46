//===- Pipelines.cpp - The passes of each phase ---------------------------===//

#include "compiler/Pipeline/Pipelines.h"

#include "codegen/Schedule/Passes.h"
#include "compiler/Transforms/Passes.h"

#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;

namespace kiln {

llvm::Expected<PipelineOptions> PipelineOptions::create(const CpuTarget &target,
                                                        MathMode math) {
  auto machine = createTargetMachine(target);
  if (!machine)
    return machine.takeError();
  return PipelineOptions{contraction::VectorTarget::of(**machine), math};
}

//===----------------------------------------------------------------------===//
// Phases
//===----------------------------------------------------------------------===//

void buildSimplify(OpPassManager &pm) {
  pm.addPass(createUnrollScans());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void buildFoldConstants(OpPassManager &pm) {
  pm.addPass(createFoldEmptyTensors());
  pm.addPass(createFoldConstants());
  pm.addPass(createCSEPass());
}

void buildFoldBatchNorm(OpPassManager &pm) {
  pm.addPass(createFoldBatchNorm());
}

void buildFuseKernels(OpPassManager &pm) { pm.addPass(createFuseKernels()); }

/// Fills in what passes ask about the target.
template <typename PassOptions>
static PassOptions targetOptions(const PipelineOptions &options) {
  PassOptions result;
  result.lanes = options.vectors.lanes;
  result.registers = options.vectors.registers;
  result.fma = options.vectors.hasFma;
  result.winograd = options.math == MathMode::FP32;
  return result;
}

void buildAssignLayouts(OpPassManager &pm, const PipelineOptions &options) {
  pm.addPass(createAssignLayouts(targetOptions<AssignLayoutsOptions>(options)));
}

void buildOutlineKernels(OpPassManager &pm) {
  pm.addPass(createOutlineKernels());
}

void buildSelectAlgorithms(OpPassManager &pm, const PipelineOptions &options) {
  pm.addPass(
      createSelectAlgorithms(targetOptions<SelectAlgorithmsOptions>(options)));
  pm.addPass(createAlternateOrder());
}

void buildPlanMemory(OpPassManager &pm) { pm.addPass(createPlanMemory()); }

void buildPhase(Phase phase, OpPassManager &pm,
                const PipelineOptions &options) {
  switch (phase) {
  case Phase::Simplify:
    return buildSimplify(pm);
  case Phase::FoldConstants:
    return buildFoldConstants(pm);
  case Phase::FoldBatchNorm:
    return buildFoldBatchNorm(pm);
  case Phase::FuseKernels:
    return buildFuseKernels(pm);
  case Phase::AssignLayouts:
    return buildAssignLayouts(pm, options);
  case Phase::OutlineKernels:
    return buildOutlineKernels(pm);
  case Phase::SelectAlgorithms:
    return buildSelectAlgorithms(pm, options);
  case Phase::PlanMemory:
    return buildPlanMemory(pm);
  case Phase::Import:
  case Phase::CompileKernels:
  case Phase::Link:
    break;
  }
  llvm_unreachable("the phase has no passes");
}

//===----------------------------------------------------------------------===//
// kiln-opt
//===----------------------------------------------------------------------===//

namespace {

struct NamedPipelineOptions : PassPipelineOptions<NamedPipelineOptions> {
  Option<std::string> stopAfter{*this, "stop-after",
                                llvm::cl::desc("the last phase"),
                                llvm::cl::init("plan-memory")};
  Option<int64_t> lanes{*this, "lanes", llvm::cl::desc("f32 lanes of a vector"),
                        llvm::cl::init(16)};
  Option<int64_t> registers{*this, "registers",
                            llvm::cl::desc("vector registers"),
                            llvm::cl::init(32)};
  Option<bool> fma{*this, "fma", llvm::cl::desc("fused multiply-add"),
                   llvm::cl::init(true)};
  Option<bool> winograd{*this, "winograd",
                        llvm::cl::desc("Winograd's algorithms are allowed"),
                        llvm::cl::init(true)};
};

} // namespace

static void buildNamedPipeline(OpPassManager &pm,
                               const NamedPipelineOptions &named) {
  std::optional<Phase> last = parsePhase(named.stopAfter);
  if (!last || !isRewrite(*last))
    llvm::reportFatalUsageError(llvm::Twine("stop-after: '") +
                                named.stopAfter.getValue() +
                                "' is no phase that rewrites a module");
  PipelineOptions options;
  options.vectors = {named.lanes, named.registers, named.fma};
  options.math = named.winograd ? MathMode::FP32 : MathMode::Exact;
  for (Phase phase : allPhases())
    if (isRewrite(phase) && phase <= *last)
      buildPhase(phase, pm, options);
}

void registerPipelines() {
  PassPipelineRegistration<NamedPipelineOptions>(
      "kiln-pipeline", "the phases of kiln that rewrite a module, in order",
      buildNamedPipeline);
}

} // namespace kiln

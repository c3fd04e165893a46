//===- LayerResult.cpp - What one layer gives -----------------------------===//

#include "compiler/Verify/LayerResult.h"

#include "compiler/Verify/CompiledRun.h"
#include "compiler/Verify/TapGraph.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace mlir;

namespace kiln {

/// The layers that an op belongs to, callers' too.
static std::set<std::string> layersOf(Operation *op) {
  std::set<std::string> names;
  op->getLoc()->walk([&](Location inner) {
    if (auto name = dyn_cast<NameLoc>(inner))
      names.insert(name.getName().str());
    return WalkResult::advance();
  });
  for (Value operand : op->getOperands())
    if (auto parameter = operand.getDefiningOp<GetParameterOp>())
      names.insert(parameter.getName().rsplit('.').first.str());
  return names;
}

/// Null after an error has been reported.
static Value findResult(GraphOp graph, StringRef name) {
  std::set<std::string> known;
  Value found;
  for (Operation &op : graph.getBody().front().without_terminator()) {
    if (isa<ConstantOp, GetParameterOp>(op) || op.getNumResults() == 0)
      continue;
    std::set<std::string> names = layersOf(&op);
    if (names.count(name.str()))
      found = op.getResult(0);
    known.insert(names.begin(), names.end());
  }
  if (!found)
    emitError(UnknownLoc::get(graph.getContext()))
        << "the model has no layer '" << name << "'; there are "
        << (known.empty() ? "none with names" : llvm::join(known, ", "));
  return found;
}

FailureOr<LayerResult> computeLayer(ModuleOp module, StringRef name,
                                    ArrayRef<HostTensor> givenInputs,
                                    const VerifyOptions &options) {
  GraphOp graph = *module.getOps<GraphOp>().begin();
  HostTensors inputs(givenInputs.begin(), givenInputs.end());
  Value result = findResult(graph, name);
  if (!result || failed(exposeState(graph, inputs)))
    return failure();
  appendOutputs(graph, result);
  auto reference = interpret(graph, inputs);
  if (!reference)
    return report(module.getContext(), reference.takeError());
  PipelineObserver observer;
  if (failed(runPhases(module, Phase::Simplify, Phase::PlanMemory,
                       options.pipeline, observer)))
    return failure();
  auto kernels = compileKernelsOf(module, options.program, observer);
  if (failed(kernels))
    return failure();
  auto compiled = CompiledRun{*kernels, options.program, observer}.run(
      *module.getOps<kernel::ProgramOp>().begin(), inputs);
  if (failed(compiled))
    return failure();
  return LayerResult{reference->back(), compiled->back()};
}

} // namespace kiln

//===- VerifyModel.cpp - Compiled models against the reference ------------===//

#include "compiler/Verify/VerifyModel.h"

#include "codegen/CPU/Program/DescribeProgram.h"
#include "compiler/Verify/CompiledRun.h"
#include "compiler/Verify/InjectFault.h"
#include "compiler/Verify/TapGraph.h"
#include "compiler/Verify/TensorDifference.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

using namespace mlir;

namespace kiln {

namespace {

class Verification {
public:
  Verification(ModuleOp module, ArrayRef<HostTensor> inputs,
               const VerifyOptions &options, PipelineObserver &observer)
      : module(module), inputs(inputs), options(options), observer(observer),
        graph(*module.getOps<GraphOp>().begin()), location(graph.getLoc()) {}

  FailureOr<VerifyResult> run() {
    if (failed(exposeState(graph, inputs)) || failed(runReferences()))
      return failure();
    if (!compareReferences())
      return result;
    if (failed(injectFaults()) || failed(compile()))
      return failure();
    CompiledRun compiled{kernels, options.program, observer};
    FailureOr<std::vector<HostTensor>> tapped = compiled.run(twin, inputs);
    if (failed(tapped))
      return failure();
    if (failed(compareTapsWith(*tapped)))
      return failure();
    if (!result.report.passed())
      return result;
    FailureOr<std::vector<HostTensor>> outputs = compiled.run(program, inputs);
    if (failed(outputs))
      return failure();
    result.passed = compareOutputs(*outputs);
    return result;
  }

private:
  //===--------------------------------------------------------------------===//
  // Reference
  //===--------------------------------------------------------------------===//

  /// The outputs before transformation, then those and all kernels' results
  /// after it.
  LogicalResult runReferences() {
    auto before = interpret(graph, inputs);
    if (!before)
      return report(module.getContext(), before.takeError());
    importedOutputs = std::move(*before);
    if (failed(runPhases(module, Phase::Simplify, Phase::FuseKernels,
                         options.pipeline, observer)))
      return failure();
    InterpreterOptions recording;
    recording.onResult = [&](Operation *op, ArrayRef<HostTensor> results) {
      if (isTapped(op))
        llvm::append_range(expected, results);
    };
    auto after = interpret(graph, inputs, recording);
    if (!after)
      return report(module.getContext(), after.takeError());
    fusedOutputs = std::move(*after);
    reference = module.clone();
    depth = std::max<int64_t>(1, expected.size());
    return success();
  }

  bool compareReferences() {
    return compareAll(importedOutputs, fusedOutputs,
                      "transforming the model changed output ");
  }

  bool compareOutputs(ArrayRef<HostTensor> outputs) {
    return compareAll(fusedOutputs, outputs,
                      "every kernel is right, and yet the program gives "
                      "another output ");
  }

  /// Reports the first output that differs by more than the whole network may.
  bool compareAll(ArrayRef<HostTensor> wanted, ArrayRef<HostTensor> found,
                  const char *message) {
    for (auto [i, pair] : llvm::enumerate(llvm::zip(wanted, found))) {
      auto &[a, b] = pair;
      Tap tap{"", "", location, a, b, depth};
      double tolerance = toleranceOf(tap, options.taps);
      TensorDifference difference = compareTensors(a, b, tolerance);
      if (!difference)
        continue;
      emitError(location) << message << i << ": "
                          << describe(difference, a, b, tolerance);
      return false;
    }
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Compiling
  //===--------------------------------------------------------------------===//

  LogicalResult injectFaults() {
    if (!options.faultSeed)
      return success();
    std::optional<Fault> fault = injectFault(graph, *options.faultSeed);
    if (!fault)
      return emitError(location, "there is no kernel to break");
    emitRemark(fault->location) << "broken on purpose: " << fault->what;
    return success();
  }

  /// Makes programs of the graph and of a twin with taps; their kernels are the
  /// same.
  LogicalResult compile() {
    std::string name = graph.getSymName().str(), twinName = name + ".taps";
    OpBuilder builder(graph->getContext());
    builder.setInsertionPointAfter(graph);
    auto copy = cast<GraphOp>(builder.clone(*graph));
    copy.setSymName(twinName);
    points = addTaps(copy);
    if (failed(runPhases(module, Phase::AssignLayouts, Phase::PlanMemory,
                         options.pipeline, observer)))
      return failure();
    SymbolTable symbols(module);
    program = symbols.lookup<kernel::ProgramOp>(name);
    twin = symbols.lookup<kernel::ProgramOp>(twinName);
    FailureOr<std::vector<ObjectBytes>> objects =
        compileKernelsOf(module, options.program, observer);
    if (failed(objects))
      return failure();
    kernels = std::move(*objects);
    return success();
  }

  //===--------------------------------------------------------------------===//
  // Comparing
  //===--------------------------------------------------------------------===//

  /// What the reference makes of what the compiled program gave each kernel:
  /// the error of a kernel alone. Rounding before it may have been enlarged, by
  /// a cancellation or by a comparison of nearly equal numbers, without any
  /// kernel being wrong. What is allowed stays: a kernel may cancel within
  /// itself too.
  LogicalResult expectOfActualInputs(MutableArrayRef<Tap> taps) {
    size_t next = 0;
    InterpreterOptions replacing;
    replacing.onResult = [&](Operation *op,
                             MutableArrayRef<HostTensor> results) {
      if (!isTapped(op))
        return;
      for (HostTensor &value : results) {
        Tap &tap = taps[next++];
        tap.expected = std::exchange(value, tap.actual);
      }
    };
    GraphOp whole = *reference->getOps<GraphOp>().begin();
    auto outputs = interpret(whole, inputs, replacing);
    return outputs ? success()
                   : report(module.getContext(), outputs.takeError());
  }

  LogicalResult compareTapsWith(ArrayRef<HostTensor> outputs) {
    SymbolTable symbols(module);
    std::vector<Tap> taps;
    for (auto [point, value] : llvm::zip(points, expected)) {
      kernel::CallOp call = callOfOutput(twin, point.output);
      Tap tap{"copy",     "", point.location, value, outputs[point.output],
              point.depth};
      if (call) {
        tap.kernel = call.getCallee().str();
        tap.layer =
            layerOf(call, symbols.lookup<kernel::FuncOp>(call.getCallee()));
      }
      taps.push_back(std::move(tap));
    }
    result.kernels = taps.size();
    if (anyTapDiffers(taps, options.taps) && failed(expectOfActualInputs(taps)))
      return failure();
    result.report = compareTaps(taps, options.taps);
    return success();
  }

  ModuleOp module;
  HostTensors inputs;
  const VerifyOptions &options;
  PipelineObserver &observer;
  GraphOp graph;
  /// The module when its kernels are fused and nothing is broken or lowered.
  OwningOpRef<ModuleOp> reference;
  Location location;
  int64_t depth = 1;
  kernel::ProgramOp program, twin;
  std::vector<HostTensor> importedOutputs, fusedOutputs, expected;
  std::vector<TapPoint> points;
  std::vector<ObjectBytes> kernels;
  VerifyResult result;
};

} // namespace

FailureOr<VerifyResult> verifyModel(ModuleOp module,
                                    ArrayRef<HostTensor> inputs,
                                    const VerifyOptions &options,
                                    PipelineObserver &observer) {
  return Verification(module, inputs, options, observer).run();
}

} // namespace kiln

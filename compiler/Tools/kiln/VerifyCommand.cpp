//===- VerifyCommand.cpp - kiln verify ------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/OutputPaths.h"
#include "compiler/Tools/kiln/Progress.h"
#include "compiler/Verify/LayerResult.h"
#include "compiler/Verify/RandomInputs.h"
#include "compiler/Verify/VerifyModel.h"

#include "llvm/Support/Path.h"

#include <fmt/format.h>

using namespace mlir;

namespace kiln {

/// What everything depends on: the target and the model's name.
static FailureOr<VerifyOptions> optionsOf(MLIRContext &context,
                                          const VerifyCommand &command,
                                          const std::string &name) {
  VerifyOptions options;
  auto target = resolveCpu(command.targetCpu);
  if (!target)
    return report(&context, target.takeError());
  auto pipeline = PipelineOptions::create(*target, command.math);
  if (!pipeline)
    return report(&context, pipeline.takeError());
  options.pipeline = *pipeline;
  options.program.target = *target;
  options.program.level = command.targetCpu;
  options.program.name = modelSymbol(name);
  options.taps.scale = command.toleranceScale;
  options.faultSeed = command.faultSeed;
  return options;
}

static LogicalResult printResult(const VerifyResult &result, StringRef sizes,
                                 const VerifyCommand &command) {
  if (!result.passed)
    return failure();
  if (!command.say.quiet)
    llvm::outs() << fmt::format(
        "{} kernels agree with the reference{}; the largest error is {:.1e}, "
        "{:.0f}% of what is allowed there\n",
        result.kernels, sizes.empty() ? "" : (" at " + sizes).str(),
        result.report.worstError, 100 * result.report.worstShare);
  return success();
}

/// Writes what the layer gives as compiled, and beside it what the reference
/// says: "conv1.npy" and "conv1.reference.npy".
static LogicalResult dump(ImportedModel &model, const VerifyCommand &command,
                          ArrayRef<HostTensor> inputs,
                          const VerifyOptions &options) {
  if (command.dump.empty())
    return success();
  MLIRContext *context = model.module->getContext();
  std::string compiled =
      command.output.empty() ? command.dump + ".npy" : command.output;
  llvm::SmallString<128> reference(compiled);
  llvm::sys::path::replace_extension(
      reference, "reference" + llvm::sys::path::extension(compiled));
  OutputPaths paths(model.dependencies);
  for (StringRef path : {StringRef(compiled), StringRef(reference)})
    if (llvm::Error error = paths.add("the layer", path))
      return report(context, std::move(error));

  OwningOpRef<ModuleOp> copy(cast<ModuleOp>((*model.module)->clone()));
  FailureOr<LayerResult> result =
      computeLayer(*copy, command.dump, inputs, options);
  if (failed(result))
    return failure();
  if (llvm::Error error = writeArray(compiled, result->compiled))
    return report(context, std::move(error));
  if (llvm::Error error = writeArray(std::string(reference), result->reference))
    return report(context, std::move(error));
  return success();
}

/// Gives named dimensions the sizes of the arrays, or some where there are no
/// arrays; returns what was chosen.
static llvm::Expected<std::string> giveSizes(ModuleOp module, GraphOp graph,
                                             ArrayRef<HostTensor> arrays) {
  if (arrays.empty())
    return specializeFreely(module, graph);
  if (llvm::Error error = specializeFor(module, graph, arrays))
    return std::move(error);
  return std::string();
}

LogicalResult verify(MLIRContext &context, const VerifyCommand &command) {
  Progress progress(command.say);
  auto arrays = readArrays(command.inputs);
  if (!arrays)
    return report(&context, arrays.takeError());
  ImportOptions import = command.import;
  import.inputHint += ", or as a .npy file behind the model";
  if (!arrays->empty())
    import.inputs = specsOf(*arrays);
  progress.started(Phase::Import);
  FailureOr<ImportedModel> model = importModel(context, import);
  if (failed(model))
    return failure();
  progress.finished(Phase::Import, *model->module);
  auto graphs = model->module->getOps<GraphOp>();
  if (graphs.empty())
    return emitError(UnknownLoc::get(&context),
                     "the model has no graph to verify");
  llvm::Expected<std::string> sizes =
      giveSizes(*model->module, *graphs.begin(), *arrays);
  if (!sizes)
    return report(&context, sizes.takeError());
  std::vector<HostTensor> inputs =
      arrays->empty() ? randomInputs(*graphs.begin(), command.seed) : *arrays;
  FailureOr<VerifyOptions> options = optionsOf(context, command, model->name);
  if (failed(options) || failed(dump(*model, command, inputs, *options)))
    return failure();
  FailureOr<VerifyResult> result =
      verifyModel(*model->module, inputs, *options, progress);
  progress.hide();
  if (failed(result))
    return failure();
  progress.printTimes();
  return printResult(*result, *sizes, command);
}

} // namespace kiln

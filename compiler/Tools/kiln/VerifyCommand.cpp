//===- VerifyCommand.cpp - kiln verify ------------------------------------===//

#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/DumpLayer.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/Progress.h"
#include "compiler/Verify/RandomInputs.h"
#include "compiler/Verify/VerifyModel.h"

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

static LogicalResult printResult(const VerifyResult &result,
                                 const VerifyCommand &command) {
  if (!result.passed)
    return failure();
  if (!command.say.quiet)
    llvm::outs() << fmt::format(
        "{} kernels agree with the reference; the largest error is {:.1e}, "
        "{:.0f}% of what is allowed there\n",
        result.kernels, result.report.worstError,
        100 * result.report.worstShare);
  return success();
}

LogicalResult verify(MLIRContext &context, const VerifyCommand &command) {
  Progress progress(command.say);
  auto arrays = readArrays(command.inputs);
  if (!arrays)
    return report(&context, arrays.takeError());
  ImportOptions import = command.import;
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
  if (llvm::Error error =
          specializeFor(*model->module, *graphs.begin(), *arrays))
    return report(&context, std::move(error));
  std::vector<HostTensor> inputs =
      arrays->empty() ? randomInputs(*graphs.begin(), command.seed) : *arrays;
  if (!command.dump.empty())
    if (failed(dumpLayer(*graphs.begin(), inputs, command.dump,
                         command.output.empty() ? command.dump + ".npy"
                                                : command.output)))
      return failure();
  FailureOr<VerifyOptions> options = optionsOf(context, command, model->name);
  if (failed(options))
    return failure();
  FailureOr<VerifyResult> result =
      verifyModel(*model->module, inputs, *options, progress);
  progress.hide();
  if (failed(result))
    return failure();
  progress.printTimes();
  return printResult(*result, command);
}

} // namespace kiln

//===- InspectCommand.cpp - kiln inspect ----------------------------------===//

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/ModelArguments.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace kiln;

static std::string outputsOf(const LayerDescription &layer) {
  return llvm::join(layer.outputs, ", ");
}

/// Layers as rows: the depth of the path is the indentation of its last part.
static std::string titleOf(const LayerDescription &layer) {
  if (layer.path.empty())
    return layer.type;
  llvm::StringRef path = layer.path;
  size_t depth = path.count('.') + 1;
  llvm::StringRef last = path.rsplit('.').second;
  return std::string(2 * depth, ' ') + (last.empty() ? path : last).str() +
         ": " + layer.type;
}

static void printLayers(llvm::ArrayRef<LayerDescription> layers) {
  size_t titleWidth = 5, outputWidth = 6;
  for (const LayerDescription &layer : layers) {
    titleWidth = std::max(titleWidth, titleOf(layer).size());
    outputWidth = std::max(outputWidth, outputsOf(layer).size());
  }
  auto row = [&](const std::string &title, const std::string &output,
                 const std::string &parameters, const std::string &calls) {
    std::string text =
        fmt::format("{:<{}}  {:<{}}  {:>12}  {}", title, titleWidth, output,
                    outputWidth, parameters, calls);
    llvm::outs() << llvm::StringRef(text).rtrim() << "\n";
  };
  bool anyCalls = llvm::any_of(
      layers, [](const LayerDescription &layer) { return layer.calls > 0; });
  row("layer", "output", "parameters", "");
  for (const LayerDescription &layer : layers)
    row(titleOf(layer), outputsOf(layer),
        layer.parameters ? std::to_string(layer.parameters) : "-",
        layer.calls == 1 || !anyCalls ? ""
        : layer.calls == 0 ? "not called"
                           : fmt::format("called {} times", layer.calls));
}

/// Whatever a program of the model would be refused for is an error by now:
/// what comes behind makes code.
static mlir::LogicalResult checkSupport(mlir::MLIRContext &context,
                                        const ImportOptions &options) {
  auto target = resolveCpu("native");
  if (!target)
    return report(&context, target.takeError());
  auto pipeline = PipelineOptions::create(*target, MathMode::FP32);
  if (!pipeline)
    return report(&context, pipeline.takeError());
  auto model = importModel(context, options);
  PipelineObserver observer;
  if (mlir::failed(model) ||
      mlir::failed(runPhases(*model->module, Phase::Simplify, Phase::PlanMemory,
                             *pipeline, observer)))
    return mlir::failure();
  llvm::outs() << options.model << ": all that it uses is supported\n";
  return mlir::success();
}

mlir::LogicalResult kiln::inspect(mlir::MLIRContext &context,
                                  const InspectCommand &command) {
  if (command.check)
    return checkSupport(context, command.import);
  if (isDefinition(command.import.model)) {
    for (const ArgumentSpec &input : command.import.inputs)
      if (!input.symbols.empty())
        return mlir::emitError(mlir::UnknownLoc::get(&context),
                               "layers are shown at sizes that are numbers, "
                               "got --input=" +
                                   formatArgumentSpec(input));
    auto layers = describeLayers(context, command.import);
    if (mlir::failed(layers))
      return mlir::failure();
    printLayers(*layers);
    return mlir::success();
  }
  if (mlir::failed(checkOptions(context, command.import,
                                "a file, which is shown as it is", {})))
    return mlir::failure();
  auto model = readModelFile(command.import.model);
  if (!model)
    return report(&context, model.takeError());
  printModel(llvm::outs(), *model);
  return mlir::success();
}

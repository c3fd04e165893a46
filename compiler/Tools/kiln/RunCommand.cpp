//===- RunCommand.cpp - kiln run ------------------------------------------===//

#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/OutputPaths.h"
#include "compiler/Tools/kiln/PrintTensor.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include <fmt/format.h>

using namespace kiln;

/// Writes the outputs that files are given for, or prints all.
static llvm::Error showOutputs(llvm::ArrayRef<HostTensor> outputs,
                               llvm::ArrayRef<std::string> files) {
  if (files.size() > outputs.size())
    return llvm::createStringError(
        fmt::format("expected at most {} -o, as many as the model has outputs, "
                    "got {}",
                    outputs.size(), files.size()));
  for (auto [output, file] : llvm::zip(outputs, files))
    if (llvm::Error error = writeArray(file, output))
      return error;
  if (files.empty())
    for (auto [i, output] : llvm::enumerate(outputs))
      printTensor(llvm::outs(), fmt::format("output{}", i), output);
  return llvm::Error::success();
}

/// Finds what must not be written to before anything runs.
static llvm::Error checkOutputs(const ImportedModel &model,
                                llvm::ArrayRef<std::string> files) {
  OutputPaths paths(model.dependencies);
  for (auto [i, file] : llvm::enumerate(files))
    if (file != "-")
      if (llvm::Error error = paths.add(fmt::format("output {}", i), file))
        return error;
  return llvm::Error::success();
}

mlir::LogicalResult kiln::run(mlir::MLIRContext &context,
                              const RunCommand &command) {
  auto inputs = readArrays(command.inputs);
  if (!inputs)
    return report(&context, inputs.takeError());
  ImportOptions options = command.import;
  options.inputs = specsOf(*inputs);
  options.inputHint = "as a .npy file behind the model";
  auto model = importModel(context, options);
  if (mlir::failed(model))
    return mlir::failure();
  if (llvm::Error error = checkOutputs(*model, command.outputs))
    return report(&context, std::move(error));
  auto graphs = model->module->getOps<GraphOp>();
  if (graphs.empty())
    return mlir::emitError(mlir::UnknownLoc::get(&context),
                           "the model has no graph to run");
  GraphOp graph = *graphs.begin();
  if (llvm::Error error = specializeFor(*model->module, graph, *inputs))
    return report(&context, std::move(error));
  auto outputs = interpret(graph, *inputs);
  if (!outputs)
    return report(&context, outputs.takeError());
  auto shown = llvm::ArrayRef(*outputs).drop_back(countStates(graph));
  if (llvm::Error error = showOutputs(shown, command.outputs))
    return report(&context, std::move(error));
  return mlir::success();
}

//===- RunCommand.cpp - kiln run ------------------------------------------===//

#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/PrintTensor.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include <fmt/format.h>

using namespace kiln;

/// Writes the outputs that files are given for and prints the others.
static llvm::Error showOutputs(GraphOp graph,
                               llvm::ArrayRef<HostTensor> outputs,
                               llvm::ArrayRef<std::string> files) {
  if (files.size() > outputs.size())
    return llvm::createStringError(
        fmt::format("expected at most {} -o, as many as the model has outputs, "
                    "got {}",
                    outputs.size(), files.size()));
  for (auto [i, output] : llvm::enumerate(outputs)) {
    if (i < files.size()) {
      if (llvm::Error error = writeArray(files[i], output))
        return error;
      continue;
    }
    if (files.empty())
      printTensor(llvm::outs(), fmt::format("output{}", i), output);
  }
  return llvm::Error::success();
}

mlir::LogicalResult kiln::run(mlir::MLIRContext &context,
                              const RunCommand &command) {
  auto inputs = readArrays(command.inputs);
  if (!inputs)
    return report(&context, inputs.takeError());
  ImportOptions options = command.import;
  options.inputs = specsOf(*inputs);
  auto model = importModel(context, options);
  if (mlir::failed(model))
    return mlir::failure();
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
  if (llvm::Error error = showOutputs(graph, shown, command.outputs))
    return report(&context, std::move(error));
  return mlir::success();
}

//===- CompiledRun.cpp - Runs what was just compiled ----------------------===//

#include "compiler/Verify/CompiledRun.h"

#include "compiler/Verify/LoadedModel.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"

using namespace mlir;

namespace kiln {

LogicalResult exposeState(GraphOp graph, HostTensors &inputs) {
  llvm::Expected<HostTensors> state = initialState(graph);
  if (!state)
    return report(graph.getContext(), state.takeError());
  if (state->empty())
    return success();
  llvm::append_range(inputs, *state);
  for (unsigned index = 0; index < graph.getNumArguments(); ++index)
    graph.removeArgAttr(index, kStateAttr);
  for (unsigned index = 0; index < graph.getNumResults(); ++index)
    graph.removeResultAttr(index,
                           StringAttr::get(graph.getContext(), kStateAttr));
  // They described inputs and outputs as they were.
  graph.removeInputTreeAttr();
  graph.removeOutputTreeAttr();
  graph.removeOutputNamesAttr();
  return success();
}

FailureOr<std::vector<HostTensor>>
CompiledRun::run(kernel::ProgramOp program, ArrayRef<HostTensor> inputs) {
  llvm::SmallString<128> path;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("kiln-verify", "so", path))
    return emitError(program.getLoc(),
                     "cannot create a temporary file: " + error.message());
  llvm::sys::RemoveFileOnSignal(path);
  FailureOr<std::vector<HostTensor>> outputs = runIn(path, program, inputs);
  llvm::sys::fs::remove(path);
  llvm::sys::DontRemoveFileOnSignal(path);
  return outputs;
}

FailureOr<std::vector<HostTensor>>
CompiledRun::runIn(StringRef path, kernel::ProgramOp program,
                   ArrayRef<HostTensor> inputs) {
  MLIRContext *context = program.getContext();
  LinkOptions link;
  link.output = LinkOutput::SharedLibrary;
  link.outputPath = path.str();
  link.writesHeader = false;
  OutputFiles files;
  if (failed(linkProgram(program, kernels, options, link, files, observer)))
    return failure();
  if (llvm::Error error = files.keep())
    return report(context, std::move(error));
  auto loaded = LoadedModel::load(path.str(), options.name);
  if (!loaded)
    return report(context, loaded.takeError());
  auto outputs = (*loaded)->run(inputs);
  if (!outputs)
    return report(context, outputs.takeError());
  return std::move(*outputs);
}

} // namespace kiln

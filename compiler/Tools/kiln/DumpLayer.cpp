//===- DumpLayer.cpp - A layer's results as an array ----------------------===//

#include "compiler/Tools/kiln/DumpLayer.h"

#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace mlir;

namespace kiln {

/// Names in a location, of callers too.
static void addNames(Location location, std::set<std::string> &names) {
  location->walk([&](Location inner) {
    if (auto name = dyn_cast<NameLoc>(inner))
      names.insert(name.getName().str());
    return WalkResult::advance();
  });
}

static std::set<std::string> layersOf(Operation *op) {
  std::set<std::string> names;
  addNames(op->getLoc(), names);
  for (Value operand : op->getOperands())
    if (auto parameter = operand.getDefiningOp<GetParameterOp>())
      names.insert(parameter.getName().rsplit('.').first.str());
  return names;
}

LogicalResult dumpLayer(GraphOp graph, ArrayRef<HostTensor> inputs,
                        StringRef name, const std::string &path) {
  std::set<std::string> known;
  HostTensor found;
  InterpreterOptions options;
  options.onResult = [&](Operation *op, ArrayRef<HostTensor> results) {
    if (isa<ConstantOp, GetParameterOp>(op) || results.empty())
      return;
    std::set<std::string> names = layersOf(op);
    if (names.count(name.str()))
      found = results.front();
    known.insert(names.begin(), names.end());
  };
  auto outputs = interpret(graph, inputs, options);
  if (!outputs)
    return report(graph.getContext(), outputs.takeError());
  if (!found)
    return emitError(UnknownLoc::get(graph.getContext()))
           << "the model has no layer '" << name << "'; there are "
           << (known.empty() ? "none with names" : llvm::join(known, ", "));
  if (llvm::Error error = writeArray(path, found))
    return report(graph.getContext(), std::move(error));
  return success();
}

} // namespace kiln

//===- TapGraph.cpp - A graph whose kernels' results all come out ---------===//

#include "compiler/Verify/TapGraph.h"

using namespace mlir;

namespace kiln {

namespace {

/// Finds the depth of values.
class Depths {
public:
  int64_t of(Value value) const { return depths.lookup(value); }

  void visit(Operation &op) {
    int64_t depth = 0, before = 0;
    op.walk([&](FusedOp) { ++depth; });
    for (Value operand : op.getOperands())
      before = std::max(before, of(operand));
    for (Value result : op.getResults())
      depths[result] = before + depth;
  }

private:
  llvm::DenseMap<Value, int64_t> depths;
};

} // namespace

bool isTapped(Operation *op) {
  return isa<FusedOp>(op) && isa<GraphOp>(op->getParentOp());
}

void appendOutputs(GraphOp graph, ArrayRef<Value> values) {
  Operation *terminator = graph.getBody().front().getTerminator();
  SmallVector<Value> outputs(terminator->getOperands());
  llvm::append_range(outputs, values);
  terminator->setOperands(outputs);
  graph.setFunctionType(FunctionType::get(graph.getContext(),
                                          graph.getArgumentTypes(),
                                          ValueRange(outputs).getTypes()));
  // They described the outputs as they were.
  graph.removeOutputNamesAttr();
  graph.removeOutputTreeAttr();
  graph.removeResAttrsAttr();
}

std::vector<TapPoint> addTaps(GraphOp graph) {
  std::vector<TapPoint> points;
  SmallVector<Value> values;
  size_t next = graph.getResultTypes().size();
  Depths depths;
  for (Operation &op : graph.getBody().front().without_terminator()) {
    depths.visit(op);
    if (!isTapped(&op))
      continue;
    for (Value result : op.getResults()) {
      points.push_back({op.getLoc(), depths.of(result), next++});
      values.push_back(result);
    }
  }
  appendOutputs(graph, values);
  return points;
}

/// Kernels that only move a value from one layout to another.
static bool isCopy(kernel::FuncOp kernel) {
  return llvm::all_of(kernel.getBody().front().without_terminator(),
                      [](Operation &op) { return isa<UnpackOp>(op); });
}

kernel::CallOp callOfOutput(kernel::ProgramOp program, size_t output) {
  SymbolTable symbols(program->getParentOfType<ModuleOp>());
  Value value = kernel::storageOf(program.getReturned()[output]);
  while (Operation *op = value.getDefiningOp()) {
    if (auto join = dyn_cast<kernel::JoinOp>(op)) {
      value = kernel::storageOf(join.getParts().front());
      continue;
    }
    auto call = dyn_cast<kernel::CallOp>(op);
    if (!call)
      return nullptr;
    if (!isCopy(symbols.lookup<kernel::FuncOp>(call.getCallee())) ||
        call.getInputs().empty())
      return call;
    value = kernel::storageOf(call.getInputs().front());
  }
  return nullptr;
}

} // namespace kiln

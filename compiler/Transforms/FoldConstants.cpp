//===- FoldConstants.cpp - Compute what depends on constants alone --------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"

namespace kiln {
#define GEN_PASS_DEF_FOLDCONSTANTS
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Larger results cost more to store than to compute.
constexpr int64_t kMaxElements = 1 << 20;

int64_t elementsOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getNumElements();
}

/// Ops that only say where elements are and give more of them than they read
/// stay: kernels read through them.
bool isExpansion(Operation *op) { return isa<BroadcastOp>(op); }

std::optional<HostTensors> constantOperands(Operation *op) {
  HostTensors tensors;
  for (Value operand : op->getOperands()) {
    auto constant = operand.getDefiningOp<ConstantOp>();
    std::optional<HostTensor> tensor =
        constant ? toHostTensor(constant.getValue()) : std::nullopt;
    if (!tensor)
      return std::nullopt;
    tensors.push_back(*tensor);
  }
  return tensors;
}

bool isCandidate(Operation *op) {
  return op->getNumOperands() > 0 && op->getNumResults() == 1 &&
         op->getNumRegions() == 0 && !isa<ConstantOp>(op) && isPure(op) &&
         !isExpansion(op) && elementsOf(op->getResult(0)) <= kMaxElements;
}

/// Replaces an op by its value if it has one; what the interpreter refuses
/// stays as it is.
void fold(Operation *op) {
  std::optional<HostTensors> operands = constantOperands(op);
  if (!operands)
    return;
  auto results = evaluateOp(op, *operands);
  if (!results)
    return llvm::consumeError(results.takeError());
  OpBuilder builder(op);
  auto value = toAttr(op->getContext(), "folded", results->front());
  auto constant =
      ConstantOp::create(builder, op->getLoc(), value.getType(), value);
  op->getResult(0).replaceAllUsesWith(constant.getResult());
  op->erase();
}

struct FoldConstantsPass : impl::FoldConstantsBase<FoldConstantsPass> {
  void runOnOperation() override {
    for (auto graph : getOperation().getOps<GraphOp>())
      for (Operation &op : llvm::make_early_inc_range(graph.getBody().front()))
        if (isCandidate(&op))
          fold(&op);
  }
};

} // namespace
} // namespace kiln

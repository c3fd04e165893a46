//===- FoldEmptyTensors.cpp - Remove what computes no element -------------===//

#include "compiler/Transforms/Passes.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"

namespace kiln {
#define GEN_PASS_DEF_FOLDEMPTYTENSORS
#include "compiler/Transforms/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

bool isEmpty(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  return type.hasStaticShape() && llvm::is_contained(type.getShape(), 0);
}

/// Has everybody read a constant instead of `value`.
void readConstant(OpBuilder &builder, Value value) {
  if (!isEmpty(value) || value.use_empty() ||
      isa_and_present<ConstantOp>(value.getDefiningOp()))
    return;
  auto type = cast<ShapedType>(value.getType());
  Value constant =
      ConstantOp::create(builder, value.getLoc(), type,
                         DenseElementsAttr::get(type, ArrayRef<Attribute>()));
  value.replaceAllUsesWith(constant);
}

/// Leaves out the operands that add nothing to a concatenation.
void shorten(ConcatOp concat) {
  SmallVector<Value> filled = llvm::to_vector(llvm::make_filter_range(
      concat.getInputs(), [](Value input) { return !isEmpty(input); }));
  if (filled.size() == 1 && filled.front().getType() == concat.getType())
    concat.replaceAllUsesWith(filled.front());
  else if (!filled.empty())
    concat.getInputsMutable().assign(filled);
}

void fold(Block &body) {
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  for (BlockArgument argument : body.getArguments())
    readConstant(builder, argument);
  for (Operation &op : llvm::make_early_inc_range(body.without_terminator())) {
    if (auto concat = dyn_cast<ConcatOp>(op))
      shorten(concat);
    if (isa<IfOp, WhileOp>(op))
      for (Region &region : op.getRegions())
        fold(region.front());
    builder.setInsertionPointAfter(&op);
    for (Value result : op.getResults())
      readConstant(builder, result);
  }
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(body)))
    if (op.use_empty() && !isa<DefineDimOp>(op) &&
        !op.hasTrait<OpTrait::IsTerminator>())
      op.erase();
}

struct FoldEmptyTensorsPass : impl::FoldEmptyTensorsBase<FoldEmptyTensorsPass> {
  void runOnOperation() override {
    for (auto graph : getOperation().getOps<GraphOp>())
      fold(graph.getBody().front());
  }
};

} // namespace
} // namespace kiln

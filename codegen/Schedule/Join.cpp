//===- Join.cpp -----------------------------------------------------------===//

#include "codegen/Schedule/Join.h"

#include "codegen/Schedule/Arena.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace kiln {

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// The concatenation that `op` is, if it does nothing else and takes the
/// operands in their order.
static ConcatOp concatOf(Operation *op) {
  auto fused = dyn_cast<FusedOp>(op);
  if (!fused)
    return dyn_cast<ConcatOp>(op);
  Block &body = fused.getBody().front();
  auto concats = body.getOps<ConcatOp>();
  if (!llvm::hasSingleElement(concats))
    return nullptr;
  for (Operation &inner : body.without_terminator())
    if (!isa<ConcatOp, PackOp, UnpackOp>(inner))
      return nullptr;
  ConcatOp concat = *concats.begin();
  if (concat.getInputs().size() != body.getNumArguments())
    return nullptr;
  for (auto [input, argument] :
       llvm::zip(concat.getInputs(), body.getArguments())) {
    auto unpack = input.getDefiningOp<UnpackOp>();
    if ((unpack ? unpack.getInput() : input) != argument)
      return nullptr;
  }
  return concat;
}

/// Whether elements before dimension `dim` are one run of memory.
static bool isOutermost(RankedTensorType type, int64_t dim) {
  return llvm::all_of(dimsOf(type).take_front(dim),
                      [](Dim extent) { return extent == 1; });
}

/// Whether channels of a blocked value lie densely, in whole blocks.
static bool isDense(BlockedAttr layout) {
  return llvm::all_of(layout.getHalo(), [](int64_t pad) { return pad == 0; });
}

static bool liesBehindEachOther(Operation *op, int64_t dim) {
  RankedTensorType result = typeOf(op->getResult(0));
  BlockedAttr layout = layoutOf(result);
  if (!isOutermost(result, dim) || (layout && (dim != 1 || !isDense(layout))))
    return false;
  for (Value operand : op->getOperands()) {
    RankedTensorType type = typeOf(operand);
    if (layoutOf(type) != layout)
      return false;
    if (operand == op->getOperands().back())
      continue;
    bool wholeBlocks =
        !layout || isProvedMultiple(dimsOf(type)[1], layout.getBlock());
    if (!wholeBlocks ||
        !isProvedMultiple(kernel::bytesOf(type), kArenaAlignment))
      return false;
  }
  return true;
}

/// The caller decides where results of a graph lie, the op around where those
/// of a region do.
static bool isReturned(Value value) {
  return llvm::any_of(value.getUsers(), [](Operation *user) {
    return user->hasTrait<OpTrait::IsTerminator>();
  });
}

bool joinsOperands(Operation *op) {
  ConcatOp concat = concatOf(op);
  if (!concat || !liesBehindEachOther(op, concat.getDim()) ||
      isReturned(op->getResult(0)))
    return false;
  llvm::SmallPtrSet<void *, 8> seen;
  return llvm::all_of(op->getOperands(), [&](Value operand) {
    return seen.insert(operand.getAsOpaquePointer()).second &&
           operand.getParentBlock() == op->getBlock() && !isReturned(operand);
  });
}

} // namespace kiln

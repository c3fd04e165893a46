//===- InjectFault.cpp - Breaks a kernel, to test verification ------------===//

#include "compiler/Verify/InjectFault.h"

#include <random>

using namespace mlir;

namespace kiln {

template <typename From, typename To>
static bool swap(Operation *op, std::string &what) {
  auto from = dyn_cast<From>(op);
  if (!from)
    return false;
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  if (type.getElementType().isInteger(1))
    return false;
  OpBuilder builder(op);
  auto to = To::create(builder, op->getLoc(), op->getResultTypes(),
                       op->getOperands());
  what =
      (op->getName().stripDialect() + " became " + to->getName().stripDialect())
          .str();
  op->getResult(0).replaceAllUsesWith(to->getResult(0));
  op->erase();
  return true;
}

/// Makes an op another one of the same operands.
static bool swapAny(Operation *op, std::string &what) {
  return swap<AddOp, SubOp>(op, what) || swap<SubOp, AddOp>(op, what) ||
         swap<MulOp, AddOp>(op, what) || swap<ReluOp, NegOp>(op, what);
}

/// Makes the kernel's first result another one, whatever it is: numbers are
/// subtracted from one, bits flipped.
static std::string changeResult(FusedOp group) {
  Operation *yield = group.getBody().front().getTerminator();
  OpBuilder builder(yield);
  Location loc = group.getLoc();
  Value value = yield->getOperand(0), broken;
  auto type = cast<RankedTensorType>(value.getType());
  if (isa<FloatType>(type.getElementType())) {
    auto one = DenseElementsAttr::get(
        type, builder.getFloatAttr(type.getElementType(), 1));
    Value constant = ConstantOp::create(builder, loc, type, one);
    broken = SubOp::create(builder, loc, type, constant, value);
  } else {
    broken = BitwiseNotOp::create(builder, loc, type, value);
  }
  yield->setOperand(0, broken);
  return "its result is changed at the end";
}

std::optional<Fault> injectFault(GraphOp graph, uint64_t seed) {
  SmallVector<FusedOp> groups(graph.getBody().getOps<FusedOp>());
  if (groups.empty())
    return std::nullopt;
  std::mt19937_64 generator(seed);
  FusedOp group = groups[generator() % groups.size()];
  std::string what;
  // Only the last op: what is lost on the way to the result is no fault.
  Operation *last =
      group.getBody().front().getTerminator()->getOperand(0).getDefiningOp();
  bool swaps = generator() & 1;
  if (swaps && last && swapAny(last, what))
    return Fault{group.getLoc(), what};
  return Fault{group.getLoc(), changeResult(group)};
}

} // namespace kiln

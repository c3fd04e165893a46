//===- ShapeBindings.cpp - Moving ops to routines -------------------------===//

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Bindings.h"
#include "dialects/Kiln/Interpreter/Shape.h"

using namespace kiln;
using namespace kiln::reference;

static reference::PadMode padModeOf(kiln::PadMode mode) {
  switch (mode) {
  case kiln::PadMode::constant:
    return reference::PadMode::Constant;
  case kiln::PadMode::reflect:
    return reference::PadMode::Reflect;
  case kiln::PadMode::replicate:
    return reference::PadMode::Replicate;
  case kiln::PadMode::circular:
    return reference::PadMode::Circular;
  }
  llvm_unreachable("unknown padding mode");
}

/// Ops whose elements all come from operands at places known beforehand.
static void bindMoves(Bindings &bindings) {
  bindings.add<BroadcastOp>([](BroadcastOp op, Operands x) {
    return broadcast(x[0], shapeOf(op.getResult()).known());
  });
  bindings.add<ReshapeOp>([](ReshapeOp op, Operands x) {
    return x[0].reshaped(shapeOf(op.getResult()).known());
  });
  bindings.add<TransposeOp>([](TransposeOp op, Operands x) {
    return transpose(x[0], op.getPermutation());
  });
  bindings.add<SliceOp>([](SliceOp op, Operands x) {
    return slice(x[0], op.getStarts().known(), op.getSizes().known(),
                 op.getStrides());
  });
  bindings.add<ConcatOp>(
      [](ConcatOp op, Operands x) { return concat(x, op.getDim()); });
  bindings.add<PadOp>([](PadOp op, Operands x) {
    return pad(x[0], op.getLow().known(), op.getHigh().known(),
               padModeOf(op.getMode()), op.getValue());
  });
  bindings.add<ReverseOp>(
      [](ReverseOp op, Operands x) { return reverse(x[0], op.getDims()); });
}

void reference::bindShape(Bindings &bindings) {
  bindMoves(bindings);
  bindings.add<TakeOp>(
      [](TakeOp op, Operands x) { return take(x[0], x[1], op.getDim()); });
  bindings.add<GatherOp>(
      [](GatherOp op, Operands x) { return gather(x[0], x[1], op.getDim()); });
  bindings.add<RepeatIndicesOp>([](RepeatIndicesOp op, Operands x) {
    return repeatIndices(x[0], shapeOf(op.getResult()).known().front());
  });
  bindings.add<IotaOp>([](IotaOp op, Operands) {
    mlir::Value result = op.getResult();
    return iota(*dtypeOf(elementOf(result)), shapeOf(result).known(),
                op.getDim());
  });
  // Values are logical tensors, so a change of layout changes nothing.
  bindings.add<PackOp>([](PackOp, Operands x) { return x[0]; });
  bindings.add<UnpackOp>([](UnpackOp, Operands x) { return x[0]; });
}

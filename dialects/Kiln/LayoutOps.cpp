//===- LayoutOps.cpp - Changing the layout in memory ----------------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

template <typename OpT> static LogicalResult verifyLayoutOp(OpT op) {
  if (!equalUpToLayout(op.getInput().getType(), op.getResult().getType()))
    return op.emitOpError("changes more than the layout");
  return success();
}

LogicalResult PackOp::verify() {
  if (!layoutOf(getResult().getType()))
    return emitOpError("needs a result with a layout");
  return verifyLayoutOp(*this);
}

LogicalResult UnpackOp::verify() {
  if (!layoutOf(getInput().getType()) || layoutOf(getResult().getType()))
    return emitOpError("needs an operand with a layout, a result without");
  return verifyLayoutOp(*this);
}

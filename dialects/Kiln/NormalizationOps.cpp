//===- NormalizationOps.cpp - Statistics taken out of tensors -------------===//

#include "compiler/Support/Text.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

/// Fails unless the operand, if there, has the given shape.
static LogicalResult checkOperand(Operation *op, StringRef name, Value operand,
                                  DimsRef shape) {
  if (!operand || shapeOf(operand) == shape)
    return success();
  return op->emitOpError("expects ") << name << " of shape " << dimsText(shape)
                                     << ", got " << dimsText(shapeOf(operand));
}

static LogicalResult checkChannels(Operation *op, Value input) {
  if (tensorOf(input).getRank() >= 2)
    return success();
  return op->emitOpError("expects an input with channels, got shape ")
         << dimsText(shapeOf(input));
}

LogicalResult BatchNormOp::verify() {
  if (failed(checkElements(getOperands(), getLoc())) ||
      failed(checkChannels(*this, getInput())))
    return failure();
  DimsRef channels = shapeOf(getInput()).slice(1, 1);
  for (auto [name, operand] : {std::pair<StringRef, Value>("mean", getMean()),
                               {"variance", getVariance()},
                               {"weight", getWeight()},
                               {"bias", getBias()}})
    if (failed(checkOperand(*this, name, operand, channels)))
      return failure();
  return success();
}

LogicalResult LayerNormOp::verify() {
  int64_t rank = getRank();
  if (failed(checkElements(getOperands(), getLoc())))
    return failure();
  if (rank < 1 || rank > tensorOf(getInput()).getRank())
    return emitOpError("cannot normalize the last ")
           << rank << " dimensions of " << dimsText(shapeOf(getInput()));
  DimsRef inner = shapeOf(getInput()).take_back(rank);
  if (failed(checkOperand(*this, "weight", getWeight(), inner)))
    return failure();
  return checkOperand(*this, "bias", getBias(), inner);
}

LogicalResult GroupNormOp::verify() {
  if (failed(checkElements(getOperands(), getLoc())) ||
      failed(checkChannels(*this, getInput())))
    return failure();
  DimsRef channels = shapeOf(getInput()).slice(1, 1);
  if (getGroups() < 1 || !isProvedMultiple(channels[0], getGroups()))
    return emitOpError("cannot divide ")
           << channels[0].text() << " channels into " << getGroups()
           << " groups";
  if (failed(checkOperand(*this, "weight", getWeight(), channels)))
    return failure();
  return checkOperand(*this, "bias", getBias(), channels);
}

LogicalResult SoftmaxOp::verify() {
  return checkDim(shapeOf(getInput()), getDim(), getLoc());
}

LogicalResult LogSoftmaxOp::verify() {
  return checkDim(shapeOf(getInput()), getDim(), getLoc());
}

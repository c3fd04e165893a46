//===- ShapeOps.cpp - Moving elements -------------------------------------===//

#include "compiler/Support/Text.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

#include <cmath>

using namespace kiln;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Broadcast, reshape, iota
//===----------------------------------------------------------------------===//

static void buildWithShape(OperationState &state, Value input, DimsRef shape) {
  state.addOperands(input);
  state.addTypes(tensorTypeOf(shape, elementOf(input)));
}

void BroadcastOp::build(OpBuilder &, OperationState &state, Value input,
                        DimsRef shape) {
  buildWithShape(state, input, shape);
}

LogicalResult BroadcastOp::verify() {
  if (elementOf(getInput()) != elementOf(getResult()))
    return emitOpError("changes the element type");
  if (!canBroadcast(shapeOf(getInput()), shapeOf(getResult())))
    return emitOpError("cannot repeat ")
           << dimsText(shapeOf(getInput())) << " to "
           << dimsText(shapeOf(getResult()));
  return success();
}

OpFoldResult BroadcastOp::fold(FoldAdaptor) {
  return getType() == getInput().getType() ? OpFoldResult(getInput())
                                           : OpFoldResult();
}

void ReshapeOp::build(OpBuilder &, OperationState &state, Value input,
                      DimsRef shape) {
  buildWithShape(state, input, shape);
}

LogicalResult ReshapeOp::verify() {
  if (elementOf(getInput()) != elementOf(getResult()))
    return emitOpError("changes the element type");
  DimsRef from = shapeOf(getInput()), to = shapeOf(getResult());
  if (productOf(from) != productOf(to))
    return emitOpError("cannot view ")
           << productOf(from).text() << " elements as " << dimsText(to);
  return success();
}

OpFoldResult ReshapeOp::fold(FoldAdaptor) {
  return getType() == getInput().getType() ? OpFoldResult(getInput())
                                           : OpFoldResult();
}

LogicalResult RepeatIndicesOp::verify() {
  if (shapeOf(getCounts()).size() != 1 || shapeOf(getResult()).size() != 1)
    return emitOpError("expected tensors of one dimension, got ")
           << getCounts().getType() << " and " << getResult().getType();
  return success();
}

LogicalResult IotaOp::verify() {
  if (shapeOf(getResult()).empty())
    return emitOpError("needs a dimension to count along");
  return checkDim(shapeOf(getResult()), getDim(), getLoc());
}

//===----------------------------------------------------------------------===//
// Inferred shapes
//===----------------------------------------------------------------------===//

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(
      inferTranspose(shapeOf(input), adaptor.getPermutation(), location),
      elementOf(input), types);
}

LogicalResult SliceOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                        Adaptor adaptor, InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(inferSlice(shapeOf(input), adaptor.getStarts(),
                            adaptor.getSizes(), adaptor.getStrides(), location),
                 elementOf(input), types);
}

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  if (adaptor.getInputs().empty())
    return emitOptionalError(location, "nothing to concatenate");
  if (failed(checkElements(adaptor.getInputs(), location)))
    return failure();
  SmallVector<DimsRef> shapes;
  for (Value input : adaptor.getInputs())
    shapes.push_back(shapeOf(input));
  return addType(inferConcat(shapes, adaptor.getDim(), location),
                 elementOf(adaptor.getInputs().front()), types);
}

/// Whether an integer of the type can be made of a number.
static bool holds(IntegerType type, double value) {
  if (!std::isfinite(value) || type.getWidth() == 1)
    return std::isfinite(value);
  int bits = static_cast<int>(type.getWidth()) - !type.isUnsigned();
  return value > (type.isUnsigned() ? -1.0 : -std::ldexp(1, bits) - 1) &&
         value < std::ldexp(1, bits);
}

LogicalResult PadOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                      Adaptor adaptor, InferredTypes &types) {
  Value input = adaptor.getInput();
  PadMode mode = adaptor.getMode();
  bool isEmpty = llvm::is_contained(shapeOf(input), Dim(0));
  if (mode != PadMode::constant && isEmpty)
    return mlir::emitOptionalError(
        location, "a tensor without elements has none to repeat as padding");
  auto integer = dyn_cast<IntegerType>(elementOf(input));
  double value = adaptor.getValue();
  if (integer && !holds(integer, value))
    return mlir::emitOptionalError(location, "padding of ", value,
                                   " is out of the range of ", integer);
  return addType(inferPad(shapeOf(input), adaptor.getLow(), adaptor.getHigh(),
                          mode == PadMode::reflect, mode == PadMode::circular,
                          location),
                 elementOf(input), types);
}

LogicalResult ReverseOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                          Adaptor adaptor,
                                          InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(inferReverse(shapeOf(input), adaptor.getDims(), location),
                 elementOf(input), types);
}

LogicalResult TakeOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                       Adaptor adaptor, InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(inferTake(shapeOf(input), shapeOf(adaptor.getIndices()),
                           adaptor.getDim(), location),
                 elementOf(input), types);
}

LogicalResult GatherOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(inferGather(shapeOf(input), shapeOf(adaptor.getIndices()),
                             adaptor.getDim(), location),
                 elementOf(input), types);
}

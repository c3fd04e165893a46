//===- ElementwiseOps.cpp - Operations on single elements -----------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

/// i1 in the operand's shape and layout.
static LogicalResult inferTest(Value operand, InferredTypes &types) {
  types.push_back(cast<RankedTensorType>(operand.getType())
                      .clone(IntegerType::get(operand.getContext(), 1)));
  return success();
}

LogicalResult IsNanOp::inferReturnTypes(MLIRContext *, ErrorLocation,
                                        Adaptor adaptor, InferredTypes &types) {
  return inferTest(adaptor.getInput(), types);
}

LogicalResult IsInfOp::inferReturnTypes(MLIRContext *, ErrorLocation,
                                        Adaptor adaptor, InferredTypes &types) {
  return inferTest(adaptor.getInput(), types);
}

LogicalResult IsFiniteOp::inferReturnTypes(MLIRContext *, ErrorLocation,
                                           Adaptor adaptor,
                                           InferredTypes &types) {
  return inferTest(adaptor.getInput(), types);
}

LogicalResult CompareOp::inferReturnTypes(MLIRContext *, ErrorLocation,
                                          Adaptor adaptor,
                                          InferredTypes &types) {
  return inferTest(adaptor.getLhs(), types);
}

void ClampOp::build(OpBuilder &builder, OperationState &state, Value input,
                    std::optional<double> min, std::optional<double> max) {
  auto bound = [&](std::optional<double> value) {
    return value ? builder.getF64FloatAttr(*value) : FloatAttr();
  };
  build(builder, state, input.getType(), input, bound(min), bound(max));
}

LogicalResult ClampOp::verify() {
  if (!getMin() && !getMax())
    return emitOpError("needs min or max");
  return success();
}

void CastOp::build(OpBuilder &builder, OperationState &state, Value input,
                   Type elementType) {
  auto type = cast<RankedTensorType>(input.getType()).clone(elementType);
  state.addOperands(input);
  state.addTypes(type);
}

OpFoldResult CastOp::fold(FoldAdaptor) {
  return getType() == getInput().getType() ? OpFoldResult(getInput())
                                           : OpFoldResult();
}

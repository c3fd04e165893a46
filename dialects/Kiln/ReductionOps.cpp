//===- ReductionOps.cpp - Many elements to one ----------------------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

/// The input's element type in the reduced shape.
template <typename Adaptor>
static LogicalResult inferReduction(Adaptor adaptor, ErrorLocation location,
                                    InferredTypes &types) {
  Value input = adaptor.getInput();
  return addType(inferReduce(shapeOf(input), adaptor.getDims(),
                             adaptor.getKeepdim(), location),
                 elementOf(input), types);
}

/// Indices in the shape without one dimension.
template <typename Adaptor>
static LogicalResult inferArg(Adaptor adaptor, ErrorLocation location,
                              InferredTypes &types) {
  Value input = adaptor.getInput();
  int64_t dim = adaptor.getDim();
  if (failed(checkDim(shapeOf(input), dim, location)))
    return failure();
  ShapeRef dims = shapeOf(input).empty() ? ShapeRef() : ShapeRef(dim);
  return addType(
      inferReduce(shapeOf(input), dims, adaptor.getKeepdim(), location),
      IntegerType::get(input.getContext(), 64), types);
}

LogicalResult ReduceSumOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceMeanOp::inferReturnTypes(MLIRContext *,
                                             ErrorLocation location,
                                             Adaptor adaptor,
                                             InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceMaxOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceMinOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceProdOp::inferReturnTypes(MLIRContext *,
                                             ErrorLocation location,
                                             Adaptor adaptor,
                                             InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceAnyOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ReduceAllOp::inferReturnTypes(MLIRContext *,
                                            ErrorLocation location,
                                            Adaptor adaptor,
                                            InferredTypes &types) {
  return inferReduction(adaptor, location, types);
}

LogicalResult ArgMaxOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  return inferArg(adaptor, location, types);
}

LogicalResult ArgMinOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  return inferArg(adaptor, location, types);
}

LogicalResult CumSumOp::verify() {
  return checkDim(shapeOf(getInput()), getDim(), getLoc());
}

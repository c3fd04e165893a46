//===- PoolingOps.cpp - Windows to one element ----------------------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

LogicalResult MaxPoolOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                          Adaptor adaptor,
                                          InferredTypes &types) {
  PoolShapeParams params{adaptor.getKernel(), adaptor.getStride(),
                         adaptor.getPadding(), adaptor.getDilation(),
                         adaptor.getCeilMode()};
  return addType(inferPool(shapeOf(adaptor.getInput()), params, location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult AvgPoolOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                          Adaptor adaptor,
                                          InferredTypes &types) {
  if (adaptor.getDivisor() == 0)
    return emitOptionalError(location, "divisor must not be 0");
  Shape dilation(adaptor.getKernel().size(), 1);
  PoolShapeParams params{adaptor.getKernel(), adaptor.getStride(),
                         adaptor.getPadding(), dilation, adaptor.getCeilMode()};
  return addType(inferPool(shapeOf(adaptor.getInput()), params, location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult AdaptiveAvgPoolOp::inferReturnTypes(MLIRContext *,
                                                  ErrorLocation location,
                                                  Adaptor adaptor,
                                                  InferredTypes &types) {
  return addType(inferAdaptivePool(shapeOf(adaptor.getInput()),
                                   adaptor.getOutputSize(), location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult AdaptiveMaxPoolOp::inferReturnTypes(MLIRContext *,
                                                  ErrorLocation location,
                                                  Adaptor adaptor,
                                                  InferredTypes &types) {
  return addType(inferAdaptivePool(shapeOf(adaptor.getInput()),
                                   adaptor.getOutputSize(), location),
                 elementOf(adaptor.getInput()), types);
}

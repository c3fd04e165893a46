//===- ContractionOps.cpp - Convolutions and matrix products --------------===//

#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/OpSupport.h"

using namespace kiln;
using namespace mlir;

template <typename Adaptor> static ConvShapeParams paramsOf(Adaptor adaptor) {
  return {adaptor.getStride(), adaptor.getPadding(), adaptor.getDilation(),
          adaptor.getGroups()};
}

LogicalResult ConvOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                       Adaptor adaptor, InferredTypes &types) {
  if (failed(checkElements(adaptor.getOperands(), location)))
    return failure();
  return addType(inferConv(shapeOf(adaptor.getInput()),
                           shapeOf(adaptor.getWeight()),
                           optionalShapeOf(adaptor.getBias()),
                           paramsOf(adaptor), location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult ConvTransposeOp::inferReturnTypes(MLIRContext *,
                                                ErrorLocation location,
                                                Adaptor adaptor,
                                                InferredTypes &types) {
  if (failed(checkElements(adaptor.getOperands(), location)))
    return failure();
  return addType(inferConvTranspose(
                     shapeOf(adaptor.getInput()), shapeOf(adaptor.getWeight()),
                     optionalShapeOf(adaptor.getBias()), paramsOf(adaptor),
                     adaptor.getOutputPadding(), location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult LinearOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  if (failed(checkElements(adaptor.getOperands(), location)))
    return failure();
  return addType(inferLinear(shapeOf(adaptor.getInput()),
                             shapeOf(adaptor.getWeight()),
                             optionalShapeOf(adaptor.getBias()), location),
                 elementOf(adaptor.getInput()), types);
}

LogicalResult MatmulOp::inferReturnTypes(MLIRContext *, ErrorLocation location,
                                         Adaptor adaptor,
                                         InferredTypes &types) {
  if (failed(checkElements(adaptor.getOperands(), location)))
    return failure();
  return addType(inferMatmul(shapeOf(adaptor.getLhs()),
                             shapeOf(adaptor.getRhs()), location),
                 elementOf(adaptor.getLhs()), types);
}

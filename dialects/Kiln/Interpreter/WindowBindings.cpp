//===- WindowBindings.cpp - Contractions and pools to routines ------------===//

#include "dialects/Kiln/Interpreter/Bindings.h"
#include "dialects/Kiln/Interpreter/Convolution.h"
#include "dialects/Kiln/Interpreter/LinearAlgebra.h"
#include "dialects/Kiln/Interpreter/Pooling.h"

using namespace kiln;
using namespace kiln::reference;

/// What convolutions of both kinds have; the kernel comes from the weight.
template <typename OpT> static WindowParams convParams(OpT op) {
  WindowParams params;
  params.stride.assign(op.getStride().begin(), op.getStride().end());
  params.padding.assign(op.getPadding().begin(), op.getPadding().end());
  params.dilation.assign(op.getDilation().begin(), op.getDilation().end());
  return params;
}

template <typename OpT> static WindowParams poolParams(OpT op) {
  WindowParams params;
  params.kernel.assign(op.getKernel().begin(), op.getKernel().end());
  params.stride.assign(op.getStride().begin(), op.getStride().end());
  params.padding.assign(op.getPadding().begin(), op.getPadding().end());
  return params;
}

static void bindContractions(Bindings &bindings) {
  bindings.add<ConvOp>([](ConvOp op, Operands x) {
    return convolution(x[0], x[1], operandOf(op, x, op.getBias()),
                       convParams(op), op.getGroups());
  });
  bindings.add<ConvTransposeOp>([](ConvTransposeOp op, Operands x) {
    return transposedConvolution(x[0], x[1], operandOf(op, x, op.getBias()),
                                 convParams(op), op.getGroups(),
                                 shapeOf(op.getResult()).known());
  });
  bindings.add<LinearOp>([](LinearOp op, Operands x) {
    return linear(x[0], x[1], operandOf(op, x, op.getBias()));
  });
  bindings.add<MatmulOp>(
      [](MatmulOp, Operands x) { return matmul(x[0], x[1]); });
}

static void bindPools(Bindings &bindings) {
  bindings.add<MaxPoolOp>([](MaxPoolOp op, Operands x) {
    WindowParams params = poolParams(op);
    params.dilation.assign(op.getDilation().begin(), op.getDilation().end());
    return maxPool(x[0], params, shapeOf(op.getResult()).known());
  });
  bindings.add<AvgPoolOp>([](AvgPoolOp op, Operands x) {
    return averagePool(x[0], poolParams(op), op.getCountIncludePad(),
                       op.getDivisor(), shapeOf(op.getResult()).known());
  });
  bindings.add<AdaptiveMaxPoolOp>([](AdaptiveMaxPoolOp op, Operands x) {
    return adaptiveMaxPool(x[0], shapeOf(op.getResult()).known());
  });
  bindings.add<AdaptiveAvgPoolOp>([](AdaptiveAvgPoolOp op, Operands x) {
    return adaptiveAveragePool(x[0], shapeOf(op.getResult()).known());
  });
}

void reference::bindWindows(Bindings &bindings) {
  bindContractions(bindings);
  bindPools(bindings);
}

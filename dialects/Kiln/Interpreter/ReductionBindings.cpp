//===- ReductionBindings.cpp - Reductions and norms to routines -----------===//

#include "dialects/Kiln/Interpreter/Bindings.h"
#include "dialects/Kiln/Interpreter/Normalization.h"
#include "dialects/Kiln/Interpreter/Reduction.h"

using namespace kiln;
using namespace kiln::reference;

template <typename OpT>
static void bindReduction(Bindings &bindings, Reduction kind) {
  bindings.add<OpT>([kind](OpT op, Operands x) {
    return reduce(kind, x[0], op.getDims(), op.getKeepdim());
  });
}

static void bindNorms(Bindings &bindings) {
  bindings.add<BatchNormOp>([](BatchNormOp op, Operands x) {
    return batchNorm(x[0], x[1], x[2], operandOf(op, x, op.getWeight()),
                     operandOf(op, x, op.getBias()), op.getEps());
  });
  bindings.add<LayerNormOp>([](LayerNormOp op, Operands x) {
    return layerNorm(x[0], operandOf(op, x, op.getWeight()),
                     operandOf(op, x, op.getBias()), op.getRank(), op.getEps());
  });
  bindings.add<GroupNormOp>([](GroupNormOp op, Operands x) {
    return groupNorm(x[0], operandOf(op, x, op.getWeight()),
                     operandOf(op, x, op.getBias()), op.getGroups(),
                     op.getEps());
  });
  bindings.add<SoftmaxOp>(
      [](SoftmaxOp op, Operands x) { return softmax(x[0], op.getDim()); });
  bindings.add<LogSoftmaxOp>([](LogSoftmaxOp op, Operands x) {
    return logSoftmax(x[0], op.getDim());
  });
}

void reference::bindReductions(Bindings &bindings) {
  bindReduction<ReduceSumOp>(bindings, Reduction::Sum);
  bindReduction<ReduceMeanOp>(bindings, Reduction::Mean);
  bindReduction<ReduceMaxOp>(bindings, Reduction::Max);
  bindReduction<ReduceMinOp>(bindings, Reduction::Min);
  bindReduction<ReduceProdOp>(bindings, Reduction::Prod);
  bindReduction<ReduceAnyOp>(bindings, Reduction::Any);
  bindReduction<ReduceAllOp>(bindings, Reduction::All);
  bindings.add<ArgMaxOp>([](ArgMaxOp op, Operands x) {
    return argMax(x[0], op.getDim(), op.getKeepdim());
  });
  bindings.add<ArgMinOp>([](ArgMinOp op, Operands x) {
    return argMin(x[0], op.getDim(), op.getKeepdim());
  });
  bindings.add<CumSumOp>(
      [](CumSumOp op, Operands x) { return cumulativeSum(x[0], op.getDim()); });
  bindNorms(bindings);
}

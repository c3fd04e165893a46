//===- KernelWork.cpp - How much a kernel computes ------------------------===//

#include "codegen/CPU/Program/KernelWork.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln {

static Dim elementsOf(Value value) { return productOf(dimsOf(value)); }

/// Elements of a weight per output channel, its first dimension.
static Dim depthOf(Value weight) {
  return floorDiv(elementsOf(weight), max(dimsOf(weight)[0], 1));
}

static int64_t windowOf(ArrayRef<int64_t> kernel) {
  int64_t taps = 1;
  for (int64_t size : kernel)
    taps *= size;
  return taps;
}

static Dim flopsOf(Operation &op) {
  if (op.getNumResults() == 0)
    return 0;
  Dim results = elementsOf(op.getResult(0));
  return llvm::TypeSwitch<Operation &, Dim>(op)
      .Case(
          [&](ConvOp conv) { return results * depthOf(conv.getWeight()) * 2; })
      .Case([&](ConvTransposeOp conv) {
        return elementsOf(conv.getInput()) * depthOf(conv.getWeight()) * 2;
      })
      .Case([&](LinearOp linear) {
        return results * depthOf(linear.getWeight()) * 2;
      })
      .Case([&](MatmulOp matmul) {
        return results * dimsOf(matmul.getLhs()).back() * 2;
      })
      .Case<MaxPoolOp, AvgPoolOp>(
          [&](auto pool) { return results * Dim(windowOf(pool.getKernel())); })
      .Case<ReduceSumOp, ReduceMeanOp, ReduceMaxOp, ReduceMinOp, ReduceProdOp,
            AdaptiveAvgPoolOp, AdaptiveMaxPoolOp, CumSumOp, ArgMaxOp, ArgMinOp>(
          [&](auto reduction) { return elementsOf(reduction.getInput()); })
      .Case([&](RepeatIndicesOp op) { return elementsOf(op.getCounts()); })
      .Case<SoftmaxOp, LogSoftmaxOp, LayerNormOp, GroupNormOp, BatchNormOp>(
          [&](auto) { return results * 4; })
      .Default([&](Operation &other) -> Dim {
        return other.hasTrait<OpTrait::Elementwise>() ? results : Dim(0);
      });
}

Dim flopsOf(kernel::FuncOp kernel) {
  Dim flops = 0;
  for (Operation &op : kernel.getBody().front())
    flops = flops + flopsOf(op);
  return flops;
}

Dim nanosecondsOf(kernel::FuncOp kernel, Dim bytes) {
  // Flops and bytes per nanosecond: of register tiles and of generic loops.
  bool isGeneric = isa_and_present<kernel::GenericAttr>(
      kernel.getAlgorithm().value_or(nullptr));
  int64_t flopRate = isGeneric ? 4 : 100, byteRate = 16;
  return max(
      max(floorDiv(flopsOf(kernel), flopRate), floorDiv(bytes, byteRate)), 1);
}

} // namespace kiln

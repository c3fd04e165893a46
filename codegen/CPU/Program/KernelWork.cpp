//===- KernelWork.cpp - How much a kernel computes ------------------------===//

#include "codegen/CPU/Program/KernelWork.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln {

static uint64_t elementsOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getNumElements();
}

/// Elements of a weight per output channel, its first dimension.
static uint64_t depthOf(Value weight) {
  return elementsOf(weight) /
         std::max<int64_t>(
             1, cast<RankedTensorType>(weight.getType()).getDimSize(0));
}

static uint64_t windowOf(ArrayRef<int64_t> kernel) {
  uint64_t taps = 1;
  for (int64_t size : kernel)
    taps *= size;
  return taps;
}

static uint64_t flopsOf(Operation &op) {
  if (op.getNumResults() == 0)
    return 0;
  uint64_t results = elementsOf(op.getResult(0));
  return llvm::TypeSwitch<Operation &, uint64_t>(op)
      .Case(
          [&](ConvOp conv) { return 2 * results * depthOf(conv.getWeight()); })
      .Case([&](ConvTransposeOp conv) {
        return 2 * elementsOf(conv.getInput()) * depthOf(conv.getWeight());
      })
      .Case([&](LinearOp linear) {
        return 2 * results * depthOf(linear.getWeight());
      })
      .Case([&](MatmulOp matmul) {
        uint64_t depth =
            cast<RankedTensorType>(matmul.getLhs().getType()).getShape().back();
        return 2 * results * depth;
      })
      .Case<MaxPoolOp, AvgPoolOp>(
          [&](auto pool) { return results * windowOf(pool.getKernel()); })
      .Case<ReduceSumOp, ReduceMeanOp, ReduceMaxOp, ReduceMinOp, ReduceProdOp,
            AdaptiveAvgPoolOp, AdaptiveMaxPoolOp, CumSumOp, ArgMaxOp, ArgMinOp>(
          [&](auto reduction) { return elementsOf(reduction.getInput()); })
      .Case<SoftmaxOp, LogSoftmaxOp, LayerNormOp, GroupNormOp, BatchNormOp>(
          [&](auto) { return 4 * results; })
      .Default([&](Operation &other) -> uint64_t {
        return other.hasTrait<OpTrait::Elementwise>() ? results : 0;
      });
}

uint64_t flopsOf(kernel::FuncOp kernel) {
  uint64_t flops = 0;
  for (Operation &op : kernel.getBody().front())
    flops += flopsOf(op);
  return flops;
}

uint64_t nanosecondsOf(kernel::FuncOp kernel, uint64_t bytes) {
  // Flops and bytes per nanosecond: of register tiles and of generic loops.
  bool isGeneric = isa_and_present<kernel::GenericAttr>(
      kernel.getAlgorithm().value_or(nullptr));
  uint64_t flopRate = isGeneric ? 4 : 100, byteRate = 16;
  return std::max({flopsOf(kernel) / flopRate, bytes / byteRate, uint64_t(1)});
}

} // namespace kiln

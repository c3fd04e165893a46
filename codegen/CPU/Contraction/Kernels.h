//===- Kernels.h - Emitters of contraction kernels --------------*- C++ -*-===//
//
// Each function writes the loops of one kernel over the work items
// [begin, end) at the emitter's insertion point. Operands are `!llvm.ptr` to
// f32 elements; blocked activations, packed weights and scratch are aligned to
// 64 bytes. What happens to a result before it is stored (bias, residual,
// activation) is up to the caller's epilogue.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_KERNELS_H
#define KILN_CODEGEN_CPU_CONTRACTION_KERNELS_H

#include "codegen/CPU/Contraction/Emitter.h"
#include "codegen/CPU/Contraction/Schedule.h"

#include <functional>

namespace kiln::contraction {

/// Turns one vector of sums into what is stored. `coordinates` (index type)
/// are those of lane 0: (n, channel, y, x) where the lanes are consecutive
/// channels (consecutive x for planar kernels), or (m, n) of a linear layer.
/// Only the first `activeLanes` lanes are stored; operands without padding
/// must not be read past them.
using Epilogue = std::function<Value(
    mlir::OpBuilder &builder, mlir::Location loc, Value sums,
    llvm::ArrayRef<Value> coordinates, int64_t activeLanes)>;

struct ConvOperands {
  Value input, weights, output;
  /// May be null if `scratchElements` is zero.
  Value scratch;
  /// How many images there are.
  Offset batch;
};

struct ConvEpilogues {
  /// Applied to the sums of the convolution.
  Epilogue sums;
  /// Applied to the pooled values, if the problem has a pooling tail.
  Epilogue pooled;
};

/// Writes the kernel that `schedule` asks for. The halo of the output, if any,
/// is written with zeros by the range that holds work item 0.
void emitConv(Emitter &e, const ConvProblem &problem,
              const ConvSchedule &schedule, const ConvOperands &operands,
              const ConvEpilogues &epilogues, Value begin, Value end);

void emitDirectConv(Emitter &e, const ConvProblem &problem,
                    const ConvSchedule &schedule, const ConvOperands &operands,
                    const ConvEpilogues &epilogues, Value begin, Value end);
void emitDepthwiseConv(Emitter &e, const ConvProblem &problem,
                       const ConvSchedule &schedule,
                       const ConvOperands &operands,
                       const ConvEpilogues &epilogues, Value begin, Value end);

void emitPlanarConv(Emitter &e, const ConvProblem &problem,
                    const ConvSchedule &schedule, const ConvOperands &operands,
                    const ConvEpilogues &epilogues, Value begin, Value end);
void emitWinogradConv(Emitter &e, const ConvProblem &problem,
                      const ConvSchedule &schedule,
                      const ConvOperands &operands,
                      const ConvEpilogues &epilogues, Value begin, Value end);

struct LinearOperands {
  Value input, weights, output;
  /// Of the activations, where the problem does not know it.
  Offset rows = 1;
};

/// y = x W^T for row-major activations.
void emitLinear(Emitter &e, const LinearProblem &problem,
                const LinearSchedule &schedule, const LinearOperands &operands,
                const Epilogue &epilogue, Value begin, Value end);

} // namespace kiln::contraction

#endif

//===- Schedule.h - How a contraction kernel computes -----------*- C++ -*-===//
//
// The decisions that turn a problem into loops: algorithm, width of the weight
// panels, rows per band. A schedule fixes the packing of the weights, the
// number of work items and the scratch memory; all three follow from it by the
// functions below, which code generation and planning share.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_SCHEDULE_H
#define KILN_CODEGEN_CPU_CONTRACTION_SCHEDULE_H

#include "codegen/CPU/Contraction/Packing.h"
#include "codegen/CPU/Contraction/Problem.h"

namespace kiln::contraction {

enum class ConvAlgorithm : uint8_t {
  /// Sums over the window directly; pointwise convolutions are its 1x1 case.
  Direct,
  /// One filter for each channel.
  Depthwise,
  /// Few channels on both sides: vectors run along the width, plain layouts.
  Planar,
  /// Winograd's F(2,3) and F(4,3).
  Winograd2,
  Winograd4,
};

/// How the pixels of a band are cut into register tiles.
enum class Tiling : uint8_t {
  /// Row by row.
  Rows,
  /// Several rows as one long row: pointwise convolutions of stride 1 whose
  /// operands have no halo. Coordinates are then (n, channel, 0, y * W + x).
  Flat,
  /// Small planes: tiles run across the ends of rows, all written out.
  WholeMap,
};

struct ConvSchedule {
  ConvAlgorithm algorithm = ConvAlgorithm::Direct;
  /// Output channels of one weight panel, a multiple of 16.
  int64_t panel = 32;
  /// Rows of the result in one band; bands are the outer loop.
  int64_t bandRows = 1;
  /// Rows that flat tiling joins, a divisor of the height.
  int64_t joinedRows = 1;
  Tiling tiling = Tiling::Rows;
  /// Hint the next weight panel into L2 while this one is in use.
  bool prefetch = true;
};

struct LinearSchedule {
  int64_t panel = 64;
  /// The last panel comes first.
  bool descending = false;
};

/// What the cost model may choose from.
struct ScheduleOptions {
  /// Winograd is allowed (not under --math=exact).
  bool winograd = true;
  /// The result, and all that the epilogue reads, has no halo.
  bool denseOperands = false;
};

/// Whether `algorithm` can compute `problem` at all.
bool applies(ConvAlgorithm algorithm, const ConvProblem &problem);

/// The cheapest schedule by max(flops / rate, bytes / bandwidth), or nullopt
/// where only generic code applies.
std::optional<ConvSchedule> chooseConvSchedule(const ConvProblem &problem,
                                               const VectorTarget &target,
                                               ScheduleOptions options = {});

/// The schedule of one of Winograd's algorithms, which must apply.
ConvSchedule winogradSchedule(const ConvProblem &problem,
                              ConvAlgorithm algorithm);

LinearSchedule chooseLinearSchedule(const LinearProblem &problem,
                                    const VectorTarget &target);

/// The problem as the kernel sees it: with rows joined for flat tiling.
ConvProblem joinRows(const ConvProblem &problem, const ConvSchedule &schedule);

/// The smallest halo of the input that spares the kernel a padded copy of what
/// it reads; whoever produces a blocked activation should store it.
Halo wantedHalo(const ConvProblem &problem, const ConvSchedule &schedule);

/// How the weights have to be packed.
Packing packingFor(const ConvProblem &problem, const ConvSchedule &schedule);
Packing packingFor(const LinearProblem &problem,
                   const LinearSchedule &schedule);

/// The number of work items; a kernel is called on a range of them.
int64_t workItems(const ConvProblem &problem, const ConvSchedule &schedule,
                  const VectorTarget &target);
int64_t workItems(const LinearProblem &problem, const LinearSchedule &schedule,
                  const VectorTarget &target);

/// f32 elements of scratch memory that each thread needs, 64-byte aligned.
int64_t scratchElements(const ConvProblem &problem,
                        const ConvSchedule &schedule,
                        const VectorTarget &target);

} // namespace kiln::contraction

#endif

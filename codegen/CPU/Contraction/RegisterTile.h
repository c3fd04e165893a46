//===- RegisterTile.h - The innermost block of contractions -----*- C++ -*-===//
//
// A tile of `pixels` x `vectors` accumulators that stays in registers while
// the reduction runs: each step loads one row of packed weights and multiplies
// it with one broadcast input element per pixel. Convolutions, pointwise
// convolutions and linear layers differ only in how the reduction walks the
// input; the weights are packed in the order of the walk.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_REGISTERTILE_H
#define KILN_CODEGEN_CPU_CONTRACTION_REGISTERTILE_H

#include "codegen/CPU/Contraction/Emitter.h"

#include <optional>

namespace kiln::contraction {

/// One loop of the reduction: `count` steps of `inputStride` elements.
struct ReductionLevel {
  int64_t count;
  int64_t inputStride;
};

/// Loops of the reduction, outermost first.
using Reduction = llvm::SmallVector<ReductionLevel, 4>;

inline int64_t depthOf(const Reduction &reduction) {
  int64_t depth = 1;
  for (const ReductionLevel &level : reduction)
    depth *= level.count;
  return depth;
}

/// Where packed weights are read: one row of `rowWidth` elements per step, of
/// which the tile uses the first `vectors` vectors. A tile may read several
/// panels side by side, `panelStride` elements apart.
struct WeightStream {
  Value base;
  Offset offset;
  int64_t rowWidth;
  int64_t vectors;
  int64_t panels = 1;
  int64_t panelStride = 0;
  /// While the tile runs, hints that lines at this distance from the stream
  /// will be wanted soon: `prefetchLines` of them per unrolled step.
  std::optional<Offset> prefetchDistance = std::nullopt;
  int64_t prefetchLines = 0;

  /// Vectors of all panels, as many as accumulators per pixel.
  int64_t columns() const { return panels * vectors; }
};

/// The input elements of one step: one for each pixel, at fixed distances.
struct PixelStream {
  Value base;
  Offset offset;
  llvm::SmallVector<int64_t> pixelOffsets;
};

/// Steps of the innermost loop that are written out.
constexpr int64_t kUnroll = 4;

/// Accumulators that leave enough registers for everything else.
int64_t maxAccumulators(const VectorTarget &target);

/// The most pixels for which `vectors` accumulators each fit the registers.
int64_t maxTilePixels(const VectorTarget &target, int64_t vectors);

/// The vectors of a tile for a panel of `width` channels: the whole panel with
/// AVX-512, one block of channels with fewer registers.
int64_t tileVectors(const VectorTarget &target, int64_t width);

/// Accumulates the reduction into `accumulators`, in the order
/// [pixel][panel][vector], and returns them.
Values accumulateTile(Emitter &e, const Reduction &reduction,
                      const PixelStream &input, const WeightStream &weights,
                      Values accumulators);

} // namespace kiln::contraction

#endif

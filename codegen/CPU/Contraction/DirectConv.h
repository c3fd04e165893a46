//===- DirectConv.h - Extents shared with planning --------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_DIRECTCONV_H
#define KILN_CODEGEN_CPU_CONTRACTION_DIRECTCONV_H

#include "codegen/CPU/Contraction/Emitter.h"
#include "codegen/CPU/Contraction/Schedule.h"

namespace kiln::contraction {

/// Convolution rows kept in scratch memory for pooling windows that overlap:
/// one panel of channels, with neutral values where windows leave the image.
struct PoolStrip {
  int64_t rows = 0, columns = 0, planes = 0;
  int64_t rowStride() const { return columns * kBlock; }
  int64_t planeStride() const { return rows * rowStride(); }
  int64_t numElements() const { return planes * planeStride(); }
};

/// Whether pooling windows are whole register tiles' pixels.
bool poolsInRegisters(const ConvProblem &problem, const VectorTarget &target);

/// The strip that a pooling tail needs; empty if none.
PoolStrip poolStripFor(const ConvProblem &problem, int64_t panel,
                       int64_t bandRows, const VectorTarget &target);

/// Weight panels of all groups.
inline int64_t panelCount(const ConvProblem &problem,
                          const ConvSchedule &schedule) {
  int64_t padded = roundUp(problem.groupOutputs(), kBlock);
  return problem.groups * ceilDiv(padded, schedule.panel);
}

} // namespace kiln::contraction

#endif

//===- Linear.h - Tiling of linear layers -----------------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_LINEAR_H
#define KILN_CODEGEN_CPU_CONTRACTION_LINEAR_H

#include "codegen/CPU/Contraction/Emitter.h"
#include "codegen/CPU/Contraction/Schedule.h"

namespace kiln::contraction {

/// Rows are cut into register tiles, tiles are grouped into bands.
struct LinearTiling {
  llvm::SmallVector<Segment, 2> rowSegments;
  int64_t tiles = 0, tilesPerBand = 1;
  int64_t bands = 1, panels = 1;
};

/// Rows of one band where their number is known only when the kernel runs.
int64_t openBandRows(const LinearProblem &problem,
                     const LinearSchedule &schedule,
                     const VectorTarget &target);

LinearTiling tilingOf(const LinearProblem &problem,
                      const LinearSchedule &schedule,
                      const VectorTarget &target);

} // namespace kiln::contraction

#endif

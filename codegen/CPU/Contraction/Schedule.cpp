//===- Schedule.cpp - What follows from a schedule ------------------------===//

#include "codegen/CPU/Contraction/Schedule.h"

#include "codegen/CPU/Contraction/Bands.h"
#include "codegen/CPU/Contraction/DirectConv.h"
#include "codegen/CPU/Contraction/Linear.h"
#include "codegen/CPU/Contraction/Planar.h"
#include "codegen/CPU/Contraction/RegisterTile.h"
#include "codegen/CPU/Contraction/Winograd.h"

namespace kiln::contraction {

ConvProblem joinRows(const ConvProblem &problem, const ConvSchedule &schedule) {
  if (schedule.tiling != Tiling::Flat)
    return problem;
  ConvProblem joined = problem;
  int64_t rows = schedule.joinedRows;
  for (Activation *activation : {&joined.input, &joined.output}) {
    activation->height /= rows;
    activation->width *= rows;
  }
  joined.outHeight /= rows;
  joined.outWidth *= rows;
  return joined;
}

Halo wantedHalo(const ConvProblem &problem, const ConvSchedule &schedule) {
  ConvProblem read = problem;
  if (int64_t m = winogradOutputs(schedule.algorithm))
    read = roundToTiles(problem, m);
  const Window &w = read.window;
  auto after = [](int64_t end, int64_t before, int64_t extent) {
    return std::max<int64_t>(0, end - before - extent);
  };
  return {w.padTop, w.padLeft,
          after(w.rowsFor(read.outHeight), w.padTop, read.input.height),
          after(w.columnsFor(read.outWidth), w.padLeft, read.input.width)};
}

Packing packingFor(const ConvProblem &problem, const ConvSchedule &schedule) {
  switch (schedule.algorithm) {
  case ConvAlgorithm::Direct:
    return {Packing::Conv, schedule.panel,
            problem.input.blocked ? kBlock : problem.groupInputs(),
            problem.groups};
  case ConvAlgorithm::Depthwise:
    return {Packing::Depthwise};
  case ConvAlgorithm::Planar:
    return {Packing::Planar};
  case ConvAlgorithm::Winograd2:
    return {Packing::Winograd2, schedule.panel};
  case ConvAlgorithm::Winograd4:
    return {Packing::Winograd4, schedule.panel};
  }
  llvm_unreachable("unknown algorithm");
}

Packing packingFor(const LinearProblem &problem,
                   const LinearSchedule &schedule) {
  return {Packing::Linear, schedule.panel};
}

int64_t workItems(const ConvProblem &problem, const ConvSchedule &schedule,
                  const VectorTarget &target) {
  ConvProblem joined = joinRows(problem, schedule);
  int64_t bands =
      joined.input.batch * ceilDiv(resultRows(joined), schedule.bandRows);
  switch (schedule.algorithm) {
  case ConvAlgorithm::Direct:
    return bands * panelCount(joined, schedule);
  case ConvAlgorithm::Depthwise:
    return bands * joined.input.planes();
  case ConvAlgorithm::Winograd2:
  case ConvAlgorithm::Winograd4:
    return joined.input.batch * panelCount(joined, schedule) *
           (winogradTiling(joined, schedule).rows / schedule.bandRows);
  case ConvAlgorithm::Planar:
    return bands;
  }
  llvm_unreachable("unknown algorithm");
}

int64_t workItems(const LinearProblem &problem, const LinearSchedule &schedule,
                  const VectorTarget &target) {
  LinearTiling tiling = tilingOf(problem, schedule, target);
  return tiling.bands * tiling.panels;
}

int64_t scratchElements(const ConvProblem &problem,
                        const ConvSchedule &schedule,
                        const VectorTarget &target) {
  if (winogradOutputs(schedule.algorithm))
    return winogradTiling(problem, schedule).scratch;
  ConvProblem joined = joinRows(problem, schedule);
  BandCopy copy = bandCopyFor(joined, schedule.bandRows);
  if (schedule.algorithm == ConvAlgorithm::Depthwise)
    return copy.planes > 0 ? copy.planeStride() : 0;
  if (schedule.algorithm == ConvAlgorithm::Planar)
    return copy.numElements();
  return copy.numElements() +
         poolStripFor(joined, schedule.panel, schedule.bandRows, target)
             .numElements();
}

void emitConv(Emitter &e, const ConvProblem &problem,
              const ConvSchedule &schedule, const ConvOperands &operands,
              const ConvEpilogues &epilogues, Value begin, Value end) {
  ConvProblem joined = joinRows(problem, schedule);
  switch (schedule.algorithm) {
  case ConvAlgorithm::Direct:
    return emitDirectConv(e, joined, schedule, operands, epilogues, begin, end);
  case ConvAlgorithm::Depthwise:
    return emitDepthwiseConv(e, joined, schedule, operands, epilogues, begin,
                             end);
  case ConvAlgorithm::Winograd2:
  case ConvAlgorithm::Winograd4:
    return emitWinogradConv(e, joined, schedule, operands, epilogues, begin,
                            end);
  case ConvAlgorithm::Planar:
    return emitPlanarConv(e, joined, schedule, operands, epilogues, begin, end);
  }
}

} // namespace kiln::contraction

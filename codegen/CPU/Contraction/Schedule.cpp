//===- Schedule.cpp - Choice of algorithm and tiles -----------------------===//

#include "codegen/CPU/Contraction/Schedule.h"

#include "codegen/CPU/Contraction/Bands.h"
#include "codegen/CPU/Contraction/DirectConv.h"
#include "codegen/CPU/Contraction/Linear.h"
#include "codegen/CPU/Contraction/RegisterTile.h"
#include "codegen/CPU/Contraction/Winograd.h"

namespace kiln::contraction {

//===----------------------------------------------------------------------===//
// What follows from a schedule
//===----------------------------------------------------------------------===//

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
  default:
    return bands;
  }
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
  default:
    llvm_unreachable("algorithm without an emitter");
  }
}

//===----------------------------------------------------------------------===//
// Choice
//===----------------------------------------------------------------------===//

static bool isPointwise(const ConvProblem &problem) {
  const Window &w = problem.window;
  return w.kernelH == 1 && w.kernelW == 1 && w.strideH == 1 && w.strideW == 1 &&
         w.padTop == 0 && w.padLeft == 0;
}

/// A pooling that kernels know how to append.
static bool poolApplies(const ConvProblem &problem) {
  if (!problem.pool || problem.pool->kind == PoolTail::Max)
    return true;
  // Averages need every window to be whole.
  const PoolTail &pool = *problem.pool;
  return pool.window.padTop == 0 && pool.window.padLeft == 0 &&
         pool.window.rowsFor(pool.height) <= problem.outHeight &&
         pool.window.columnsFor(pool.width) <= problem.outWidth;
}

bool applies(ConvAlgorithm algorithm, const ConvProblem &problem) {
  const Activation &in = problem.input;
  bool blockedGroups = problem.groups == 1 ||
                       (in.blocked && problem.groupInputs() % kBlock == 0 &&
                        problem.groupOutputs() % kBlock == 0);
  bool depthwise =
      problem.groups == in.channels && problem.groups == problem.outChannels;
  switch (algorithm) {
  case ConvAlgorithm::Direct:
    return problem.output.blocked && blockedGroups && poolApplies(problem);
  case ConvAlgorithm::Depthwise:
    return depthwise && in.blocked && problem.output.blocked && !problem.pool;
  case ConvAlgorithm::Winograd2:
  case ConvAlgorithm::Winograd4:
    return winogradApplies(problem, winogradOutputs(algorithm));
  default:
    return false;
  }
}

/// The panel width with the least padding and the best register tile for
/// planes of `pixels`.
static int64_t choosePanel(int64_t outputs, int64_t pixels, bool pooled) {
  int64_t padded = roundUp(outputs, kBlock);
  if (padded <= 32)
    return padded;
  if (padded % 48 == 0 && padded % 32 != 0)
    return 48;
  // 6x4 tiles reread the input less often; 14x2 tiles waste fewer pixels.
  if (padded % 64 == 0 && pixels >= 784 && !pooled)
    return 64;
  return 32;
}

static int64_t groupedPanel(int64_t outputs) {
  for (int64_t panel : {32, 48, 16})
    if (outputs % panel == 0)
      return panel;
  return kBlock;
}

/// Rows per band so that a band's input stays in half of L2.
static int64_t chooseBandRows(const ConvProblem &problem,
                              const VectorTarget &target) {
  int64_t rows = resultRows(problem);
  int64_t perRow = problem.input.planes() *
                   (problem.input.width + problem.window.kernelW) *
                   problem.input.pixelStride() * problem.window.strideH *
                   (problem.pool ? problem.pool->window.strideH : 1) * 4;
  if (problem.pool)
    perRow += problem.outWidth * 4 * 64 * problem.pool->window.strideH;
  int64_t fitting = std::max<int64_t>(1, target.l2Bytes / 2 / perRow);
  int64_t weights = problem.depth() * problem.outChannels * 4;
  // Weights larger than L2 are better read once for the whole plane.
  if (weights > target.l2Bytes / 2)
    fitting = std::max<int64_t>(fitting, 28);
  int64_t bands = ceilDiv(rows, std::min(rows, fitting));
  return ceilDiv(rows, bands);
}

static std::optional<ConvSchedule> directSchedule(const ConvProblem &problem,
                                                  const VectorTarget &target,
                                                  ScheduleOptions options) {
  if (!applies(ConvAlgorithm::Direct, problem))
    return std::nullopt;
  ConvSchedule schedule;
  int64_t pixels = problem.outHeight * problem.outWidth;
  schedule.panel = problem.groups > 1 ? groupedPanel(problem.groupOutputs())
                                      : choosePanel(problem.outChannels, pixels,
                                                    problem.pool.has_value());
  if (isPointwise(problem) && options.denseOperands && problem.input.blocked &&
      problem.input.halo.empty() && problem.output.halo.empty() &&
      !problem.pool) {
    schedule.tiling = Tiling::Flat;
    // Long enough for even tiles, short enough to share out.
    schedule.joinedRows = 1;
    for (int64_t rows = 1; rows <= problem.outHeight; ++rows)
      if (problem.outHeight % rows == 0 && rows * problem.outWidth <= 1024)
        schedule.joinedRows = rows;
  } else if (problem.outWidth < 12 && pixels <= 112 && !problem.pool) {
    schedule.tiling = Tiling::WholeMap;
    schedule.bandRows = problem.outHeight;
    return schedule;
  }
  schedule.bandRows = chooseBandRows(joinRows(problem, schedule), target);
  return schedule;
}

/// Rows of tiles per band, a divisor of all: enough tiles to reuse the weights,
/// few enough for the transformed input to stay near.
static int64_t chooseTileRows(const ConvProblem &problem, int64_t m) {
  int64_t rows = ceilDiv(problem.outHeight, m);
  int64_t columns = ceilDiv(problem.outWidth, m);
  int64_t best = 1;
  for (int64_t count = 1; count <= rows; ++count)
    if (rows % count == 0 && count * columns <= 56)
      best = count;
  return best;
}

ConvSchedule winogradSchedule(const ConvProblem &problem,
                              ConvAlgorithm algorithm) {
  ConvSchedule schedule;
  schedule.algorithm = algorithm;
  schedule.panel = choosePanel(problem.outChannels, 784, false);
  schedule.bandRows = chooseTileRows(problem, winogradOutputs(algorithm));
  return schedule;
}

std::optional<ConvSchedule> chooseConvSchedule(const ConvProblem &problem,
                                               const VectorTarget &target,
                                               ScheduleOptions options) {
  if (applies(ConvAlgorithm::Depthwise, problem)) {
    ConvSchedule schedule;
    schedule.algorithm = ConvAlgorithm::Depthwise;
    schedule.bandRows =
        ceilDiv(problem.outHeight, ceilDiv(problem.outHeight, 28));
    return schedule;
  }
  return directSchedule(problem, target, options);
}

LinearSchedule chooseLinearSchedule(const LinearProblem &problem,
                                    const VectorTarget &target) {
  LinearSchedule schedule;
  schedule.panel = std::min<int64_t>(64, roundUp(problem.outputs, kBlock));
  return schedule;
}

} // namespace kiln::contraction

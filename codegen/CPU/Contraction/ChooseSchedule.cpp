//===- ChooseSchedule.cpp - Choice of algorithm and tiles -----------------===//
//
// Costs are estimated for a reference processor, not for the target: a program
// with variants for several x86 levels holds its weights once, so that all of
// them need the same algorithm and panels.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Bands.h"
#include "codegen/CPU/Contraction/DirectConv.h"
#include "codegen/CPU/Contraction/Planar.h"
#include "codegen/CPU/Contraction/Schedule.h"
#include "codegen/CPU/Contraction/Winograd.h"

namespace kiln::contraction {

/// One core of the reference processor.
static constexpr double kFlopsPerSecond = 150e9;
static constexpr double kBytesPerSecond = 15e9;
static constexpr int64_t kL2Bytes = 1 << 20;

/// Transforming one tile of one block of channels costs about as long as this
/// many operations of a matrix product.
static constexpr double kTransform2 = 2200, kTransform4 = 5600;

/// The part of the time to fetch weights that prefetching does not hide, and
/// how much slower than a plain stream prefetched weights arrive at best.
static constexpr double kExposed = 0.35, kStreaming = 1.1;

/// F(4,3) loses a digit that F(2,3) keeps, so a tie goes to the latter.
static constexpr double kPrefersAccuracy = 1.03;

//===----------------------------------------------------------------------===//
// Applicability
//===----------------------------------------------------------------------===//

static bool isPointwise(const ConvProblem &problem) {
  const Window &w = problem.window;
  return w.kernelH == 1 && w.kernelW == 1 && w.strideH == 1 && w.strideW == 1 &&
         w.padTop == 0 && w.padLeft == 0;
}

/// A pooling that direct kernels know how to append.
static bool poolApplies(const ConvProblem &problem) {
  if (!problem.pool || problem.pool->kind == PoolTail::Max)
    return true;
  // Averages need every window to be whole.
  const PoolTail &pool = *problem.pool;
  return pool.window.padTop == 0 && pool.window.padLeft == 0 &&
         pool.window.rowsFor(pool.height) <= problem.outHeight &&
         pool.window.columnsFor(pool.width) <= problem.outWidth;
}

static bool directApplies(const ConvProblem &problem) {
  bool blockedGroups =
      problem.groups == 1 ||
      (problem.input.blocked && problem.groupInputs() % kBlock == 0 &&
       problem.groupOutputs() % kBlock == 0);
  // Lanes are stored one by one into plain results, which needs to know which
  // of them exist.
  bool storable = problem.output.blocked || problem.outChannels % kBlock == 0;
  return blockedGroups && storable && poolApplies(problem);
}

static bool depthwiseApplies(const ConvProblem &problem) {
  return problem.groups == problem.input.channels &&
         problem.groups == problem.outChannels && problem.input.blocked &&
         problem.output.blocked && !problem.pool;
}

bool applies(ConvAlgorithm algorithm, const ConvProblem &problem) {
  switch (algorithm) {
  case ConvAlgorithm::Direct:
    return directApplies(problem);
  case ConvAlgorithm::Depthwise:
    return depthwiseApplies(problem);
  case ConvAlgorithm::Planar:
    return planarApplies(problem);
  case ConvAlgorithm::Winograd2:
  case ConvAlgorithm::Winograd4:
    return winogradApplies(problem, winogradOutputs(algorithm));
  }
  llvm_unreachable("unknown algorithm");
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// The panel width with the least padding and the best register tile.
static int64_t choosePanel(int64_t outputs, bool pooled) {
  int64_t padded = roundUp(outputs, kBlock);
  if (padded <= 32)
    return padded;
  if (padded % 48 == 0 && padded % 32 != 0)
    return 48;
  // 6x4 tiles reread the input less often than 12x2 tiles, but hold only one
  // pooling window.
  if (padded % 64 == 0 && !pooled)
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
static int64_t chooseBandRows(const ConvProblem &problem) {
  int64_t rows = resultRows(problem);
  int64_t poolStride = problem.pool ? problem.pool->window.strideH : 1;
  int64_t perRow = problem.input.planes() * problem.input.pixelStride() *
                   (problem.input.width + problem.window.kernelW) *
                   problem.window.strideH * poolStride * 4;
  if (problem.pool)
    perRow += problem.outWidth * 4 * 32 * poolStride;
  int64_t fitting = std::max<int64_t>(1, kL2Bytes / 2 / perRow);
  int64_t weights = problem.depth() * problem.outChannels * 4;
  // Weights larger than L2 are better read once for the whole plane.
  if (weights > kL2Bytes / 2)
    fitting = std::max<int64_t>(fitting, 28);
  // Bands that overlap compute shared rows again.
  if (problem.pool)
    fitting = std::max<int64_t>(fitting, 8);
  return ceilDiv(rows, ceilDiv(rows, std::min(rows, fitting)));
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

/// Rows to join, a divisor of all: long enough for even tiles, short enough to
/// share out.
static int64_t chooseJoinedRows(const ConvProblem &problem) {
  int64_t best = 1;
  for (int64_t rows = 1; rows <= problem.outHeight; ++rows)
    if (problem.outHeight % rows == 0 && rows * problem.outWidth <= 1024)
      best = rows;
  return best;
}

static bool joinsRows(const ConvProblem &problem, ScheduleOptions options) {
  return isPointwise(problem) && options.denseOperands &&
         problem.input.blocked && problem.output.blocked &&
         problem.input.halo.empty() && problem.output.halo.empty() &&
         !problem.pool;
}

//===----------------------------------------------------------------------===//
// Schedules of each algorithm
//===----------------------------------------------------------------------===//

static ConvSchedule directSchedule(const ConvProblem &problem,
                                   ScheduleOptions options) {
  ConvSchedule schedule;
  int64_t pixels = problem.outHeight * problem.outWidth;
  schedule.panel = problem.groups > 1 ? groupedPanel(problem.groupOutputs())
                                      : choosePanel(problem.outChannels,
                                                    problem.pool.has_value());
  if (joinsRows(problem, options)) {
    schedule.tiling = Tiling::Flat;
    schedule.joinedRows = chooseJoinedRows(problem);
  } else if (problem.outWidth < 12 && pixels <= 112 && !problem.pool) {
    schedule.tiling = Tiling::WholeMap;
    schedule.bandRows = problem.outHeight;
    return schedule;
  }
  schedule.bandRows = chooseBandRows(joinRows(problem, schedule));
  return schedule;
}

static ConvSchedule rowSchedule(const ConvProblem &problem,
                                ConvAlgorithm algorithm) {
  ConvSchedule schedule;
  schedule.algorithm = algorithm;
  int64_t rows = resultRows(problem);
  schedule.bandRows = ceilDiv(rows, ceilDiv(rows, 28));
  return schedule;
}

ConvSchedule winogradSchedule(const ConvProblem &problem,
                              ConvAlgorithm algorithm) {
  ConvSchedule schedule;
  schedule.algorithm = algorithm;
  schedule.panel = choosePanel(problem.outChannels, false);
  schedule.bandRows = chooseTileRows(problem, winogradOutputs(algorithm));
  return schedule;
}

//===----------------------------------------------------------------------===//
// Cost
//===----------------------------------------------------------------------===//

/// The time for `flops` while `bytes` of weights arrive from memory.
static double seconds(double flops, double bytes) {
  double compute = flops / kFlopsPerSecond, fetch = bytes / kBytesPerSecond;
  return std::max(compute + kExposed * fetch, kStreaming * fetch);
}

static double directSeconds(const ConvProblem &problem) {
  double outputs = roundUp(problem.outChannels, kBlock);
  return seconds(problem.flops() * outputs / problem.outChannels,
                 4.0 * outputs * problem.depth());
}

static double winogradSeconds(const ConvProblem &problem, int64_t m) {
  double planes = (m + 2) * (m + 2);
  double tiles = static_cast<double>(problem.input.batch) *
                 ceilDiv(problem.outHeight, m) * ceilDiv(problem.outWidth, m);
  double inputs = problem.input.channels;
  double outputs = roundUp(problem.outChannels, kBlock);
  double products = 2 * planes * tiles * inputs * outputs;
  double transforms = tiles * (inputs + outputs) / kBlock *
                      (m == 2 ? kTransform2 : kTransform4);
  double time = seconds(products + transforms, 4 * planes * inputs * outputs);
  return m == 2 ? time : time * kPrefersAccuracy;
}

std::optional<ConvSchedule> chooseConvSchedule(const ConvProblem &problem,
                                               const VectorTarget &target,
                                               ScheduleOptions options) {
  for (ConvAlgorithm only : {ConvAlgorithm::Depthwise, ConvAlgorithm::Planar})
    if (applies(only, problem) &&
        !(only == ConvAlgorithm::Planar && problem.outChannels >= kBlock &&
          directApplies(problem)))
      return rowSchedule(problem, only);
  if (!directApplies(problem))
    return std::nullopt;
  ConvSchedule best = directSchedule(problem, options);
  double least = directSeconds(problem);
  if (!options.winograd)
    return best;
  for (ConvAlgorithm algorithm :
       {ConvAlgorithm::Winograd2, ConvAlgorithm::Winograd4}) {
    if (!applies(algorithm, problem))
      continue;
    double time = winogradSeconds(problem, winogradOutputs(algorithm));
    if (time < least) {
      least = time;
      best = winogradSchedule(problem, algorithm);
    }
  }
  return best;
}

LinearSchedule chooseLinearSchedule(const LinearProblem &problem,
                                    const VectorTarget &target) {
  LinearSchedule schedule;
  schedule.panel = std::min<int64_t>(64, roundUp(problem.outputs, kBlock));
  return schedule;
}

} // namespace kiln::contraction

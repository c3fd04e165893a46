//===- Linear.cpp - Row-major matrix products -----------------------------===//
//
// y = x W^T with W in panels: a panel stays in cache while all rows of a band
// pass by. One row is a matrix-vector product, which runs at the speed of
// memory. Work item i is panel i % panels of band i / panels.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Linear.h"
#include "codegen/CPU/Contraction/Kernels.h"
#include "codegen/CPU/Contraction/RegisterTile.h"

using namespace mlir;

namespace kiln::contraction {

/// Rows of one band, at most.
static constexpr int64_t kBandRows = 240;

/// One row uses the whole panel at once; more rows share the registers.
static int64_t vectorsOf(const LinearProblem &problem, int64_t width,
                         const VectorTarget &target) {
  if (problem.rows == 1 && !problem.openRows)
    return std::min<int64_t>(width / target.lanes, target.registers / 2);
  return tileVectors(target, width);
}

/// Rows of the largest tile.
static int64_t tileRows(const LinearProblem &problem,
                        const LinearSchedule &schedule,
                        const VectorTarget &target) {
  int64_t width = std::min(schedule.panel, roundUp(problem.outputs, kBlock));
  return maxTilePixels(target, vectorsOf(problem, width, target));
}

int64_t openBandRows(const LinearProblem &problem,
                     const LinearSchedule &schedule,
                     const VectorTarget &target) {
  int64_t rows = tileRows(problem, schedule, target);
  return kBandRows / rows * rows;
}

LinearTiling tilingOf(const LinearProblem &problem,
                      const LinearSchedule &schedule,
                      const VectorTarget &target) {
  LinearTiling tiling;
  tiling.rowSegments =
      splitEvenly(problem.rows, tileRows(problem, schedule, target));
  for (const Segment &segment : tiling.rowSegments)
    tiling.tiles += segment.count;
  int64_t bands = ceilDiv(problem.rows, kBandRows);
  tiling.tilesPerBand = ceilDiv(tiling.tiles, bands);
  tiling.bands = ceilDiv(tiling.tiles, tiling.tilesPerBand);
  tiling.panels = ceilDiv(roundUp(problem.outputs, kBlock), schedule.panel);
  return tiling;
}

namespace {

class LinearWriter {
public:
  LinearWriter(Emitter &e, const LinearProblem &problem,
               const LinearSchedule &schedule, const LinearOperands &operands,
               const Epilogue &epilogue)
      : e(e), p(problem), s(schedule), operands(operands), epilogue(epilogue),
        tiling(tilingOf(problem, schedule, e.target)) {}

  void run(Value begin, Value end);

private:
  void panel(Offset index, int64_t width, Offset firstTile, Offset lastTile);
  void part(Offset firstOutput, int64_t active, Offset weights, int64_t width,
            int64_t vectors, Offset firstTile, Offset lastTile);
  void openRows(Offset first, Offset last,
                llvm::function_ref<void(Offset row, int64_t rows)> body);
  void tile(Offset row, int64_t rows, Offset firstOutput, int64_t active,
            const WeightStream &weights);

  Emitter &e;
  const LinearProblem &p;
  const LinearSchedule &s;
  const LinearOperands &operands;
  const Epilogue &epilogue;
  LinearTiling tiling;
};

} // namespace

void LinearWriter::run(Value begin, Value end) {
  int64_t panels = tiling.panels;
  // Panels of which every output exists, and the width of the last one.
  int64_t whole = p.outputs / s.panel;
  int64_t rest = roundUp(p.outputs - whole * s.panel, kBlock);
  e.loop(e.divide(Offset(begin), panels), e.ceilDivide(Offset(end), panels), 1,
         [&](Offset band) {
           Offset start = e.scale(band, panels);
           Offset first = e.max(e.sub(Offset(begin), start), 0);
           Offset last = e.min(e.sub(Offset(end), start), panels);
           // Tiles of the band, or rows where their number is open.
           int64_t step =
               p.openRows ? openBandRows(p, s, e.target) : tiling.tilesPerBand;
           Offset firstTile = e.scale(band, step);
           Offset lastTile =
               e.min(e.add(firstTile, step),
                     p.openRows ? operands.rows : Offset(tiling.tiles));
           auto wholePanels = [&] {
             if (whole == 0)
               return;
             Offset stop = e.min(last, whole);
             e.loop(first, stop, 1, [&](Offset index) {
               if (s.descending)
                 index = e.sub(e.add(stop, e.sub(first, 1)), index);
               panel(index, s.panel, firstTile, lastTile);
             });
           };
           if (!s.descending)
             wholePanels();
           if (rest > 0)
             e.ifThen(e.lessThan(whole, last),
                      [&] { panel(whole, rest, firstTile, lastTile); });
           if (s.descending)
             wholePanels();
         });
}

void LinearWriter::panel(Offset index, int64_t width, Offset firstTile,
                         Offset lastTile) {
  int64_t vectors = vectorsOf(p, width, e.target);
  while (width % (vectors * e.target.lanes) != 0)
    --vectors;
  int64_t partWidth = vectors * e.target.lanes;
  Offset output = e.scale(index, s.panel);
  Offset weights = e.scale(index, s.panel * p.depth);
  if (!index.isKnown()) {
    e.loop(0, width, partWidth, [&](Offset column) {
      part(e.add(output, column), partWidth, e.add(weights, column), width,
           vectors, firstTile, lastTile);
    });
    return;
  }
  // The last panel: its parts differ in how many outputs exist.
  for (int64_t column = 0; column < width; column += partWidth) {
    int64_t active = std::min(partWidth, p.outputs - output.known - column);
    if (active > 0)
      part(e.add(output, column), active, e.add(weights, column), width,
           vectors, firstTile, lastTile);
  }
}

void LinearWriter::part(Offset firstOutput, int64_t active, Offset weights,
                        int64_t width, int64_t vectors, Offset firstTile,
                        Offset lastTile) {
  WeightStream stream{operands.weights, weights,      width,
                      vectors,          std::nullopt, 0};
  int64_t perStep = kUnroll * width / kBlock;
  if (s.prefetch && tiling.tiles == 1 && !p.openRows) {
    // A single pass over the weights: fetch a few pages ahead.
    stream.prefetchDistance = Offset(4096);
    stream.prefetchLines = perStep;
  }
  if (p.openRows)
    return openRows(firstTile, lastTile, [&](Offset row, int64_t rows) {
      tile(row, rows, firstOutput, active, stream);
    });
  int64_t row = 0, done = 0;
  for (auto [size, count] : tiling.rowSegments) {
    Offset from = e.max(e.sub(firstTile, done), 0);
    Offset to = e.min(e.sub(lastTile, done), count);
    e.loop(from, to, 1, [&](Offset i) {
      tile(e.add(e.scale(i, size), row), size, firstOutput, active, stream);
    });
    row += size * count;
    done += count;
  }
}

/// Whole tiles, then what is left row by row.
void LinearWriter::openRows(
    Offset first, Offset last,
    llvm::function_ref<void(Offset row, int64_t rows)> body) {
  int64_t size = tileRows(p, s, e.target);
  Offset whole =
      e.add(first, e.scale(e.divide(e.sub(last, first), size), size));
  e.loop(first, whole, size, [&](Offset row) { body(row, size); });
  e.loop(whole, last, 1, [&](Offset row) { body(row, 1); });
}

void LinearWriter::tile(Offset row, int64_t rows, Offset firstOutput,
                        int64_t active, const WeightStream &weights) {
  PixelStream pixels{operands.input, e.scale(row, p.depth), {}};
  for (int64_t i = 0; i < rows; ++i)
    pixels.pixelOffsets.push_back(i * p.depth);
  Values acc(rows * weights.vectors, e.zero());
  acc = accumulateTile(e, {{p.depth, 1}}, pixels, weights, std::move(acc));
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t v = 0; v < weights.vectors; ++v) {
      int64_t lanes = std::min(e.target.lanes, active - v * e.target.lanes);
      if (lanes <= 0)
        continue;
      Offset m = e.add(row, i);
      Offset n = e.add(firstOutput, v * e.target.lanes);
      Value result = acc[i * weights.vectors + v];
      if (epilogue)
        result = epilogue(e.builder, e.loc, result,
                          {e.materialize(m), e.materialize(n)}, lanes);
      e.store(result, operands.output, e.add(e.scale(m, p.outputs), n), lanes);
    }
}

void emitLinear(Emitter &e, const LinearProblem &problem,
                const LinearSchedule &schedule, const LinearOperands &operands,
                const Epilogue &epilogue, Value begin, Value end) {
  LinearWriter(e, problem, schedule, operands, epilogue).run(begin, end);
}

} // namespace kiln::contraction

//===- Linear.cpp - Row-major matrix products -----------------------------===//
//
// y = x W^T with W in panels: a panel stays in cache while all rows of a band
// pass by. So few rows that each weight is used once run at the speed of
// memory: they read several panels side by side, since one stream alone waits
// for memory wherever the processor's own prefetching has to start again, and
// hints would only take room from it. Work item i is panel i % panels of band
// i / panels.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Linear.h"
#include "codegen/CPU/Contraction/Kernels.h"
#include "codegen/CPU/Contraction/RegisterTile.h"

using namespace mlir;

namespace kiln::contraction {

/// Rows of one band, at most.
static constexpr int64_t kBandRows = 240;

/// Panels to read side by side, at most; more are no faster.
static constexpr int64_t kSideBySide = 4;

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

/// Panels to read side by side for the rows that do.
static int64_t panelsAtOnce(const LinearProblem &problem,
                            const LinearSchedule &schedule,
                            const VectorTarget &target) {
  int64_t vectors = vectorsOf(problem, schedule.panel, target);
  bool isWhole = vectors * target.lanes == schedule.panel;
  int64_t rows = problem.openRows ? 1 : problem.rows;
  if (!isWhole || rows > tileRows(problem, schedule, target))
    return 1;
  int64_t fitting = maxAccumulators(target) / (rows * vectors);
  return std::clamp<int64_t>(fitting, 1, kSideBySide);
}

namespace {

/// A range of tiles, or of rows where their number is open.
struct Range {
  Offset begin, end;
};

/// A part of one panel, or panels that are read side by side.
struct Columns {
  Offset first;
  /// Outputs that exist.
  int64_t active;
  WeightStream weights;
};

class LinearWriter {
public:
  LinearWriter(Emitter &e, const LinearProblem &problem,
               const LinearSchedule &schedule, const LinearOperands &operands,
               const Epilogue &epilogue)
      : e(e), p(problem), s(schedule), operands(operands), epilogue(epilogue),
        tiling(tilingOf(problem, schedule, e.target)),
        atOnce(panelsAtOnce(problem, schedule, e.target)) {}

  void run(Value begin, Value end);

private:
  void band(Range panels, Range tiles);
  void inOrder(Offset begin, Offset end, int64_t step,
               llvm::function_ref<void(Offset)> body);
  void sideBySide(Offset index, Range tiles);
  void panel(Offset index, int64_t width,
             llvm::function_ref<void(const Columns &)> body);
  void allRows(const Columns &columns, Range tiles);
  void segments(const Columns &columns, Range tiles);
  Offset wholeTilesEnd(Range rows);
  void wholeTiles(const Columns &columns, Range rows);
  void singleRows(const Columns &columns, Range rows);
  void tile(Offset row, int64_t rows, const Columns &columns);

  Emitter &e;
  const LinearProblem &p;
  const LinearSchedule &s;
  const LinearOperands &operands;
  const Epilogue &epilogue;
  LinearTiling tiling;
  int64_t atOnce;
};

} // namespace

void LinearWriter::run(Value begin, Value end) {
  int64_t panels = tiling.panels;
  e.loop(e.divide(Offset(begin), panels), e.ceilDivide(Offset(end), panels), 1,
         [&](Offset index) {
           Offset start = e.scale(index, panels);
           Offset first = e.max(e.sub(Offset(begin), start), 0);
           Offset last = e.min(e.sub(Offset(end), start), panels);
           int64_t step =
               p.openRows ? openBandRows(p, s, e.target) : tiling.tilesPerBand;
           Offset firstTile = e.scale(index, step);
           Offset lastTile =
               e.min(e.add(firstTile, step),
                     p.openRows ? operands.rows : Offset(tiling.tiles));
           band({first, last}, {firstTile, lastTile});
         });
}

/// Of a range of panels: those to read side by side, then others of which every
/// output exists, then the last one of all; or the other way round.
void LinearWriter::band(Range panels, Range tiles) {
  int64_t whole = p.outputs / s.panel;
  int64_t rest = roundUp(p.outputs - whole * s.panel, kBlock);
  Offset end = e.min(panels.end, whole);
  Offset grouped = panels.begin;
  if (atOnce > 1) {
    Offset count = e.max(e.sub(end, panels.begin), 0);
    grouped = e.add(panels.begin, e.scale(e.divide(count, atOnce), atOnce));
  }
  auto allRowsOf = [&](const Columns &columns) { allRows(columns, tiles); };
  auto groups = [&] {
    if (atOnce > 1 && whole >= atOnce)
      inOrder(panels.begin, grouped, atOnce,
              [&](Offset index) { sideBySide(index, tiles); });
  };
  auto singles = [&] {
    if (whole > 0)
      inOrder(grouped, end, 1,
              [&](Offset index) { panel(index, s.panel, allRowsOf); });
  };
  auto last = [&] {
    if (rest > 0)
      e.ifThen(e.lessThan(whole, panels.end),
               [&] { panel(whole, rest, allRowsOf); });
  };
  if (s.descending) {
    last();
    singles();
    groups();
  } else {
    groups();
    singles();
    last();
  }
}

/// A loop in the schedule's direction; `step` divides the range.
void LinearWriter::inOrder(Offset begin, Offset end, int64_t step,
                           llvm::function_ref<void(Offset)> body) {
  e.loop(begin, end, step, [&](Offset index) {
    if (s.descending)
      index = e.sub(e.add(end, e.sub(begin, step)), index);
    body(index);
  });
}

/// `atOnce` panels from `index` on.
void LinearWriter::sideBySide(Offset index, Range tiles) {
  int64_t stride = s.panel * p.depth;
  if (p.openRows)
    e.loop(0, atOnce, 1, [&](Offset i) {
      panel(e.add(index, i), s.panel,
            [&](const Columns &columns) { wholeTiles(columns, tiles); });
    });
  WeightStream weights{operands.weights, e.scale(index, stride),
                       s.panel,          s.panel / e.target.lanes,
                       atOnce,           stride};
  Columns columns{e.scale(index, s.panel), atOnce * s.panel, weights};
  if (p.openRows)
    singleRows(columns, tiles);
  else
    segments(columns, tiles);
}

/// The parts of one panel of which the registers hold all outputs.
void LinearWriter::panel(Offset index, int64_t width,
                         llvm::function_ref<void(const Columns &)> body) {
  int64_t vectors = vectorsOf(p, width, e.target);
  while (width % (vectors * e.target.lanes) != 0)
    --vectors;
  int64_t partWidth = vectors * e.target.lanes;
  Offset output = e.scale(index, s.panel);
  Offset start = e.scale(index, s.panel * p.depth);
  auto part = [&](Offset column, int64_t active) {
    body({e.add(output, column),
          active,
          {operands.weights, e.add(start, column), width, vectors}});
  };
  if (!index.isKnown()) {
    e.loop(0, width, partWidth,
           [&](Offset column) { part(column, partWidth); });
    return;
  }
  // The last panel: its parts differ in how many outputs exist.
  for (int64_t column = 0; column < width; column += partWidth) {
    int64_t active = std::min(partWidth, p.outputs - output.known - column);
    if (active > 0)
      part(column, active);
  }
}

void LinearWriter::allRows(const Columns &columns, Range tiles) {
  if (!p.openRows)
    return segments(columns, tiles);
  wholeTiles(columns, tiles);
  singleRows(columns, tiles);
}

/// Of a known number of rows.
void LinearWriter::segments(const Columns &columns, Range tiles) {
  int64_t row = 0, done = 0;
  for (auto [size, count] : tiling.rowSegments) {
    Offset from = e.max(e.sub(tiles.begin, done), 0);
    Offset to = e.min(e.sub(tiles.end, done), count);
    e.loop(from, to, 1, [&](Offset i) {
      tile(e.add(e.scale(i, size), row), size, columns);
    });
    row += size * count;
    done += count;
  }
}

/// Where the rows begin that fill no tile.
Offset LinearWriter::wholeTilesEnd(Range rows) {
  int64_t size = tileRows(p, s, e.target);
  Offset count = e.divide(e.sub(rows.end, rows.begin), size);
  return e.add(rows.begin, e.scale(count, size));
}

void LinearWriter::wholeTiles(const Columns &columns, Range rows) {
  int64_t size = tileRows(p, s, e.target);
  e.loop(rows.begin, wholeTilesEnd(rows), size,
         [&](Offset row) { tile(row, size, columns); });
}

void LinearWriter::singleRows(const Columns &columns, Range rows) {
  e.loop(wholeTilesEnd(rows), rows.end, 1,
         [&](Offset row) { tile(row, 1, columns); });
}

void LinearWriter::tile(Offset row, int64_t rows, const Columns &columns) {
  PixelStream pixels{operands.input, e.scale(row, p.depth), {}};
  for (int64_t i = 0; i < rows; ++i)
    pixels.pixelOffsets.push_back(i * p.depth);
  int64_t vectors = columns.weights.columns();
  Values acc(rows * vectors, e.zero());
  acc = accumulateTile(e, {{p.depth, 1}}, pixels, columns.weights,
                       std::move(acc));
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t v = 0; v < vectors; ++v) {
      int64_t lanes =
          std::min(e.target.lanes, columns.active - v * e.target.lanes);
      if (lanes <= 0)
        continue;
      Offset m = e.add(row, i);
      Offset n = e.add(columns.first, v * e.target.lanes);
      Value result = acc[i * vectors + v];
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

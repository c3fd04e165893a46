//===- Winograd.cpp - 3x3 convolution by F(2,3) and F(4,3) ----------------===//
//
// A band is some rows of tiles. Its input is transformed once; then, for each
// weight panel, t*t small matrix products run over the transformed planes and
// the result is transformed back, while products are still in cache. Pooling
// windows that divide a tile are applied on the way out. Work item i is panel
// i % panels of band i / panels.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Winograd.h"

#include "codegen/CPU/Contraction/DirectConv.h"
#include "codegen/CPU/Contraction/RegisterTile.h"

using namespace mlir;

namespace kiln::contraction {

ConvProblem roundToTiles(const ConvProblem &problem, int64_t m) {
  ConvProblem rounded = problem;
  rounded.pool.reset();
  rounded.outHeight = roundUp(problem.outHeight, m);
  rounded.outWidth = roundUp(problem.outWidth, m);
  return rounded;
}

/// Planes whose distance is a power of two would fall on the same cache sets.
static constexpr int64_t kPlanePadding = 64;

WinogradTiling winogradTiling(const ConvProblem &problem,
                              const ConvSchedule &schedule) {
  WinogradTiling tiling;
  tiling.m = winogradOutputs(schedule.algorithm);
  tiling.t = tiling.m + 2;
  tiling.rows = ceilDiv(problem.outHeight, tiling.m);
  tiling.columns = ceilDiv(problem.outWidth, tiling.m);
  tiling.tilesPerBand = schedule.bandRows * tiling.columns;
  tiling.copy = bandCopyFor(roundToTiles(problem, tiling.m),
                            schedule.bandRows * tiling.m);
  int64_t planes = tiling.t * tiling.t;
  tiling.inputPlane =
      problem.input.planes() * tiling.tilesPerBand * kBlock + kPlanePadding;
  tiling.productPlane = schedule.panel * tiling.tilesPerBand + kPlanePadding;
  tiling.inputStart = tiling.copy.numElements();
  tiling.productStart = tiling.inputStart + planes * tiling.inputPlane;
  tiling.temporaryStart = tiling.productStart + planes * tiling.productPlane;
  tiling.scratch = tiling.temporaryStart + planes * kBlock;
  return tiling;
}

bool winogradApplies(const ConvProblem &problem, int64_t m) {
  const Window &w = problem.window;
  if (w.kernelH != 3 || w.kernelW != 3 || w.strideH != 1 || w.strideW != 1 ||
      w.dilationH != 1 || w.dilationW != 1 || problem.groups != 1 ||
      !problem.input.blocked || !problem.output.blocked)
    return false;
  if (!problem.pool)
    return true;
  const Window &pool = problem.pool->window;
  return pool.kernelH == pool.strideH && pool.kernelW == pool.strideW &&
         pool.padTop == 0 && pool.padLeft == 0 && m % pool.kernelH == 0 &&
         m % pool.kernelW == 0 &&
         problem.pool->height * pool.kernelH <= problem.outHeight &&
         problem.pool->width * pool.kernelW <= problem.outWidth;
}

namespace {

class WinogradWriter {
public:
  WinogradWriter(Emitter &e, const ConvProblem &problem,
                 const ConvSchedule &schedule, const ConvOperands &operands,
                 const ConvEpilogues &epilogues)
      : e(e), p(problem), s(schedule), operands(operands), epilogues(epilogues),
        tiling(winogradTiling(problem, schedule)) {}

  void run(Value begin, Value end);

private:
  void band(Offset index, Offset firstPanel, Offset lastPanel);
  void transformInput(const BandInput &input);
  void transformInputTile(Offset from, Offset to, const BandInput &input);
  void panelOf(Offset index, int64_t width);
  void multiply(Value scratch, Value weights, Offset panel, int64_t width);
  void prefetchNextPlane(WeightStream &stream, Offset index);
  void multiplyTile(Offset xi, Offset column, Offset first, int64_t size,
                    const WeightStream &stream, Value scratch);
  void transformOutput(Offset firstPlane, int64_t width);
  void transformOutputTile(Offset plane, Offset lane, Offset products,
                           Offset row, Offset column, bool lastColumn);
  void storePooled(Offset plane, Offset lane, Offset y, Offset x,
                   int64_t columns);

  Values inputTransform(ArrayRef<Value> d);
  Values outputTransform(ArrayRef<Value> x);
  Values outputRow(Offset row);
  Value scaled(Value a, float factor, Value plus) {
    return e.multiplyAdd(a, e.splat(factor), plus);
  }
  Value apply(const Epilogue &epilogue, Value value, Offset plane, Offset lane,
              Offset y, Offset x);
  void store(Value value, Offset plane, Offset lane, Offset y, Offset x);
  /// Places row `i`, column `j` of a tile in temporary memory.
  Offset temporary(Offset i, Offset j) {
    return e.add(e.add(e.scale(i, tiling.t * kBlock), e.scale(j, kBlock)),
                 tiling.temporaryStart);
  }
  int64_t alignment() const { return 4 * e.target.lanes; }

  Emitter &e;
  const ConvProblem &p;
  const ConvSchedule &s;
  const ConvOperands &operands;
  const ConvEpilogues &epilogues;
  WinogradTiling tiling;

  /// State of the band being written.
  Offset image, firstTileRow;
};

} // namespace

void WinogradWriter::run(Value begin, Value end) {
  zeroHalo(e, p.output, operands.output, operands.batch, begin);
  int64_t panels = panelCount(p, s);
  e.loop(e.divide(Offset(begin), panels), e.ceilDivide(Offset(end), panels), 1,
         [&](Offset index) {
           Offset start = e.scale(index, panels);
           band(index, e.max(e.sub(Offset(begin), start), 0),
                e.min(e.sub(Offset(end), start), panels));
         });
}

void WinogradWriter::band(Offset index, Offset firstPanel, Offset lastPanel) {
  assert(tiling.rows % s.bandRows == 0 && "bands of Winograd are equal");
  int64_t bands = tiling.rows / s.bandRows;
  image = e.divide(index, bands);
  firstTileRow = e.scale(e.remainder(index, bands), s.bandRows);
  ConvProblem rounded = roundToTiles(p, tiling.m);
  transformInput(prepareBand(e, rounded, tiling.copy, operands, image,
                             e.scale(firstTileRow, tiling.m)));
  int64_t padded = roundUp(p.outChannels, kBlock);
  int64_t whole = padded / s.panel, rest = padded % s.panel;
  if (whole > 0)
    e.loop(firstPanel, e.min(lastPanel, whole), 1,
           [&](Offset panel) { panelOf(panel, s.panel); });
  if (rest > 0)
    e.ifThen(e.lessThan(whole, lastPanel), [&] { panelOf(whole, rest); });
}

//===----------------------------------------------------------------------===//
// Transforms of one row or column
//===----------------------------------------------------------------------===//

/// B^T d.
Values WinogradWriter::inputTransform(ArrayRef<Value> d) {
  if (tiling.m == 2)
    return {e.sub(d[0], d[2]), e.add(d[1], d[2]), e.sub(d[2], d[1]),
            e.sub(d[1], d[3])};
  Value even = scaled(d[2], -4, d[4]), odd = scaled(d[1], -4, d[3]);
  Value even2 = e.sub(d[4], d[2]), odd2 = e.sub(d[3], d[1]);
  return {scaled(d[0], 4, scaled(d[2], -5, d[4])),
          e.add(even, odd),
          e.sub(even, odd),
          scaled(odd2, 2, even2),
          scaled(odd2, -2, even2),
          scaled(d[1], 4, scaled(d[3], -5, d[5]))};
}

/// A^T x.
Values WinogradWriter::outputTransform(ArrayRef<Value> x) {
  Value sum = e.add(x[1], x[2]), difference = e.sub(x[1], x[2]);
  if (tiling.m == 2)
    return {e.add(x[0], sum), e.sub(difference, x[3])};
  Value sum2 = e.add(x[3], x[4]), difference2 = e.sub(x[3], x[4]);
  return {e.add(e.add(x[0], sum), sum2), scaled(difference2, 2, difference),
          scaled(sum2, 4, sum),
          e.add(scaled(difference2, 8, difference), x[5])};
}

//===----------------------------------------------------------------------===//
// The three steps
//===----------------------------------------------------------------------===//

void WinogradWriter::transformInput(const BandInput &input) {
  e.loop(0, p.input.planes(), 1, [&](Offset plane) {
    e.loop(0, s.bandRows, 1, [&](Offset row) {
      e.loop(0, tiling.columns, 1, [&](Offset column) {
        Offset from =
            e.add(e.add(input.origin, e.scale(plane, input.planeStride)),
                  e.add(e.scale(row, tiling.m * input.rowStride),
                        e.scale(column, tiling.m * input.pixelStride)));
        Offset tile = e.add(e.scale(row, tiling.columns), column);
        Offset to = e.add(e.add(e.scale(plane, tiling.tilesPerBand * kBlock),
                                e.scale(tile, kBlock)),
                          tiling.inputStart);
        e.loop(0, kBlock, e.target.lanes, [&](Offset lane) {
          transformInputTile(e.add(from, lane), e.add(to, lane), input);
        });
      });
    });
  });
}

void WinogradWriter::transformInputTile(Offset from, Offset to,
                                        const BandInput &input) {
  int64_t t = tiling.t;
  e.loop(0, t, 1, [&](Offset j) {
    Values column;
    for (int64_t i = 0; i < t; ++i)
      column.push_back(e.load(input.base,
                              e.add(e.add(from, e.scale(j, input.pixelStride)),
                                    i * input.rowStride),
                              alignment()));
    for (auto [i, value] : llvm::enumerate(inputTransform(column)))
      e.store(value, operands.scratch, temporary(int64_t(i), j), e.target.lanes,
              alignment());
  });
  e.loop(0, t, 1, [&](Offset i) {
    Values row;
    for (int64_t j = 0; j < t; ++j)
      row.push_back(e.load(operands.scratch, temporary(i, j), alignment()));
    Offset plane = e.add(to, e.scale(i, t * tiling.inputPlane));
    for (auto [j, value] : llvm::enumerate(inputTransform(row)))
      e.store(value, operands.scratch,
              e.add(plane, int64_t(j) * tiling.inputPlane), e.target.lanes,
              alignment());
  });
}

void WinogradWriter::panelOf(Offset index, int64_t width) {
  Offset weights =
      e.scale(index, s.panel * tiling.t * tiling.t * p.input.channels);
  e.outline("_multiply",
            {operands.scratch, operands.weights, e.materialize(weights)},
            [&](ValueRange arguments) {
              multiply(arguments[0], arguments[1], arguments[2], width);
            });
  transformOutput(e.scale(index, s.panel / kBlock), width);
}

/// products[xi] = inputs[xi] * weights[xi] for all t*t planes of one panel.
void WinogradWriter::multiply(Value scratch, Value weights, Offset panel,
                              int64_t width) {
  int64_t vectors = tileVectors(e.target, width);
  int64_t part = vectors * e.target.lanes;
  int64_t limit = maxTilePixels(e.target, vectors);
  e.loop(0, tiling.t * tiling.t, 1, [&](Offset xi) {
    e.loop(0, width, part, [&](Offset column) {
      WeightStream stream{
          weights,
          e.add(e.add(panel, e.scale(xi, width * p.input.channels)), column),
          width, vectors};
      int64_t first = 0, done = 0;
      for (auto [size, count] : splitEvenly(tiling.tilesPerBand, limit)) {
        e.loop(0, count, 1, [&, size = size](Offset i) {
          prefetchNextPlane(stream, e.add(i, done));
          multiplyTile(xi, column, e.add(e.scale(i, size), first), size, stream,
                       scratch);
        });
        first += size * count;
        done += count;
      }
    });
  });
}

/// Register tile number `index` fetches its share of the next plane's weights.
void WinogradWriter::prefetchNextPlane(WeightStream &stream, Offset index) {
  int64_t tiles =
      ceilDiv(tiling.tilesPerBand, maxTilePixels(e.target, stream.vectors));
  if (!s.prefetch || tiles > 16)
    return;
  int64_t perStep = kUnroll * stream.rowWidth / kBlock;
  stream.prefetchLines = ceilDiv(perStep, tiles);
  Offset share = e.remainder(index, ceilDiv(perStep, stream.prefetchLines));
  stream.prefetchDistance = e.add(e.scale(share, stream.prefetchLines * kBlock),
                                  stream.rowWidth * p.input.channels);
}

/// The products of `size` tiles from `first` on with the columns of `stream`.
void WinogradWriter::multiplyTile(Offset xi, Offset column, Offset first,
                                  int64_t size, const WeightStream &stream,
                                  Value scratch) {
  int64_t planeStride = tiling.tilesPerBand * kBlock;
  int64_t whole = p.input.channels / kBlock;
  int64_t rest = p.input.channels % kBlock;
  PixelStream pixels{
      scratch,
      e.add(e.add(e.scale(xi, tiling.inputPlane), e.scale(first, kBlock)),
            tiling.inputStart),
      {}};
  for (int64_t i = 0; i < size; ++i)
    pixels.pixelOffsets.push_back(i * kBlock);
  Values acc(size * stream.vectors, e.zero());
  if (whole > 0)
    acc = accumulateTile(e, {{whole, planeStride}, {kBlock, 1}}, pixels, stream,
                         std::move(acc));
  if (rest > 0) {
    WeightStream last = stream;
    last.offset = e.add(last.offset, whole * kBlock * stream.rowWidth);
    pixels.offset = e.add(pixels.offset, whole * planeStride);
    acc = accumulateTile(e, {{rest, 1}}, pixels, last, std::move(acc));
  }
  Offset to = e.add(
      e.add(e.scale(xi, tiling.productPlane), tiling.productStart),
      e.add(e.scale(column, tiling.tilesPerBand), e.scale(first, kBlock)));
  for (auto [i, value] : llvm::enumerate(acc)) {
    int64_t tile = int64_t(i) / stream.vectors;
    int64_t lane = int64_t(i) % stream.vectors * e.target.lanes;
    int64_t at = tile * kBlock + lane / kBlock * planeStride + lane % kBlock;
    e.store(value, scratch, e.add(to, at), e.target.lanes, alignment());
  }
}

void WinogradWriter::transformOutput(Offset firstPlane, int64_t width) {
  e.loop(0, width / kBlock, 1, [&](Offset block) {
    e.loop(0, s.bandRows, 1, [&](Offset row) {
      auto tile = [&](Offset column, bool lastColumn) {
        Offset index = e.add(e.scale(row, tiling.columns), column);
        Offset products =
            e.add(e.add(e.scale(block, tiling.tilesPerBand * kBlock),
                        e.scale(index, kBlock)),
                  tiling.productStart);
        e.loop(0, kBlock, e.target.lanes, [&](Offset lane) {
          transformOutputTile(e.add(firstPlane, block), lane,
                              e.add(products, lane), row, column, lastColumn);
        });
      };
      e.loop(0, tiling.columns - 1, 1,
             [&](Offset column) { tile(column, false); });
      tile(tiling.columns - 1, true);
    });
  });
}

void WinogradWriter::transformOutputTile(Offset plane, Offset lane,
                                         Offset products, Offset row,
                                         Offset column, bool lastColumn) {
  int64_t t = tiling.t, m = tiling.m;
  e.loop(0, t, 1, [&](Offset j) {
    Values x;
    Offset from = e.add(products, e.scale(j, tiling.productPlane));
    for (int64_t i = 0; i < t; ++i)
      x.push_back(e.load(operands.scratch,
                         e.add(from, i * t * tiling.productPlane),
                         alignment()));
    for (auto [i, value] : llvm::enumerate(outputTransform(x)))
      e.store(value, operands.scratch, temporary(int64_t(i), j), e.target.lanes,
              alignment());
  });
  Offset y = e.scale(e.add(firstTileRow, row), m);
  Offset x = e.scale(column, m);
  int64_t columns = lastColumn ? p.outWidth - (tiling.columns - 1) * m : m;
  if (p.pool) {
    storePooled(plane, lane, y, x, columns);
    return;
  }
  Offset rows = p.outHeight % m == 0 ? Offset(m)
                                     : e.min(e.sub(Offset(p.outHeight), y), m);
  e.loop(0, rows, 1, [&](Offset i) {
    Values sums = outputRow(i);
    for (int64_t j = 0; j < columns; ++j) {
      Offset atY = e.add(y, i), atX = e.add(x, j);
      store(apply(epilogues.sums, sums[j], plane, lane, atY, atX), plane, lane,
            atY, atX);
    }
  });
}

/// Row `row` of a tile's outputs from its half-transformed products.
Values WinogradWriter::outputRow(Offset row) {
  Values x;
  for (int64_t j = 0; j < tiling.t; ++j)
    x.push_back(e.load(operands.scratch, temporary(row, j), alignment()));
  return outputTransform(x);
}

/// Pools the outputs of a tile, of which `columns` columns exist.
void WinogradWriter::storePooled(Offset plane, Offset lane, Offset y, Offset x,
                                 int64_t columns) {
  const PoolTail &pool = *p.pool;
  int64_t kh = pool.window.kernelH, kw = pool.window.kernelW;
  int64_t windows = columns / kw;
  if (windows == 0)
    return;
  Offset firstRow = e.divide(y, kh), firstColumn = e.divide(x, kw);
  Offset rows = e.min(e.sub(Offset(pool.height), firstRow), tiling.m / kh);
  e.loop(0, rows, 1, [&](Offset i) {
    Values pooled(windows);
    for (int64_t ky = 0; ky < kh; ++ky) {
      Offset row = e.add(e.scale(i, kh), ky);
      Values sums = outputRow(row);
      for (int64_t j = 0; j < windows * kw; ++j) {
        Value value = apply(epilogues.sums, sums[j], plane, lane, e.add(y, row),
                            e.add(x, j));
        Value &result = pooled[j / kw];
        if (!result)
          result = value;
        else
          result = pool.kind == PoolTail::Max ? e.maximum(result, value)
                                              : e.add(result, value);
      }
    }
    for (int64_t j = 0; j < windows; ++j) {
      Value value = pooled[j];
      if (pool.kind == PoolTail::Average)
        value = e.multiply(value, e.splat(1.0f / (kh * kw)));
      Offset atY = e.add(firstRow, i), atX = e.add(firstColumn, j);
      store(apply(epilogues.pooled, value, plane, lane, atY, atX), plane, lane,
            atY, atX);
    }
  });
}

Value WinogradWriter::apply(const Epilogue &epilogue, Value value, Offset plane,
                            Offset lane, Offset y, Offset x) {
  if (!epilogue)
    return value;
  Value coordinates[] = {e.materialize(image),
                         e.materialize(e.add(e.scale(plane, kBlock), lane)),
                         e.materialize(y), e.materialize(x)};
  return epilogue(e.builder, e.loc, value, coordinates, e.target.lanes);
}

void WinogradWriter::store(Value value, Offset plane, Offset lane, Offset y,
                           Offset x) {
  const Activation &out = p.output;
  Offset at = e.add(e.scale(image, out.batchStride()),
                    e.scale(plane, out.planeStride()));
  at = e.add(e.add(at, out.origin()), e.scale(y, out.rowStride()));
  at = e.add(e.add(at, e.scale(x, kBlock)), lane);
  e.store(value, operands.output, at, e.target.lanes, alignment());
}

void emitWinogradConv(Emitter &e, const ConvProblem &problem,
                      const ConvSchedule &schedule,
                      const ConvOperands &operands,
                      const ConvEpilogues &epilogues, Value begin, Value end) {
  WinogradWriter(e, problem, schedule, operands, epilogues).run(begin, end);
}

} // namespace kiln::contraction

//===- DirectConv.cpp - Direct and pointwise convolution ------------------===//
//
// The loops, outermost first: bands of rows, weight panels, rows, register
// tiles; inside a tile the reduction over input channels and window. Work item
// i is panel i % panels of band i / panels. A pooling tail is applied to the
// accumulators where its windows do not overlap, else to a strip of
// convolution rows kept in scratch memory.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/DirectConv.h"

#include "codegen/CPU/Contraction/Bands.h"
#include "codegen/CPU/Contraction/RegisterTile.h"

using namespace mlir;

namespace kiln::contraction {

bool poolsInRegisters(const ConvProblem &problem, const VectorTarget &target) {
  if (!problem.pool)
    return false;
  const Window &w = problem.pool->window;
  return w.kernelH == w.strideH && w.kernelW == w.strideW && w.padTop == 0 &&
         w.padLeft == 0 && w.kernelH * w.kernelW <= 4 &&
         w.kernelH * w.kernelW <=
             maxTilePixels(target, tileVectors(target, kBlock)) &&
         problem.pool->height * w.kernelH <= problem.outHeight &&
         problem.pool->width * w.kernelW <= problem.outWidth;
}

PoolStrip poolStripFor(const ConvProblem &problem, int64_t panel,
                       int64_t bandRows, const VectorTarget &target) {
  if (!problem.pool || poolsInRegisters(problem, target))
    return {};
  const Window &w = problem.pool->window;
  return {w.rowsFor(bandRows), w.columnsFor(problem.pool->width),
          panel / kBlock};
}

namespace {

using Pixel = std::pair<int64_t, int64_t>;

/// A register tile: where it starts, relative to the band, and its pixels
/// relative to that.
struct Tile {
  Offset row, column;
  SmallVector<Pixel> pixels;
  /// Which of the panel's tiles this is; spreads prefetching.
  Offset index = 0;
};

/// The panel being computed.
struct Panel {
  Offset firstPlane;
  Offset inputOrigin;
  Offset weights;
  int64_t width, vectors;
};

class DirectConvWriter {
public:
  DirectConvWriter(Emitter &e, const ConvProblem &problem,
                   const ConvSchedule &schedule, const ConvOperands &operands,
                   const ConvEpilogues &epilogues)
      : e(e), p(problem), s(schedule), operands(operands), epilogues(epilogues),
        copy(bandCopyFor(problem, schedule.bandRows)),
        strip(poolStripFor(problem, schedule.panel, schedule.bandRows,
                           e.target)) {}

  void run(Value begin, Value end);

private:
  void band(Offset index, Offset firstPanel, Offset lastPanel);
  void panelOf(Offset index, int64_t width);
  void tilesOf(const Panel &panel);

  void rowTiles(const Panel &panel);
  void mapTiles(const Panel &panel);
  void registerPooledTiles(const Panel &panel);
  void stripPooled(const Panel &panel);
  void stripRow(const Panel &panel, Offset row, Offset convRow);
  void poolStripRow(const Panel &panel, Offset row);

  Values sums(const Panel &panel, const Tile &tile);
  std::optional<Offset> prefetchDistance(const Panel &panel, Offset index,
                                         int64_t &lines);
  Value finish(Value sum, const Panel &panel, int64_t v, Offset y, Offset x);
  Value finishPooled(Value value, const Panel &panel, int64_t v, Offset y,
                     Offset x);
  Value apply(const Epilogue &epilogue, Value value, const Panel &panel,
              int64_t v, Offset y, Offset x);
  Value combine(Value lhs, Value rhs);
  Value averaged(Value value);
  void storeResult(Value value, const Panel &panel, int64_t v, Offset y,
                   Offset x);

  /// Elements from vector 0 of a panel to vector v, planes being
  /// `planeStride` apart.
  int64_t vectorOffset(int64_t v, int64_t planeStride) const {
    int64_t lane = v * e.target.lanes;
    return lane / kBlock * planeStride + lane % kBlock;
  }
  int64_t alignment() const { return 4 * e.target.lanes; }

  Emitter &e;
  const ConvProblem &p;
  const ConvSchedule &s;
  const ConvOperands &operands;
  const ConvEpilogues &epilogues;
  BandCopy copy;
  PoolStrip strip;

  /// State of the band being written.
  Offset image, firstRow, rows;
  BandInput input;
};

} // namespace

void DirectConvWriter::run(Value begin, Value end) {
  zeroHalo(e, p.output, operands.output, operands.batch, begin);
  int64_t panels = panelCount(p, s);
  Offset first = e.divide(Offset(begin), panels);
  Offset last = e.ceilDivide(Offset(end), panels);
  e.loop(first, last, 1, [&](Offset index) {
    Offset start = e.scale(index, panels);
    band(index, e.max(e.sub(Offset(begin), start), 0),
         e.min(e.sub(Offset(end), start), panels));
  });
}

void DirectConvWriter::band(Offset index, Offset firstPanel, Offset lastPanel) {
  int64_t total = resultRows(p);
  int64_t bands = ceilDiv(total, s.bandRows);
  image = e.divide(index, bands);
  firstRow = e.scale(e.remainder(index, bands), s.bandRows);
  rows = total % s.bandRows == 0
             ? Offset(s.bandRows)
             : e.min(e.sub(Offset(total), firstRow), s.bandRows);
  Offset convRow = firstRow;
  if (p.pool)
    convRow =
        e.sub(e.scale(firstRow, p.pool->window.strideH), p.pool->window.padTop);
  input = prepareBand(e, p, copy, operands, image, convRow);

  int64_t padded = roundUp(p.groupOutputs(), kBlock);
  int64_t rest = padded % s.panel;
  if (padded == s.panel && p.groups == 1) {
    panelOf(0, s.panel);
    return;
  }
  if (rest == 0 || p.groups > 1) {
    e.loop(firstPanel, lastPanel, 1,
           [&](Offset panel) { panelOf(panel, s.panel); });
    return;
  }
  int64_t whole = padded / s.panel;
  if (whole > 0)
    e.loop(firstPanel, e.min(lastPanel, whole), 1,
           [&](Offset panel) { panelOf(panel, s.panel); });
  e.ifThen(e.lessThan(whole, lastPanel), [&] { panelOf(whole, rest); });
}

void DirectConvWriter::panelOf(Offset index, int64_t width) {
  Panel panel;
  panel.width = width;
  panel.vectors = tileVectors(e.target, width);
  panel.inputOrigin = input.origin;
  if (p.groups > 1) {
    Offset group = e.divide(index, panelCount(p, s) / p.groups);
    int64_t planes = p.groupInputs() / (p.input.blocked ? kBlock : 1);
    panel.inputOrigin =
        e.add(panel.inputOrigin, e.scale(group, planes * input.planeStride));
  }
  Offset plane = e.scale(index, s.panel / kBlock);
  Offset weights = e.scale(index, s.panel * p.depth());
  // A register tile may be narrower than a panel.
  int64_t tileWidth = panel.vectors * e.target.lanes;
  e.loop(0, width / tileWidth, 1, [&](Offset part) {
    panel.firstPlane = e.add(plane, e.scale(part, tileWidth / kBlock));
    panel.weights = e.add(weights, e.scale(part, tileWidth));
    tilesOf(panel);
  });
}

void DirectConvWriter::tilesOf(const Panel &panel) {
  if (poolsInRegisters(p, e.target))
    registerPooledTiles(panel);
  else if (p.pool)
    stripPooled(panel);
  else if (s.tiling == Tiling::WholeMap)
    mapTiles(panel);
  else
    rowTiles(panel);
}

//===----------------------------------------------------------------------===//
// Without pooling
//===----------------------------------------------------------------------===//

/// `count` pixels side by side.
static SmallVector<Pixel> rowOfPixels(int64_t count) {
  SmallVector<Pixel> pixels;
  for (int64_t x = 0; x < count; ++x)
    pixels.push_back({0, x});
  return pixels;
}

void DirectConvWriter::rowTiles(const Panel &panel) {
  auto segments =
      splitEvenly(p.outWidth, maxTilePixels(e.target, panel.vectors));
  int64_t perRow = 0;
  for (const Segment &segment : segments)
    perRow += segment.count;
  e.loop(0, rows, 1, [&](Offset row) {
    int64_t column = 0, done = 0;
    for (auto [size, count] : segments) {
      e.loop(0, count, 1, [&](Offset i) {
        Tile tile{row, e.add(e.scale(i, size), column), rowOfPixels(size)};
        tile.index = e.add(e.scale(row, perRow), e.add(i, done));
        Values values = sums(panel, tile);
        for (auto [at, value] : llvm::enumerate(values)) {
          int64_t pixel = at / panel.vectors, v = at % panel.vectors;
          Offset x = e.add(tile.column, pixel);
          storeResult(finish(value, panel, v, row, x), panel, v, row, x);
        }
      });
      column += size * count;
      done += count;
    }
  });
}

void DirectConvWriter::mapTiles(const Panel &panel) {
  int64_t first = 0, index = 0;
  for (auto [size, count] : splitEvenly(
           p.outHeight * p.outWidth, maxTilePixels(e.target, panel.vectors))) {
    for (int64_t i = 0; i < count; ++i, first += size, ++index) {
      Tile tile{0, 0, {}, index};
      for (int64_t pixel = first; pixel < first + size; ++pixel)
        tile.pixels.push_back({pixel / p.outWidth, pixel % p.outWidth});
      Values values = sums(panel, tile);
      for (auto [at, value] : llvm::enumerate(values)) {
        auto [y, x] = tile.pixels[at / panel.vectors];
        int64_t v = at % panel.vectors;
        storeResult(finish(value, panel, v, y, x), panel, v, y, x);
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// Pooling of accumulators
//===----------------------------------------------------------------------===//

void DirectConvWriter::registerPooledTiles(const Panel &panel) {
  const Window &w = p.pool->window;
  int64_t area = w.kernelH * w.kernelW;
  int64_t limit =
      std::max<int64_t>(1, maxTilePixels(e.target, panel.vectors) / area);
  auto poolTile = [&](Offset row, Offset column, int64_t windows) {
    Tile tile{e.scale(row, w.kernelH), e.scale(column, w.kernelW), {}};
    for (int64_t i = 0; i < windows; ++i)
      for (int64_t k = 0; k < area; ++k)
        tile.pixels.push_back({k / w.kernelW, i * w.kernelW + k % w.kernelW});
    Values values = sums(panel, tile);
    for (int64_t i = 0; i < windows; ++i)
      for (int64_t v = 0; v < panel.vectors; ++v) {
        Value result;
        for (int64_t k = 0; k < area; ++k) {
          auto [dy, dx] = tile.pixels[i * area + k];
          Value sum = finish(values[(i * area + k) * panel.vectors + v], panel,
                             v, e.add(tile.row, dy), e.add(tile.column, dx));
          result = k == 0 ? sum : combine(result, sum);
        }
        Offset x = e.add(column, i);
        storeResult(finishPooled(averaged(result), panel, v, row, x), panel, v,
                    row, x);
      }
  };
  e.loop(0, rows, 1, [&](Offset row) {
    int64_t column = 0;
    for (auto [size, count] : splitEvenly(p.pool->width, limit)) {
      e.loop(0, count, 1, [&](Offset i) {
        poolTile(row, e.add(e.scale(i, size), column), size);
      });
      column += size * count;
    }
  });
}

//===----------------------------------------------------------------------===//
// Pooling of a strip
//===----------------------------------------------------------------------===//

/// What pooling ignores.
static float neutralValue(const PoolTail &pool) {
  return pool.kind == PoolTail::Max ? -std::numeric_limits<float>::infinity()
                                    : 0.0f;
}

void DirectConvWriter::stripPooled(const Panel &panel) {
  const Window &w = p.pool->window;
  Offset needed = e.add(e.scale(rows, w.strideH), w.kernelH - w.strideH);
  Offset above = e.sub(e.scale(firstRow, w.strideH), w.padTop);
  e.loop(0, needed, 1, [&](Offset row) {
    Offset convRow(e.materialize(e.add(above, row)));
    Value inside =
        e.both(e.lessThan(-1, convRow), e.lessThan(convRow, p.outHeight));
    Value neutral = e.splat(neutralValue(*p.pool));
    e.ifThenElse(
        inside, [&] { stripRow(panel, row, convRow); },
        [&] {
          for (int64_t plane = 0; plane < panel.vectors * e.target.lanes;
               plane += kBlock)
            fill(e, operands.scratch,
                 e.add(e.scale(row, strip.rowStride()),
                       copy.numElements() +
                           plane / kBlock * strip.planeStride()),
                 strip.rowStride(), neutral);
        });
  });
  e.loop(0, rows, 1, [&](Offset row) { poolStripRow(panel, row); });
}

/// One convolution row into the strip, with neutral columns around it.
void DirectConvWriter::stripRow(const Panel &panel, Offset row,
                                Offset convRow) {
  int64_t left = p.pool->window.padLeft;
  int64_t columns = std::min(p.outWidth, strip.columns - left);
  int64_t right = strip.columns - left - columns;
  Offset start = e.add(e.scale(row, strip.rowStride()), copy.numElements());
  Value neutral = e.splat(neutralValue(*p.pool));
  for (int64_t v = 0; v < panel.vectors; v += e.target.vectorsPerBlock()) {
    Offset plane = e.add(start, vectorOffset(v, strip.planeStride()));
    fill(e, operands.scratch, plane, left * kBlock, neutral);
    fill(e, operands.scratch, e.add(plane, (left + columns) * kBlock),
         right * kBlock, neutral);
  }
  int64_t column = 0;
  for (auto [size, count] :
       splitEvenly(columns, maxTilePixels(e.target, panel.vectors))) {
    e.loop(0, count, 1, [&](Offset i) {
      Tile tile{row, e.add(e.scale(i, size), column), rowOfPixels(size)};
      Values values = sums(panel, tile);
      for (auto [at, value] : llvm::enumerate(values)) {
        int64_t v = at % panel.vectors;
        Offset x = e.add(tile.column, at / panel.vectors);
        Value done = apply(epilogues.sums, value, panel, v, convRow, x);
        Offset place = e.add(start, e.scale(e.add(x, left), kBlock));
        e.store(done, operands.scratch,
                e.add(place, vectorOffset(v, strip.planeStride())),
                e.target.lanes, alignment());
      }
    });
    column += size * count;
  }
}

void DirectConvWriter::poolStripRow(const Panel &panel, Offset row) {
  const Window &w = p.pool->window;
  Offset start =
      e.add(e.scale(row, w.strideH * strip.rowStride()), copy.numElements());
  e.loop(0, p.pool->width, 1, [&](Offset x) {
    Offset corner = e.add(start, e.scale(x, w.strideW * kBlock));
    for (int64_t v = 0; v < panel.vectors; ++v) {
      Value result;
      for (int64_t k = 0; k < w.kernelH * w.kernelW; ++k) {
        int64_t tap = k / w.kernelW * strip.rowStride() +
                      k % w.kernelW * kBlock +
                      vectorOffset(v, strip.planeStride());
        Value value = e.load(operands.scratch, e.add(corner, tap), alignment());
        result = k == 0 ? value : combine(result, value);
      }
      storeResult(finishPooled(averaged(result), panel, v, row, x), panel, v,
                  row, x);
    }
  });
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// Spreads the next panel's cache lines over this panel's tiles: each step of
/// a tile fetches its share of the lines that the step itself uses.
std::optional<Offset> DirectConvWriter::prefetchDistance(const Panel &panel,
                                                         Offset index,
                                                         int64_t &lines) {
  int64_t pixels = s.tiling == Tiling::WholeMap ? p.outHeight * p.outWidth
                                                : s.bandRows * p.outWidth;
  int64_t tiles = ceilDiv(pixels, maxTilePixels(e.target, panel.vectors));
  int64_t perStep = kUnroll * panel.width / kBlock;
  bool streams = tiles <= 32 && p.input.blocked && panel.width == s.panel;
  if (!s.prefetch || !streams)
    return std::nullopt;
  lines = ceilDiv(perStep, tiles);
  Offset share =
      e.scale(e.remainder(index, ceilDiv(perStep, lines)), lines * kBlock);
  return e.add(share, s.panel * p.depth());
}

Values DirectConvWriter::sums(const Panel &panel, const Tile &tile) {
  const Window &w = p.window;
  PixelStream pixels;
  pixels.base = input.base;
  pixels.offset =
      e.add(panel.inputOrigin,
            e.add(e.scale(tile.row, w.strideH * input.rowStride),
                  e.scale(tile.column, w.strideW * input.pixelStride)));
  for (auto [dy, dx] : tile.pixels)
    pixels.pixelOffsets.push_back(dy * w.strideH * input.rowStride +
                                  dx * w.strideW * input.pixelStride);
  WeightStream weights{operands.weights, panel.weights, panel.width,
                       panel.vectors};
  weights.prefetchDistance =
      prefetchDistance(panel, tile.index, weights.prefetchLines);

  // All channels of a plain input are innermost: steps along the window would
  // share elements between pixels, and the compiler would keep too many.
  int64_t block = p.input.blocked ? kBlock : p.groupInputs();
  int64_t channelStride = p.input.blocked ? 1 : input.planeStride;
  int64_t whole = p.groupInputs() / block, rest = p.groupInputs() % block;
  Values acc(tile.pixels.size() * panel.vectors, e.zero());
  auto walk = [&](int64_t blocks, int64_t channels) {
    Reduction reduction{{blocks, input.planeStride},
                        {w.kernelH, w.dilationH * input.rowStride},
                        {w.kernelW, w.dilationW * input.pixelStride},
                        {channels, channelStride}};
    acc = accumulateTile(e, reduction, pixels, weights, std::move(acc));
    weights.offset =
        e.add(weights.offset, depthOf(reduction) * weights.rowWidth);
  };
  if (whole > 0)
    walk(whole, block);
  pixels.offset = e.add(pixels.offset, whole * input.planeStride);
  if (rest > 0)
    walk(1, rest);
  return acc;
}

Value DirectConvWriter::apply(const Epilogue &epilogue, Value value,
                              const Panel &panel, int64_t v, Offset y,
                              Offset x) {
  if (!epilogue)
    return value;
  Offset channel = e.add(e.scale(panel.firstPlane, kBlock), v * e.target.lanes);
  if (s.tiling == Tiling::Flat) {
    x = e.add(x, e.scale(y, p.outWidth));
    y = 0;
  }
  Value coordinates[] = {e.materialize(image), e.materialize(channel),
                         e.materialize(y), e.materialize(x)};
  return epilogue(e.builder, e.loc, value, coordinates, e.target.lanes);
}

/// `y` is relative to the band.
Value DirectConvWriter::finish(Value sum, const Panel &panel, int64_t v,
                               Offset y, Offset x) {
  int64_t stride = p.pool ? p.pool->window.strideH : 1;
  return apply(epilogues.sums, sum, panel, v,
               e.add(e.scale(firstRow, stride), y), x);
}

Value DirectConvWriter::finishPooled(Value value, const Panel &panel, int64_t v,
                                     Offset y, Offset x) {
  return apply(epilogues.pooled, value, panel, v, e.add(firstRow, y), x);
}

Value DirectConvWriter::combine(Value lhs, Value rhs) {
  return p.pool->kind == PoolTail::Max ? e.maximum(lhs, rhs) : e.add(lhs, rhs);
}

Value DirectConvWriter::averaged(Value value) {
  if (p.pool->kind == PoolTail::Max)
    return value;
  const Window &w = p.pool->window;
  return e.multiply(value, e.splat(1.0f / (w.kernelH * w.kernelW)));
}

void DirectConvWriter::storeResult(Value value, const Panel &panel, int64_t v,
                                   Offset y, Offset x) {
  const Activation &out = p.output;
  Offset at = e.add(e.scale(image, out.batchStride()), out.origin());
  at = e.add(at, e.scale(firstRow, out.rowStride()));
  at = e.add(at,
             e.add(e.scale(y, out.rowStride()), e.scale(x, out.pixelStride())));
  if (!out.blocked) {
    Offset channel =
        e.add(e.scale(panel.firstPlane, kBlock), v * e.target.lanes);
    at = e.add(at, e.scale(channel, out.planeStride()));
    e.storeLanes(value, operands.output, at, out.planeStride());
    return;
  }
  at = e.add(at, e.scale(panel.firstPlane, out.planeStride()));
  e.store(value, operands.output, e.add(at, vectorOffset(v, out.planeStride())),
          e.target.lanes, alignment());
}

void emitDirectConv(Emitter &e, const ConvProblem &problem,
                    const ConvSchedule &schedule, const ConvOperands &operands,
                    const ConvEpilogues &epilogues, Value begin, Value end) {
  DirectConvWriter(e, problem, schedule, operands, epilogues).run(begin, end);
}

} // namespace kiln::contraction

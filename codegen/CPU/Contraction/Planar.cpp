//===- Planar.cpp - Convolution with few channels -------------------------===//
//
// With fewer output channels than lanes, blocks of channels would waste most
// of a vector. Here lanes are neighbouring pixels of a row: a tile is a run of
// columns of one row (or of the rows of one pooling window) for a group of
// output channels, and weights are broadcast. Activations are plain NCHW. Work
// item i is a band of rows.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Planar.h"

#include "codegen/CPU/Contraction/Bands.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace kiln::contraction {

bool planarApplies(const ConvProblem &problem) {
  if (problem.input.blocked || problem.output.blocked || problem.groups != 1 ||
      problem.window.strideW != 1)
    return false;
  if (!problem.pool)
    return true;
  const Window &pool = problem.pool->window;
  return pool.kernelH == pool.strideH && pool.kernelW == pool.strideW &&
         pool.padTop == 0 && pool.padLeft == 0 && pool.kernelW <= 4 &&
         pool.kernelH <= 4 &&
         problem.pool->height * pool.kernelH <= problem.outHeight &&
         problem.pool->width * pool.kernelW <= problem.outWidth;
}

namespace {

/// Columns [first, first + columns) of the result and the vectors of the
/// convolution that they need. Vectors may overlap, so that none reads past
/// the end of a row that is long enough.
struct ColumnTile {
  int64_t first, columns;
  /// First convolution column of each vector, and how many lanes it has.
  SmallVector<std::pair<int64_t, int64_t>, 2> vectors;
};

class PlanarWriter {
public:
  PlanarWriter(Emitter &e, const ConvProblem &problem,
               const ConvSchedule &schedule, const ConvOperands &operands,
               const ConvEpilogues &epilogues)
      : e(e), p(problem), s(schedule), operands(operands), epilogues(epilogues),
        copy(bandCopyFor(problem, schedule.bandRows)),
        poolH(p.pool ? p.pool->window.kernelH : 1),
        poolW(p.pool ? p.pool->window.kernelW : 1) {}

  void run(Value begin, Value end);

private:
  void band(Offset index);
  SmallVector<ColumnTile> columnTiles() const;
  int64_t channelsPerTile(const ColumnTile &tile) const;
  void tile(const ColumnTile &columns, Offset row, Offset channel,
            int64_t channels);
  Values sums(const ColumnTile &columns, Offset row, Offset channel,
              int64_t channels);
  Value poolColumns(const ColumnTile &columns, ArrayRef<Value> vectors);
  Value apply(const Epilogue &epilogue, Value value, Offset channel, Offset y,
              Offset x, int64_t lanes);

  Emitter &e;
  const ConvProblem &p;
  const ConvSchedule &s;
  const ConvOperands &operands;
  const ConvEpilogues &epilogues;
  BandCopy copy;
  int64_t poolH, poolW;

  /// State of the band being written.
  Offset image, firstRow;
  BandInput input;
};

} // namespace

void PlanarWriter::run(Value begin, Value end) {
  e.loop(Offset(begin), Offset(end), 1, [&](Offset index) { band(index); });
}

/// Cuts the columns of the result so that each piece needs at most two vectors.
SmallVector<ColumnTile> PlanarWriter::columnTiles() const {
  int64_t lanes = e.target.lanes;
  int64_t limit =
      std::min(lanes, (e.target.registers >= 32 ? 2 : 1) * lanes / poolW);
  SmallVector<ColumnTile> tiles;
  int64_t first = 0;
  for (auto [size, count] : splitEvenly(p.output.width, limit))
    for (int64_t i = 0; i < count; ++i, first += size) {
      ColumnTile tile{first, size, {}};
      int64_t start = first * poolW, width = size * poolW;
      if (width <= lanes) {
        tile.vectors.push_back({start, width});
      } else {
        tile.vectors.push_back({start, lanes});
        tile.vectors.push_back({start + width - lanes, lanes});
      }
      tiles.push_back(tile);
    }
  return tiles;
}

int64_t PlanarWriter::channelsPerTile(const ColumnTile &tile) const {
  int64_t accumulators = e.target.registers >= 32 ? 24
                         : e.target.hasFma        ? 12
                                                  : 8;
  int64_t perChannel = tile.vectors.size() * poolH;
  return std::max<int64_t>(1, accumulators / perChannel);
}

void PlanarWriter::band(Offset index) {
  int64_t bands = ceilDiv(p.output.height, s.bandRows);
  image = e.divide(index, bands);
  firstRow = e.scale(e.remainder(index, bands), s.bandRows);
  Offset rows =
      p.output.height % s.bandRows == 0
          ? Offset(s.bandRows)
          : e.min(e.sub(Offset(p.output.height), firstRow), s.bandRows);
  input = prepareBand(e, p, copy, operands, image, e.scale(firstRow, poolH));
  e.loop(0, rows, 1, [&](Offset row) {
    for (const ColumnTile &columns : columnTiles()) {
      int64_t channel = 0;
      for (auto [size, count] :
           splitEvenly(p.outChannels, channelsPerTile(columns))) {
        e.loop(0, count, 1, [&, size = size](Offset i) {
          tile(columns, row, e.add(e.scale(i, size), channel), size);
        });
        channel += size * count;
      }
    }
  });
}

/// The convolution of one tile, in the order [channel][pool row][vector].
Values PlanarWriter::sums(const ColumnTile &columns, Offset row, Offset channel,
                          int64_t channels) {
  const Window &w = p.window;
  int64_t vectors = columns.vectors.size();
  int64_t taps = w.kernelH * w.kernelW;
  Offset start =
      e.add(input.origin, e.scale(row, poolH * w.strideH * input.rowStride));
  Offset weights = e.scale(channel, p.depth());
  auto addTap = [&](Offset inputAt, Offset weightAt, ValueRange carried) {
    Values acc(carried);
    Values elements;
    for (int64_t r = 0; r < poolH; ++r)
      for (auto [first, lanes] : columns.vectors)
        elements.push_back(e.loadActive(
            input.base, e.add(inputAt, r * w.strideH * input.rowStride + first),
            lanes));
    for (int64_t c = 0; c < channels; ++c) {
      Value weight =
          e.loadBroadcast(operands.weights, e.add(weightAt, c * p.depth()));
      for (auto [i, element] : llvm::enumerate(elements)) {
        Value &sum = acc[c * poolH * vectors + int64_t(i)];
        sum = e.multiplyAdd(element, weight, sum);
      }
    }
    return acc;
  };
  Values acc(channels * poolH * vectors, e.zero());
  return e.loop(0, p.input.channels, 1, acc, [&](Offset c, ValueRange a) {
    return e.loop(0, w.kernelH, 1, a, [&](Offset ky, ValueRange b) {
      Offset from = e.add(e.add(start, e.scale(c, input.planeStride)),
                          e.scale(ky, w.dilationH * input.rowStride));
      Offset weight =
          e.add(e.add(weights, e.scale(c, taps)), e.scale(ky, w.kernelW));
      return e.loop(0, w.kernelW, 1, b, [&](Offset kx, ValueRange carried) {
        return addTap(e.add(from, e.scale(kx, w.dilationW)), e.add(weight, kx),
                      carried);
      });
    });
  });
}

/// Gathers one pooling column after the other from at most two vectors.
Value PlanarWriter::poolColumns(const ColumnTile &columns,
                                ArrayRef<Value> vectors) {
  int64_t lanes = e.target.lanes;
  Value result;
  for (int64_t kx = 0; kx < poolW; ++kx) {
    SmallVector<int64_t> mask;
    for (int64_t i = 0; i < lanes; ++i) {
      int64_t column =
          (columns.first + std::min(i, columns.columns - 1)) * poolW + kx;
      int64_t lane = column - columns.vectors[0].first;
      if (lane >= lanes)
        lane = lanes + column - columns.vectors[1].first;
      mask.push_back(lane);
    }
    Value picked = vector::ShuffleOp::create(e.builder, e.loc, vectors.front(),
                                             vectors.back(), mask);
    if (!result)
      result = picked;
    else
      result = p.pool->kind == PoolTail::Max ? e.maximum(result, picked)
                                             : e.add(result, picked);
  }
  return result;
}

Value PlanarWriter::apply(const Epilogue &epilogue, Value value, Offset channel,
                          Offset y, Offset x, int64_t lanes) {
  if (!epilogue)
    return value;
  Value coordinates[] = {e.materialize(image), e.materialize(channel),
                         e.materialize(y), e.materialize(x)};
  return epilogue(e.builder, e.loc, value, coordinates, lanes);
}

void PlanarWriter::tile(const ColumnTile &columns, Offset row, Offset channel,
                        int64_t channels) {
  const Activation &out = p.output;
  int64_t vectors = columns.vectors.size();
  Values values = sums(columns, row, channel, channels);
  Offset y = e.add(firstRow, row);
  for (auto [i, value] : llvm::enumerate(values)) {
    int64_t c = int64_t(i) / (poolH * vectors);
    int64_t r = int64_t(i) / vectors % poolH;
    auto [first, lanes] = columns.vectors[int64_t(i) % vectors];
    value = apply(epilogues.sums, value, e.add(channel, c),
                  e.add(e.scale(y, poolH), r), first, lanes);
  }
  // All values are final before the first is stored: vectors overlap, and the
  // epilogue may read what the store replaces.
  auto place = [&](Offset c, int64_t x) {
    Offset at = e.add(e.scale(image, out.batchStride()), out.origin());
    at = e.add(at, e.scale(c, out.planeStride()));
    return e.add(at, e.add(e.scale(y, out.rowStride()), x));
  };
  for (int64_t c = 0; c < channels; ++c) {
    Offset at = e.add(channel, c);
    ArrayRef<Value> mine =
        ArrayRef(values).slice(c * poolH * vectors, poolH * vectors);
    if (!p.pool) {
      for (auto [v, piece] : llvm::enumerate(columns.vectors))
        e.store(mine[v], operands.output, place(at, piece.first), piece.second);
      continue;
    }
    Values rows(mine.take_front(vectors));
    for (int64_t r = 1; r < poolH; ++r)
      for (int64_t v = 0; v < vectors; ++v)
        rows[v] = p.pool->kind == PoolTail::Max
                      ? e.maximum(rows[v], mine[r * vectors + v])
                      : e.add(rows[v], mine[r * vectors + v]);
    Value pooled = poolColumns(columns, rows);
    if (p.pool->kind == PoolTail::Average)
      pooled = e.multiply(pooled, e.splat(1.0f / (poolH * poolW)));
    pooled =
        apply(epilogues.pooled, pooled, at, y, columns.first, columns.columns);
    e.store(pooled, operands.output, place(at, columns.first), columns.columns);
  }
}

void emitPlanarConv(Emitter &e, const ConvProblem &problem,
                    const ConvSchedule &schedule, const ConvOperands &operands,
                    const ConvEpilogues &epilogues, Value begin, Value end) {
  PlanarWriter(e, problem, schedule, operands, epilogues).run(begin, end);
}

} // namespace kiln::contraction

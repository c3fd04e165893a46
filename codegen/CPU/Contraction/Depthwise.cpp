//===- Depthwise.cpp - Depthwise convolution ------------------------------===//
//
// Lanes are channels, so that nothing is reduced across them. A tile is a run
// of pixels of one row: each input vector is loaded once per window row and
// used by every pixel whose window holds it. Work item i is band i % bands of
// channel block i / bands.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Contraction/Bands.h"

using namespace mlir;

namespace kiln::contraction {

namespace {

class DepthwiseWriter {
public:
  DepthwiseWriter(Emitter &e, const ConvProblem &problem,
                  const ConvSchedule &schedule, const ConvOperands &operands,
                  const ConvEpilogues &epilogues)
      : e(e), p(problem), s(schedule), operands(operands), epilogues(epilogues),
        copy(bandCopyFor(problem, schedule.bandRows)) {
    if (copy.planes > 0)
      copy.planes = 1;
  }

  void run(Value begin, Value end);

private:
  void band(Offset index);
  void tile(const BandInput &input, Offset row, Offset column, int64_t pixels,
            Offset lane);
  Values windowRow(const BandInput &input, Offset start, Offset weights,
                   int64_t pixels, Values acc);
  int64_t tilePixels() const;
  void storeResult(Value value, Offset row, Offset column, Offset lane);

  Emitter &e;
  const ConvProblem &p;
  const ConvSchedule &s;
  const ConvOperands &operands;
  const ConvEpilogues &epilogues;
  BandCopy copy;

  Offset image, plane, firstRow;
};

} // namespace

void DepthwiseWriter::run(Value begin, Value end) {
  zeroHalo(e, p.output, operands.output, operands.batch, begin);
  e.loop(Offset(begin), Offset(end), 1, [&](Offset index) { band(index); });
}

/// Beside the accumulators: a row of the window, an input vector and, without
/// FMA, a product.
int64_t DepthwiseWriter::tilePixels() const {
  int64_t free = e.target.registers - p.window.kernelW - 3;
  return std::clamp<int64_t>(free, 1, e.target.registers >= 32 ? 14 : 8);
}

void DepthwiseWriter::band(Offset index) {
  int64_t bands = ceilDiv(p.outHeight, s.bandRows);
  int64_t planes = p.input.planes();
  Offset imageAndPlane = e.divide(index, bands);
  image = e.divide(imageAndPlane, planes);
  plane = e.remainder(imageAndPlane, planes);
  firstRow = e.scale(e.remainder(index, bands), s.bandRows);
  Offset rows = p.outHeight % s.bandRows == 0
                    ? Offset(s.bandRows)
                    : e.min(e.sub(Offset(p.outHeight), firstRow), s.bandRows);
  BandInput input = prepareBand(e, p, copy, operands, image, firstRow, plane);
  e.loop(0, kBlock, e.target.lanes, [&](Offset lane) {
    e.loop(0, rows, 1, [&](Offset row) {
      int64_t column = 0;
      for (auto [size, count] : splitEvenly(p.outWidth, tilePixels())) {
        e.loop(0, count, 1, [&](Offset i) {
          tile(input, row, e.add(e.scale(i, size), column), size, lane);
        });
        column += size * count;
      }
    });
  });
}

/// Adds one row of the window to every pixel of a tile.
Values DepthwiseWriter::windowRow(const BandInput &input, Offset start,
                                  Offset weights, int64_t pixels, Values acc) {
  const Window &w = p.window;
  int64_t alignment = 4 * e.target.lanes;
  Values taps;
  for (int64_t kx = 0; kx < w.kernelW; ++kx)
    taps.push_back(
        e.load(operands.weights, e.add(weights, kx * kBlock), alignment));
  for (int64_t x = 0; x < w.columnsFor(pixels); ++x) {
    Value element;
    for (int64_t kx = 0; kx < w.kernelW; ++kx) {
      int64_t from = x - kx * w.dilationW;
      if (from < 0 || from % w.strideW != 0 || from / w.strideW >= pixels)
        continue;
      if (!element)
        element =
            e.load(input.base, e.add(start, x * input.pixelStride), alignment);
      Value &sum = acc[from / w.strideW];
      sum = e.multiplyAdd(element, taps[kx], sum);
    }
  }
  return acc;
}

void DepthwiseWriter::tile(const BandInput &input, Offset row, Offset column,
                           int64_t pixels, Offset lane) {
  const Window &w = p.window;
  Offset start = e.add(e.add(input.origin, lane),
                       e.add(e.scale(row, w.strideH * input.rowStride),
                             e.scale(column, w.strideW * input.pixelStride)));
  Offset weights = e.add(e.scale(plane, w.kernelH * w.kernelW * kBlock), lane);
  Values acc(pixels, e.zero());
  auto addRow = [&](Offset ky, ValueRange sums) {
    return windowRow(
        input, e.add(start, e.scale(ky, w.dilationH * input.rowStride)),
        e.add(weights, e.scale(ky, w.kernelW * kBlock)), pixels, Values(sums));
  };
  if (w.kernelH <= 3)
    for (int64_t ky = 0; ky < w.kernelH; ++ky)
      acc = addRow(ky, acc);
  else
    acc = e.loop(0, w.kernelH, 1, acc, addRow);
  for (int64_t i = 0; i < pixels; ++i)
    storeResult(acc[i], row, e.add(column, i), lane);
}

void DepthwiseWriter::storeResult(Value value, Offset row, Offset column,
                                  Offset lane) {
  const Activation &out = p.output;
  Offset y = e.add(firstRow, row);
  if (epilogues.sums) {
    Value coordinates[] = {e.materialize(image),
                           e.materialize(e.add(e.scale(plane, kBlock), lane)),
                           e.materialize(y), e.materialize(column)};
    value =
        epilogues.sums(e.builder, e.loc, value, coordinates, e.target.lanes);
  }
  Offset at = e.add(e.scale(image, out.batchStride()),
                    e.scale(plane, out.planeStride()));
  at = e.add(e.add(at, out.origin()), e.scale(y, out.rowStride()));
  at = e.add(at, e.add(e.scale(column, kBlock), lane));
  e.store(value, operands.output, at, e.target.lanes, 4 * e.target.lanes);
}

void emitDepthwiseConv(Emitter &e, const ConvProblem &problem,
                       const ConvSchedule &schedule,
                       const ConvOperands &operands,
                       const ConvEpilogues &epilogues, Value begin, Value end) {
  DepthwiseWriter(e, problem, schedule, operands, epilogues).run(begin, end);
}

} // namespace kiln::contraction

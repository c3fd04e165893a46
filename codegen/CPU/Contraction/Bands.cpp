//===- Bands.cpp ----------------------------------------------------------===//

#include "codegen/CPU/Contraction/Bands.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace kiln::contraction {

int64_t convRowsPerBand(const ConvProblem &problem, int64_t bandRows) {
  return problem.pool ? problem.pool->window.rowsFor(bandRows) : bandRows;
}

int64_t resultRows(const ConvProblem &problem) {
  return problem.pool ? problem.pool->height : problem.outHeight;
}

BandCopy bandCopyFor(const ConvProblem &problem, int64_t bandRows) {
  if (problem.haloCoversPadding())
    return {};
  const Window &window = problem.window;
  BandCopy copy;
  copy.rows = window.rowsFor(convRowsPerBand(problem, bandRows));
  copy.columns = window.columnsFor(problem.outWidth);
  copy.pixelStride = problem.input.pixelStride();
  copy.planes = problem.input.planes();
  // Plain rows are read in whole vectors by planar kernels.
  if (!problem.input.blocked)
    copy.columns = roundUp(copy.columns + kBlock, kBlock);
  return copy;
}

void fill(Emitter &e, Value base, Offset offset, Offset count, Value vector) {
  e.loop(0, count, e.target.lanes, [&](Offset i) {
    e.store(vector, base, e.add(offset, i), e.target.lanes);
  });
}

/// Copies `count` elements; reads and writes nothing else.
static void copyElements(Emitter &e, Value from, Offset source, Value to,
                         Offset target, int64_t count) {
  int64_t lanes = e.target.lanes;
  int64_t whole = count / lanes * lanes;
  e.loop(0, whole, lanes, [&](Offset i) {
    e.store(e.load(from, e.add(source, i)), to, e.add(target, i), lanes);
  });
  if (int64_t rest = count - whole)
    e.store(e.loadActive(from, e.add(source, whole), rest), to,
            e.add(target, whole), rest);
}

/// Zeroes `count` elements that need not be whole vectors.
static void zeroElements(Emitter &e, Value base, Offset offset, int64_t count) {
  int64_t lanes = e.target.lanes;
  int64_t whole = count / lanes * lanes;
  fill(e, base, offset, whole, e.zero());
  if (int64_t rest = count - whole)
    e.store(e.zero(), base, e.add(offset, whole), rest);
}

/// Copies one row of the input between zeros.
static void copyRow(Emitter &e, const ConvProblem &problem,
                    const BandCopy &copy, Value from, Offset source, Value to,
                    Offset target) {
  const Activation &input = problem.input;
  int64_t left = problem.window.padLeft;
  int64_t columns = std::min(input.width, copy.columns - left);
  int64_t right = copy.columns - left - columns;
  int64_t stride = copy.pixelStride;
  zeroElements(e, to, target, left * stride);
  copyElements(e, from, source, to, e.add(target, left * stride),
               columns * stride);
  zeroElements(e, to, e.add(target, (left + columns) * stride), right * stride);
}

BandInput prepareBand(Emitter &e, const ConvProblem &problem,
                      const BandCopy &copy, const ConvOperands &operands,
                      Offset image, Offset firstRow, Offset firstPlane) {
  const Activation &input = problem.input;
  const Window &window = problem.window;
  Offset top = e.sub(e.scale(firstRow, window.strideH), window.padTop);
  Offset plane0 = e.add(e.scale(image, input.batchStride()), input.origin());
  plane0 = e.add(plane0, e.scale(firstPlane, input.planeStride()));
  if (copy.numElements() == 0) {
    Offset origin = e.add(plane0, e.scale(top, input.rowStride()));
    return {operands.input, e.sub(origin, window.padLeft * input.pixelStride()),
            input.pixelStride(), input.rowStride(), input.planeStride()};
  }
  e.loop(0, copy.planes, 1, [&](Offset plane) {
    e.loop(0, copy.rows, 1, [&](Offset row) {
      Offset target = e.add(e.scale(plane, copy.planeStride()),
                            e.scale(row, copy.rowStride()));
      Offset y = Offset(e.materialize(e.add(top, row)));
      Value inside = e.both(e.lessThan(-1, y), e.lessThan(y, input.height));
      e.ifThenElse(
          inside,
          [&] {
            Offset source = e.add(e.scale(plane, input.planeStride()),
                                  e.scale(y, input.rowStride()));
            copyRow(e, problem, copy, operands.input, e.add(plane0, source),
                    operands.scratch, target);
          },
          [&] { zeroElements(e, operands.scratch, target, copy.rowStride()); });
    });
  });
  return {operands.scratch, 0, copy.pixelStride, copy.rowStride(),
          copy.planeStride()};
}

/// Zeroes what surrounds one plane.
static void zeroPlaneHalo(Emitter &e, const Activation &output, Value base,
                          Offset plane) {
  const Halo &halo = output.halo;
  int64_t row = output.rowStride(), pixel = output.pixelStride();
  fill(e, base, plane, halo.top * row, e.zero());
  fill(e, base, e.add(plane, (halo.top + output.height) * row),
       halo.bottom * row, e.zero());
  if (halo.left + halo.right == 0)
    return;
  e.loop(0, output.height, 1, [&](Offset y) {
    Offset start = e.add(plane, e.add(e.scale(y, row), halo.top * row));
    fill(e, base, start, halo.left * pixel, e.zero());
    fill(e, base, e.add(start, (halo.left + output.width) * pixel),
         halo.right * pixel, e.zero());
  });
}

void zeroHalo(Emitter &e, const Activation &output, Value base, Offset batch,
              Value begin) {
  if (output.halo.empty())
    return;
  assert(output.blocked && "only blocked activations have a halo");
  e.ifThen(e.lessThan(Offset(begin), 1), [&] {
    e.loop(0, e.scale(batch, output.planes()), 1, [&](Offset plane) {
      zeroPlaneHalo(e, output, base, e.scale(plane, output.planeStride()));
    });
  });
}

} // namespace kiln::contraction

//===- RegisterTile.cpp ---------------------------------------------------===//

#include "codegen/CPU/Contraction/RegisterTile.h"

namespace kiln::contraction {

int64_t maxAccumulators(const VectorTarget &target) {
  // Registers beside the accumulators: one row of weights, broadcast elements
  // and what the tail of the kernel keeps in registers: constants that the
  // compiler moves out of all loops. 28 accumulators leave too few, and then
  // all of them are spilled in the innermost loop. With 16 registers the
  // weights of a wide row and, without FMA, products need room.
  if (target.registers >= 32)
    return 24;
  return target.hasFma ? 12 : 8;
}

int64_t maxTilePixels(const VectorTarget &target, int64_t vectors) {
  int64_t pixels = std::max<int64_t>(1, maxAccumulators(target) / vectors);
  return target.registers >= 32 ? std::min<int64_t>(pixels, 16) : pixels;
}

int64_t tileVectors(const VectorTarget &target, int64_t width) {
  if (target.registers >= 32)
    return width / target.lanes;
  return kBlock / target.lanes;
}

namespace {

/// Writes the loops of one reduction.
class TileWriter {
public:
  TileWriter(Emitter &e, const Reduction &reduction, const PixelStream &input,
             const WeightStream &weights)
      : e(e), reduction(reduction), input(input), weights(weights) {}

  Values run(size_t level, Offset inputAt, Offset weightsAt, Values acc);

private:
  Values steps(Offset inputAt, int64_t inputStride, Offset weightsAt,
               int64_t count, Values acc);
  void hint(Offset weightsAt);

  Emitter &e;
  const Reduction &reduction;
  const PixelStream &input;
  const WeightStream &weights;
};

} // namespace

void TileWriter::hint(Offset weightsAt) {
  if (!weights.prefetchDistance)
    return;
  Offset ahead = e.add(weightsAt, *weights.prefetchDistance);
  for (int64_t line = 0; line < weights.prefetchLines; ++line)
    e.prefetch(weights.base, e.add(ahead, line * kBlock));
}

/// `count` steps written out one after the other.
Values TileWriter::steps(Offset inputAt, int64_t inputStride, Offset weightsAt,
                         int64_t count, Values acc) {
  int64_t alignment = 4 * e.target.lanes;
  for (int64_t step = 0; step < count; ++step) {
    Offset row = e.add(weightsAt, step * weights.rowWidth);
    Values elements;
    for (int64_t panel = 0; panel < weights.panels; ++panel) {
      Values weight;
      for (int64_t v = 0; v < weights.vectors; ++v)
        weight.push_back(
            e.load(weights.base,
                   e.add(row, panel * weights.panelStride + v * e.target.lanes),
                   alignment));
      for (auto [pixel, offset] : llvm::enumerate(input.pixelOffsets)) {
        if (panel == 0)
          elements.push_back(e.loadBroadcast(
              input.base, e.add(inputAt, offset + step * inputStride)));
        for (int64_t v = 0; v < weights.vectors; ++v) {
          Value &sum =
              acc[pixel * weights.columns() + panel * weights.vectors + v];
          sum = e.multiplyAdd(elements[pixel], weight[v], sum);
        }
      }
    }
  }
  return acc;
}

Values TileWriter::run(size_t level, Offset inputAt, Offset weightsAt,
                       Values acc) {
  auto [count, stride] = reduction[level];
  if (level + 1 < reduction.size()) {
    Reduction inner(reduction.begin() + level + 1, reduction.end());
    int64_t rows = depthOf(inner) * weights.rowWidth;
    return e.loop(0, count, 1, acc, [&](Offset i, ValueRange carried) {
      return run(level + 1, e.add(inputAt, e.scale(i, stride)),
                 e.add(weightsAt, e.scale(i, rows)), Values(carried));
    });
  }
  // A short innermost loop is written out whole.
  int64_t unroll = count <= 2 * kUnroll ? count : kUnroll;
  int64_t whole = count / unroll * unroll;
  acc = e.loop(0, whole, unroll, acc, [&](Offset i, ValueRange carried) {
    Offset at = e.add(weightsAt, e.scale(i, weights.rowWidth));
    hint(at);
    return steps(e.add(inputAt, e.scale(i, stride)), stride, at, unroll,
                 Values(carried));
  });
  return steps(e.add(inputAt, whole * stride), stride,
               e.add(weightsAt, whole * weights.rowWidth), count - whole, acc);
}

Values accumulateTile(Emitter &e, const Reduction &reduction,
                      const PixelStream &input, const WeightStream &weights,
                      Values accumulators) {
  TileWriter writer(e, reduction, input, weights);
  return writer.run(0, input.offset, weights.offset, std::move(accumulators));
}

} // namespace kiln::contraction

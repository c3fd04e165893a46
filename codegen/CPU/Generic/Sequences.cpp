//===- Sequences.cpp - Results that are written in order ------------------===//

#include "codegen/CPU/Generic/Sequences.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace kiln::generic {

/// Shorter sums are computed from the start for each element, many at once.
static constexpr int64_t kLongSum = 32;

/// The op that the kernel consists of, but for what its input is made of.
static Operation *sequenceOf(kernel::FuncOp kernel) {
  Operation *op = kernel.getNumResults() == 1
                      ? kernel.getReturned()[0].getDefiningOp()
                      : nullptr;
  if (isa_and_present<RepeatIndicesOp>(op))
    return op;
  auto sum = dyn_cast_if_present<CumSumOp>(op);
  if (!sum || dimsOf(sum.getInput()).empty())
    return nullptr;
  Dim length = dimsOf(sum.getInput())[sum.getDim()];
  return length.isKnown() && length.known() < kLongSum ? nullptr : op;
}

/// The sizes of all dimensions but that of the sum.
static Dims linesOf(CumSumOp op) {
  Dims lines(dimsOf(op.getResult()));
  lines.erase(lines.begin() + op.getDim());
  return lines;
}

std::optional<Dim> sequenceWorkItems(kernel::FuncOp kernel) {
  Operation *op = sequenceOf(kernel);
  if (auto sum = dyn_cast_if_present<CumSumOp>(op))
    return productOf(linesOf(sum));
  return op ? std::optional<Dim>(1) : std::nullopt;
}

/// Writes each index as often as its count says, behind those before it.
static void emitRepeatIndices(ValueEmitter &v, RepeatIndicesOp op,
                              const Memory &memory) {
  Type i64 = v.builder.getI64Type();
  Offset size = v.extent(dimsOf(op.getResult()).front());
  auto storeFrom = [&](Offset begin, Offset end, Offset number) {
    Value stored = arith::IndexCastOp::create(v.builder, v.loc, i64,
                                              v.e.materialize(number));
    v.loop(begin, end, 1, [&](Offset at) { v.store(stored, memory, at); });
  };
  Values written =
      v.loop(0, v.extent(dimsOf(op.getCounts()).front()), 1, v.e.materialize(0),
             [&](Offset index, ValueRange before) -> Values {
               Value count =
                   v.n.cast(v.emit(op.getCounts(), Coords{Coord(index)}, 1),
                            elementTypeOf(op.getCounts()), i64);
               Value times = arith::IndexCastOp::create(
                   v.builder, v.loc, v.builder.getIndexType(), count);
               Offset begin(before[0]);
               Offset end = v.min(v.add(begin, v.max(Offset(times), 0)), size);
               storeFrom(begin, end, index);
               return {v.e.materialize(end)};
             });
  storeFrom(Offset(written[0]), size, 0);
}

/// Writes the sums along one line of the input after the other.
static void emitSums(ValueEmitter &v, CumSumOp op, const Memory &memory,
                     Offset begin, Offset end) {
  Dims lines = linesOf(op);
  auto coordsOf = [&](Offset line, Offset place) {
    Coords coords(lines.size());
    for (size_t d = lines.size(); d-- > 0;) {
      Offset size = v.extent(lines[d]);
      coords[d] = Coord(d == 0 ? line : v.remainder(line, size));
      line = v.divide(line, size);
    }
    coords.insert(coords.begin() + op.getDim(), Coord(place));
    return coords;
  };
  Value zero = v.n.number(v.registerTypeOf(op.getInput(), 1), 0);
  Offset length = v.extent(dimsOf(op.getInput())[op.getDim()]);
  v.loop(begin, end, 1, [&](Offset line) {
    v.loop(0, length, 1, {zero}, [&](Offset place, ValueRange sum) -> Values {
      Coords coords = coordsOf(line, place);
      Value next = v.n.add(sum[0], v.emit(op.getInput(), coords, 1));
      v.store(next, memory, v.access(memory, coords, 1)->offset);
      return {next};
    });
  });
}

void emitSequence(ValueEmitter &v, kernel::FuncOp kernel, Value result,
                  Value begin, Value end) {
  Operation *op = sequenceOf(kernel);
  Memory memory{result, tensorTypeOf(op->getResult(0))};
  if (auto sum = dyn_cast<CumSumOp>(op))
    emitSums(v, sum, memory, Offset(begin), Offset(end));
  else
    emitRepeatIndices(v, cast<RepeatIndicesOp>(op), memory);
}

} // namespace kiln::generic

//===- GenericKernel.cpp - Loops over the results of a kernel -------------===//

#include "codegen/CPU/Generic/GenericKernel.h"

#include "codegen/CPU/Generic/Sequences.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

using namespace mlir;

namespace kiln::generic {

//===----------------------------------------------------------------------===//
// Work items
//===----------------------------------------------------------------------===//

/// Elements of one row in one work item: rows longer than that are cut.
static constexpr int64_t kChunk = 1024;

/// Whether all tensors have one shape and elements depend on those at the same
/// place alone, so that one loop runs over everything.
static bool isFlat(kernel::FuncOp kernel) {
  if (kernel.getNumResults() == 0)
    return false;
  DimsRef shape = dimsOf(cast<RankedTensorType>(kernel.getResultTypes()[0]));
  auto same = [&](Type type) {
    return dimsOf(cast<RankedTensorType>(type)) == shape && !layoutOf(type);
  };
  if (!llvm::all_of(kernel.getArgumentTypes(), same) ||
      !llvm::all_of(kernel.getResultTypes(), same))
    return false;
  return llvm::all_of(
      kernel.getBody().front().without_terminator(), [](Operation &op) {
        if (auto constant = dyn_cast<ConstantOp>(op)) {
          auto dense = dyn_cast<DenseElementsAttr>(constant.getValue());
          return dense && dense.isSplat();
        }
        return op.hasTrait<OpTrait::Elementwise>();
      });
}

namespace {

/// How the loops over one result run.
struct ResultLoops {
  RankedTensorType type;
  BlockedAttr layout;
  /// Sizes of the loops over rows, and of a row.
  Dims rows;
  Dim length = 1;
  /// The dimension of lanes; -1 if there is one element.
  int64_t laneDim = -1;

  Dim chunks() const {
    bool isShort = length.isKnown() && length.known() <= 2 * kChunk;
    return isShort ? 1 : ceilDiv(length, kChunk);
  }
  Dim workItems() const {
    bool isEmpty = productOf(dimsOf(type)) == 0;
    return isEmpty ? 0 : chunks() * productOf(rows);
  }
};

} // namespace

static ResultLoops loopsOf(RankedTensorType type, bool flat) {
  ResultLoops loops{type, layoutOf(type), {}, 1, -1};
  DimsRef shape = dimsOf(type);
  if (loops.layout) {
    // Rows of pixels; lanes are the channels of a block.
    Dim blocks = ceilDiv(shape[1], loops.layout.getBlock());
    loops.rows = {shape[0], blocks, shape[2]};
    loops.laneDim = 1;
    return loops;
  }
  if (flat) {
    loops.length = productOf(shape);
    loops.laneDim = 0;
    return loops;
  }
  loops.laneDim = static_cast<int64_t>(shape.size()) - 1;
  while (loops.laneDim > 0 && shape[loops.laneDim] == 1)
    --loops.laneDim;
  if (loops.laneDim < 0)
    return loops;
  loops.length = shape[loops.laneDim];
  loops.rows.assign(shape.begin(), shape.begin() + loops.laneDim);
  return loops;
}

Dim genericWorkItems(kernel::FuncOp kernel) {
  if (std::optional<Dim> items = sequenceWorkItems(kernel))
    return *items;
  bool flat = isFlat(kernel);
  Dim items = 0;
  for (Type type : kernel.getResultTypes())
    items = items + loopsOf(cast<RankedTensorType>(type), flat).workItems();
  return items.isKnown() ? max(items, 1) : items;
}

//===----------------------------------------------------------------------===//
// Plain results
//===----------------------------------------------------------------------===//

namespace {

class ResultEmitter {
public:
  ResultEmitter(ValueEmitter &v, Value value, const Memory &memory,
                const ResultLoops &loops)
      : v(v), value(value), memory(memory), loops(loops) {}

  /// The elements of one work item.
  void emitItem(Offset item) {
    if (loops.layout)
      return emitBlockedRow(item);
    Offset chunks = v.extent(loops.chunks());
    Offset chunk = v.remainder(item, chunks);
    emitRow(rowCoords(v.divide(item, chunks)), chunk);
  }

private:
  /// The coordinates of a row by its number.
  Coords rowCoords(Offset row) {
    Coords coords(loops.rows.size());
    for (size_t d = loops.rows.size(); d-- > 0;) {
      Offset size = v.extent(loops.rows[d]);
      coords[d] = Coord(d == 0 ? row : v.remainder(row, size));
      row = v.divide(row, size);
    }
    return coords;
  }

  void emitRow(Coords coords, Offset chunk) {
    if (loops.laneDim < 0)
      return storeAt(coords, 1);
    if (!loops.length.isKnown())
      return emitOpenRow(coords, chunk);
    int64_t length = loops.length.known();
    int64_t width = std::min(length, kLanes);
    int64_t bulk = length / width * width, rest = length - bulk;
    Offset first = 0, last = bulk;
    int64_t chunks = loops.chunks().known();
    if (chunks > 1) {
      first = v.scale(chunk, kChunk);
      last = v.min(v.add(first, kChunk), bulk);
    }
    v.loop(first, last, width,
           [&](Offset x) { storeAt(withLanes(coords, {x, 1, width}), width); });
    if (rest == 0)
      return;
    Value isLast = v.notLess(chunk, chunks - 1);
    if (chunks == 1)
      isLast = nullptr;
    v.ifThen(isLast, [&] {
      storeAt(withLanes(coords, {bulk, 1, std::gcd(bulk, kLanes)}), rest);
    });
  }

  /// A row of any length: whole vectors, then what is left one by one.
  void emitOpenRow(const Coords &coords, Offset chunk) {
    Offset first = v.scale(chunk, kChunk);
    Offset last = v.min(v.add(first, kChunk), v.extent(loops.length));
    Offset vectors = v.divide(v.sub(last, first), kLanes);
    Offset bulk = v.add(first, v.scale(vectors, kLanes));
    v.loop(first, bulk, kLanes, [&](Offset x) {
      storeAt(withLanes(coords, {x, 1, kLanes}), kLanes);
    });
    v.loop(bulk, last, 1,
           [&](Offset x) { storeAt(withLanes(coords, Coord(x)), 1); });
  }

  /// Adds the coordinate of the lanes and those of the dimensions behind,
  /// which have one element.
  Coords withLanes(Coords coords, Coord along) {
    coords.push_back(along);
    if (!v.isFlat())
      coords.resize(loops.type.getRank(), Coord(0));
    return coords;
  }

  void storeAt(const Coords &coords, Lanes lanes) {
    Coords scalar(coords);
    if (lanes.scalar())
      for (Coord &coord : scalar)
        coord.step = 0;
    Value elements = v.emit(value, scalar, lanes);
    v.store(elements, memory, v.access(memory, scalar, lanes)->offset);
  }

  //===--------------------------------------------------------------------===//
  // Blocked results
  //===--------------------------------------------------------------------===//

  int64_t block() const { return loops.layout.getBlock(); }

  /// One row of pixels of one block of channels, with the halo beside it and,
  /// at the first and last row, above and below.
  void emitBlockedRow(Offset item) {
    Coords row = rowCoords(item);
    ArrayRef<int64_t> shape = loops.type.getShape();
    int64_t rest = shape[1] % block();
    if (rest == 0) {
      emitPixels(row, block());
    } else {
      int64_t full = shape[1] / block();
      if (full == 0)
        emitPixels(row, rest);
      else
        v.ifThenElse(
            v.less(row[1].base, full), [&] { emitPixels(row, block()); },
            [&] { emitPixels(row, rest); });
    }
    emitHalo(row);
  }

  void emitPixels(const Coords &row, int64_t channels) {
    Coord channel{v.scale(row[1].base, block()), channels == 1 ? 0 : 1,
                  block()};
    v.loop(0, loops.type.getDimSize(3), 1, [&](Offset x) {
      Coords at{row[0], channel, row[2], Coord(x)};
      Value elements = v.emit(value, at, channels);
      v.store(padded(elements), memory, pixel(row, row[2].base, x));
    });
  }

  /// Fills the channels that do not exist with zeros.
  Value padded(Value elements) {
    Type type = v.registerTypeOf(value, block());
    int64_t width = Numbers::widthOf(elements);
    if (elements.getType() == type)
      return elements;
    Value zero = v.n.number(type, 0);
    if (width == 1)
      return vector::InsertOp::create(v.builder, v.loc, elements, zero,
                                      ArrayRef<int64_t>{0});
    return vector::InsertStridedSliceOp::create(v.builder, v.loc, elements,
                                                zero, ArrayRef<int64_t>{0},
                                                ArrayRef<int64_t>{1});
  }

  Offset pixel(const Coords &row, Offset y, Offset x) {
    Coords at{row[0],
              {v.scale(row[1].base, block()), 1, block()},
              Coord(y),
              Coord(x)};
    return v.access(memory, at, block())->offset;
  }

  void zeroPixels(const Coords &row, Offset y, int64_t first, int64_t last) {
    Value zero = v.n.number(v.registerTypeOf(value, block()), 0);
    v.loop(first, last, 1,
           [&](Offset x) { v.store(zero, memory, pixel(row, y, x)); });
  }

  void emitHalo(const Coords &row) {
    ArrayRef<int64_t> halo = loops.layout.getHalo();
    int64_t top = halo[0], left = halo[1], bottom = halo[2], right = halo[3];
    int64_t height = loops.type.getDimSize(2), width = loops.type.getDimSize(3);
    zeroPixels(row, row[2].base, -left, 0);
    zeroPixels(row, row[2].base, width, width + right);
    auto zeroRows = [&](int64_t first, int64_t last) {
      v.loop(first, last, 1,
             [&](Offset y) { zeroPixels(row, y, -left, width + right); });
    };
    if (top > 0)
      v.ifThen(v.less(row[2].base, 1), [&] { zeroRows(-top, 0); });
    if (bottom > 0)
      v.ifThen(v.notLess(row[2].base, height - 1),
               [&] { zeroRows(height, height + bottom); });
  }

  ValueEmitter &v;
  Value value;
  const Memory &memory;
  const ResultLoops &loops;
};

} // namespace

void emitGenericKernel(OpBuilder &builder, Location loc, kernel::FuncOp kernel,
                       const GenericTarget &target, ValueRange pointers,
                       const SymbolValues &symbols, Value begin, Value end) {
  ValueEmitter v(builder, loc, target);
  v.bindSymbols(&symbols);
  bool flat = isFlat(kernel);
  if (flat)
    v.setFlat();
  for (auto [argument, pointer] : llvm::zip(kernel.getArguments(), pointers))
    v.bind(argument, {pointer, tensorTypeOf(argument)});
  if (sequenceWorkItems(kernel))
    return emitSequence(v, kernel, pointers[kernel.getNumArguments()], begin,
                        end);
  Dim start = 0;
  for (auto [value, pointer] :
       llvm::zip(kernel.getReturned(),
                 pointers.drop_front(kernel.getNumArguments()))) {
    Memory memory{pointer, tensorTypeOf(value)};
    ResultLoops loops = loopsOf(memory.type, flat);
    Dim items = loops.workItems();
    ResultEmitter result(v, value, memory, loops);
    // Work items of all results follow each other.
    Offset before = v.extent(start);
    Offset first = v.max(v.sub(Offset(begin), before), 0);
    Offset last = v.min(v.sub(Offset(end), before), v.extent(items));
    if (items != 0)
      v.loop(first, last, 1, [&](Offset item) { result.emitItem(item); });
    start = start + items;
  }
}

//===----------------------------------------------------------------------===//
// Invariants
//===----------------------------------------------------------------------===//

/// Whether the op writes no memory, nor does anything inside of it.
static bool onlyReads(Operation *op) {
  WalkResult result = op->walk([](Operation *inner) {
    if (isa<LLVM::StoreOp>(inner) || isa<CallOpInterface>(inner))
      return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return !result.wasInterrupted();
}

void hoistInvariants(Operation *function) {
  function->walk([](scf::ForOp loop) {
    moveLoopInvariantCode(
        {&loop.getRegion()},
        [&](Value value, Region *) {
          return loop.isDefinedOutsideOfLoop(value);
        },
        [&](Operation *op, Region *) {
          // What is behind a condition inside of the loop is not moved: only
          // ops of the loop's own block.
          return op->getBlock() == loop.getBody() && onlyReads(op);
        },
        [&](Operation *op, Region *) { loop.moveOutOfLoop(op); });
  });
}

} // namespace kiln::generic

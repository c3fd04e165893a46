//===- Reductions.cpp - Elements of reduced tensors -----------------------===//

#include "codegen/CPU/Generic/Reduce.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln::generic {

bool isContiguousAlong(Value value, int64_t dim) {
  Operation *op = value.getDefiningOp();
  RankedTensorType type = tensorTypeOf(value);
  if (!op) {
    if (BlockedAttr layout = layoutOf(type))
      return false;
    return llvm::all_of(dimsOf(type).drop_front(dim + 1),
                        [](Dim size) { return size == 1; });
  }
  if (op->hasTrait<OpTrait::Elementwise>() || isa<PackOp, UnpackOp>(op))
    return llvm::all_of(op->getOperands(), [&](Value operand) {
      return isContiguousAlong(operand, dim);
    });
  if (auto broadcast = dyn_cast<BroadcastOp>(op)) {
    RankedTensorType from = broadcast.getInput().getType();
    int64_t inner = dim - (type.getRank() - from.getRank());
    return inner < 0 || dimsOf(from)[inner] == 1 ||
           isContiguousAlong(broadcast.getInput(), inner);
  }
  if (auto transpose = dyn_cast<TransposeOp>(op))
    return isContiguousAlong(transpose.getInput(),
                             transpose.getPermutation()[dim]);
  if (auto slice = dyn_cast<SliceOp>(op))
    return slice.getStrides()[dim] == 1 &&
           isContiguousAlong(slice.getInput(), dim);
  if (auto constant = dyn_cast<ConstantOp>(op))
    return true;
  return false;
}

/// Coordinates of the input of a reduction: those of the result, and of the
/// loops in the reduced dimensions.
static Coords inputCoords(int64_t rank, ArrayRef<int64_t> reduced,
                          ArrayRef<Coord> kept, ArrayRef<Coord> loops,
                          bool keepDims) {
  Coords result;
  size_t nextKept = 0, nextLoop = 0;
  for (int64_t d = 0; d < rank; ++d) {
    bool isReduced = llvm::is_contained(reduced, d);
    if (isReduced)
      result.push_back(loops[nextLoop++]);
    else
      result.push_back(kept[nextKept]);
    nextKept += !isReduced || keepDims;
  }
  return result;
}

template <typename OpT>
static Value emitReduce(ValueEmitter &v, OpT op, const Combiner &combiner,
                        const Coords &coords, Lanes lanes) {
  Value input = op.getInput();
  RankedTensorType type = tensorTypeOf(input);
  SmallVector<int64_t> dims(op.getDims());
  llvm::sort(dims);
  Dims sizes;
  for (int64_t dim : dims)
    sizes.push_back(dimsOf(type)[dim]);
  bool contiguous = !dims.empty() && isContiguousAlong(input, dims.back());
  return reduceOver(v, sizes, contiguous, combiner, lanes,
                    [&](const Coords &loops, Lanes inner) {
                      Coords at = inputCoords(type.getRank(), dims, coords,
                                              loops, op.getKeepdim());
                      return v.emit(input, at, inner);
                    });
}

static Value emitMean(ValueEmitter &v, ReduceMeanOp op, const Coords &coords,
                      Lanes lanes) {
  RankedTensorType type = tensorTypeOf(op.getInput());
  Dim count = 1;
  for (int64_t dim : op.getDims())
    count = count * dimsOf(type)[dim];
  Value sum = emitReduce(v, op, sumOf(v, type.getElementType()), coords, lanes);
  return v.n.div(sum, v.numberOf(count, sum.getType(), type.getElementType()));
}

/// The first index of the largest or smallest element; NaN comes first.
template <typename OpT>
static Value emitArg(ValueEmitter &v, OpT op, const Coords &coords, Lanes lanes,
                     bool largest) {
  if (!lanes.scalar())
    return nullptr;
  Value input = op.getInput();
  RankedTensorType type = tensorTypeOf(input);
  Type i64 = v.builder.getI64Type();
  if (type.getRank() == 0)
    return v.n.integer(i64, 0);
  int64_t dim = op.getDim();
  Type element = type.getElementType();
  bool isFloat = isa<FloatType>(element);
  bool noSign = isUnsigned(element) || element.isInteger(1);
  auto at = [&](Offset index) {
    return v.emit(input,
                  inputCoords(type.getRank(), {dim}, coords, {Coord(index)},
                              op.getKeepdim()),
                  1);
  };
  auto better = [&](Value x, Value best) -> Value {
    if (isFloat) {
      using P = arith::CmpFPredicate;
      Value wins = v.n.compare(largest ? P::OGT : P::OLT, x, best);
      Value firstNan =
          v.n.bitAnd(v.n.isNan(x), v.n.logicalNot(v.n.isNan(best)));
      return v.n.bitOr(wins, firstNan);
    }
    using P = arith::CmpIPredicate;
    if (noSign)
      return v.n.compare(largest ? P::ugt : P::ult, x, best);
    return v.n.compare(largest ? P::sgt : P::slt, x, best);
  };
  Values result = v.loop(
      1, v.extent(dimsOf(type)[dim]), 1, {at(0), v.n.integer(i64, 0)},
      [&](Offset i, ValueRange best) -> Values {
        Value x = at(i), wins = better(x, best[0]);
        Value index = arith::IndexCastOp::create(v.builder, v.loc, i64,
                                                 v.e.materialize(i));
        // Where `best` is NaN no comparison holds: the first one stays.
        return {v.n.select(wins, x, best[0]), v.n.select(wins, index, best[1])};
      });
  return result[1];
}

/// The sum of all elements up to a place.
static Value emitCumSum(ValueEmitter &v, CumSumOp op, const Coords &coords,
                        Lanes lanes) {
  if (coords.empty())
    return v.emit(op.getInput(), coords, lanes);
  int64_t dim = op.getDim();
  if (coords[dim].step != 0 && !lanes.scalar())
    return nullptr;
  Value zero = v.n.number(v.registerTypeOf(op.getInput(), lanes), 0);
  Offset end = v.add(coords[dim].base, 1);
  return v.loop(0, end, 1, {zero}, [&](Offset i, ValueRange sum) -> Values {
    Coords at(coords);
    at[dim] = Coord(i);
    return {v.n.add(sum[0], v.emit(op.getInput(), at, lanes))};
  })[0];
}

Value emitReduction(ValueEmitter &v, Operation *op, const Coords &coords,
                    Lanes lanes) {
  auto reduce = [&](auto o, Combiner (*combiner)(ValueEmitter &, Type)) {
    Type element = elementTypeOf(o.getInput());
    return emitReduce(v, o, combiner(v, element), coords, lanes);
  };
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](ReduceSumOp o) { return reduce(o, sumOf); })
      .Case([&](ReduceProdOp o) { return reduce(o, productOf); })
      .Case([&](ReduceMeanOp o) { return emitMean(v, o, coords, lanes); })
      .Case([&](ReduceMaxOp o) { return reduce(o, largestOf); })
      .Case([&](ReduceMinOp o) { return reduce(o, smallestOf); })
      .Case([&](ReduceAnyOp o) { return reduce(o, largestOf); })
      .Case([&](ReduceAllOp o) { return reduce(o, smallestOf); })
      .Case([&](ArgMaxOp o) { return emitArg(v, o, coords, lanes, true); })
      .Case([&](ArgMinOp o) { return emitArg(v, o, coords, lanes, false); })
      .Case([&](CumSumOp o) { return emitCumSum(v, o, coords, lanes); })
      .Default(Value());
}

} // namespace kiln::generic

//===- Moving.cpp - Elements from elsewhere -------------------------------===//

#include "codegen/CPU/Generic/ValueEmitter.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"

#include <numeric>

using namespace mlir;

namespace kiln::generic {

//===----------------------------------------------------------------------===//
// Coordinates that follow from coordinates
//===----------------------------------------------------------------------===//

static Coords broadcastCoords(BroadcastOp op, const Coords &coords) {
  DimsRef from = dimsOf(op.getInput());
  size_t missing = coords.size() - from.size();
  Coords result;
  for (size_t i = 0; i < from.size(); ++i)
    result.push_back(from[i] == 1 ? Coord(0) : coords[missing + i]);
  return result;
}

static Coords transposeCoords(TransposeOp op, const Coords &coords) {
  Coords result(coords.size());
  for (auto [to, from] : llvm::enumerate(op.getPermutation()))
    result[from] = coords[to];
  return result;
}

static Coords sliceCoords(Loops &l, SliceOp op, const Coords &coords) {
  Coords result;
  for (auto [coord, start, stride] :
       llvm::zip(coords, op.getStarts(), op.getStrides())) {
    int64_t multiple = std::gcd(coord.multiple * stride, contentOf(start));
    result.push_back({l.add(l.scale(coord.base, stride), l.extent(start)),
                      coord.step * stride, multiple});
  }
  return result;
}

static Coords reverseCoords(Loops &l, ReverseOp op, const Coords &coords) {
  DimsRef shape = dimsOf(op.getInput());
  Coords result(coords);
  for (int64_t dim : op.getDims())
    result[dim] = {l.sub(l.extent(shape[dim] - 1), coords[dim].base),
                   -coords[dim].step};
  return result;
}

//===----------------------------------------------------------------------===//
// pad
//===----------------------------------------------------------------------===//

/// Whether all lanes of a coordinate lie in [begin, end); null if known.
static Value insideRange(Loops &l, const Coord &coord, Offset begin, Offset end,
                         bool checkBegin, bool checkEnd, Lanes lanes) {
  int64_t span = coord.step * (lanes.active - 1);
  Offset first = l.e.add(coord.base, std::min<int64_t>(span, 0));
  Offset last = l.e.add(coord.base, std::max<int64_t>(span, 0));
  Value result;
  if (checkBegin)
    result = l.notLess(first, begin);
  if (checkEnd)
    result = l.both(result, l.less(last, end));
  return result;
}

/// Coordinates of the input, as far as they lie inside of it.
static Coords padCoords(Loops &l, PadOp op, const Coords &coords) {
  Coords result;
  for (auto [coord, low] : llvm::zip(coords, op.getLow()))
    result.push_back({l.sub(coord.base, l.extent(low)), coord.step,
                      std::gcd(coord.multiple, contentOf(low))});
  return result;
}

/// Whether an amount may add something.
static bool pads(Dim amount) { return !isProvedAtMost(amount, 0); }

/// Whether the coordinates lie inside the input; null if known.
static Value insidePad(Loops &l, PadOp op, const Coords &inner, Lanes lanes) {
  DimsRef shape = dimsOf(op.getInput());
  Value result;
  for (size_t d = 0; d < inner.size(); ++d)
    result = l.both(result, insideRange(l, inner[d], 0, l.extent(shape[d]),
                                        pads(op.getLow()[d]),
                                        pads(op.getHigh()[d]), lanes));
  return result;
}

/// One coordinate that the padding's mode brings back inside.
static Offset foldBack(Loops &l, Offset at, Offset size, PadMode mode) {
  if (mode == PadMode::replicate)
    return l.min(l.max(at, 0), l.sub(size, 1));
  if (mode == PadMode::reflect) {
    Offset positive = l.max(at, l.sub(0, at));
    return l.min(positive, l.sub(l.scale(l.sub(size, 1), 2), positive));
  }
  return l.remainder(l.add(at, size), size);
}

static Value emitPad(ValueEmitter &v, PadOp op, const Coords &coords,
                     Lanes lanes) {
  Value input = op.getInput();
  DimsRef shape = dimsOf(input);
  Coords inner = padCoords(v, op, coords);
  Value inside = insidePad(v, op, inner, lanes);
  auto wasPadded = [&](size_t d) {
    return pads(op.getLow()[d]) || pads(op.getHigh()[d]);
  };
  bool lanesPadded = false;
  for (size_t d = 0; d < coords.size(); ++d)
    lanesPadded |= coords[d].step != 0 && wasPadded(d) && !lanes.scalar();
  auto outside = [&]() -> Value {
    if (lanesPadded)
      return v.emitLaneByLane(op.getResult(), coords, lanes);
    if (op.getMode() == PadMode::constant)
      return v.n.number(v.registerTypeOf(input, lanes), op.getValue());
    Coords folded(inner);
    for (size_t d = 0; d < inner.size(); ++d)
      if (wasPadded(d))
        folded[d] =
            Coord(foldBack(v, inner[d].base, v.extent(shape[d]), op.getMode()));
    return v.emit(input, folded, lanes);
  };
  return v.choose(inside, [&] { return v.emit(input, inner, lanes); }, outside);
}

//===----------------------------------------------------------------------===//
// concat, take, gather
//===----------------------------------------------------------------------===//

static Value emitConcat(ValueEmitter &v, ConcatOp op, const Coords &coords,
                        Lanes lanes) {
  int64_t dim = op.getDim();
  const Coord &along = coords[dim];
  // Whether a vector can lie across the border of two inputs.
  int64_t grid = along.step == 0 ? 1 : std::gcd(along.multiple, lanes.width);
  bool straddles = along.step != 0 && grid < lanes.width;
  Dims starts{0};
  for (Value input : op.getInputs()) {
    starts.push_back(starts.back() + dimsOf(input)[dim]);
    straddles |= along.step != 0 &&
                 !isProvedMultiple(starts.back(), lanes.width) &&
                 starts.back() != dimsOf(op.getResult())[dim];
  }
  size_t count = op.getInputs().size();
  auto part = [&](size_t i) {
    Coords inner(coords);
    inner[dim] = {v.sub(along.base, v.extent(starts[i])), along.step,
                  std::gcd(along.multiple, contentOf(starts[i]))};
    return v.emit(op.getInputs()[i], inner, lanes);
  };
  std::function<Value(size_t)> from = [&](size_t i) -> Value {
    if (i == count)
      return v.emitLaneByLane(op.getResult(), coords, lanes);
    if (i + 1 == count && !straddles)
      return part(i);
    Value inside =
        insideRange(v, along, v.extent(starts[i]), v.extent(starts[i + 1]),
                    straddles && i > 0, true, lanes);
    return v.choose(
        inside, [&] { return part(i); }, [&] { return from(i + 1); });
  };
  return from(0);
}

static bool isUniform(ArrayRef<Coord> coords) {
  return llvm::all_of(coords, [](const Coord &c) { return c.step == 0; });
}

/// An element of an index tensor as a coordinate: negative ones count from the
/// end, and no index leaves the tensor. Of one without elements, it is the
/// first one that there is room for.
static Coord indexAt(ValueEmitter &v, Value indices, const Coords &at,
                     Offset size) {
  Value loaded = v.emit(indices, at, 1);
  Value index = arith::IndexCastOp::create(v.builder, v.loc,
                                           v.builder.getIndexType(), loaded);
  Value wrapped = v.e.materialize(v.add(Offset(index), size));
  Value negative = arith::CmpIOp::create(
      v.builder, v.loc, arith::CmpIPredicate::slt, index, v.e.constant(0));
  Value chosen =
      arith::SelectOp::create(v.builder, v.loc, negative, wrapped, index);
  return Coord(v.max(v.min(Offset(chosen), v.sub(size, 1)), 0));
}

static Value emitTake(ValueEmitter &v, TakeOp op, const Coords &coords,
                      Lanes lanes) {
  int64_t dim = op.getDim();
  int64_t rank = tensorTypeOf(op.getIndices()).getRank();
  Coords at(ArrayRef<Coord>(coords).slice(dim, rank));
  if (!isUniform(at))
    return nullptr;
  Offset size = v.extent(dimsOf(op.getInput())[dim]);
  Coords inner(ArrayRef<Coord>(coords).take_front(dim));
  inner.push_back(indexAt(v, op.getIndices(), at, size));
  llvm::append_range(inner, ArrayRef<Coord>(coords).drop_front(dim + rank));
  return v.emit(op.getInput(), inner, lanes);
}

static Value emitGather(ValueEmitter &v, GatherOp op, const Coords &coords,
                        Lanes lanes) {
  if (!isUniform(coords))
    return nullptr;
  int64_t dim = op.getDim();
  Coords inner(coords);
  inner[dim] =
      indexAt(v, op.getIndices(), coords, v.extent(dimsOf(op.getInput())[dim]));
  return v.emit(op.getInput(), inner, lanes);
}

//===----------------------------------------------------------------------===//
// iota, constant
//===----------------------------------------------------------------------===//

static Value emitIota(ValueEmitter &v, IotaOp op, const Coords &coords,
                      Lanes lanes) {
  const Coord &coord = coords[op.getDim()];
  Type i64 = v.builder.getI64Type();
  Value base = arith::IndexCastOp::create(v.builder, v.loc, i64,
                                          v.e.materialize(coord.base));
  Value values = v.n.splat(base, lanes.width);
  if (!lanes.scalar()) {
    SmallVector<int64_t> steps;
    for (int64_t lane = 0; lane < lanes.width; ++lane)
      steps.push_back(lane * coord.step);
    auto type = cast<VectorType>(values.getType());
    Value offsets = arith::ConstantOp::create(
        v.builder, v.loc, DenseElementsAttr::get(type, ArrayRef(steps)));
    values = v.n.add(values, offsets);
  }
  return v.n.cast(values, i64, elementTypeOf(op.getResult()));
}

static Value emitConstant(ValueEmitter &v, ConstantOp op, const Coords &coords,
                          Lanes lanes) {
  Type type = v.registerTypeOf(op.getResult(), lanes);
  auto dense = dyn_cast<DenseElementsAttr>(op.getValue());
  if (dense && dense.isSplat()) {
    if (isa<FloatType>(dense.getElementType()))
      return v.n.real(type, dense.getSplatValue<APFloat>().convertToDouble());
    return v.n.integer(type, dense.getSplatValue<APInt>().getSExtValue());
  }
  Memory memory{v.constantPointer(op.getValue()), tensorTypeOf(op.getResult())};
  return v.load(memory, coords, lanes);
}

Value emitMoving(ValueEmitter &v, Operation *op, const Coords &coords,
                 Lanes lanes) {
  auto from = [&](const Coords &inner) {
    return v.emit(op->getOperand(0), inner, lanes);
  };
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](BroadcastOp o) { return from(broadcastCoords(o, coords)); })
      .Case([&](TransposeOp o) { return from(transposeCoords(o, coords)); })
      .Case([&](SliceOp o) { return from(sliceCoords(v, o, coords)); })
      .Case([&](ReverseOp o) { return from(reverseCoords(v, o, coords)); })
      .Case<PackOp, UnpackOp>([&](Operation *) { return from(coords); })
      .Case([&](ReshapeOp o) -> Value {
        std::optional<Coords> inner = reshapeCoords(
            v, dimsOf(o.getInput()), dimsOf(o.getResult()), coords, lanes);
        return inner ? from(*inner) : Value();
      })
      .Case([&](PadOp o) { return emitPad(v, o, coords, lanes); })
      .Case([&](ConcatOp o) { return emitConcat(v, o, coords, lanes); })
      .Case([&](TakeOp o) { return emitTake(v, o, coords, lanes); })
      .Case([&](GatherOp o) { return emitGather(v, o, coords, lanes); })
      .Case([&](IotaOp o) { return emitIota(v, o, coords, lanes); })
      .Case([&](ConstantOp o) { return emitConstant(v, o, coords, lanes); })
      .Default(Value());
}

//===----------------------------------------------------------------------===//
// reshape
//===----------------------------------------------------------------------===//

namespace {

/// Dimensions [fromBegin, fromEnd) that became [toBegin, toEnd).
struct DimGroup {
  size_t fromBegin, fromEnd, toBegin, toEnd;
};

} // namespace

/// Whether a <= b, or at least b is a multiple of a.
static bool isSmaller(Dim a, Dim b) {
  return isProvedAtMost(a, b) || (!a.isKnown() && floorDiv(b, a) * a == b);
}

/// Pairs the dimensions of two shapes of equally many elements in the smallest
/// groups with equal products.
static SmallVector<DimGroup> groupDims(DimsRef from, DimsRef to) {
  SmallVector<DimGroup> groups;
  size_t i = 0, j = 0;
  while (i < from.size() || j < to.size()) {
    DimGroup group{i, i, j, j};
    Dim left = 1, right = 1;
    do {
      if (j == to.size() || (i < from.size() && isSmaller(left, right)))
        left = left * from[i++];
      else
        right = right * to[j++];
    } while (left != right && (i < from.size() || j < to.size()));
    group.fromEnd = i, group.toEnd = j;
    groups.push_back(group);
  }
  return groups;
}

/// The linear index of coordinates; nothing if the distance of lanes is not
/// known.
static std::optional<Coord> linearize(Loops &l, DimsRef shape,
                                      ArrayRef<Coord> coords) {
  Coord result(0);
  result.multiple = 0; // Every number divides 0.
  Dim stride = 1;
  for (size_t d = shape.size(); d-- > 0; stride = stride * shape[d]) {
    result.base = l.add(result.base, l.scale(coords[d].base, l.extent(stride)));
    if (coords[d].step != 0 && !stride.isKnown())
      return std::nullopt;
    if (coords[d].step != 0)
      result.step += coords[d].step * stride.known();
    bool zero = coords[d].base.isKnown() && coords[d].base.known == 0;
    result.multiple = std::gcd(
        result.multiple, zero ? 0 : coords[d].multiple * contentOf(stride));
  }
  if (result.multiple == 0)
    result.multiple =
        result.base.isKnown() && result.base.known == 0 ? int64_t(1) << 20 : 1;
  return result;
}

/// Splits a linear index into coordinates; the lanes must not leave the last
/// dimension that they step along.
static bool delinearize(Loops &l, Coord index, DimsRef shape, Lanes lanes,
                        MutableArrayRef<Coord> coords) {
  int64_t step = index.step;
  for (size_t d = shape.size(); d-- > 0;) {
    if (d == 0) {
      coords[0] = {index.base, step, index.multiple};
      return true;
    }
    if (shape[d] == 1) {
      coords[d] = Coord(0);
      continue;
    }
    if (!shape[d].isKnown()) {
      if (step != 0 && !lanes.scalar())
        return false;
      Offset size = l.extent(shape[d]);
      coords[d] = Coord(l.remainder(index.base, size));
      index = {l.divide(index.base, size), 0, 1};
      continue;
    }
    int64_t size = shape[d].known();
    int64_t inner = std::gcd(index.multiple, size);
    if (step % size == 0 && step != 0) {
      // Lanes step along an outer dimension.
      coords[d] = {l.remainder(index.base, size), 0, inner};
      step /= size;
    } else {
      bool stays = step > 0 && inner % (lanes.width * step) == 0;
      if (step != 0 && !lanes.scalar() && !stays)
        return false;
      coords[d] = {l.remainder(index.base, size), step, inner};
      step = 0;
    }
    int64_t outer = index.multiple % size == 0 ? index.multiple / size : 1;
    index = {l.divide(index.base, size), 0, outer};
  }
  return true;
}

std::optional<Coords> reshapeCoords(Loops &l, DimsRef from, DimsRef to,
                                    const Coords &coords, Lanes lanes) {
  Coords result(from.size());
  for (const DimGroup &g : groupDims(from, to)) {
    DimsRef source = from.slice(g.fromBegin, g.fromEnd - g.fromBegin);
    DimsRef target = to.slice(g.toBegin, g.toEnd - g.toBegin);
    if (source.empty())
      continue;
    ArrayRef<Coord> known =
        ArrayRef<Coord>(coords).slice(g.toBegin, target.size());
    MutableArrayRef<Coord> wanted =
        MutableArrayRef<Coord>(result).slice(g.fromBegin, source.size());
    if (source.size() == 1 && target.size() == 1) {
      wanted[0] = known[0];
      continue;
    }
    std::optional<Coord> index = linearize(l, target, known);
    if (!index || !delinearize(l, *index, source, lanes, wanted))
      return std::nullopt;
  }
  return result;
}

} // namespace kiln::generic

//===- Normalizations.cpp - Elements of normalized tensors ----------------===//
//
// Statistics depend on outer coordinates alone; the loops that compute them
// are moved out of the loops over elements afterwards.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Generic/MathFunctions.h"
#include "codegen/CPU/Generic/Reduce.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln::generic {

/// Without lanes if the coordinates are the same in all of them; a splat
/// follows.
static Value perLane(ValueEmitter &v, ArrayRef<Coord> coords, Lanes lanes,
                     llvm::function_ref<Value(Lanes)> compute) {
  bool uniform = llvm::all_of(coords, [](auto &c) { return c.step == 0; });
  if (!uniform || lanes.scalar())
    return compute(lanes);
  return v.n.splat(compute(1), lanes.width);
}

//===----------------------------------------------------------------------===//
// softmax
//===----------------------------------------------------------------------===//

template <typename OpT>
static Value emitSoftmax(ValueEmitter &v, OpT op, const Coords &coords,
                         Lanes lanes, bool logarithm) {
  Value input = op.getInput();
  RankedTensorType type = tensorTypeOf(input);
  Type element = type.getElementType();
  Numbers &n = v.n;
  Value x = v.emit(input, coords, lanes);
  if (coords.empty())
    return logarithm ? n.sub(x, x) : n.div(x, x);
  int64_t dim = op.getDim();
  Dim size = dimsOf(type)[dim];
  bool contiguous = isContiguousAlong(input, dim);
  Coords others(coords);
  others[dim] = Coord(0);
  auto line = [&](const Combiner &combiner, Lanes outer,
                  llvm::function_ref<Value(Value)> map) {
    return reduceOver(v, size, contiguous, combiner, outer,
                      [&](const Coords &loop, Lanes inner) {
                        Coords at(others);
                        at[dim] = loop[0];
                        return map(v.emit(input, at, inner));
                      });
  };
  auto greatest = [&](Lanes outer) {
    return line(largestOf(v, element), outer, [](Value x) { return x; });
  };
  auto total = [&](Lanes outer) {
    Value top = greatest(outer);
    return line(sumOf(v, element), outer, [&](Value x) {
      Value wide = Numbers::widthOf(top) == Numbers::widthOf(x)
                       ? top
                       : n.splat(top, Numbers::widthOf(x));
      return emitExp(n, n.sub(x, wide));
    });
  };
  Value top = perLane(v, others, lanes, greatest);
  Value sum = perLane(v, others, lanes, total);
  Value centered = n.sub(x, top);
  if (logarithm)
    return n.sub(centered, emitLog(n, sum));
  return n.div(emitExp(n, centered), sum);
}

//===----------------------------------------------------------------------===//
// layer_norm, group_norm
//===----------------------------------------------------------------------===//

namespace {

struct Statistics {
  Value mean, variance;
};

} // namespace

/// Mean and variance of elements in loops of the given sizes. `at` makes
/// coordinates of the loops'.
static Statistics
statisticsOver(ValueEmitter &v, Value input, DimsRef sizes, bool contiguous,
               Lanes lanes, llvm::function_ref<Coords(const Coords &)> at) {
  Numbers &n = v.n;
  Dim count = productOf(sizes);
  Combiner sum = sumOf(v, elementTypeOf(input));
  auto meanOf = [&](llvm::function_ref<Value(Value)> map) {
    Value total = reduceOver(v, sizes, contiguous, sum, lanes,
                             [&](const Coords &loops, Lanes inner) {
                               return map(v.emit(input, at(loops), inner));
                             });
    return n.div(total,
                 v.numberOf(count, total.getType(), elementTypeOf(input)));
  };
  Value mean = meanOf([](Value x) { return x; });
  Value variance = meanOf([&](Value x) {
    Value wide = Numbers::widthOf(mean) == Numbers::widthOf(x)
                     ? mean
                     : n.splat(mean, Numbers::widthOf(x));
    Value centered = n.sub(x, wide);
    return n.mul(centered, centered);
  });
  return {mean, variance};
}

static Value normalize(ValueEmitter &v, Value x, const Statistics &statistics,
                       double eps, Lanes lanes) {
  Numbers &n = v.n;
  auto spread = [&](Value value) {
    return Numbers::widthOf(value) == lanes.width ? value
                                                  : n.splat(value, lanes.width);
  };
  Value variance = statistics.variance;
  Value deviation = n.sqrt(n.add(variance, n.real(variance.getType(), eps)));
  return n.div(n.sub(x, spread(statistics.mean)), spread(deviation));
}

static Value scaleAndShift(ValueEmitter &v, Value x, Value weight, Value bias,
                           const Coords &coords, Lanes lanes) {
  if (weight)
    x = v.n.mul(x, v.emit(weight, coords, lanes));
  if (bias)
    x = v.n.add(x, v.emit(bias, coords, lanes));
  return x;
}

static bool isUniform(ArrayRef<Coord> coords) {
  return llvm::all_of(coords, [](auto &c) { return c.step == 0; });
}

static Value emitLayerNorm(ValueEmitter &v, LayerNormOp op,
                           const Coords &coords, Lanes lanes) {
  Value input = op.getInput();
  RankedTensorType type = tensorTypeOf(input);
  size_t outer = type.getRank() - op.getRank();
  DimsRef sizes = dimsOf(type).drop_front(outer);
  ArrayRef<Coord> kept = ArrayRef<Coord>(coords).take_front(outer);
  auto at = [&](const Coords &loops) {
    Coords result(kept);
    llvm::append_range(result, loops);
    return result;
  };
  Statistics statistics = statisticsOver(
      v, input, sizes, isContiguousAlong(input, type.getRank() - 1),
      isUniform(kept) ? Lanes(1) : lanes, at);
  Value x = normalize(v, v.emit(input, coords, lanes), statistics, op.getEps(),
                      lanes);
  Coords inner(ArrayRef<Coord>(coords).drop_front(outer));
  return scaleAndShift(v, x, op.getWeight(), op.getBias(), inner, lanes);
}

static Value emitGroupNorm(ValueEmitter &v, GroupNormOp op,
                           const Coords &coords, Lanes lanes) {
  Value input = op.getInput();
  RankedTensorType type = tensorTypeOf(input);
  int64_t groupSize = dimsOf(type)[1].known() / op.getGroups();
  if (!lanes.scalar() && (coords[0].step != 0 || coords[1].step != 0))
    return nullptr;
  Dims sizes{groupSize};
  llvm::append_range(sizes, dimsOf(type).drop_front(2));
  Offset first = v.scale(v.divide(coords[1].base, groupSize), groupSize);
  auto at = [&](const Coords &loops) {
    Coords result{coords[0], {v.add(first, loops[0].base), loops[0].step}};
    llvm::append_range(result, ArrayRef<Coord>(loops).drop_front());
    return result;
  };
  Statistics statistics = statisticsOver(
      v, input, sizes, isContiguousAlong(input, type.getRank() - 1), 1, at);
  Value x = normalize(v, v.emit(input, coords, lanes), statistics, op.getEps(),
                      lanes);
  return scaleAndShift(v, x, op.getWeight(), op.getBias(), {coords[1]}, lanes);
}

Value emitNormalization(ValueEmitter &v, Operation *op, const Coords &coords,
                        Lanes lanes) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case(
          [&](SoftmaxOp o) { return emitSoftmax(v, o, coords, lanes, false); })
      .Case([&](LogSoftmaxOp o) {
        return emitSoftmax(v, o, coords, lanes, true);
      })
      .Case([&](LayerNormOp o) { return emitLayerNorm(v, o, coords, lanes); })
      .Case([&](GroupNormOp o) { return emitGroupNorm(v, o, coords, lanes); })
      .Default(Value());
}

} // namespace kiln::generic

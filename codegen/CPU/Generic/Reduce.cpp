//===- Reduce.cpp - Many elements to one register -------------------------===//

#include "codegen/CPU/Generic/Reduce.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace kiln::generic {

static Combiner startingWith(ValueEmitter &v, Type element, double start,
                             std::function<Value(Value, Value)> combine) {
  auto first = [&v, element, start](Lanes lanes) {
    return v.n.number(v.n.registerType(element, lanes.width), start);
  };
  return {element, first, std::move(combine)};
}

Combiner sumOf(ValueEmitter &v, Type element) {
  return startingWith(v, element, 0,
                      [&v](Value a, Value b) { return v.n.add(a, b); });
}

Combiner productOf(ValueEmitter &v, Type element) {
  return startingWith(v, element, 1,
                      [&v](Value a, Value b) { return v.n.mul(a, b); });
}

static bool noSign(Type element) {
  return isUnsigned(element) || element.isInteger(1);
}

Combiner largestOf(ValueEmitter &v, Type element) {
  bool isUnsignedType = noSign(element);
  return {
      element,
      [=, &v](Lanes lanes) {
        return v.n.lowest(v.n.registerType(element, lanes.width),
                          isUnsignedType);
      },
      [=, &v](Value a, Value b) { return v.n.maximum(a, b, isUnsignedType); }};
}

Combiner smallestOf(ValueEmitter &v, Type element) {
  bool isUnsignedType = noSign(element);
  return {
      element,
      [=, &v](Lanes lanes) {
        return v.n.highest(v.n.registerType(element, lanes.width),
                           isUnsignedType);
      },
      [=, &v](Value a, Value b) { return v.n.minimum(a, b, isUnsignedType); }};
}

/// Combines the lanes of a register, halving it.
static Value combineLanes(ValueEmitter &v, Value lanes,
                          const Combiner &combiner) {
  int64_t width = Numbers::widthOf(lanes);
  auto part = [&](int64_t start, int64_t size) -> Value {
    if (size == 1)
      return vector::ExtractOp::create(v.builder, v.loc, lanes,
                                       ArrayRef{start});
    return vector::ExtractStridedSliceOp::create(
        v.builder, v.loc, lanes, ArrayRef{start}, ArrayRef{size},
        ArrayRef{int64_t(1)});
  };
  if (width == 1)
    return lanes;
  int64_t half = width / 2;
  Value rest = width % 2 ? part(width - 1, 1) : Value();
  Value result = combineLanes(
      v, combiner.combine(part(0, half), part(half, half)), combiner);
  return rest ? combiner.combine(result, rest) : result;
}

namespace {

/// Nested loops over `sizes` that carry two accumulators: one for whole
/// vectors along the last loop, one for what they leave.
struct ReduceWalk {
  ValueEmitter &v;
  DimsRef sizes;
  const Combiner &combiner;
  Lanes whole, tail;
  llvm::function_ref<Value(const Coords &, Lanes)> elements;
  Coords coords;

  Value at(Offset index, int64_t step, Lanes lanes, Value sum) {
    coords.push_back({index, step, step ? whole.width : 1});
    Value result = combiner.combine(sum, elements(coords, lanes));
    coords.pop_back();
    return result;
  }

  Values innermost(ValueRange carried, bool vectors) {
    if (!sizes.back().isKnown())
      return openInnermost(carried, vectors);
    int64_t size = sizes.back().known();
    int64_t bulk = size / whole.width * whole.width;
    int64_t step = vectors ? 1 : 0, advance = vectors ? whole.width : 1;
    Values sums(carried);
    if (!vectors)
      bulk = size;
    sums[0] = v.loop(0, bulk, advance, {sums[0]},
                     [&](Offset i, ValueRange sum) -> Values {
                       return {at(i, step, whole, sum[0])};
                     })[0];
    if (bulk < size)
      sums[1] = at(bulk, step, tail, sums[1]);
    return sums;
  }

  /// The same for any size; the tail is one element wide.
  Values openInnermost(ValueRange carried, bool vectors) {
    Offset size = v.extent(sizes.back()), bulk = size;
    int64_t step = vectors ? 1 : 0, advance = vectors ? whole.width : 1;
    if (vectors)
      bulk = v.scale(v.divide(size, whole.width), whole.width);
    Values sums(carried);
    sums[0] = v.loop(0, bulk, advance, {sums[0]},
                     [&](Offset i, ValueRange sum) -> Values {
                       return {at(i, step, whole, sum[0])};
                     })[0];
    if (vectors)
      sums[1] = v.loop(bulk, size, 1, {sums[1]},
                       [&](Offset i, ValueRange sum) -> Values {
                         return {at(i, 0, tail, sum[0])};
                       })[0];
    return sums;
  }

  Values walk(size_t depth, ValueRange carried, bool vectors) {
    if (depth + 1 == sizes.size())
      return innermost(carried, vectors);
    return v.loop(0, v.extent(sizes[depth]), 1, carried,
                  [&](Offset i, ValueRange inner) {
                    coords.push_back(Coord(i));
                    Values result = walk(depth + 1, inner, vectors);
                    coords.pop_back();
                    return result;
                  });
  }
};

} // namespace

Value reduceOver(ValueEmitter &v, DimsRef sizes, bool contiguous,
                 const Combiner &combiner, Lanes lanes,
                 llvm::function_ref<Value(const Coords &, Lanes)> elements) {
  if (llvm::is_contained(sizes, Dim(0)))
    return combiner.start(lanes);
  if (sizes.empty())
    return combiner.combine(combiner.start(lanes), elements({}, lanes));
  if (!lanes.scalar() || !contiguous || sizes.back() == 1) {
    ReduceWalk walk{v, sizes, combiner, lanes, lanes, elements, {}};
    return walk.walk(0, {combiner.start(lanes)}, false)[0];
  }
  bool isOpen = !sizes.back().isKnown();
  int64_t width = isOpen ? kLanes : std::min(kLanes, sizes.back().known());
  int64_t rest = isOpen ? 1 : sizes.back().known() % width;
  ReduceWalk walk{v, sizes, combiner, Lanes(width), Lanes(rest), elements, {}};
  Values init{combiner.start(width)};
  if (rest)
    init.push_back(combiner.start(rest));
  Values sums = walk.walk(0, init, true);
  Value result = combineLanes(v, sums[0], combiner);
  return rest ? combiner.combine(result, combineLanes(v, sums[1], combiner))
              : result;
}

} // namespace kiln::generic

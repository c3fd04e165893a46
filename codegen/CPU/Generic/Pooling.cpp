//===- Pooling.cpp - Elements of pooled tensors ---------------------------===//

#include "codegen/CPU/Generic/Windows.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln::generic {

/// The largest element of a window.
static Value largest(ValueEmitter &v, Value input, const Coords &coords,
                     ArrayRef<WindowDim> dims, Lanes lanes) {
  bool noSign = isUnsigned(elementTypeOf(input));
  Value lowest = v.n.lowest(v.registerTypeOf(input, lanes), noSign);
  auto larger = [&](const Coords &at, ArrayRef<Offset>, ValueRange best) {
    Coords inner{coords[0], coords[1]};
    llvm::append_range(inner, at);
    return Values{v.n.maximum(v.emit(input, inner, lanes), best[0], noSign)};
  };
  return overWindow(v, dims, {lowest}, larger)[0];
}

/// The sum of a window; of f32 for the half types.
static Value total(ValueEmitter &v, Value input, const Coords &coords,
                   ArrayRef<WindowDim> dims, Lanes lanes) {
  Value zero = v.n.number(v.registerTypeOf(input, lanes), 0);
  auto addTap = [&](const Coords &at, ArrayRef<Offset>, ValueRange sum) {
    Coords inner{coords[0], coords[1]};
    llvm::append_range(inner, at);
    return Values{v.n.add(sum[0], v.emit(input, inner, lanes))};
  };
  return overWindow(v, dims, {zero}, addTap)[0];
}

/// A sum divided by a count; integers are divided towards zero.
static Value average(ValueEmitter &v, Value sum, Offset count, Type element) {
  Type type = sum.getType();
  Value divisor;
  if (count.isKnown()) {
    divisor = v.n.number(type, count.known);
  } else {
    Value integer = arith::IndexCastOp::create(
        v.builder, v.loc, v.builder.getI64Type(), v.e.materialize(count));
    Value scalar =
        v.n.cast(integer, v.builder.getI64Type(), v.n.registerType(element, 1));
    divisor = v.n.splat(scalar, Numbers::widthOf(sum));
  }
  if (isa<FloatType>(element))
    return v.n.div(sum, divisor);
  return v.n.divTowardsZero(sum, divisor, isUnsigned(element));
}

static SmallVector<WindowDim, 3> windowsAt(Loops &l, ArrayRef<WindowSpec> specs,
                                           ArrayRef<Coord> outputs,
                                           bool inside) {
  SmallVector<WindowDim, 3> dims;
  for (auto [spec, output] : llvm::zip(specs, outputs))
    dims.push_back(windowAt(l, spec, output, inside));
  return dims;
}

/// Computes windows that lie inside of the input without checks, and those at
/// its border one by one or with limits.
static Value
slide(ValueEmitter &v, Operation *op, ArrayRef<WindowSpec> specs,
      const Coords &coords, Lanes lanes,
      llvm::function_ref<Value(ArrayRef<WindowDim>, bool inside)> window) {
  ArrayRef<Coord> outputs = ArrayRef<Coord>(coords).drop_front(2);
  if (llvm::any_of(outputs, [](auto &c) { return c.step < 0; }) &&
      !lanes.scalar())
    return nullptr;
  auto compute = [&](bool inside) {
    return window(windowsAt(v, specs, outputs, inside), inside);
  };
  if (lanes.scalar())
    return compute(false);
  Value inside = windowsInside(v, specs, outputs, lanes);
  return v.choose(
      inside, [&] { return compute(true); },
      [&]() -> Value {
        if (lanesMayLeave(specs, outputs, lanes))
          return v.emitLaneByLane(op->getResult(0), coords, lanes);
        return compute(false);
      });
}

static Value emitMaxPool(ValueEmitter &v, MaxPoolOp op, const Coords &coords,
                         Lanes lanes) {
  auto specs =
      windowSpecs(tensorTypeOf(op.getInput()).getShape(),
                  tensorTypeOf(op.getResult()).getShape(), op.getKernel(),
                  op.getStride(), op.getDilation(), op.getPadding());
  return slide(v, op, specs, coords, lanes,
               [&](ArrayRef<WindowDim> dims, bool) {
                 return largest(v, op.getInput(), coords, dims, lanes);
               });
}

/// The elements that an average is taken of, padding included if asked for.
static Offset averageCount(ValueEmitter &v, AvgPoolOp op,
                           ArrayRef<WindowSpec> specs, ArrayRef<WindowDim> dims,
                           bool inside) {
  if (std::optional<int64_t> divisor = op.getDivisor())
    return *divisor;
  Offset count = 1;
  for (auto [spec, dim] : llvm::zip(specs, dims)) {
    Offset along = dim.count(v);
    if (op.getCountIncludePad() && !inside && !spec.staysInside())
      along = v.min(v.sub(spec.size + spec.high, dim.origin.base), spec.kernel);
    if (count.isKnown() || along.isKnown())
      count = count.isKnown() ? v.scale(along, count.known)
                              : v.scale(count, along.known);
    else
      count = Offset(Value(arith::MulIOp::create(
          v.builder, v.loc, v.e.materialize(count), v.e.materialize(along))));
  }
  return count;
}

static Value emitAvgPool(ValueEmitter &v, AvgPoolOp op, const Coords &coords,
                         Lanes lanes) {
  auto specs = windowSpecs(tensorTypeOf(op.getInput()).getShape(),
                           tensorTypeOf(op.getResult()).getShape(),
                           op.getKernel(), op.getStride(), {}, op.getPadding());
  return slide(v, op, specs, coords, lanes,
               [&](ArrayRef<WindowDim> dims, bool inside) {
                 Value sum = total(v, op.getInput(), coords, dims, lanes);
                 Offset count = averageCount(v, op, specs, dims, inside);
                 return average(v, sum, count, elementTypeOf(op.getInput()));
               });
}

/// The windows of adaptive pooling: the input in as many nearly equal parts as
/// the result has elements. Nothing if lanes differ in them.
static std::optional<SmallVector<WindowDim, 3>>
adaptiveWindows(Loops &l, ArrayRef<int64_t> input, ArrayRef<int64_t> output,
                const Coords &coords, Lanes lanes) {
  SmallVector<WindowDim, 3> dims;
  for (size_t d = 2; d < input.size(); ++d) {
    int64_t from = input[d], to = output[d];
    const Coord &coord = coords[d];
    WindowDim dim;
    dim.begin = 0;
    if (from % to == 0) {
      dim.origin = {l.scale(coord.base, from / to), coord.step * (from / to)};
      dim.end = from / to;
    } else if (coord.step != 0 && !lanes.scalar()) {
      return std::nullopt;
    } else {
      Offset begin = l.divide(l.scale(coord.base, from), to);
      Offset end = l.ceilDivide(l.scale(l.add(coord.base, 1), from), to);
      dim.origin = Coord(begin);
      dim.end = l.sub(end, begin);
    }
    dims.push_back(dim);
  }
  return dims;
}

static Value emitAdaptive(ValueEmitter &v, Operation *op, const Coords &coords,
                          Lanes lanes) {
  Value input = op->getOperand(0);
  auto dims =
      adaptiveWindows(v, tensorTypeOf(input).getShape(),
                      tensorTypeOf(op->getResult(0)).getShape(), coords, lanes);
  if (!dims)
    return nullptr;
  if (isa<AdaptiveMaxPoolOp>(op))
    return largest(v, input, coords, *dims, lanes);
  Offset count = 1;
  for (WindowDim &dim : *dims) {
    Offset along = dim.count(v);
    if (count.isKnown())
      count = v.scale(along, count.known);
    else if (along.isKnown())
      count = v.scale(count, along.known);
    else
      count = Offset(Value(arith::MulIOp::create(
          v.builder, v.loc, v.e.materialize(count), v.e.materialize(along))));
  }
  Value sum = total(v, input, coords, *dims, lanes);
  return average(v, sum, count, elementTypeOf(input));
}

Value emitPooling(ValueEmitter &v, Operation *op, const Coords &coords,
                  Lanes lanes) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](MaxPoolOp o) { return emitMaxPool(v, o, coords, lanes); })
      .Case([&](AvgPoolOp o) { return emitAvgPool(v, o, coords, lanes); })
      .Case<AdaptiveAvgPoolOp, AdaptiveMaxPoolOp>(
          [&](Operation *o) { return emitAdaptive(v, o, coords, lanes); })
      .Default(Value());
}

} // namespace kiln::generic

//===- Contractions.cpp - Sums of products, element by element ------------===//
//
// The way for convolutions and products of matrices that the contraction
// kernels do not cover: odd ranks, integers, transposed convolutions.
//
//===----------------------------------------------------------------------===//

#include "codegen/CPU/Generic/Reduce.h"
#include "codegen/CPU/Generic/Windows.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln::generic {

namespace {

/// The group of an output channel: its first input channel and, as weights of
/// transposed convolutions count them, the channel inside of the group.
struct ChannelGroup {
  Coord firstInput, inside;
};

} // namespace

/// Nothing if lanes lie in groups that no linear function describes.
static std::optional<ChannelGroup> groupOf(Loops &l, const Coord &channel,
                                           int64_t groups, int64_t outputs,
                                           int64_t groupInputs, Lanes lanes) {
  int64_t groupOutputs = outputs / groups;
  if (groups == 1)
    return ChannelGroup{Coord(0), channel};
  if (groupOutputs == 1)
    return ChannelGroup{
        {l.scale(channel.base, groupInputs), channel.step * groupInputs},
        Coord(0)};
  bool together = channel.step == 1 && channel.multiple % lanes.width == 0 &&
                  groupOutputs % lanes.width == 0;
  if (channel.step != 0 && !lanes.scalar() && !together)
    return std::nullopt;
  Offset group = l.divide(channel.base, groupOutputs);
  return ChannelGroup{Coord(l.scale(group, groupInputs)),
                      {l.remainder(channel.base, groupOutputs), channel.step}};
}

static Coord plus(Loops &l, const Coord &coord, Offset offset) {
  return {l.add(coord.base, offset), coord.step};
}

static Value addBias(ValueEmitter &v, Value sum, Value bias,
                     const Coord &channel, Lanes lanes) {
  return bias ? v.n.add(sum, v.emit(bias, {channel}, lanes)) : sum;
}

static Value emitConv(ValueEmitter &v, ConvOp op, const Coords &coords,
                      Lanes lanes) {
  Value input = op.getInput(), weight = op.getWeight();
  ArrayRef<int64_t> weightShape = tensorTypeOf(weight).getShape();
  auto specs = windowSpecs(tensorTypeOf(input).getShape(),
                           tensorTypeOf(op.getResult()).getShape(),
                           weightShape.drop_front(2), op.getStride(),
                           op.getDilation(), op.getPadding());
  ArrayRef<Coord> outputs = ArrayRef<Coord>(coords).drop_front(2);
  auto group = groupOf(v, coords[1], op.getGroups(), weightShape[0],
                       weightShape[1], lanes);
  if (!group || llvm::any_of(outputs, [](auto &c) { return c.step < 0; }))
    return nullptr;

  auto sums = [&](bool inside) {
    SmallVector<WindowDim, 3> dims;
    for (auto [spec, output] : llvm::zip(specs, outputs))
      dims.push_back(windowAt(v, spec, output, inside));
    Value zero = v.n.number(v.registerTypeOf(input, lanes), 0);
    Value sum = v.loop(0, weightShape[1], 1, {zero},
                       [&](Offset c, ValueRange carried) -> Values {
                         auto tap = [&](const Coords &at, ArrayRef<Offset> taps,
                                        ValueRange carried) {
                           Coords x{coords[0], plus(v, group->firstInput, c)};
                           llvm::append_range(x, at);
                           Coords w{coords[1], Coord(c)};
                           llvm::append_range(w, taps);
                           return Values{v.n.madd(v.emit(input, x, lanes),
                                                  v.emit(weight, w, lanes),
                                                  carried[0])};
                         };
                         return overWindow(v, dims, carried, tap);
                       })[0];
    return addBias(v, sum, op.getBias(), coords[1], lanes);
  };
  if (!lanesMayLeave(specs, outputs, lanes))
    return sums(false);
  return v.choose(
      windowsInside(v, specs, outputs, lanes), [&] { return sums(true); },
      [&] { return v.emitLaneByLane(op.getResult(), coords, lanes); });
}

/// The input index that reaches an output through a tap of a transposed
/// convolution, and whether there is one.
static std::pair<Offset, Value> sourceOf(Loops &l, Offset output, Offset tap,
                                         const WindowSpec &spec) {
  Offset at = l.sub(l.add(output, spec.low), l.scale(tap, spec.dilation));
  Offset index = l.divide(l.max(at, 0), spec.stride);
  Value valid = l.both(l.notLess(at, 0), l.less(index, spec.size));
  if (spec.stride > 1)
    valid = l.both(valid, l.less(l.remainder(l.max(at, 0), spec.stride), 1));
  return {index, valid};
}

static Value emitConvTranspose(ValueEmitter &v, ConvTransposeOp op,
                               const Coords &coords, Lanes lanes) {
  Value input = op.getInput(), weight = op.getWeight();
  ArrayRef<int64_t> inputShape = tensorTypeOf(input).getShape();
  ArrayRef<int64_t> weightShape = tensorTypeOf(weight).getShape();
  ArrayRef<Coord> outputs = ArrayRef<Coord>(coords).drop_front(2);
  int64_t channels = tensorTypeOf(op.getResult()).getDimSize(1);
  int64_t groupInputs = inputShape[1] / op.getGroups();
  auto group =
      groupOf(v, coords[1], op.getGroups(), channels, groupInputs, lanes);
  bool spatialLanes =
      llvm::any_of(outputs, [](auto &c) { return c.step != 0; });
  if (!group || (spatialLanes && !lanes.scalar()))
    return nullptr;
  auto specs = windowSpecs(inputShape, tensorTypeOf(op.getResult()).getShape(),
                           weightShape.drop_front(2), op.getStride(),
                           op.getDilation(), op.getPadding());
  SmallVector<WindowDim, 3> taps;
  for (const WindowSpec &spec : specs) {
    WindowDim dim;
    dim.begin = 0, dim.end = spec.kernel;
    taps.push_back(dim);
  }
  auto tap = [&](const Coords &, ArrayRef<Offset> taps, ValueRange sum) {
    Coords at;
    Value valid;
    for (auto [spec, output, k] : llvm::zip(specs, outputs, taps)) {
      auto [index, reached] = sourceOf(v, output.base, k, spec);
      at.push_back(Coord(index));
      valid = v.both(valid, reached);
    }
    auto products = [&]() -> Value {
      return v.loop(0, groupInputs, 1, sum,
                    [&](Offset c, ValueRange carried) -> Values {
                      Coord channel = plus(v, group->firstInput, c);
                      Coords x{coords[0], channel};
                      llvm::append_range(x, at);
                      Coords w{channel, group->inside};
                      llvm::append_range(w, taps);
                      return {v.n.madd(v.emit(input, x, lanes),
                                       v.emit(weight, w, lanes), carried[0])};
                    })[0];
    };
    return Values{v.choose(valid, products, [&] { return Value(sum[0]); })};
  };
  Value zero = v.n.number(v.registerTypeOf(input, lanes), 0);
  Value sum = overWindow(v, taps, {zero}, tap)[0];
  return addBias(v, sum, op.getBias(), coords[1], lanes);
}

/// The sum over k of products, with vectors along k where that reads
/// consecutive elements.
static Value
dotProduct(ValueEmitter &v, Dim depth, bool contiguous, Type element,
           Lanes lanes,
           llvm::function_ref<Value(const Coord &, Lanes)> product) {
  return reduceOver(
      v, depth, contiguous, sumOf(v, element), lanes,
      [&](const Coords &at, Lanes inner) { return product(at[0], inner); });
}

static Value emitLinear(ValueEmitter &v, LinearOp op, const Coords &coords,
                        Lanes lanes) {
  Value input = op.getInput(), weight = op.getWeight();
  int64_t depth = tensorTypeOf(weight).getDimSize(1);
  bool contiguous =
      isContiguousAlong(input, tensorTypeOf(input).getRank() - 1) &&
      isContiguousAlong(weight, 1);
  auto product = [&](const Coord &k, Lanes inner) {
    Coords x(coords);
    x.back() = k;
    return v.n.mul(v.emit(input, x, inner),
                   v.emit(weight, {coords.back(), k}, inner));
  };
  Value sum =
      dotProduct(v, depth, contiguous, elementTypeOf(input), lanes, product);
  return addBias(v, sum, op.getBias(), coords.back(), lanes);
}

static Value emitMatmul(ValueEmitter &v, MatmulOp op, const Coords &coords,
                        Lanes lanes) {
  Value lhs = op.getLhs(), rhs = op.getRhs();
  size_t rank = coords.size();
  auto product = [&](const Coord &k, Lanes inner) {
    Coords a(coords), b(coords);
    a[rank - 1] = k;
    b[rank - 2] = k;
    return v.n.mul(v.emit(lhs, a, inner), v.emit(rhs, b, inner));
  };
  return dotProduct(v, dimsOf(lhs).back(),
                    /*contiguous=*/false, elementTypeOf(lhs), lanes, product);
}

Value emitContraction(ValueEmitter &v, Operation *op, const Coords &coords,
                      Lanes lanes) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](ConvOp o) { return emitConv(v, o, coords, lanes); })
      .Case([&](ConvTransposeOp o) {
        return emitConvTranspose(v, o, coords, lanes);
      })
      .Case([&](LinearOp o) { return emitLinear(v, o, coords, lanes); })
      .Case([&](MatmulOp o) { return emitMatmul(v, o, coords, lanes); })
      .Default(Value());
}

} // namespace kiln::generic

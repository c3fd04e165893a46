//===- Pooling.cpp - Windows to one element -------------------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

namespace {
/// The input with a batch dimension, and the way back.
struct PoolInput {
  Value value;
  bool wasBatched = true;

  Value restore(Emitter &emit, Value result) const {
    if (!result || wasBatched)
      return result;
    return emit.reshape(result, Shape(shapeOf(result).drop_front()));
  }
};
} // namespace

static PoolInput poolInput(const Call &call, int64_t rank) {
  Value value = call.value("self");
  if (!value)
    return {};
  Shape shape(shapeOf(value));
  int64_t dims = shape.size();
  if (dims == rank + 2)
    return {value, true};
  if (dims != rank + 1) {
    call.error() << "expected an input of " << rank + 1 << " or " << rank + 2
                 << " dimensions, got " << shapeText(shape);
    return {};
  }
  shape.insert(shape.begin(), 1);
  return {call.emit.reshape(value, shape), false};
}

static Shape strideOf(const Call &call) {
  Shape stride = call.ints("stride");
  return stride.empty() ? call.ints("kernel_size") : stride;
}

/// PyTorch's padding is the same on both sides.
static Shape paddingOf(const Call &call) {
  Shape padding = call.ints("padding"), both = padding;
  llvm::append_range(both, padding);
  return both;
}

static LogicalResult checkPadding(const Call &call) {
  for (auto [padding, kernel] :
       llvm::zip(call.ints("padding"), call.ints("kernel_size")))
    if (padding > kernel / 2)
      return call.error() << "padding should be at most half of the kernel "
                             "size, got padding "
                          << padding << " and kernel " << kernel;
  return success();
}

//===----------------------------------------------------------------------===//
// Positions of the largest elements
//===----------------------------------------------------------------------===//

namespace {
/// The places of a window, and where they lie in the input.
struct WindowPlaces {
  Shape kernel, stride, dilation, padding, input, output;

  int64_t count() const {
    int64_t result = 1;
    for (int64_t size : kernel)
      result *= size;
    return result;
  }
  /// The offsets of a place in each dimension.
  Shape offsets(int64_t place) const {
    Shape result(kernel.size());
    for (size_t dim = kernel.size(); dim-- > 0; place /= kernel[dim])
      result[dim] = place % kernel[dim] * dilation[dim];
    return result;
  }
  /// A position in the flattened input from one in each dimension.
  int64_t flatten(ArrayRef<int64_t> position) const {
    int64_t result = 0;
    for (auto [at, size] : llvm::zip(position, input))
      result = result * size + at;
    return result;
  }
};
} // namespace

/// The input padded so that every place of every window exists.
static Value padForWindows(Emitter &emit, Value x, const WindowPlaces &window) {
  Shape low{0, 0}, high{0, 0};
  for (size_t dim = 0; dim < window.kernel.size(); ++dim) {
    int64_t reach = (window.output[dim] - 1) * window.stride[dim] +
                    (window.kernel[dim] - 1) * window.dilation[dim] + 1;
    low.push_back(window.padding[dim]);
    high.push_back(
        std::max<int64_t>(reach - window.input[dim] - window.padding[dim], 0));
  }
  return emit.pad(x, low, high, PadMode::constant,
                  Emitter::lowest(elementOf(x)));
}

/// Position of each window's largest element in the flattened image: the place
/// in the window that wins, its offset and the window's own position.
static Value largestPositions(Emitter &emit, Value x,
                              const WindowPlaces &window) {
  Value padded = padForWindows(emit, x, window);
  if (!padded)
    return nullptr;
  Shape sizes{shapeOf(x)[0], shapeOf(x)[1]}, strides{1, 1};
  llvm::append_range(sizes, window.output);
  llvm::append_range(strides, window.stride);
  Shape stacked = sizes;
  stacked.push_back(1);
  SmallVector<Value> places;
  SmallVector<int64_t> offsets;
  for (int64_t place = 0; place < window.count(); ++place) {
    Shape starts{0, 0};
    llvm::append_range(starts, window.offsets(place));
    places.push_back(
        emit.reshape(emit.slice(padded, starts, sizes, strides), stacked));
    offsets.push_back(window.flatten(window.offsets(place)));
  }
  int64_t last = static_cast<int64_t>(sizes.size());
  Value winner = emit.create<ArgMaxOp>(
      emit.concat(places, last), {emit.named("dim", emit.integer(last)),
                                  emit.named("keepdim", emit.flag(false))});

  SmallVector<int64_t> bases;
  Shape position(window.output.size(), 0);
  int64_t windows = 1;
  for (int64_t size : window.output)
    windows *= size;
  for (int64_t flat = 0; flat < windows; ++flat) {
    int64_t rest = flat;
    for (size_t dim = position.size(); dim-- > 0; rest /= window.output[dim])
      position[dim] =
          rest % window.output[dim] * window.stride[dim] - window.padding[dim];
    bases.push_back(window.flatten(position));
  }
  Value base = emit.reshape(emit.indices(bases), window.output);
  return emit.add(emit.take(emit.indices(offsets), winner, 0),
                  emit.broadcast(base, sizes));
}

static Result givePair(const Call &call, const PoolInput &input, Value values,
                       Value indices) {
  values = input.restore(call.emit, values);
  indices = input.restore(call.emit, indices);
  if (!values || !indices)
    return failure();
  return call.give({Tensor::of(values), Tensor::of(indices)});
}

static Result buildMaxPool(const Call &call, int64_t rank) {
  Emitter &emit = call.emit;
  PoolInput input = poolInput(call, rank);
  if (!input.value || failed(checkPadding(call)))
    return failure();
  Value result = emit.create<MaxPoolOp>(
      input.value,
      {emit.named("kernel", emit.ints(call.ints("kernel_size"))),
       emit.named("stride", emit.ints(strideOf(call))),
       emit.named("padding", emit.ints(paddingOf(call))),
       emit.named("dilation", emit.ints(call.ints("dilation"))),
       emit.named("ceil_mode", emit.flag(call.flag("ceil_mode")))});
  if (!result || !call.flag("return_indices"))
    return call.give(input.restore(emit, result));
  WindowPlaces window{call.ints("kernel_size"),
                      strideOf(call),
                      call.ints("dilation"),
                      call.ints("padding"),
                      Shape(shapeOf(input.value).drop_front(2)),
                      Shape(shapeOf(result).drop_front(2))};
  return givePair(call, input, result,
                  largestPositions(emit, input.value, window));
}

static Result buildAvgPool(const Call &call, int64_t rank) {
  Emitter &emit = call.emit;
  PoolInput input = poolInput(call, rank);
  if (!input.value || failed(checkPadding(call)))
    return failure();
  SmallVector<NamedAttribute> attributes{
      emit.named("kernel", emit.ints(call.ints("kernel_size"))),
      emit.named("stride", emit.ints(strideOf(call))),
      emit.named("padding", emit.ints(paddingOf(call))),
      emit.named("ceil_mode", emit.flag(call.flag("ceil_mode"))),
      emit.named("count_include_pad",
                 emit.flag(call.flag("count_include_pad")))};
  if (call.has("divisor_override"))
    attributes.push_back(
        emit.named("divisor", emit.integer(call.integer("divisor_override"))));
  Value result = emit.create<AvgPoolOp>(input.value, attributes);
  return call.give(input.restore(emit, result));
}

template <typename OpT>
static Result buildAdaptivePool(const Call &call, int64_t rank) {
  Emitter &emit = call.emit;
  PoolInput input = poolInput(call, rank);
  if (!input.value)
    return failure();
  Shape size;
  const ArgumentList *list = call["output_size"].getIf<ArgumentList>();
  if (list && list->size() != 1 && static_cast<int64_t>(list->size()) != rank)
    return call.error() << "expected " << rank << " output sizes, got "
                        << list->size();
  for (int64_t dim = 0; dim < rank; ++dim) {
    const Argument &one =
        !list ? call["output_size"] : (*list)[list->size() == 1 ? 0 : dim];
    if (!one.isNone() && !one.is<int64_t>())
      return call.error() << "expected output sizes that are ints or None";
    // None keeps the input's size.
    size.push_back(one.isNone() ? shapeOf(input.value)[dim + 2]
                                : one.asInteger());
  }
  Value result =
      emit.create<OpT>(input.value, emit.named("output_size", emit.ints(size)));
  return call.give(input.restore(emit, result));
}

void aten::addPoolingOps(Table &table) {
  for (int64_t rank = 1; rank <= 3; ++rank) {
    std::string n = std::to_string(rank), dims = "int[" + n + "] ";
    std::string window = "d(Tensor self, " + dims + "kernel_size, int[" + n +
                         "]? stride=None, " + dims + "padding=0, ";
    table.add("max_pool" + n + window + dims +
                  "dilation=1, bool ceil_mode=False, bool "
                  "return_indices=False) -> Tensor",
              [rank](const Call &call) { return buildMaxPool(call, rank); });
    table.add("avg_pool" + n + window +
                  "bool ceil_mode=False, bool count_include_pad=True, int? "
                  "divisor_override=None) -> Tensor",
              [rank](const Call &call) { return buildAvgPool(call, rank); });
    table.add("adaptive_avg_pool" + n +
                  "d(Tensor self, Any output_size) -> Tensor",
              [rank](const Call &call) {
                return buildAdaptivePool<AdaptiveAvgPoolOp>(call, rank);
              });
    table.add("adaptive_max_pool" + n +
                  "d(Tensor self, Any output_size) -> Tensor",
              [rank](const Call &call) {
                return buildAdaptivePool<AdaptiveMaxPoolOp>(call, rank);
              });
  }
}

//===- Vision.cpp - Pixels and channels -----------------------------------===//

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Support/Text.h"

#include <cmath>

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Shuffles
//===----------------------------------------------------------------------===//

/// [N, C r r, H, W] to [N, C, H r, W r]
static Result buildPixelShuffle(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  int64_t factor = call.integer("upscale_factor");
  if (!x || shapeOf(x).size() < 3)
    return call.error() << "expected at least 3 dimensions";
  Shape batch(shapeOf(x).drop_back(3));
  ArrayRef<int64_t> image = shapeOf(x).take_back(3);
  if (factor < 1 || factor > image[0] || image[0] % (factor * factor) != 0)
    return call.error() << "expected a number of channels divisible by the "
                           "square of "
                        << factor << ", got " << image[0];
  int64_t channels = image[0] / (factor * factor), base = batch.size();
  Shape split = batch, result = batch;
  llvm::append_values(split, channels, factor, factor, image[1], image[2]);
  llvm::append_values(result, channels, image[1] * factor, image[2] * factor);
  Shape order = counting(0, base);
  llvm::append_values(order, base, base + 3, base + 1, base + 4, base + 2);
  return call.give(
      emit.reshape(emit.transpose(emit.reshape(x, split), order), result));
}

static Result buildPixelUnshuffle(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  int64_t factor = call.integer("downscale_factor");
  if (!x || shapeOf(x).size() < 3)
    return call.error() << "expected at least 3 dimensions";
  Shape batch(shapeOf(x).drop_back(3));
  ArrayRef<int64_t> image = shapeOf(x).take_back(3);
  if (factor <= 0 || image[1] % factor != 0 || image[2] % factor != 0)
    return call.error() << "expected sizes divisible by " << factor;
  int64_t height = image[1] / factor, width = image[2] / factor;
  int64_t base = batch.size();
  Shape split = batch, result = batch;
  llvm::append_values(split, image[0], height, factor, width, factor);
  llvm::append_values(result, image[0] * factor * factor, height, width);
  Shape order = counting(0, base);
  llvm::append_values(order, base, base + 2, base + 4, base + 1, base + 3);
  return call.give(
      emit.reshape(emit.transpose(emit.reshape(x, split), order), result));
}

static Result buildChannelShuffle(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  int64_t groups = call.integer("groups");
  if (!x || shapeOf(x).size() < 3 || groups < 1 || shapeOf(x)[1] % groups != 0)
    return call.error() << "expected channels divisible by " << groups;
  Shape shape(shapeOf(x)), split = shape, order;
  split[1] /= groups;
  split.insert(split.begin() + 1, groups);
  for (int64_t dim = 0; dim < static_cast<int64_t>(split.size()); ++dim)
    order.push_back(dim);
  std::swap(order[1], order[2]);
  return call.give(
      emit.reshape(emit.transpose(emit.reshape(x, split), order), shape));
}

//===----------------------------------------------------------------------===//
// Interpolation
//===----------------------------------------------------------------------===//

namespace {
/// How one dimension is resampled.
struct Axis {
  int64_t from, to;
  /// Input positions per output position.
  double scale;
  bool alignCorners;

  /// Where the centre of an output element lies in the input.
  double source(int64_t index) const {
    if (alignCorners)
      return to > 1
                 ? static_cast<double>(index) * static_cast<double>(from - 1) /
                       static_cast<double>(to - 1)
                 : 0;
    return (static_cast<double>(index) + 0.5) * scale - 0.5;
  }
};
} // namespace

/// Positions are computed one by one, so that there is a limit.
static constexpr int64_t mostPositions = int64_t(1) << 24;

static Value resampleNearest(Emitter &emit, Value x, int64_t dim,
                             const Axis &axis, bool isExact) {
  SmallVector<int64_t> positions;
  for (int64_t index = 0; index < axis.to; ++index) {
    // As in PyTorch, whatever the scale says.
    if (!isExact && (axis.to == axis.from || axis.to == 2 * axis.from)) {
      positions.push_back(axis.to == axis.from ? index : index / 2);
      continue;
    }
    double source =
        isExact ? axis.source(index) + 0.5
                : static_cast<float>(index) * static_cast<float>(axis.scale);
    positions.push_back(std::min<int64_t>(
        static_cast<int64_t>(std::floor(source)), axis.from - 1));
  }
  return emit.take(x, emit.indices(positions), dim);
}

/// Between two neighbours: both are taken and weighted.
static Value resampleLinear(Emitter &emit, Value x, int64_t dim,
                            const Axis &axis) {
  if (!x)
    return nullptr;
  SmallVector<int64_t> low, high;
  std::vector<double> weights;
  for (int64_t index = 0; index < axis.to; ++index) {
    double source = std::max(axis.source(index), 0.0);
    int64_t position =
        std::min<int64_t>(static_cast<int64_t>(source), axis.from - 1);
    low.push_back(position);
    high.push_back(std::min(position + 1, axis.from - 1));
    weights.push_back(source - static_cast<double>(position));
  }
  Value a = emit.take(x, emit.indices(low), dim);
  Value b = emit.take(x, emit.indices(high), dim);
  if (!a || !b)
    return nullptr;
  Shape shape(shapeOf(a).size() - dim, 1);
  shape[0] = axis.to;
  DType type = isa<Float64Type>(elementOf(x)) ? DType::F64 : DType::F32;
  Value weight = emit.constant(numbersToHost(
      type, shape, [&](int64_t index) { return weights[index]; }));
  weight = emit.broadcast(emit.cast(weight, elementOf(x)), shapeOf(a));
  return emit.add(a, emit.mul(emit.sub(b, a), weight));
}

/// The weights of Keys' cubic convolution with a = -0.75.
static double cubicWeight(double distance) {
  constexpr double a = -0.75;
  double x = std::abs(distance);
  if (x <= 1)
    return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

static Value resampleCubic(Emitter &emit, Value x, int64_t dim,
                           const Axis &axis) {
  Value sum;
  for (int64_t tap = -1; tap <= 2; ++tap) {
    SmallVector<int64_t> positions;
    std::vector<double> weights;
    for (int64_t index = 0; index < axis.to; ++index) {
      double source = axis.source(index), base = std::floor(source);
      positions.push_back(std::clamp<int64_t>(static_cast<int64_t>(base) + tap,
                                              0, axis.from - 1));
      weights.push_back(cubicWeight(source - base - static_cast<double>(tap)));
    }
    Value taken = emit.take(x, emit.indices(positions), dim);
    if (!taken)
      return nullptr;
    Shape shape(shapeOf(taken).size() - dim, 1);
    shape[0] = axis.to;
    Value weight = emit.cast(
        emit.constant(numbersToHost(
            DType::F32, shape, [&](int64_t index) { return weights[index]; })),
        elementOf(x));
    Value term = emit.mul(taken, emit.broadcast(weight, shapeOf(taken)));
    sum = sum ? emit.add(sum, term) : term;
  }
  return sum;
}

//===----------------------------------------------------------------------===//
// Interpolation with antialiasing
//===----------------------------------------------------------------------===//

/// The weight of an input element by its distance from an output's centre;
/// Pillow's cubic has a = -0.5.
static double smoothWeight(double distance, bool isCubic) {
  double x = std::abs(distance);
  if (!isCubic)
    return std::max(1 - x, 0.0);
  constexpr double a = -0.5;
  if (x < 1)
    return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

/// The weights of all input elements for one output.
static std::vector<double> smoothWeights(const Axis &axis, int64_t index,
                                         bool isCubic) {
  double scale = axis.scale;
  if (axis.alignCorners)
    scale = axis.to > 1 ? static_cast<double>(axis.from - 1) /
                              static_cast<double>(axis.to - 1)
                        : 0;
  double stretch = std::max(scale, 1.0);
  double support = (isCubic ? 2 : 1) * stretch;
  double centre = scale * (static_cast<double>(index) + 0.5);
  auto first =
      std::max<int64_t>(static_cast<int64_t>(centre - support + 0.5), 0);
  auto last = std::min<int64_t>(static_cast<int64_t>(centre + support + 0.5),
                                axis.from);
  std::vector<double> weights(axis.from, 0.0);
  double total = 0;
  for (int64_t at = first; at < last; ++at)
    total += weights[at] = smoothWeight(
        (static_cast<double>(at) - centre + 0.5) / stretch, isCubic);
  for (double &weight : weights)
    weight = total == 0 ? 0 : weight / total;
  return weights;
}

/// A product with a matrix of weights along the dimension.
static Value resampleSmooth(Emitter &emit, Value x, int64_t dim,
                            const Axis &axis, bool isCubic) {
  if (!x || failed(emit.reserve(DType::F64, {axis.to, axis.from})))
    return nullptr;
  std::vector<double> weights;
  for (int64_t index = 0; index < axis.to; ++index)
    llvm::append_range(weights, smoothWeights(axis, index, isCubic));
  DType type = isa<Float64Type>(elementOf(x)) ? DType::F64 : DType::F32;
  Value matrix = emit.constant(
      numbersToHost(type, {axis.to, axis.from},
                    [&](int64_t index) { return weights[index]; }));
  Shape order = counting(0, shapeOf(x).size());
  std::swap(order[dim], order.back());
  Value product = emit.create<LinearOp>(
      {emit.transpose(x, order), emit.cast(matrix, elementOf(x))});
  return emit.transpose(product, order);
}

static Value resample(const Call &call, Value x, int64_t dim, const Axis &axis,
                      StringRef mode) {
  Emitter &emit = call.emit;
  if (mode == "nearest" || mode == "nearest-exact")
    return resampleNearest(emit, x, dim, axis, mode != "nearest");
  // The same size is the identity in all of these.
  if (axis.from == axis.to && axis.scale == 1)
    return x;
  if (mode == "bicubic")
    return resampleCubic(emit, x, dim, axis);
  return resampleLinear(emit, x, dim, axis);
}

/// Output sizes from `size` or from `scale_factor`.
static FailureOr<SmallVector<Axis>> interpolationAxes(const Call &call) {
  ArrayRef<int64_t> image = call.tensor("input").shape().drop_front(2);
  auto entry = [&](StringRef name, size_t dim) -> const Argument & {
    auto *list = call[name].getIf<ArgumentList>();
    return !list ? call[name] : (*list)[list->size() == 1 ? 0 : dim];
  };
  for (StringRef name : {"size", "scale_factor"}) {
    auto *list = call[name].getIf<ArgumentList>();
    ArrayRef<Argument> given = list ? ArrayRef(*list) : ArrayRef(call[name]);
    if (call.has(name) &&
        ((list && list->size() != 1 && list->size() != image.size()) ||
         !llvm::all_of(given, [](const auto &one) { return one.isNumber(); })))
      return call.error() << "expected " << image.size() << " numbers as "
                          << name;
  }
  bool aligns = call.has("align_corners") && call.flag("align_corners");
  bool recomputes =
      call.has("recompute_scale_factor") && call.flag("recompute_scale_factor");
  SmallVector<Axis> axes;
  for (auto [dim, from] : llvm::enumerate(image)) {
    Axis axis{from, 0, 1, aligns};
    if (call.has("size")) {
      axis.to = entry("size", dim).asInteger();
      axis.scale = static_cast<double>(from) / static_cast<double>(axis.to);
    } else {
      double factor = entry("scale_factor", dim).asDouble();
      double to = std::floor(static_cast<double>(from) * factor);
      // A factor may be anything, NaN too.
      axis.to = to >= 1 && to < mostPositions ? static_cast<int64_t>(to) : 0;
      axis.scale =
          recomputes ? static_cast<double>(from) / static_cast<double>(axis.to)
                     : 1 / factor;
    }
    if (axis.to <= 0 || axis.to > mostPositions)
      return call.error() << "the output would have no elements, or more than "
                          << mostPositions << " in dimension " << dim + 2;
    // Positions in the input are computed for every one in the output.
    if (failed(call.emit.reserve(DType::I64, {axis.to})))
      return failure();
    axes.push_back(axis);
  }
  return axes;
}

static Result buildInterpolate(const Call &call) {
  Tensor input = call.tensor("input");
  StringRef mode = call.text("mode");
  if (input.rank() < 3 || input.rank() > 5)
    return call.error() << "expected an input of 3 to 5 dimensions, got "
                        << shapeText(input.shape());
  if (call.has("size") == call.has("scale_factor"))
    return call.error() << "expected either size or scale_factor";
  int64_t rank = llvm::StringSwitch<int64_t>(mode)
                     .Case("linear", 3)
                     .Cases({"bilinear", "bicubic"}, 4)
                     .Case("trilinear", 5)
                     .Cases({"nearest", "nearest-exact", "area"}, input.rank())
                     .Default(0);
  if (rank != input.rank())
    return call.error() << "mode '" << mode << "' does not fit an input of "
                        << input.rank() << " dimensions";
  if (call.flag("antialias") && mode != "bilinear" && mode != "bicubic")
    return call.error() << "antialias=True is of modes 'bilinear' and "
                           "'bicubic', not '"
                        << mode << "'";
  FailureOr<SmallVector<Axis>> axes = interpolationAxes(call);
  if (failed(axes))
    return failure();
  Emitter &emit = call.emit;
  Value x = call.value("input");
  if (mode == "area") {
    Shape size;
    for (const Axis &axis : *axes)
      size.push_back(axis.to);
    return call.give(emit.create<AdaptiveAvgPoolOp>(
        x, emit.named("output_size", emit.ints(size))));
  }
  for (auto [index, axis] : llvm::enumerate(*axes)) {
    int64_t dim = static_cast<int64_t>(index) + 2;
    x = call.flag("antialias")
            ? resampleSmooth(emit, x, dim, axis, mode == "bicubic")
            : resample(call, x, dim, axis, mode);
  }
  return call.give(x);
}

//===----------------------------------------------------------------------===//
// Windows as columns
//===----------------------------------------------------------------------===//

static LogicalResult checkPadding(const Call &call) {
  for (int64_t value : call.ints("padding"))
    if (value < 0)
      return call.error() << "padding must be at least 0, got " << value;
  return success();
}

/// [N, C, H, W] to [N, C kh kw, L]: one slice of the padded input for each
/// place in the kernel.
static Result buildUnfold(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  Shape kernel = call.ints("kernel_size"), stride = call.ints("stride");
  Shape padding = call.ints("padding"), dilation = call.ints("dilation");
  if (failed(checkPadding(call)))
    return failure();
  if (!x || shapeOf(x).size() != 4)
    return call.error() << "expected an input of 4 dimensions";
  int64_t batch = shapeOf(x)[0], channels = shapeOf(x)[1], counts[2];
  Shape pads{0, 0, padding[0], padding[1]};
  x = emit.pad(x, pads, pads);
  if (!x)
    return failure();
  for (int dim = 0; dim < 2; ++dim) {
    int64_t reach = dilation[dim] * (kernel[dim] - 1) + 1;
    counts[dim] = (shapeOf(x)[dim + 2] - reach) / stride[dim] + 1;
    if (shapeOf(x)[dim + 2] < reach)
      return call.error() << "the kernel is larger than the padded input";
  }
  SmallVector<Value> places;
  for (int64_t row = 0; row < kernel[0]; ++row)
    for (int64_t column = 0; column < kernel[1]; ++column) {
      Value part =
          emit.slice(x, {0, 0, row * dilation[0], column * dilation[1]},
                     {batch, channels, counts[0], counts[1]},
                     {1, 1, stride[0], stride[1]});
      places.push_back(
          emit.reshape(part, {batch, channels, 1, counts[0] * counts[1]}));
    }
  return call.give(emit.reshape(
      emit.concat(places, 2),
      {batch, channels * kernel[0] * kernel[1], counts[0] * counts[1]}));
}

/// The inverse of unfold, where elements of several windows add up: for each
/// place in the kernel, every pixel takes its window's element or a zero.
static Result buildFold(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  Shape output = call.ints("output_size"), kernel = call.ints("kernel_size");
  Shape stride = call.ints("stride"), padding = call.ints("padding");
  Shape dilation = call.ints("dilation");
  if (failed(checkPadding(call)))
    return failure();
  if (!x || shapeOf(x).size() != 3)
    return call.error() << "expected an input of 3 dimensions";
  int64_t batch = shapeOf(x)[0], length = shapeOf(x)[2], counts[2];
  int64_t places = kernel[0] * kernel[1], channels = shapeOf(x)[1] / places;
  for (int dim = 0; dim < 2; ++dim)
    counts[dim] = (output[dim] + 2 * padding[dim] -
                   dilation[dim] * (kernel[dim] - 1) - 1) /
                      stride[dim] +
                  1;
  if (channels * places != shapeOf(x)[1] || counts[0] * counts[1] != length)
    return call.error() << "an input of shape " << shapeText(shapeOf(x))
                        << " does not fold to this output size";
  x = emit.reshape(x, {batch, channels, places, length});
  Value zero =
      emit.full(0, emit.tensorType({batch, channels, 1}, elementOf(x)));
  Value sum;
  for (int64_t place = 0; place < places; ++place) {
    Value part =
        emit.reshape(emit.slice(x, 2, place, 1), {batch, channels, length});
    SmallVector<int64_t> source;
    for (int64_t pixel = 0; pixel < output[0] * output[1]; ++pixel) {
      int64_t row =
          pixel / output[1] + padding[0] - place / kernel[1] * dilation[0];
      int64_t column =
          pixel % output[1] + padding[1] - place % kernel[1] * dilation[1];
      bool isHit = row >= 0 && column >= 0 && row % stride[0] == 0 &&
                   column % stride[1] == 0 && row / stride[0] < counts[0] &&
                   column / stride[1] < counts[1];
      source.push_back(isHit ? row / stride[0] * counts[1] + column / stride[1]
                             : length);
    }
    Value spread =
        emit.take(emit.concat({part, zero}, 2), emit.indices(source), 2);
    sum = sum ? emit.add(sum, spread) : spread;
  }
  return call.give(emit.reshape(sum, {batch, channels, output[0], output[1]}));
}

void aten::addVisionOps(Table &table) {
  table.add("pixel_shuffle(Tensor self, int upscale_factor) -> Tensor",
            buildPixelShuffle);
  table.add("pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor",
            buildPixelUnshuffle);
  table.add("channel_shuffle(Tensor self, int groups) -> Tensor",
            buildChannelShuffle);
  table.add("interpolate(Tensor input, Any size=None, Any scale_factor=None, "
            "str mode='nearest', bool? align_corners=None, bool? "
            "recompute_scale_factor=None, bool antialias=False) -> Tensor",
            buildInterpolate);
  table.add("im2col(Tensor self, int[2] kernel_size, int[2] dilation=1, int[2] "
            "padding=0, int[2] stride=1) -> Tensor",
            buildUnfold);
  table.add("col2im(Tensor self, int[2] output_size, int[2] kernel_size, "
            "int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor",
            buildFold);
}

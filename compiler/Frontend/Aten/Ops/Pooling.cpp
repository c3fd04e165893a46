//===- Pooling.cpp - Windows to one element -------------------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"

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
                 << " dimensions, got " << dimsText(shape);
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

static Result buildMaxPool(const Call &call, int64_t rank) {
  Emitter &emit = call.emit;
  PoolInput input = poolInput(call, rank);
  if (!input.value || failed(checkPadding(call)))
    return failure();
  if (call.flag("return_indices"))
    return call.error() << "return_indices=True is not supported yet";
  Value result = emit.create<MaxPoolOp>(
      input.value,
      {emit.named("kernel", emit.ints(call.ints("kernel_size"))),
       emit.named("stride", emit.ints(strideOf(call))),
       emit.named("padding", emit.ints(paddingOf(call))),
       emit.named("dilation", emit.ints(call.ints("dilation"))),
       emit.named("ceil_mode", emit.flag(call.flag("ceil_mode")))});
  return call.give(input.restore(emit, result));
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
  for (int64_t dim = 0; dim < rank; ++dim) {
    const Argument &one =
        !list ? call["output_size"] : (*list)[list->size() == 1 ? 0 : dim];
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

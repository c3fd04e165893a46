//===- Normalization.cpp - Statistics taken out of tensors ----------------===//

#include "compiler/Frontend/Aten/CheckTypes.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Support/Text.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

/// Inputs of 16 bits may have parameters of f32: all is computed in f32 then.
static bool widensInput(const Call &call, ArrayRef<StringRef> parameters) {
  DType input = call.tensor("input").dtype();
  return (input == DType::F16 || input == DType::BF16) &&
         llvm::any_of(parameters, [&](StringRef name) {
           return call.has(name) && call.tensor(name).dtype() == DType::F32;
         });
}

static FailureOr<Value> operandOf(const Call &call, StringRef name, bool wide) {
  if (!call.has(name))
    return Value();
  Value value = call.value(name);
  if (wide)
    value = call.emit.cast(value, call.emit.elementType(DType::F32));
  if (!value)
    return failure();
  return value;
}

/// Normalisation ops have optional operands in segments.
template <typename OpT>
static Result buildNorm(const Call &call, ArrayRef<StringRef> needed,
                        ArrayRef<NamedAttribute> attributes) {
  SmallVector<StringRef> names(needed);
  names.append({"weight", "bias"});
  ArrayRef<StringRef> parameters = ArrayRef(names).drop_front();
  bool wide = widensInput(call, parameters);
  if (!wide && failed(expectTypeOf(call, "input", parameters)))
    return failure();
  OperationState state(call.emit.location(), OpT::getOperationName());
  SmallVector<int32_t> segments;
  for (StringRef name : names) {
    FailureOr<Value> operand = operandOf(call, name, wide);
    if (failed(operand))
      return failure();
    segments.push_back(*operand ? 1 : 0);
    if (*operand)
      state.addOperands(*operand);
  }
  state.addTypes(state.operands.front().getType());
  state.addAttributes(attributes);
  OpBuilder &builder = call.emit.opBuilder();
  state.addAttribute("operandSegmentSizes",
                     builder.getDenseI32ArrayAttr(segments));
  Value result = builder.create(state)->getResult(0);
  return call.give(call.emit.cast(result, call.tensor("input").elementType()));
}

static LogicalResult checkChannels(const Call &call, StringRef name,
                                   int64_t channels) {
  if (!call.has(name) || call.tensor(name).numElements() == channels)
    return success();
  return call.error() << "expects " << name << " of "
                      << call.tensor(name).numElements()
                      << " channels to match the input's, got " << channels
                      << " channels";
}

static Result buildBatchNorm(const Call &call) {
  Tensor input = call.tensor("input");
  if (input.rank() < 2)
    return call.error() << "expected an input of at least 2 dimensions, got "
                        << shapeText(input.shape());
  for (const char *name : {"running_mean", "running_var", "weight", "bias"})
    if (failed(checkChannels(call, name, input.dim(1))))
      return failure();
  if (!call.has("running_mean") || !call.has("running_var"))
    return call.error() << "needs running statistics; statistics of the batch "
                           "are of training";
  Emitter &emit = call.emit;
  return buildNorm<BatchNormOp>(
      call, {"input", "running_mean", "running_var"},
      emit.named("eps", emit.real(call.number("eps"))));
}

/// Layer and RMS normalisation work on the last dimensions.
static LogicalResult checkNormalizedShape(const Call &call) {
  Shape normalized = call.ints("normalized_shape");
  if (normalized.empty())
    return call.error() << "normalized_shape has no dimensions";
  ArrayRef<int64_t> shape = call.tensor("input").shape();
  if (shape.size() >= normalized.size() &&
      shape.take_back(normalized.size()) == ArrayRef(normalized))
    return success();
  return call.error() << "expects an input whose last dimensions are "
                      << shapeText(normalized) << ", got " << shapeText(shape);
}

static Result buildLayerNorm(const Call &call) {
  if (failed(checkNormalizedShape(call)))
    return failure();
  Shape normalized = call.ints("normalized_shape");
  Emitter &emit = call.emit;
  return buildNorm<LayerNormOp>(
      call, {"input"},
      {emit.named("rank", emit.integer(normalized.size())),
       emit.named("eps", emit.real(call.number("eps")))});
}

static Result groupNorm(const Call &call, int64_t groups) {
  Tensor input = call.tensor("input");
  if (input.rank() < 2 || groups < 1 || input.dim(1) % groups != 0)
    return call.error() << "the channels of an input of shape "
                        << shapeText(input.shape()) << " do not divide into "
                        << groups << " groups";
  for (const char *name : {"weight", "bias"})
    if (failed(checkChannels(call, name, input.dim(1))))
      return failure();
  Emitter &emit = call.emit;
  return buildNorm<GroupNormOp>(
      call, {"input"},
      {emit.named("groups", emit.integer(groups)),
       emit.named("eps", emit.real(call.number("eps")))});
}

static Result buildGroupNorm(const Call &call) {
  return groupNorm(call, call.integer("num_groups"));
}

/// Group normalisation with one channel each.
static Result buildInstanceNorm(const Call &call) {
  Tensor input = call.tensor("input");
  if (!call.flag("use_input_stats"))
    return buildBatchNorm(call);
  if (input.rank() < 2)
    return call.error() << "expected an input of at least 2 dimensions";
  return groupNorm(call, input.dim(1));
}

static Result buildRmsNorm(const Call &call) {
  if (failed(checkNormalizedShape(call)))
    return failure();
  if (!isFloat(call.tensor("input").dtype()))
    return call.error() << "expected a floating-point tensor, got "
                        << describe(call.tensor("input"));
  Emitter &emit = call.emit;
  Value x = call.value("input");
  if (!x)
    return failure();
  int64_t rank = shapeOf(x).size(), last = call.ints("normalized_shape").size();
  Shape dims = counting(rank - last, rank);
  // Squares of 16-bit numbers are often too small for 16 bits.
  Type element = elementOf(x);
  bool isDouble = isa<Float64Type>(element);
  x = emit.cast(x, isDouble ? element : emit.elementType(DType::F32));
  double eps =
      call.optionalNumber("eps").value_or(isDouble ? 0x1p-52 : 0x1p-23);
  Value mean = emit.reduce<ReduceMeanOp>(emit.mul(x, x), dims, true);
  Value scale = emit.unary<RsqrtOp>(emit.add(mean, eps));
  Value result =
      emit.cast(emit.mul(x, emit.broadcast(scale, shapeOf(x))), element);
  if (call.has("weight") && result)
    result = emit.mul(result, emit.broadcast(call.value("weight"), shapeOf(x)));
  return call.give(result);
}

/// x / (k + alpha * mean of squares over neighbouring channels) ^ beta
static Result buildLocalResponseNorm(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("input");
  if (!x || shapeOf(x).size() < 3)
    return call.error() << "expected an input of 3 or more dimensions";
  int64_t size = call.integer("size"), channels = shapeOf(x)[1];
  if (size < 1)
    return call.error() << "expected a positive size, got " << size;
  Shape low(shapeOf(x).size(), 0), high = low;
  low[1] = size / 2;
  high[1] = (size - 1) / 2;
  Value squares = emit.pad(emit.mul(x, x), low, high);
  Value sum = emit.slice(squares, 1, 0, channels);
  for (int64_t offset = 1; offset < size; ++offset)
    sum = emit.add(sum, emit.slice(squares, 1, offset, channels));
  Value base =
      emit.add(emit.mul(sum, call.number("alpha") / size), call.number("k"));
  return call.give(emit.div(x, emit.binary<PowOp>(base, call.number("beta"))));
}

void aten::addNormalizationOps(Table &table) {
  table.add("batch_norm(Tensor input, Tensor? running_mean, Tensor? "
            "running_var, Tensor? weight=None, Tensor? bias=None, bool "
            "training=False, float momentum=0.1, float eps=1e-05) -> Tensor",
            buildBatchNorm);
  table.add("layer_norm(Tensor input, int[] normalized_shape, Tensor? "
            "weight=None, Tensor? bias=None, float eps=1e-05, bool "
            "cudnn_enable=True) -> Tensor",
            buildLayerNorm);
  table.add("group_norm(Tensor input, int num_groups, Tensor? weight=None, "
            "Tensor? bias=None, float eps=1e-05) -> Tensor",
            buildGroupNorm);
  table.add("instance_norm(Tensor input, Tensor? running_mean=None, Tensor? "
            "running_var=None, Tensor? weight=None, Tensor? bias=None, bool "
            "use_input_stats=True, float momentum=0.1, float eps=1e-05) -> "
            "Tensor",
            buildInstanceNorm);
  table.add("rms_norm(Tensor input, int[] normalized_shape, Tensor? "
            "weight=None, float? eps=None) -> Tensor",
            buildRmsNorm);
  table.add("local_response_norm(Tensor input, int size, float alpha=0.0001, "
            "float beta=0.75, float k=1.0) -> Tensor",
            buildLocalResponseNorm);
}

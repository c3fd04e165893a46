//===- Activation.cpp - Activations ---------------------------------------===//
//
// All but relu and sigmoid are composed of simpler ops; fusion makes one kernel
// of them again.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"

#include <numbers>

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

/// x where it is positive, `other` elsewhere.
static Value positiveOr(Emitter &emit, Value x, Value other) {
  Value isPositive = emit.compare(ComparePredicate::gt, x, 0.0);
  return emit.select(isPositive, x, other);
}

static Result buildRelu(const Call &call) {
  return call.give(call.emit.unary<ReluOp>(call.value("self")));
}

static Result buildLeakyRelu(const Call &call) {
  Value x = call.value("self");
  Value scaled = call.emit.mul(x, call.number("negative_slope"));
  return call.give(positiveOr(call.emit, x, scaled));
}

/// One slope, or one for each channel.
static Result buildPrelu(const Call &call) {
  Value x = call.value("self"), weight = call.value("weight");
  if (!x || !weight)
    return failure();
  Emitter &emit = call.emit;
  ArrayRef<int64_t> shape = shapeOf(x);
  int64_t slopes = call.tensor("weight").numElements();
  SmallVector<int64_t> slopeShape(shape.size(), 1);
  if (shape.size() >= 2 && slopes != 1) {
    if (shape[1] != slopes)
      return call.error() << "expected " << shape[1]
                          << " slopes, one for each channel, got " << slopes;
    slopeShape[1] = slopes;
  }
  Value slope = emit.broadcast(emit.reshape(weight, slopeShape), shape);
  return call.give(positiveOr(emit, x, emit.mul(x, slope)));
}

/// scale * (max(0, x) + min(0, alpha * (exp(x / alpha) - 1)))
static Value buildEluValue(Emitter &emit, Value x, double alpha, double scale,
                           double inputScale) {
  Value exponent = inputScale == 1 ? x : emit.mul(x, inputScale);
  Value negative = emit.mul(emit.unary<Expm1Op>(exponent), alpha * scale);
  Value positive = scale == 1 ? x : emit.mul(x, scale);
  Value isPositive = emit.compare(ComparePredicate::gt, x, 0.0);
  return emit.select(isPositive, positive, negative);
}

static Result buildElu(const Call &call) {
  return call.give(buildEluValue(call.emit, call.value("self"),
                                 call.number("alpha"), call.number("scale"),
                                 call.number("input_scale")));
}

static Result buildSelu(const Call &call) {
  return call.give(buildEluValue(call.emit, call.value("self"),
                                 1.6732632423543772848170429916717,
                                 1.0507009873554804934193349852946, 1));
}

static Result buildCelu(const Call &call) {
  double alpha = call.number("alpha");
  return call.give(
      buildEluValue(call.emit, call.value("self"), alpha, 1, 1 / alpha));
}

static Result buildSilu(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.mul(x, call.emit.unary<SigmoidOp>(x)));
}

/// 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
static Value buildTanhGelu(Emitter &emit, Value x) {
  Value cube = emit.mul(emit.mul(x, x), x);
  Value inner = emit.add(x, emit.mul(cube, 0.044715));
  Value tanh = emit.unary<TanhOp>(
      emit.mul(inner, std::numbers::sqrt2 * std::numbers::inv_sqrtpi));
  return emit.mul(emit.mul(x, 0.5), emit.add(tanh, 1.0));
}

static Result buildGelu(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  StringRef mode = call.text("approximate");
  if (mode == "tanh")
    return call.give(buildTanhGelu(emit, x));
  if (mode != "none")
    return call.error() << "approximate is 'none' or 'tanh', not '" << mode
                        << "'";
  Value erf = emit.unary<ErfOp>(emit.mul(x, std::numbers::sqrt2 / 2));
  return call.give(emit.mul(emit.mul(x, 0.5), emit.add(erf, 1.0)));
}

/// clamp(x + 3, 0, 6) / 6
static Value buildHardsigmoidValue(Emitter &emit, Value x) {
  return emit.mul(emit.clamp(emit.add(x, 3.0), 0.0, 6.0), 1.0 / 6);
}

static Result buildHardsigmoid(const Call &call) {
  return call.give(buildHardsigmoidValue(call.emit, call.value("self")));
}

static Result buildHardswish(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.mul(x, buildHardsigmoidValue(call.emit, x)));
}

static Result buildHardtanh(const Call &call) {
  return call.give(call.emit.clamp(call.value("self"), call.number("min_val"),
                                   call.number("max_val")));
}

static Result buildRelu6(const Call &call) {
  return call.give(call.emit.clamp(call.value("self"), 0.0, 6.0));
}

/// log(1 + exp(beta x)) / beta without overflow: max(z, 0) + log1p(exp(-|z|)).
static Value buildSoftplusValue(Emitter &emit, Value x, double beta,
                                double threshold) {
  Value scaled = beta == 1 ? x : emit.mul(x, beta);
  Value tail = emit.unary<Log1pOp>(
      emit.unary<ExpOp>(emit.unary<NegOp>(emit.unary<AbsOp>(scaled))));
  Value soft = emit.add(emit.unary<ReluOp>(scaled), tail);
  if (beta != 1)
    soft = emit.mul(soft, 1 / beta);
  Value isLinear = emit.compare(ComparePredicate::gt, scaled, threshold);
  return emit.select(isLinear, x, soft);
}

static Result buildSoftplus(const Call &call) {
  return call.give(buildSoftplusValue(call.emit, call.value("self"),
                                      call.number("beta"),
                                      call.number("threshold")));
}

static Result buildMish(const Call &call) {
  Value x = call.value("self");
  Value soft = buildSoftplusValue(call.emit, x, 1, 20);
  return call.give(call.emit.mul(x, call.emit.unary<TanhOp>(soft)));
}

/// min(x, 0) - log1p(exp(-|x|))
static Result buildLogSigmoid(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  Value tail = emit.unary<Log1pOp>(
      emit.unary<ExpOp>(emit.unary<NegOp>(emit.unary<AbsOp>(x))));
  return call.give(emit.sub(emit.clamp(x, std::nullopt, 0.0), tail));
}

static Result buildSoftsign(const Call &call) {
  Value x = call.value("self");
  Value size = call.emit.add(call.emit.unary<AbsOp>(x), 1.0);
  return call.give(call.emit.div(x, size));
}

static Result buildTanhshrink(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.sub(x, call.emit.unary<TanhOp>(x)));
}

static Result buildThreshold(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  Value above = emit.compare(ComparePredicate::gt, x, call.number("threshold"));
  return call.give(emit.select(above, x, emit.full(call.number("value"), x)));
}

static Result buildHardshrink(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  Value isLarge = emit.compare(ComparePredicate::gt, emit.unary<AbsOp>(x),
                               call.number("lambd"));
  return call.give(emit.select(isLarge, x, emit.full(0, x)));
}

/// x - clamp(x, -lambda, lambda)
static Result buildSoftshrink(const Call &call) {
  Value x = call.value("self");
  double bound = call.number("lambd");
  return call.give(call.emit.sub(x, call.emit.clamp(x, -bound, bound)));
}

/// The first half times the sigmoid of the second.
static Result buildGlu(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  FailureOr<int64_t> dim = call.existingDim("dim", call.tensor("self").rank());
  if (failed(dim) || !x)
    return failure();
  int64_t half = shapeOf(x)[*dim] / 2;
  if (half * 2 != shapeOf(x)[*dim])
    return call.error() << "expected an even size of dimension " << *dim
                        << ", got " << shapeOf(x)[*dim];
  Value gate = emit.unary<SigmoidOp>(emit.slice(x, *dim, half, half));
  return call.give(emit.mul(emit.slice(x, *dim, 0, half), gate));
}

template <typename OpT> static Result buildSoftmax(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank());
  if (failed(dim))
    return failure();
  DType type = call.dtype("dtype").value_or(self.dtype());
  Value x = call.emit.cast(call.value("self"), call.emit.elementType(type));
  if (self.rank() == 0)
    x = call.emit.reshape(x, {1});
  x = call.emit.create<OpT>(x, call.emit.named("dim", call.emit.integer(*dim)));
  return call.give(call.emit.reshape(x, self.shape()));
}

void aten::addActivationOps(Table &table) {
  table.add("relu(Tensor self) -> Tensor", buildRelu);
  table.add("relu6(Tensor self) -> Tensor", buildRelu6);
  table.add("leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor",
            buildLeakyRelu);
  table.add("prelu(Tensor self, Tensor weight) -> Tensor", buildPrelu);
  table.add("elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar "
            "input_scale=1) -> Tensor",
            buildElu);
  table.add("selu(Tensor self) -> Tensor", buildSelu);
  table.add("celu(Tensor self, Scalar alpha=1.0) -> Tensor", buildCelu);
  table.add("silu(Tensor self) -> Tensor", buildSilu);
  table.add("gelu(Tensor self, *, str approximate='none') -> Tensor",
            buildGelu);
  table.add("hardsigmoid(Tensor self) -> Tensor", buildHardsigmoid);
  table.add("hardswish(Tensor self) -> Tensor", buildHardswish);
  table.add("hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> "
            "Tensor",
            buildHardtanh);
  table.add("softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> "
            "Tensor",
            buildSoftplus);
  table.add("mish(Tensor self) -> Tensor", buildMish);
  table.add("log_sigmoid(Tensor self) -> Tensor", buildLogSigmoid);
  table.alias("logsigmoid", "log_sigmoid");
  table.add("softsign(Tensor self) -> Tensor", buildSoftsign);
  table.add("tanhshrink(Tensor self) -> Tensor", buildTanhshrink);
  table.add("threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor",
            buildThreshold);
  table.add("hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor",
            buildHardshrink);
  table.add("softshrink(Tensor self, Scalar lambd=0.5) -> Tensor",
            buildSoftshrink);
  table.add("glu(Tensor self, int dim=-1) -> Tensor", buildGlu);
  table.add("softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor",
            buildSoftmax<SoftmaxOp>);
  table.add("log_softmax(Tensor self, int dim, ScalarType? dtype=None) -> "
            "Tensor",
            buildSoftmax<LogSoftmaxOp>);
}

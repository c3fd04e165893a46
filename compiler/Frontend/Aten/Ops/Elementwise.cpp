//===- Elementwise.cpp - Operators on single elements ---------------------===//

#include "compiler/Frontend/Aten/CheckTypes.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"

#include <numbers>

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

static std::string unarySchema(StringRef name) {
  return (name + "(Tensor self) -> Tensor").str();
}

/// An op of floats; integers are cast first.
template <typename OpT>
static void addFloatUnary(Table &table, StringRef name) {
  table.add(unarySchema(name), [](const Call &call) {
    DType type = floatType(call.tensor("self").dtype());
    Value x = call.emit.cast(call.value("self"), call.emit.elementType(type));
    return call.give(call.emit.unary<OpT>(x));
  });
}

/// An op of any number that keeps its type.
template <typename OpT> static void addUnary(Table &table, StringRef name) {
  table.add(unarySchema(name), [](const Call &call) {
    if (call.tensor("self").dtype() == DType::Bool)
      return Result(call.error() << "not defined for booleans");
    return call.give(call.emit.unary<OpT>(call.value("self")));
  });
}

/// An op that changes floats only.
template <typename OpT> static void addRounding(Table &table, StringRef name) {
  table.add(unarySchema(name), [](const Call &call) {
    Value x = call.value("self");
    bool isFloat = kiln::isFloat(call.tensor("self").dtype());
    return call.give(isFloat ? call.emit.unary<OpT>(x) : x);
  });
}

template <typename OpT>
static void addClassify(Table &table, StringRef name, bool forIntegers) {
  table.add(unarySchema(name), [forIntegers](const Call &call) {
    Value x = call.value("self");
    if (x && !isa<FloatType>(elementOf(x)))
      return call.give(call.emit.full(
          forIntegers, call.emit.tensorType(
                           shapeOf(x), call.emit.elementType(DType::Bool))));
    return call.give(call.emit.unary<OpT>(x));
  });
}

static Result buildRoundToDecimals(const Call &call) {
  Value x = call.value("self");
  double scale = std::pow(10.0, static_cast<double>(call.integer("decimals")));
  Value scaled = call.emit.unary<RoundOp>(call.emit.mul(x, scale));
  return call.give(call.emit.mul(scaled, 1 / scale));
}

static Result buildLogicalNot(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.compare(ComparePredicate::eq, x, 0.0));
}

static Result buildBitwiseNot(const Call &call) {
  return call.give(call.emit.unary<BitwiseNotOp>(call.value("self")));
}

static Result buildSquare(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.mul(x, x));
}

static Result buildFrac(const Call &call) {
  Value x = call.value("self");
  return call.give(call.emit.sub(x, call.emit.unary<TruncOp>(x)));
}

/// 1 - erf(x)
static Result buildErfc(const Call &call) {
  Value x = call.value("self");
  Value erf = call.emit.unary<ErfOp>(x);
  return call.give(call.emit.add(call.emit.unary<NegOp>(erf), 1.0));
}

static Result buildLogit(const Call &call) {
  Value x = call.value("self");
  if (auto eps = call.optionalNumber("eps"))
    x = call.emit.clamp(x, *eps, 1 - *eps);
  Value rest = call.emit.add(call.emit.unary<NegOp>(x), 1.0);
  return call.give(call.emit.unary<LogOp>(call.emit.div(x, rest)));
}

static void addScaled(Table &table, StringRef name, double factor) {
  table.add(unarySchema(name), [factor](const Call &call) {
    return call.give(call.emit.mul(call.value("self"), factor));
  });
}

static Result buildNanToNum(const Call &call) {
  Value x = call.value("self");
  if (!x || !isa<FloatType>(elementOf(x)))
    return call.give(x);
  Emitter &emit = call.emit;
  const auto &semantics = cast<FloatType>(elementOf(x)).getFloatSemantics();
  double largest = llvm::APFloat::getLargest(semantics).convertToDouble();
  Value nan = emit.full(call.optionalNumber("nan").value_or(0), x);
  Value high = emit.full(call.optionalNumber("posinf").value_or(largest), x);
  Value low = emit.full(call.optionalNumber("neginf").value_or(-largest), x);
  Value isInfinite = emit.unary<IsInfOp>(x);
  Value isPositive = emit.compare(ComparePredicate::gt, x, 0.0);
  Value finite = emit.select(isInfinite, emit.select(isPositive, high, low), x);
  return call.give(emit.select(emit.unary<IsNanOp>(x), nan, finite));
}

//===----------------------------------------------------------------------===//
// Two operands
//===----------------------------------------------------------------------===//

static std::string binarySchema(StringRef name) {
  return (name + "(Operand self, Operand other) -> Tensor").str();
}

static SmallVector<Value> unifyOperands(const Call &call, bool asFloats) {
  Argument operands[] = {call["self"], call["other"]};
  DType type = resultType(operands);
  return unify(call.emit, operands, asFloats ? floatType(type) : type);
}

template <typename OpT>
static Result buildBinary(const Call &call, bool asFloats) {
  SmallVector<Value> values = unifyOperands(call, asFloats);
  return call.give(call.emit.binary<OpT>(values[0], values[1]));
}

template <typename OpT> static void addBinary(Table &table, StringRef name) {
  table.add(binarySchema(name), [](const Call &call) {
    return buildBinary<OpT>(call, /*asFloats=*/false);
  });
}

/// Neither operand may be a number.
template <typename OpT>
static void addTensorBinary(Table &table, StringRef name,
                            bool asFloats = false) {
  table.add((name + "(Tensor self, Tensor other) -> Tensor").str(),
            [asFloats](const Call &call) {
              return buildBinary<OpT>(call, asFloats);
            });
}

static bool isBoolean(const Argument &operand) {
  auto *tensor = operand.getIf<Tensor>();
  return tensor ? tensor->dtype() == DType::Bool : operand.is<bool>();
}

static LogicalResult refuseBooleans(const Call &call) {
  if (!isBoolean(call["self"]) && !isBoolean(call["other"]))
    return success();
  return call.error() << "booleans are not subtracted; ~ and logical_not() "
                         "invert a mask";
}

/// self +- alpha * other
template <typename OpT> static Result buildAddition(const Call &call) {
  Argument operands[] = {call["self"], call["other"]};
  if (std::is_same_v<OpT, SubOp> && failed(refuseBooleans(call)))
    return failure();
  DType type = resultType(operands);
  SmallVector<Value> values = unify(call.emit, operands, type);
  double alpha = call.number("alpha");
  if (alpha != 1)
    values[1] = call.emit.mul(values[1], alpha);
  return call.give(call.emit.binary<OpT>(values[0], values[1]));
}

static Result buildReversedSubtraction(const Call &call) {
  if (failed(refuseBooleans(call)))
    return failure();
  Argument operands[] = {call["other"], call["self"]};
  SmallVector<Value> values = unify(call.emit, operands, resultType(operands));
  return call.give(call.emit.sub(values[0], values[1]));
}

static Result buildDivision(const Call &call) {
  bool isTrue = !call.has("rounding_mode");
  SmallVector<Value> values = unifyOperands(call, isTrue);
  if (isTrue)
    return call.give(call.emit.div(values[0], values[1]));
  StringRef mode = call.text("rounding_mode");
  if (mode == "floor")
    return call.give(call.emit.binary<FloorDivOp>(values[0], values[1]));
  if (mode != "trunc")
    return call.error() << "rounding_mode is None, 'trunc' or 'floor', not '"
                        << mode << "'";
  Value quotient = call.emit.div(values[0], values[1]);
  if (quotient && isa<FloatType>(elementOf(quotient)))
    quotient = call.emit.unary<TruncOp>(quotient);
  return call.give(quotient);
}

/// Small whole exponents are products and roots, which is faster and exact.
static Value buildSimplePower(Emitter &emit, Value x, double exponent) {
  bool isFloat = isa<FloatType>(elementOf(x));
  if (exponent == 1)
    return x;
  if (exponent == 2)
    return emit.mul(x, x);
  if (exponent == 3)
    return emit.mul(emit.mul(x, x), x);
  if (isFloat && exponent == 0.5)
    return emit.unary<SqrtOp>(x);
  if (isFloat && exponent == -0.5)
    return emit.unary<RsqrtOp>(x);
  if (isFloat && exponent == -1)
    return emit.unary<ReciprocalOp>(x);
  return nullptr;
}

static Result buildPower(const Call &call) {
  Argument operands[] = {call["self"], call["exponent"]};
  DType type = resultType(operands);
  if (operands[1].isNumber()) {
    Value x = materialize(call.emit, operands[0], type);
    if (!x)
      return failure();
    if (!isFloat(type) && operands[1].asDouble() < 0)
      return call.error() << "integers to negative integer powers are not "
                             "allowed";
    if (Value simple = buildSimplePower(call.emit, x, operands[1].asDouble()))
      return call.give(simple);
  }
  SmallVector<Value> values = unify(call.emit, operands, type);
  return call.give(call.emit.binary<PowOp>(values[0], values[1]));
}

static void addComparison(Table &table, StringRef name, StringRef other,
                          ComparePredicate predicate) {
  table.add(binarySchema(name), [predicate](const Call &call) {
    SmallVector<Value> values = unifyOperands(call, false);
    return call.give(call.emit.compare(predicate, values[0], values[1]));
  });
  if (!other.empty())
    table.alias(other, name);
}

template <typename OpT> static void addLogical(Table &table, StringRef name) {
  table.add(binarySchema(name), [](const Call &call) {
    Argument operands[] = {call["self"], call["other"]};
    SmallVector<Value> values;
    for (const Argument &operand : operands) {
      auto *tensor = operand.getIf<Tensor>();
      DType type = tensor ? tensor->dtype() : DType::F32;
      Value value = materialize(call.emit, operand, type);
      if (value && type != DType::Bool)
        value = call.emit.compare(ComparePredicate::ne, value, 0.0);
      if (!value)
        return Result(failure());
      values.push_back(value);
    }
    ShapeResult shape = inferBroadcast(shapeOf(values[0]), shapeOf(values[1]),
                                       call.emit.location());
    if (failed(shape))
      return Result(failure());
    Value a = call.emit.broadcast(values[0], *shape);
    Value b = call.emit.broadcast(values[1], *shape);
    return call.give(call.emit.binary<OpT>(a, b));
  });
}

//===----------------------------------------------------------------------===//
// Three operands
//===----------------------------------------------------------------------===//

static Result buildWhere(const Call &call) {
  if (failed(expectCondition(call, "condition", /*takesBytes=*/true)))
    return failure();
  Argument operands[] = {call["self"], call["other"]};
  SmallVector<Value> values = unify(call.emit, operands, resultType(operands));
  Value condition = call.emit.cast(call.value("condition"),
                                   call.emit.elementType(DType::Bool));
  if (!condition || !values[0])
    return failure();
  ShapeResult shape = inferBroadcast(shapeOf(condition), shapeOf(values[0]),
                                     call.emit.location());
  if (failed(shape))
    return failure();
  for (Value *value : {&condition, &values[0], &values[1]})
    *value = call.emit.broadcast(*value, *shape);
  return call.give(call.emit.select(condition, values[0], values[1]));
}

static Result buildMaskedFill(const Call &call) {
  if (failed(expectCondition(call, "mask", /*takesBytes=*/false)))
    return failure();
  Value x = call.value("self"), mask = call.value("mask");
  if (!x || !mask)
    return failure();
  ShapeResult shape =
      inferBroadcast(shapeOf(x), shapeOf(mask), call.emit.location());
  if (failed(shape))
    return failure();
  x = call.emit.broadcast(x, *shape);
  mask = call.emit.broadcast(mask, *shape);
  Value fill =
      materialize(call.emit, call["value"], call.tensor("self").dtype());
  return call.give(
      call.emit.select(mask, call.emit.broadcast(fill, *shape), x));
}

/// Bounds are numbers or tensors.
static Result buildClamp(const Call &call) {
  const Argument &min = call["min"], &max = call["max"];
  std::vector<Argument> operands{call["self"]};
  for (const Argument &bound : {min, max})
    if (!bound.isNone())
      operands.push_back(bound);
  if (operands.size() == 1)
    return call.error() << "at least one of 'min' and 'max' must not be None";
  DType type = resultType(operands);
  if (!min.is<Tensor>() && !max.is<Tensor>()) {
    Value x = materialize(call.emit, operands[0], type);
    std::optional<double> low = call.optionalNumber("min"),
                          high = call.optionalNumber("max");
    double nan = std::numeric_limits<double>::quiet_NaN();
    if (x && (std::isnan(low.value_or(0)) || std::isnan(high.value_or(0))))
      return call.give(call.emit.full(nan, x));
    return call.give(call.emit.clamp(x, low, high));
  }
  SmallVector<Value> values = unify(call.emit, operands, type);
  Value result = values[0];
  if (!min.isNone())
    result = call.emit.binary<MaximumOp>(result, values[1]);
  if (!max.isNone())
    result = call.emit.binary<MinimumOp>(result, values.back());
  return call.give(result);
}

static Result buildAddcmul(const Call &call) {
  bool divides = call.schema.name == "addcdiv";
  Argument factors[] = {call["self"], call["tensor1"], call["tensor2"]};
  SmallVector<Value> values = unify(call.emit, factors, resultType(factors));
  Value product = divides ? call.emit.div(values[1], values[2])
                          : call.emit.mul(values[1], values[2]);
  if (double scale = call.number("value"); scale != 1)
    product = call.emit.mul(product, scale);
  return call.give(call.emit.add(values[0], product));
}

/// start + weight * (end - start)
static Result buildLerp(const Call &call) {
  if (failed(expectTypeOf(call, "self", {"end"})))
    return failure();
  Argument operands[] = {call["self"], call["end"], call["weight"]};
  SmallVector<Value> values = unify(call.emit, operands, resultType(operands));
  Value step = call.emit.mul(values[2], call.emit.sub(values[1], values[0]));
  return call.give(call.emit.add(values[0], step));
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

static void addUnaryOps(Table &table) {
  addUnary<NegOp>(table, "neg");
  table.alias("negative", "neg");
  addUnary<AbsOp>(table, "abs");
  table.alias("absolute", "abs");
  addUnary<SignOp>(table, "sign");
  table.alias("sgn", "sign");
  addRounding<FloorOp>(table, "floor");
  addRounding<CeilOp>(table, "ceil");
  addRounding<RoundOp>(table, "round");
  table.add("round(Tensor self, *, int decimals) -> Tensor",
            buildRoundToDecimals);
  addRounding<TruncOp>(table, "trunc");
  table.alias("fix", "trunc");
  addFloatUnary<ExpOp>(table, "exp");
  addFloatUnary<Exp2Op>(table, "exp2");
  addFloatUnary<Expm1Op>(table, "expm1");
  addFloatUnary<LogOp>(table, "log");
  addFloatUnary<Log2Op>(table, "log2");
  addFloatUnary<Log10Op>(table, "log10");
  addFloatUnary<Log1pOp>(table, "log1p");
  addFloatUnary<SqrtOp>(table, "sqrt");
  addFloatUnary<RsqrtOp>(table, "rsqrt");
  addFloatUnary<ReciprocalOp>(table, "reciprocal");
  addFloatUnary<SinOp>(table, "sin");
  addFloatUnary<CosOp>(table, "cos");
  addFloatUnary<TanOp>(table, "tan");
  addFloatUnary<AsinOp>(table, "asin");
  table.alias("arcsin", "asin");
  addFloatUnary<AcosOp>(table, "acos");
  table.alias("arccos", "acos");
  addFloatUnary<AtanOp>(table, "atan");
  table.alias("arctan", "atan");
  addFloatUnary<SinhOp>(table, "sinh");
  addFloatUnary<CoshOp>(table, "cosh");
  addFloatUnary<TanhOp>(table, "tanh");
  addFloatUnary<AsinhOp>(table, "asinh");
  table.alias("arcsinh", "asinh");
  addFloatUnary<AcoshOp>(table, "acosh");
  table.alias("arccosh", "acosh");
  addFloatUnary<AtanhOp>(table, "atanh");
  table.alias("arctanh", "atanh");
  addFloatUnary<ErfOp>(table, "erf");
  addFloatUnary<SigmoidOp>(table, "sigmoid");
  addClassify<IsNanOp>(table, "isnan", false);
  addClassify<IsInfOp>(table, "isinf", false);
  addClassify<IsFiniteOp>(table, "isfinite", true);
  table.add("logical_not(Tensor self) -> Tensor", buildLogicalNot);
  table.add("bitwise_not(Tensor self) -> Tensor", buildBitwiseNot);
  table.add("square(Tensor self) -> Tensor", buildSquare);
  table.add("frac(Tensor self) -> Tensor", buildFrac);
  table.add("erfc(Tensor self) -> Tensor", buildErfc);
  table.add("logit(Tensor self, float? eps=None) -> Tensor", buildLogit);
  table.add("nan_to_num(Tensor self, float? nan=None, float? posinf=None, "
            "float? neginf=None) -> Tensor",
            buildNanToNum);
  addScaled(table, "deg2rad", std::numbers::pi / 180);
  addScaled(table, "rad2deg", 180 / std::numbers::pi);
}

static void addBinaryOps(Table &table) {
  table.add("add(Operand self, Operand other, *, Scalar alpha=1) -> Tensor",
            buildAddition<AddOp>);
  table.add("sub(Operand self, Operand other, *, Scalar alpha=1) -> Tensor",
            buildAddition<SubOp>);
  table.alias("subtract", "sub");
  table.add(binarySchema("rsub"), buildReversedSubtraction);
  addBinary<MulOp>(table, "mul");
  table.alias("multiply", "mul");
  table.add("div(Operand self, Operand other, *, str? rounding_mode=None) -> "
            "Tensor",
            buildDivision);
  table.alias("divide", "div");
  table.alias("true_divide", "div");
  addBinary<FloorDivOp>(table, "floor_divide");
  addBinary<RemainderOp>(table, "remainder");
  addBinary<FmodOp>(table, "fmod");
  addTensorBinary<MaximumOp>(table, "maximum");
  addTensorBinary<MinimumOp>(table, "minimum");
  table.alias("fmax", "maximum");
  table.alias("fmin", "minimum");
  addTensorBinary<Atan2Op>(table, "atan2", /*asFloats=*/true);
  table.alias("arctan2", "atan2");
  addBinary<BitwiseAndOp>(table, "bitwise_and");
  addBinary<BitwiseOrOp>(table, "bitwise_or");
  addBinary<BitwiseXorOp>(table, "bitwise_xor");
  addBinary<ShiftLeftOp>(table, "bitwise_left_shift");
  addBinary<ShiftRightOp>(table, "bitwise_right_shift");
  table.add("pow(Operand self, Operand exponent) -> Tensor", buildPower);
  addComparison(table, "eq", "", ComparePredicate::eq);
  addComparison(table, "ne", "not_equal", ComparePredicate::ne);
  addComparison(table, "lt", "less", ComparePredicate::lt);
  addComparison(table, "le", "less_equal", ComparePredicate::le);
  addComparison(table, "gt", "greater", ComparePredicate::gt);
  addComparison(table, "ge", "greater_equal", ComparePredicate::ge);
  addLogical<BitwiseAndOp>(table, "logical_and");
  addLogical<BitwiseOrOp>(table, "logical_or");
  addLogical<BitwiseXorOp>(table, "logical_xor");
}

void aten::addElementwiseOps(Table &table) {
  addUnaryOps(table);
  addBinaryOps(table);
  table.add("where(Tensor condition, Operand self, Operand other) -> Tensor",
            buildWhere);
  table.add("masked_fill(Tensor self, Tensor mask, Operand value) -> Tensor",
            buildMaskedFill);
  table.add("clamp(Tensor self, Operand? min=None, Operand? max=None) -> "
            "Tensor",
            buildClamp);
  table.alias("clip", "clamp");
  table.add("addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar "
            "value=1) -> Tensor",
            buildAddcmul);
  table.add("addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar "
            "value=1) -> Tensor",
            buildAddcmul);
  table.add("lerp(Tensor self, Tensor end, Operand weight) -> Tensor",
            buildLerp);
  for (const char *name : {"clamp_min", "clamp_max"})
    table.add((Twine(name) + "(Tensor self, Operand bound) -> Tensor").str(),
              [isMin = StringRef(name) == "clamp_min"](const Call &call) {
                Argument operands[] = {call["self"], call["bound"]};
                auto values = unify(call.emit, operands, resultType(operands));
                return call.give(
                    isMin ? call.emit.binary<MaximumOp>(values[0], values[1])
                          : call.emit.binary<MinimumOp>(values[0], values[1]));
              });
}

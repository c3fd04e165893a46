//===- Elementwise.cpp - Elements from elements ---------------------------===//

#include "codegen/CPU/Generic/MathFunctions.h"
#include "codegen/CPU/Generic/ValueEmitter.h"

#include "dialects/Kiln/KilnOps.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace kiln::generic {

using FPredicate = arith::CmpFPredicate;
using IPredicate = arith::CmpIPredicate;

static bool isFloat(Type element) { return isa<FloatType>(element); }
static bool isBool(Type element) { return element.isInteger(1); }

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

static Value emitSign(Numbers &n, Value x, Type element) {
  Type type = x.getType();
  Value zero = n.number(type, 0), one = n.number(type, 1);
  if (isFloat(element)) {
    Value result = n.select(n.compare(FPredicate::OGT, x, zero), one, zero);
    return n.select(n.compare(FPredicate::OLT, x, zero), n.real(type, -1.0),
                    result);
  }
  bool isUnsignedType = isUnsigned(element);
  Value result = n.select(n.compare(IPredicate::ne, x, zero), one, zero);
  if (isUnsignedType)
    return result;
  return n.select(n.compare(IPredicate::slt, x, zero), n.integer(type, -1),
                  result);
}

static Value emitRelu(Numbers &n, Value x, Type element) {
  Value zero = n.number(x.getType(), 0);
  if (isFloat(element)) // One maxps; NaN stays.
    return n.select(n.compare(FPredicate::OGT, zero, x), zero, x);
  return n.maximum(x, zero, isUnsigned(element));
}

static Value emitClamp(Numbers &n, Value x, ClampOp op, Type element) {
  auto limit = [&](double bound, FPredicate beyond, bool upper) {
    Value value = n.number(x.getType(), bound);
    if (isFloat(element))
      x = n.select(n.compare(beyond, x, value), value, x);
    else
      x = upper ? n.minimum(x, value, isUnsigned(element))
                : n.maximum(x, value, isUnsigned(element));
  };
  if (std::optional<double> low = op.getMin())
    limit(*low, FPredicate::OLT, false);
  if (std::optional<double> high = op.getMax())
    limit(*high, FPredicate::OGT, true);
  return x;
}

/// Ops of one operand whose result has its type. Rounding leaves integers as
/// they are.
static Value emitUnary(Numbers &n, Operation *op, Value x, Type element) {
  auto rounding = [&](Value (Numbers::*round)(Value)) {
    return isFloat(element) ? (n.*round)(x) : x;
  };
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](NegOp) { return n.neg(x); })
      .Case([&](AbsOp) { return isUnsigned(element) ? x : n.abs(x); })
      .Case([&](SignOp) { return emitSign(n, x, element); })
      .Case([&](FloorOp) { return rounding(&Numbers::floor); })
      .Case([&](CeilOp) { return rounding(&Numbers::ceil); })
      .Case([&](RoundOp) { return rounding(&Numbers::roundEven); })
      .Case([&](TruncOp) { return rounding(&Numbers::trunc); })
      .Case([&](ReluOp) { return emitRelu(n, x, element); })
      .Case([&](ClampOp clamp) { return emitClamp(n, x, clamp, element); })
      .Case([&](BitwiseNotOp) { return n.logicalNot(x); })
      .Case([&](ExpOp) { return emitExp(n, x); })
      .Case([&](Exp2Op) { return emitExp2(n, x); })
      .Case([&](Expm1Op) { return emitExpm1(n, x); })
      .Case([&](LogOp) { return emitLog(n, x); })
      .Case([&](Log2Op) { return emitLog2(n, x); })
      .Case([&](Log10Op) { return emitLog10(n, x); })
      .Case([&](Log1pOp) { return emitLog1p(n, x); })
      .Case([&](SqrtOp) { return n.sqrt(x); })
      .Case([&](RsqrtOp) { return n.div(n.real(x.getType(), 1.0), n.sqrt(x)); })
      .Case([&](ReciprocalOp) { return n.div(n.real(x.getType(), 1.0), x); })
      .Case([&](SinOp) { return emitSin(n, x); })
      .Case([&](CosOp) { return emitCos(n, x); })
      .Case([&](TanOp) { return emitTan(n, x); })
      .Case([&](AsinOp) { return emitAsin(n, x); })
      .Case([&](AcosOp) { return emitAcos(n, x); })
      .Case([&](AtanOp) { return emitAtan(n, x); })
      .Case([&](SinhOp) { return emitSinh(n, x); })
      .Case([&](CoshOp) { return emitCosh(n, x); })
      .Case([&](TanhOp) { return emitTanh(n, x); })
      .Case([&](AsinhOp) { return emitAsinh(n, x); })
      .Case([&](AcoshOp) { return emitAcosh(n, x); })
      .Case([&](AtanhOp) { return emitAtanh(n, x); })
      .Case([&](ErfOp) { return emitErf(n, x); })
      .Case([&](SigmoidOp) { return emitSigmoid(n, x); })
      .Default(Value());
}

static Value emitClassify(Numbers &n, Operation *op, Value x) {
  Value infinity = n.infinity(x.getType());
  if (isa<IsNanOp>(op))
    return n.isNan(x);
  if (isa<IsInfOp>(op))
    return n.compare(FPredicate::OEQ, n.abs(x), infinity);
  return n.compare(FPredicate::OLT, n.abs(x), infinity);
}

//===----------------------------------------------------------------------===//
// Two operands
//===----------------------------------------------------------------------===//

/// What truncating division leaves, and whether floor division differs.
static Value integerFloorFix(Numbers &n, Value rest, Value b) {
  Value zero = n.integer(rest.getType(), 0);
  Value differ = n.bitXor(n.compare(IPredicate::slt, rest, zero),
                          n.compare(IPredicate::slt, b, zero));
  return n.bitAnd(n.compare(IPredicate::ne, rest, zero), differ);
}

static Value emitFloorDivision(Numbers &n, Value a, Value b, Type element) {
  if (isFloat(element))
    return emitFloorDiv(n, a, b);
  Value quotient = n.divTowardsZero(a, b, isUnsigned(element));
  if (isUnsigned(element))
    return quotient;
  Value rest = n.integerRemainder(a, b, false);
  Value lower = n.sub(quotient, n.integer(a.getType(), 1));
  return n.select(integerFloorFix(n, rest, b), lower, quotient);
}

static Value emitRest(Numbers &n, Value a, Value b, Type element,
                      bool signOfDivisor) {
  if (isFloat(element))
    return signOfDivisor ? emitRemainder(n, a, b) : emitFmod(n, a, b);
  Value rest = n.integerRemainder(a, b, isUnsigned(element));
  if (!signOfDivisor || isUnsigned(element))
    return rest;
  return n.select(integerFloorFix(n, rest, b), n.add(rest, b), rest);
}

/// Whole powers by squaring; negative exponents give truncated reciprocals.
static Value emitIntegerPow(Numbers &n, Value base, Value exponent,
                            Type element) {
  Type type = base.getType();
  Value one = n.integer(type, 1), zero = n.integer(type, 0);
  Value result = one, square = base;
  unsigned width = element.getIntOrFloatBitWidth();
  for (unsigned bit = 0; bit < width; ++bit) {
    Value shifted = n.shiftRight(exponent, n.integer(type, bit), true);
    Value set = n.compare(IPredicate::ne, n.bitAnd(shifted, one), zero);
    result = n.select(set, n.mul(result, square), result);
    if (bit + 1 < width)
      square = n.mul(square, square);
  }
  if (isUnsigned(element))
    return result;
  Value minusOne = n.integer(type, -1);
  Value odd = n.compare(IPredicate::ne, n.bitAnd(exponent, one), zero);
  Value ofMinusOne = n.select(odd, minusOne, one);
  Value reciprocal = n.select(
      n.compare(IPredicate::eq, base, one), one,
      n.select(n.compare(IPredicate::eq, base, minusOne), ofMinusOne, zero));
  return n.select(n.compare(IPredicate::slt, exponent, zero), reciprocal,
                  result);
}

static Value emitShift(Numbers &n, Value a, Value b, Type element, bool left) {
  Type type = a.getType();
  int64_t width = element.getIntOrFloatBitWidth();
  Value last = n.integer(type, width - 1);
  // Negative counts are large ones without a sign.
  Value inside = n.compare(IPredicate::ule, b, last);
  Value count = n.select(inside, b, last);
  if (!left && !isUnsigned(element))
    return n.shiftRight(a, count, false);
  Value shifted = left ? n.shiftLeft(a, count) : n.shiftRight(a, count, true);
  return n.select(inside, shifted, n.integer(type, 0));
}

static Value emitBinary(Numbers &n, Operation *op, Value a, Value b,
                        Type element) {
  bool noSign = isUnsigned(element) || isBool(element);
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case(
          [&](AddOp) { return isBool(element) ? n.bitOr(a, b) : n.add(a, b); })
      .Case([&](SubOp) { return n.sub(a, b); })
      .Case(
          [&](MulOp) { return isBool(element) ? n.bitAnd(a, b) : n.mul(a, b); })
      .Case([&](DivOp) {
        return isFloat(element) ? n.div(a, b) : n.divTowardsZero(a, b, noSign);
      })
      .Case([&](FloorDivOp) { return emitFloorDivision(n, a, b, element); })
      .Case([&](RemainderOp) { return emitRest(n, a, b, element, true); })
      .Case([&](FmodOp) { return emitRest(n, a, b, element, false); })
      .Case([&](PowOp) {
        return isFloat(element) ? emitPow(n, a, b)
                                : emitIntegerPow(n, a, b, element);
      })
      .Case([&](MaximumOp) { return n.maximum(a, b, noSign); })
      .Case([&](MinimumOp) { return n.minimum(a, b, noSign); })
      .Case([&](Atan2Op) { return emitAtan2(n, a, b); })
      .Case([&](BitwiseAndOp) { return n.bitAnd(a, b); })
      .Case([&](BitwiseOrOp) { return n.bitOr(a, b); })
      .Case([&](BitwiseXorOp) { return n.bitXor(a, b); })
      .Case([&](ShiftLeftOp) { return emitShift(n, a, b, element, true); })
      .Case([&](ShiftRightOp) { return emitShift(n, a, b, element, false); })
      .Default(Value());
}

static Value emitCompare(Numbers &n, ComparePredicate predicate, Value a,
                         Value b, Type element) {
  static const FPredicate floats[] = {FPredicate::OEQ, FPredicate::UNE,
                                      FPredicate::OLT, FPredicate::OLE,
                                      FPredicate::OGT, FPredicate::OGE};
  static const IPredicate integers[] = {IPredicate::eq,  IPredicate::ne,
                                        IPredicate::slt, IPredicate::sle,
                                        IPredicate::sgt, IPredicate::sge};
  static const IPredicate unsignedIntegers[] = {
      IPredicate::eq,  IPredicate::ne,  IPredicate::ult,
      IPredicate::ule, IPredicate::ugt, IPredicate::uge};
  auto index = static_cast<unsigned>(predicate);
  if (isFloat(element))
    return n.compare(floats[index], a, b);
  bool noSign = isUnsigned(element) || isBool(element);
  return n.compare(noSign ? unsignedIntegers[index] : integers[index], a, b);
}

//===----------------------------------------------------------------------===//
// The family
//===----------------------------------------------------------------------===//

/// (x - mean) / sqrt(variance + eps) * weight + bias, by channel.
static Value emitBatchNorm(ValueEmitter &v, BatchNormOp op,
                           const Coords &coords, Lanes lanes) {
  Numbers &n = v.n;
  Value x = v.emit(op.getInput(), coords, lanes);
  auto channel = [&](Value operand) {
    return v.emit(operand, {coords[1]}, lanes);
  };
  Value variance = channel(op.getVariance());
  Value deviation =
      n.sqrt(n.add(variance, n.real(variance.getType(), op.getEps())));
  x = n.div(n.sub(x, channel(op.getMean())), deviation);
  if (op.getWeight())
    x = n.mul(x, channel(op.getWeight()));
  if (op.getBias())
    x = n.add(x, channel(op.getBias()));
  return x;
}

Value emitElementwise(ValueEmitter &v, Operation *op, const Coords &coords,
                      Lanes lanes) {
  if (auto norm = dyn_cast<BatchNormOp>(op))
    return emitBatchNorm(v, norm, coords, lanes);
  if (!op->hasTrait<OpTrait::Elementwise>())
    return nullptr;
  Values operands;
  for (Value operand : op->getOperands())
    operands.push_back(v.emit(operand, coords, lanes));
  Type element = elementTypeOf(op->getOperand(0));
  Numbers &n = v.n;
  if (auto cast = dyn_cast<CastOp>(op))
    return n.cast(operands[0], element, elementTypeOf(cast.getResult()));
  if (auto compare = dyn_cast<CompareOp>(op))
    return emitCompare(n, compare.getPredicate(), operands[0], operands[1],
                       element);
  if (isa<SelectOp>(op))
    return n.select(operands[0], operands[1], operands[2]);
  if (isa<IsNanOp, IsInfOp, IsFiniteOp>(op))
    return emitClassify(n, op, operands[0]);
  if (operands.size() == 2)
    return emitBinary(n, op, operands[0], operands[1], element);
  return emitUnary(n, op, operands[0], element);
}

} // namespace kiln::generic

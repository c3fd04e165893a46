//===- Numbers.cpp - Arithmetic on registers ------------------------------===//

#include "codegen/CPU/Generic/Numbers.h"

#include "codegen/Object/CpuTarget.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"

#include <cmath>

using namespace mlir;

namespace kiln::generic {

GenericTarget GenericTarget::of(const llvm::TargetMachine &machine) {
  return {contraction::VectorTarget::of(machine), hasFeature(machine, "sse4.1"),
          hasFeature(machine, "f16c")};
}

bool isHalf(Type element) { return element.isF16() || element.isBF16(); }
bool isUnsigned(Type element) { return element.isUnsignedInteger(); }

static bool isFloat(Value a) {
  return isa<FloatType>(getElementTypeOrSelf(a.getType()));
}
static bool isDouble(Value a) {
  return getElementTypeOrSelf(a.getType()).isF64();
}

//===----------------------------------------------------------------------===//
// Types and constants
//===----------------------------------------------------------------------===//

static Type withWidth(Type scalar, int64_t width) {
  return width == 1 ? scalar : VectorType::get({width}, scalar);
}

Type Numbers::registerType(Type element, int64_t width) {
  if (isHalf(element))
    element = builder.getF32Type();
  if (auto integer = dyn_cast<IntegerType>(element))
    element = builder.getIntegerType(integer.getWidth());
  return withWidth(element, width);
}

Type Numbers::storageType(Type element, int64_t width) {
  if (isHalf(element))
    element = builder.getI16Type();
  if (auto integer = dyn_cast<IntegerType>(element))
    element = builder.getIntegerType(std::max(8u, integer.getWidth()));
  return withWidth(element, width);
}

Type Numbers::sameLanes(Type shape, Type element) {
  if (auto vector = dyn_cast<VectorType>(shape))
    return VectorType::get(vector.getShape(), element);
  return element;
}

int64_t Numbers::widthOf(Value a) {
  auto vector = dyn_cast<VectorType>(a.getType());
  return vector ? vector.getNumElements() : 1;
}

static Value constantOf(OpBuilder &builder, Location loc, Type type,
                        TypedAttr scalar) {
  if (auto vector = dyn_cast<VectorType>(type))
    scalar = DenseElementsAttr::get(vector, Attribute(scalar));
  return arith::ConstantOp::create(builder, loc, scalar);
}

Value Numbers::real(Type type, double value) {
  Type element = getElementTypeOrSelf(type);
  return constantOf(builder, loc, type, builder.getFloatAttr(element, value));
}

Value Numbers::integer(Type type, int64_t value) {
  auto element = cast<IntegerType>(getElementTypeOrSelf(type));
  APInt bits(64, static_cast<uint64_t>(value));
  return constantOf(
      builder, loc, type,
      builder.getIntegerAttr(element, bits.sextOrTrunc(element.getWidth())));
}

Value Numbers::number(Type type, double value) {
  if (isa<FloatType>(getElementTypeOrSelf(type)))
    return real(type, value);
  return integer(type, static_cast<int64_t>(value));
}

Value Numbers::infinity(Type type, bool negative) {
  return real(type, negative ? -INFINITY : INFINITY);
}

Value Numbers::nan(Type type) { return real(type, NAN); }

Value Numbers::lowest(Type type, bool isUnsigned) {
  Type element = getElementTypeOrSelf(type);
  if (isa<FloatType>(element))
    return infinity(type, /*negative=*/true);
  unsigned width = element.getIntOrFloatBitWidth();
  if (isUnsigned || width == 1)
    return integer(type, 0);
  return integer(type, APInt::getSignedMinValue(width).getSExtValue());
}

Value Numbers::highest(Type type, bool isUnsigned) {
  Type element = getElementTypeOrSelf(type);
  if (isa<FloatType>(element))
    return infinity(type);
  unsigned width = element.getIntOrFloatBitWidth();
  if (isUnsigned || width == 1)
    return integer(type, -1);
  return integer(type, APInt::getSignedMaxValue(width).getSExtValue());
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

arith::FastMathFlagsAttr Numbers::contract() {
  return arith::FastMathFlagsAttr::get(builder.getContext(),
                                       arith::FastMathFlags::contract);
}

Value Numbers::add(Value a, Value b) {
  if (isFloat(a))
    return arith::AddFOp::create(builder, loc, a, b, contract());
  return arith::AddIOp::create(builder, loc, a, b);
}

Value Numbers::sub(Value a, Value b) {
  if (isFloat(a))
    return arith::SubFOp::create(builder, loc, a, b, contract());
  return arith::SubIOp::create(builder, loc, a, b);
}

Value Numbers::mul(Value a, Value b) {
  if (isFloat(a))
    return arith::MulFOp::create(builder, loc, a, b, contract());
  return arith::MulIOp::create(builder, loc, a, b);
}

Value Numbers::div(Value a, Value b) {
  assert(isFloat(a) && "integers have a division of their own");
  return arith::DivFOp::create(builder, loc, a, b);
}

Value Numbers::neg(Value a) {
  if (isFloat(a))
    return arith::NegFOp::create(builder, loc, a);
  return sub(integer(a.getType(), 0), a);
}

Value Numbers::abs(Value a) {
  if (isFloat(a))
    return math::AbsFOp::create(builder, loc, a);
  return math::AbsIOp::create(builder, loc, a);
}

Value Numbers::sqrt(Value a) { return math::SqrtOp::create(builder, loc, a); }

Value Numbers::copySign(Value magnitude, Value sign) {
  return math::CopySignOp::create(builder, loc, magnitude, sign);
}

Value Numbers::maximum(Value a, Value b, bool isUnsigned) {
  if (!isFloat(a)) {
    if (isUnsigned)
      return arith::MaxUIOp::create(builder, loc, a, b);
    return arith::MaxSIOp::create(builder, loc, a, b);
  }
  // One maxps, which yields `b` if either is NaN, and a blend for NaN in `a`.
  Value larger = select(compare(arith::CmpFPredicate::OGT, a, b), a, b);
  return select(isNan(a), a, larger);
}

Value Numbers::minimum(Value a, Value b, bool isUnsigned) {
  if (!isFloat(a)) {
    if (isUnsigned)
      return arith::MinUIOp::create(builder, loc, a, b);
    return arith::MinSIOp::create(builder, loc, a, b);
  }
  Value smaller = select(compare(arith::CmpFPredicate::OLT, a, b), a, b);
  return select(isNan(a), a, smaller);
}

/// The divisor, or 1 where dividing by it would trap; both give what wraps.
Value Numbers::safeDivisor(Value a, Value b, bool isUnsigned) {
  Type type = b.getType();
  using Predicate = arith::CmpIPredicate;
  Value one = integer(type, 1);
  Value safe = select(compare(Predicate::eq, b, integer(type, 0)), one, b);
  if (isUnsigned)
    return safe;
  Value overflows =
      bitAnd(compare(Predicate::eq, b, integer(type, -1)),
             compare(Predicate::eq, a, lowest(type, /*isUnsigned=*/false)));
  return select(overflows, one, safe);
}

Value Numbers::divTowardsZero(Value a, Value b, bool isUnsigned) {
  Value divisor = safeDivisor(a, b, isUnsigned);
  if (isUnsigned)
    return arith::DivUIOp::create(builder, loc, a, divisor);
  return arith::DivSIOp::create(builder, loc, a, divisor);
}

Value Numbers::integerRemainder(Value a, Value b, bool isUnsigned) {
  Value divisor = safeDivisor(a, b, isUnsigned);
  if (isUnsigned)
    return arith::RemUIOp::create(builder, loc, a, divisor);
  return arith::RemSIOp::create(builder, loc, a, divisor);
}

Value Numbers::polynomial(Value x, ArrayRef<double> coefficients) {
  Value result = real(x.getType(), coefficients.back());
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    result = madd(result, x, real(x.getType(), coefficient));
  return result;
}

//===----------------------------------------------------------------------===//
// Rounding
//===----------------------------------------------------------------------===//

Value Numbers::roundEven(Value a) {
  if (target.rounds)
    return math::RoundEvenOp::create(builder, loc, a);
  // Adding a number whose last bit stands for 1 rounds; what is larger has no
  // fraction.
  Value bound = real(a.getType(), isDouble(a) ? 0x1p52 : 0x1p23);
  Value size = abs(a);
  // Without contraction flags: this must stay as it is.
  Value moved = arith::AddFOp::create(builder, loc, size, bound);
  Value rounded = arith::SubFOp::create(builder, loc, moved, bound);
  Value small = compare(arith::CmpFPredicate::OLT, size, bound);
  return select(small, copySign(rounded, a), a);
}

Value Numbers::floor(Value a) {
  if (target.rounds)
    return math::FloorOp::create(builder, loc, a);
  Value rounded = roundEven(a);
  Value lower = sub(rounded, real(a.getType(), 1.0));
  Value above = compare(arith::CmpFPredicate::OGT, rounded, a);
  return copySign(select(above, lower, rounded), a);
}

Value Numbers::ceil(Value a) {
  if (target.rounds)
    return math::CeilOp::create(builder, loc, a);
  return neg(floor(neg(a)));
}

Value Numbers::trunc(Value a) {
  if (target.rounds)
    return math::TruncOp::create(builder, loc, a);
  return copySign(floor(abs(a)), a);
}

//===----------------------------------------------------------------------===//
// Bits, comparison, choice
//===----------------------------------------------------------------------===//

Value Numbers::bitcast(Value a, Type element) {
  return arith::BitcastOp::create(builder, loc, sameLanes(a.getType(), element),
                                  a);
}

Value Numbers::bitAnd(Value a, Value b) {
  return arith::AndIOp::create(builder, loc, a, b);
}
Value Numbers::bitOr(Value a, Value b) {
  return arith::OrIOp::create(builder, loc, a, b);
}
Value Numbers::bitXor(Value a, Value b) {
  return arith::XOrIOp::create(builder, loc, a, b);
}
Value Numbers::shiftLeft(Value a, Value b) {
  return arith::ShLIOp::create(builder, loc, a, b);
}
Value Numbers::shiftRight(Value a, Value b, bool isUnsigned) {
  if (isUnsigned)
    return arith::ShRUIOp::create(builder, loc, a, b);
  return arith::ShRSIOp::create(builder, loc, a, b);
}

Value Numbers::compare(arith::CmpFPredicate predicate, Value a, Value b) {
  return arith::CmpFOp::create(builder, loc, predicate, a, b);
}
Value Numbers::compare(arith::CmpIPredicate predicate, Value a, Value b) {
  return arith::CmpIOp::create(builder, loc, predicate, a, b);
}
Value Numbers::isNan(Value a) {
  return compare(arith::CmpFPredicate::UNO, a, a);
}
Value Numbers::select(Value condition, Value a, Value b) {
  return arith::SelectOp::create(builder, loc, condition, a, b);
}
Value Numbers::logicalNot(Value a) {
  return bitXor(a, integer(a.getType(), -1));
}

Value Numbers::splat(Value scalar, int64_t width) {
  if (width == 1)
    return scalar;
  return vector::BroadcastOp::create(
      builder, loc, VectorType::get({width}, scalar.getType()), scalar);
}

} // namespace kiln::generic

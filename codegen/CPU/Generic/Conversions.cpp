//===- Conversions.cpp - Between element types ----------------------------===//

#include "codegen/CPU/Generic/Numbers.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace kiln::generic {

using Predicate = arith::CmpIPredicate;

/// The exponent of an f16 moved to where f32 has it, then corrected by a
/// multiplication, which normalises denormal numbers too.
Value Numbers::halfToFloat(Value bits) {
  if (target.convertsHalf) {
    Value half = bitcast(bits, builder.getF16Type());
    return arith::ExtFOp::create(
        builder, loc, sameLanes(bits.getType(), builder.getF32Type()), half);
  }
  Type i32 = sameLanes(bits.getType(), builder.getI32Type());
  Value wide = arith::ExtUIOp::create(builder, loc, i32, bits);
  Value size = bitAnd(wide, integer(i32, 0x7fff));
  Value shifted =
      bitcast(shiftLeft(size, integer(i32, 13)), builder.getF32Type());
  Value scaled = bitcast(mul(shifted, real(shifted.getType(), 0x1p112)),
                         builder.getI32Type());
  Value special = compare(Predicate::sge, size, integer(i32, 0x7c00));
  Value exponent = select(special, integer(i32, 0x7f800000), integer(i32, 0));
  Value sign = shiftLeft(bitAnd(wide, integer(i32, 0x8000)), integer(i32, 16));
  return bitcast(bitOr(bitOr(scaled, exponent), sign), builder.getF32Type());
}

/// Rounds to nearest, ties to even. Results below the least normal f16 come
/// from adding a number whose last bit stands for theirs.
Value Numbers::floatToHalf(Value a) {
  Type i16 = sameLanes(a.getType(), builder.getI16Type());
  if (target.convertsHalf) {
    Type f16 = sameLanes(a.getType(), builder.getF16Type());
    return bitcast(arith::TruncFOp::create(builder, loc, f16, a),
                   builder.getI16Type());
  }
  Value bits = bitcast(a, builder.getI32Type());
  Type i32 = bits.getType();
  Value size = bitAnd(bits, integer(i32, 0x7fffffff));
  Value odd = bitAnd(shiftRight(size, integer(i32, 13), true), integer(i32, 1));
  Value biased = add(add(size, integer(i32, ((15 - 127) << 23) + 0xfff)), odd);
  Value normal = shiftRight(biased, integer(i32, 13), true);

  Value least = real(a.getType(), 0.5);
  Value moved = arith::AddFOp::create(
      builder, loc, bitcast(size, builder.getF32Type()), least);
  Value denormal = sub(bitcast(moved, builder.getI32Type()),
                       bitcast(least, builder.getI32Type()));

  Value isNanBits = compare(Predicate::sgt, size, integer(i32, 0x7f800000));
  Value special = select(isNanBits, integer(i32, 0x7e00), integer(i32, 0x7c00));
  Value result = select(compare(Predicate::slt, size, integer(i32, 0x38800000)),
                        denormal, normal);
  result = select(compare(Predicate::sge, size, integer(i32, 0x47800000)),
                  special, result);
  Value sign =
      bitAnd(shiftRight(bits, integer(i32, 16), true), integer(i32, 0x8000));
  return arith::TruncIOp::create(builder, loc, i16, bitOr(result, sign));
}

Value Numbers::bfloatToFloat(Value bits) {
  Type i32 = sameLanes(bits.getType(), builder.getI32Type());
  Value wide = arith::ExtUIOp::create(builder, loc, i32, bits);
  return bitcast(shiftLeft(wide, integer(i32, 16)), builder.getF32Type());
}

Value Numbers::floatToBfloat(Value a) {
  Value bits = bitcast(a, builder.getI32Type());
  Type i32 = bits.getType();
  Value upper = shiftRight(bits, integer(i32, 16), true);
  Value odd = bitAnd(upper, integer(i32, 1));
  Value rounded = shiftRight(add(add(bits, integer(i32, 0x7fff)), odd),
                             integer(i32, 16), true);
  Value quiet = bitOr(upper, integer(i32, 0x40));
  return arith::TruncIOp::create(builder, loc,
                                 sameLanes(i32, builder.getI16Type()),
                                 select(isNan(a), quiet, rounded));
}

Value Numbers::fromStorage(Value a, Type element) {
  if (element.isF16())
    return halfToFloat(a);
  if (element.isBF16())
    return bfloatToFloat(a);
  if (element.isInteger(1))
    return compare(Predicate::ne, a, integer(a.getType(), 0));
  return a;
}

Value Numbers::toStorage(Value a, Type element) {
  if (element.isF16())
    return floatToHalf(a);
  if (element.isBF16())
    return floatToBfloat(a);
  if (element.isInteger(1))
    return arith::ExtUIOp::create(
        builder, loc, sameLanes(a.getType(), builder.getI8Type()), a);
  return a;
}

Value Numbers::roundTo(Value a, Type element) {
  return isHalf(element) ? fromStorage(toStorage(a, element), element) : a;
}

Value Numbers::castFloat(Value a, Type to) {
  Type from = getElementTypeOrSelf(a.getType());
  Type scalar = registerType(to, 1);
  Type result = sameLanes(a.getType(), scalar);
  if (from == scalar)
    return a;
  if (scalar.getIntOrFloatBitWidth() > from.getIntOrFloatBitWidth())
    return arith::ExtFOp::create(builder, loc, result, a);
  return arith::TruncFOp::create(builder, loc, result, a);
}

Value Numbers::cast(Value a, Type from, Type to) {
  Type result = sameLanes(a.getType(), registerType(to, 1));
  bool toFloat = isa<FloatType>(to), fromFloat = isa<FloatType>(from);
  if (from == to)
    return a;
  if (fromFloat && toFloat)
    return roundTo(castFloat(a, to), to);
  if (to.isInteger(1)) {
    Value zero = number(a.getType(), 0);
    return fromFloat ? compare(arith::CmpFPredicate::UNE, a, zero)
                     : compare(Predicate::ne, a, zero);
  }
  if (fromFloat) {
    // Narrow integers wrap, as PyTorch's conversions do on x86.
    bool wide = to.getIntOrFloatBitWidth() == 64;
    Type middle = sameLanes(a.getType(),
                            wide ? builder.getI64Type() : builder.getI32Type());
    Value whole = arith::FPToSIOp::create(builder, loc, middle, a);
    if (middle == result)
      return whole;
    return arith::TruncIOp::create(builder, loc, result, whole);
  }
  bool unsignedSource = isUnsigned(from) || from.isInteger(1);
  if (toFloat) {
    if (!unsignedSource)
      return roundTo(arith::SIToFPOp::create(builder, loc, result, a), to);
    Type i32 = sameLanes(a.getType(), builder.getI32Type());
    Value wide = arith::ExtUIOp::create(builder, loc, i32, a);
    return roundTo(arith::SIToFPOp::create(builder, loc, result, wide), to);
  }
  unsigned have = getElementTypeOrSelf(a.getType()).getIntOrFloatBitWidth();
  unsigned want = getElementTypeOrSelf(result).getIntOrFloatBitWidth();
  if (have == want)
    return a;
  if (have > want)
    return arith::TruncIOp::create(builder, loc, result, a);
  if (unsignedSource)
    return arith::ExtUIOp::create(builder, loc, result, a);
  return arith::ExtSIOp::create(builder, loc, result, a);
}

} // namespace kiln::generic

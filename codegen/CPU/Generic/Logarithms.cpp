//===- Logarithms.cpp - Logarithms, powers, inverse hyperbolics -----------===//

#include "codegen/CPU/Generic/MathFunctions.h"
#include "codegen/CPU/Generic/MathSupport.h"

#include <numbers>

using namespace mlir;

namespace kiln::generic {

using FPredicate = arith::CmpFPredicate;
using IPredicate = arith::CmpIPredicate;

namespace {

/// How a float is made of bits.
struct FloatFormat {
  int64_t mantissaBits, bias;
  int64_t rootBits; ///< those of sqrt(1/2)
  double leastNormal, rescale;
  int64_t rescaleBits;
  double log2Upper, log2Lower;
  ArrayRef<double> coefficients;
};

} // namespace

// ln(m) = 2 s + 2/3 s^3 + ... with s = (m - 1) / (m + 1), in s^2, from 2/3 on.
static const double kLogSeries[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,
                                    2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17,
                                    2.0 / 19, 2.0 / 21};

static const FloatFormat &floatFormat(Value x) {
  static const FloatFormat single = {23,
                                     127,
                                     0x3f3504f3,
                                     0x1p-126,
                                     0x1p25,
                                     25,
                                     0.693359375,
                                     -2.12194440e-4,
                                     ArrayRef(kLogSeries).take_front(4)};
  static const FloatFormat wide = {
      52,        1023, 0x3fe6a09e667f3bcd,         0x1p-1022,
      0x1p54,    54,   6.93147180369123816490e-01, 1.90821492927058770002e-10,
      kLogSeries};
  return isDouble(x) ? wide : single;
}

/// The logarithm of a positive finite number: x = m 2^e with m from sqrt(1/2)
/// to sqrt(2).
static Value logOfPositive(Numbers &n, Value x) {
  const FloatFormat &format = floatFormat(x);
  Type type = x.getType();
  Value tiny = isBelow(n, x, format.leastNormal);
  x = n.select(tiny, plainMul(n, x, n.real(type, format.rescale)), x);

  Value bits = asInteger(n, x);
  Type integers = bits.getType();
  Value root = n.integer(integers, format.rootBits);
  Value exponent = n.shiftRight(
      n.sub(bits, root), n.integer(integers, format.mantissaBits), false);
  Value mantissaBits = n.sub(
      bits, n.shiftLeft(exponent, n.integer(integers, format.mantissaBits)));
  Value mantissa = n.bitcast(mantissaBits, floatOfWidth(n, bits));
  exponent =
      n.sub(exponent, n.select(tiny, n.integer(integers, format.rescaleBits),
                               n.integer(integers, 0)));
  Value e = arith::SIToFPOp::create(n.builder, n.loc, type, exponent);

  Value one = n.real(type, 1.0);
  Value f = plainSub(n, mantissa, one);
  Value s = n.div(f, plainAdd(n, mantissa, one));
  Value square = n.mul(s, s);
  Value series = n.mul(square, n.polynomial(square, format.coefficients));
  // 2 s = f - s f, exact where the rest is small.
  Value low =
      n.madd(s, n.sub(series, f), n.mul(e, n.real(type, format.log2Lower)));
  return n.madd(e, n.real(type, format.log2Upper), n.add(f, low));
}

Value emitLog(Numbers &n, Value x) {
  Type type = x.getType();
  Value zero = n.real(type, 0.0);
  Value result = logOfPositive(n, x);
  Value infinite = n.compare(FPredicate::OEQ, x, n.infinity(type));
  result = n.select(n.bitOr(infinite, n.isNan(x)), x, result);
  result = n.select(n.compare(FPredicate::OEQ, x, zero), n.infinity(type, true),
                    result);
  return n.select(n.compare(FPredicate::OLT, x, zero), n.nan(type), result);
}

static Value scaledLog(Numbers &n, Value x, double factor) {
  return inDouble(n, x, [&](Value wide) {
    return n.mul(emitLog(n, wide), n.real(wide.getType(), factor));
  });
}

Value emitLog2(Numbers &n, Value x) {
  return scaledLog(n, x, std::numbers::log2e_v<double>);
}
Value emitLog10(Numbers &n, Value x) {
  return scaledLog(n, x, std::numbers::log10e_v<double>);
}

/// log(1 + x) for doubles: what 1 + x loses is added back.
static Value log1pOfDouble(Numbers &n, Value x) {
  Type type = x.getType();
  Value one = n.real(type, 1.0), zero = n.real(type, 0.0);
  Value sum = plainAdd(n, one, x);
  Value lost = n.div(plainSub(n, x, plainSub(n, sum, one)), sum);
  Value finite = n.compare(FPredicate::OLT, n.abs(sum), n.infinity(type));
  Value usable = n.bitAnd(finite, n.compare(FPredicate::ONE, sum, zero));
  Value result = n.add(emitLog(n, sum), n.select(usable, lost, zero));
  // Keeps the sign of zero and the digits of what vanishes beside 1.
  return n.select(isBelow(n, n.abs(x), 0x1p-54), x, result);
}

Value emitLog1p(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value wide) { return log1pOfDouble(n, wide); });
}

Value emitAsinh(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Type type = x.getType();
    Value size = n.abs(x), one = n.real(type, 1.0);
    Value square = n.mul(size, size);
    Value root = n.sqrt(n.add(square, one));
    Value near = log1pOfDouble(n, n.add(size, n.div(square, n.add(one, root))));
    Value far =
        n.add(emitLog(n, size), n.real(type, std::numbers::ln2_v<double>));
    return n.copySign(n.select(isBelow(n, size, 1e8), near, far), x);
  });
}

Value emitAcosh(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Type type = x.getType();
    Value above = n.sub(x, n.real(type, 1.0));
    Value root = n.sqrt(n.madd(above, above, n.add(above, above)));
    Value near = log1pOfDouble(n, n.add(above, root));
    Value far = n.add(emitLog(n, x), n.real(type, std::numbers::ln2_v<double>));
    Value result = n.select(isBelow(n, x, 1e8), near, far);
    return n.select(isBelow(n, x, 1.0), n.nan(type), result);
  });
}

Value emitAtanh(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Type type = x.getType();
    Value size = n.abs(x);
    Value ratio = n.div(n.add(size, size), n.sub(n.real(type, 1.0), size));
    Value result = n.mul(n.real(type, 0.5), log1pOfDouble(n, ratio));
    return n.copySign(result, x);
  });
}

//===----------------------------------------------------------------------===//
// pow
//===----------------------------------------------------------------------===//

/// Whether a float is a whole number, and an odd one.
static Value isWhole(Numbers &n, Value x) {
  return n.compare(FPredicate::OEQ, n.trunc(x), x);
}
static Value isOdd(Numbers &n, Value x) {
  Value half = n.mul(x, n.real(x.getType(), 0.5));
  return n.bitAnd(isWhole(n, x),
                  n.compare(FPredicate::UNE, n.trunc(half), half));
}

static Value powOfDoubles(Numbers &n, Value base, Value exponent) {
  Type type = base.getType();
  Value zero = n.real(type, 0.0), one = n.real(type, 1.0);
  Value size = n.abs(base);
  Value result = emitExp(n, n.mul(exponent, emitLog(n, size)));
  // Negative bases, with whole exponents or infinite sizes.
  Value negative = n.compare(IPredicate::slt, asInteger(n, base),
                             n.integer(asInteger(n, base).getType(), 0));
  Value flips = n.bitAnd(negative, isOdd(n, exponent));
  result = n.select(flips, n.neg(result), result);
  Value finite = n.compare(FPredicate::OLT, size, n.infinity(type));
  Value undefined =
      n.bitAnd(n.bitAnd(n.compare(FPredicate::OLT, base, zero), finite),
               n.logicalNot(isWhole(n, exponent)));
  result = n.select(undefined, n.nan(type), result);
  Value unit =
      n.bitAnd(n.compare(FPredicate::OEQ, size, one),
               n.compare(FPredicate::OEQ, n.abs(exponent), n.infinity(type)));
  Value isOne = n.bitOr(n.compare(FPredicate::OEQ, exponent, zero),
                        n.compare(FPredicate::OEQ, base, one));
  return n.select(n.bitOr(unit, isOne), one, result);
}

Value emitPow(Numbers &n, Value base, Value exponent) {
  Value result = powOfDoubles(n, toDouble(n, base), toDouble(n, exponent));
  return fromDouble(n, result, base);
}

} // namespace kiln::generic

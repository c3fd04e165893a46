//===- Trigonometry.cpp - Circular functions and remainders ---------------===//

#include "codegen/CPU/Generic/MathFunctions.h"
#include "codegen/CPU/Generic/MathSupport.h"

#include <numbers>

using namespace mlir;

namespace kiln::generic {

using FPredicate = arith::CmpFPredicate;
using IPredicate = arith::CmpIPredicate;

static constexpr double kPi = std::numbers::pi_v<double>;

// sin(r) / r and cos(r) in r^2 for |r| <= pi / 4.
static const double kSinSeries[] = {1.0,
                                    -1.0 / 6,
                                    1.0 / 120,
                                    -1.0 / 5040,
                                    1.0 / 362880,
                                    -1.0 / 39916800,
                                    1.0 / 6227020800.0,
                                    -1.0 / 1307674368000.0,
                                    1.0 / 355687428096000.0};
static const double kCosSeries[] = {1.0,
                                    -1.0 / 2,
                                    1.0 / 24,
                                    -1.0 / 720,
                                    1.0 / 40320,
                                    -1.0 / 3628800,
                                    1.0 / 479001600,
                                    -1.0 / 87178291200.0,
                                    1.0 / 20922789888000.0};

namespace {

/// sin and cos of the rest of an angle, and its quadrant.
struct Quarter {
  Value sine, cosine, quadrant;
};

} // namespace

/// Takes multiples of pi / 2, in three parts, off a double.
static Quarter reduceAngle(Numbers &n, Value x) {
  Type type = x.getType();
  Value rounding = n.real(type, 0x1.8p52);
  Value moved = n.madd(x, n.real(type, 2 / kPi), rounding);
  Value count = plainSub(n, moved, rounding);
  Value rest = x;
  for (double part : {1.57079632673412561417e+00, 6.07710050630396597660e-11,
                      2.02226624871116645580e-21})
    rest = n.madd(count, n.real(type, -part), rest);
  // Angles too large to reduce stay at least within the range of the result.
  Value bound = n.real(type, 0.8);
  Value large = n.compare(FPredicate::OGT, n.abs(rest), bound);
  rest = n.select(large, n.copySign(bound, rest), rest);
  Value square = n.mul(rest, rest);
  return {n.mul(rest, n.polynomial(square, kSinSeries)),
          n.polynomial(square, kCosSeries), asInteger(n, moved)};
}

/// Whether bit `bit` of `quadrant + offset` is set.
static Value quadrantBit(Numbers &n, Value quadrant, int64_t offset,
                         int64_t bit) {
  Type type = quadrant.getType();
  Value moved = n.add(quadrant, n.integer(type, offset));
  return n.compare(IPredicate::ne, n.bitAnd(moved, n.integer(type, bit)),
                   n.integer(type, 0));
}

/// sin(x + quarters pi / 2).
static Value sineOf(Numbers &n, Value x, int64_t quarters) {
  return inDouble(n, x, [&](Value x) {
    Quarter q = reduceAngle(n, x);
    Value odd = quadrantBit(n, q.quadrant, quarters, 1);
    Value value = n.select(odd, q.cosine, q.sine);
    Value negative = quadrantBit(n, q.quadrant, quarters, 2);
    return n.select(negative, n.neg(value), value);
  });
}

Value emitSin(Numbers &n, Value x) { return sineOf(n, x, 0); }
Value emitCos(Numbers &n, Value x) { return sineOf(n, x, 1); }

Value emitTan(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Quarter q = reduceAngle(n, x);
    Value odd = quadrantBit(n, q.quadrant, 0, 1);
    Value top = n.select(odd, n.neg(q.cosine), q.sine);
    return n.div(top, n.select(odd, q.sine, q.cosine));
  });
}

/// The arc tangent of a double of at least 0: reciprocals bring it below 1, a
/// turn by pi / 4 below tan(pi / 8).
static Value arcTangent(Numbers &n, Value x) {
  Type type = x.getType();
  Value one = n.real(type, 1.0);
  Value inverted = n.compare(FPredicate::OGT, x, one);
  Value t = n.select(inverted, n.div(one, x), x);
  Value turned =
      n.compare(FPredicate::OGT, t, n.real(type, 0.4142135623730950488));
  t = n.select(turned, n.div(n.sub(t, one), n.add(t, one)), t);

  SmallVector<double> series;
  for (int k = 0; k < 22; ++k)
    series.push_back((k % 2 ? -1.0 : 1.0) / (2 * k + 1));
  Value angle = n.mul(t, n.polynomial(n.mul(t, t), series));
  angle = n.select(turned, n.add(angle, n.real(type, kPi / 4)), angle);
  return n.select(inverted, n.sub(n.real(type, kPi / 2), angle), angle);
}

Value emitAtan(Numbers &n, Value x) {
  return inDouble(
      n, x, [&](Value x) { return n.copySign(arcTangent(n, n.abs(x)), x); });
}

Value emitAsin(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Value one = n.real(x.getType(), 1.0), size = n.abs(x);
    Value adjacent = n.sqrt(n.mul(n.sub(one, size), n.add(one, size)));
    return n.copySign(arcTangent(n, n.div(size, adjacent)), x);
  });
}

Value emitAcos(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Value one = n.real(x.getType(), 1.0);
    Value half = arcTangent(n, n.sqrt(n.div(n.sub(one, x), n.add(one, x))));
    return n.add(half, half);
  });
}

static Value atan2OfDoubles(Numbers &n, Value y, Value x) {
  Type type = y.getType();
  Value zero = n.real(type, 0.0);
  Value height = n.abs(y), width = n.abs(x);
  Value equal = n.compare(FPredicate::OEQ, height, width);
  Value ratio = n.div(height, width);
  // 0 / 0 and infinity / infinity.
  Value same = n.select(n.compare(FPredicate::OEQ, height, zero), zero,
                        n.real(type, 1.0));
  Value angle = arcTangent(n, n.select(equal, same, ratio));
  Value bits = asInteger(n, x);
  Value left = n.compare(IPredicate::slt, bits, n.integer(bits.getType(), 0));
  angle = n.select(left, n.sub(n.real(type, kPi), angle), angle);
  return n.select(n.isNan(x), x, n.copySign(angle, y));
}

Value emitAtan2(Numbers &n, Value y, Value x) {
  return fromDouble(n, atan2OfDoubles(n, toDouble(n, y), toDouble(n, x)), y);
}

//===----------------------------------------------------------------------===//
// Remainders
//===----------------------------------------------------------------------===//

/// a - trunc(a / b) b of doubles, mended where the quotient was rounded to the
/// next integer.
static Value fmodOfDoubles(Numbers &n, Value a, Value b) {
  Type type = a.getType();
  Value zero = n.real(type, 0.0);
  Value top = n.abs(a), bottom = n.abs(b);
  Value quotient = n.trunc(n.div(top, bottom));
  Value rest = n.sub(top, n.mul(quotient, bottom));
  rest = n.select(n.compare(FPredicate::OLT, rest, zero), n.add(rest, bottom),
                  rest);
  rest = n.select(n.compare(FPredicate::OGE, rest, bottom), n.sub(rest, bottom),
                  rest);
  // A finite number is its own remainder by infinity.
  Value infinite = n.compare(FPredicate::OEQ, bottom, n.infinity(type));
  Value finite = n.compare(FPredicate::OLT, top, n.infinity(type));
  rest = n.select(n.bitAnd(infinite, finite), top, rest);
  return n.copySign(rest, a);
}

Value emitFmod(Numbers &n, Value a, Value b) {
  return fromDouble(n, fmodOfDoubles(n, toDouble(n, a), toDouble(n, b)), a);
}

/// Whether a remainder has to move by one divisor to get the divisor's sign.
static Value needsDivisor(Numbers &n, Value rest, Value b) {
  Value zero = n.real(b.getType(), 0.0);
  Value differ = n.bitXor(n.compare(FPredicate::OLT, rest, zero),
                          n.compare(FPredicate::OLT, b, zero));
  return n.bitAnd(n.compare(FPredicate::UNE, rest, zero), differ);
}

Value emitRemainder(Numbers &n, Value a, Value b) {
  Value wide = toDouble(n, b);
  Value rest = fmodOfDoubles(n, toDouble(n, a), wide);
  rest = n.select(needsDivisor(n, rest, wide), n.add(rest, wide), rest);
  return fromDouble(n, rest, a);
}

Value emitFloorDiv(Numbers &n, Value a, Value b) {
  Value top = toDouble(n, a), bottom = toDouble(n, b);
  Type type = top.getType();
  Value plain = n.div(top, bottom);
  Value rest = fmodOfDoubles(n, top, bottom);
  Value quotient = n.div(n.sub(top, rest), bottom);
  quotient = n.select(needsDivisor(n, rest, bottom),
                      n.sub(quotient, n.real(type, 1.0)), quotient);
  quotient = n.roundEven(quotient);
  Value zero = n.real(type, 0.0);
  Value vanishes = n.compare(FPredicate::OEQ, quotient, zero);
  quotient = n.select(vanishes, n.copySign(zero, plain), quotient);
  Value byZero = n.compare(FPredicate::OEQ, bottom, zero);
  return fromDouble(n, n.select(byZero, plain, quotient), a);
}

} // namespace kiln::generic

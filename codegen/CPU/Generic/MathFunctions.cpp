//===- MathFunctions.cpp - Exponential and hyperbolic functions -----------===//

#include "codegen/CPU/Generic/MathFunctions.h"

#include "codegen/CPU/Generic/MathSupport.h"

#include <numbers>

using namespace mlir;

namespace kiln::generic {

namespace {

/// How exp reduces its argument in one of the two formats.
struct ExpFormat {
  double log2Upper, log2Lower; ///< ln 2 in two parts, the first one short
  double rounding;             ///< adding it rounds to an integer
  int64_t bias, mantissaBits;
  double least, greatest; ///< beyond, the result is 0 or infinite
  ArrayRef<double> coefficients;
};

} // namespace

// Taylor's series of e^r for |r| <= ln(2) / 2.
static const double kExpTaylor[] = {1.0,
                                    1.0,
                                    1.0 / 2,
                                    1.0 / 6,
                                    1.0 / 24,
                                    1.0 / 120,
                                    1.0 / 720,
                                    1.0 / 5040,
                                    1.0 / 40320,
                                    1.0 / 362880,
                                    1.0 / 3628800,
                                    1.0 / 39916800,
                                    1.0 / 479001600,
                                    1.0 / 6227020800.0};

static const ExpFormat &expFormat(Value x) {
  static const ExpFormat single = {
      0.693359375, -2.12194440e-4,
      0x1.8p23,    127,
      23,          -104.0,
      89.0,        ArrayRef(kExpTaylor).take_front(8)};
  static const ExpFormat wide = {6.93147180369123816490e-01,
                                 1.90821492927058770002e-10,
                                 0x1.8p52,
                                 1023,
                                 52,
                                 -746.0,
                                 710.0,
                                 kExpTaylor};
  return isDouble(x) ? wide : single;
}

/// x, limited; NaN stays.
static Value limit(Numbers &n, Value x, double low, double high) {
  using Predicate = arith::CmpFPredicate;
  Value least = n.real(x.getType(), low), greatest = n.real(x.getType(), high);
  x = n.select(n.compare(Predicate::OLT, x, least), least, x);
  return n.select(n.compare(Predicate::OGT, x, greatest), greatest, x);
}

/// 2^k for an integer k of the same width that gives a normal number.
static Value powerOfTwo(Numbers &n, Value k, const ExpFormat &format) {
  Value biased = n.add(k, n.integer(k.getType(), format.bias));
  Value shift = n.integer(k.getType(), format.mantissaBits);
  return n.bitcast(n.shiftLeft(biased, shift), floatOfWidth(n, k));
}

Value emitExp(Numbers &n, Value x) {
  const ExpFormat &format = expFormat(x);
  Type type = x.getType();
  x = limit(n, x, format.least, format.greatest);
  Value rounding = n.real(type, format.rounding);
  Value moved =
      n.madd(x, n.real(type, std::numbers::log2e_v<double>), rounding);
  Value whole = plainSub(n, moved, rounding);
  Value rest = n.madd(whole, n.real(type, -format.log2Upper), x);
  rest = n.madd(whole, n.real(type, -format.log2Lower), rest);
  Value power = n.polynomial(rest, format.coefficients);
  // Two steps, so that results may be denormal or infinite.
  Value k = n.sub(asInteger(n, moved), asInteger(n, rounding));
  Value half = n.shiftRight(k, n.integer(k.getType(), 1), false);
  Value scaled = plainMul(n, power, powerOfTwo(n, half, format));
  return plainMul(n, scaled, powerOfTwo(n, n.sub(k, half), format));
}

Value emitExp2(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value wide) {
    return emitExp(
        n, n.mul(wide, n.real(wide.getType(), std::numbers::ln2_v<double>)));
  });
}

Value emitExpm1(Numbers &n, Value x) {
  Value one = n.real(x.getType(), 1.0);
  Value far = n.sub(emitExp(n, x), one);
  // (e^x - 1) / x near 0.
  static const double series[] = {1.0,
                                  1.0 / 2,
                                  1.0 / 6,
                                  1.0 / 24,
                                  1.0 / 120,
                                  1.0 / 720,
                                  1.0 / 5040,
                                  1.0 / 40320,
                                  1.0 / 362880,
                                  1.0 / 3628800,
                                  1.0 / 39916800,
                                  1.0 / 479001600,
                                  1.0 / 6227020800.0,
                                  1.0 / 87178291200.0,
                                  1.0 / 1307674368000.0};
  ArrayRef<double> terms(series);
  Value near =
      n.mul(x, n.polynomial(x, isDouble(x) ? terms : terms.take_front(9)));
  return n.select(isBelow(n, n.abs(x), 0.5), near, far);
}

Value emitTanh(Numbers &n, Value x) {
  Type type = x.getType();
  Value size = n.abs(x);
  Value power = emitExpm1(n, n.add(size, size));
  Value quotient = n.div(power, n.add(power, n.real(type, 2.0)));
  Value big = n.compare(arith::CmpFPredicate::OGT, size, n.real(type, 20.0));
  return n.copySign(n.select(big, n.real(type, 1.0), quotient), x);
}

Value emitSigmoid(Numbers &n, Value x) {
  Value one = n.real(x.getType(), 1.0);
  return n.div(one, n.add(one, emitExp(n, n.neg(x))));
}

/// e^|x| / 2 without overflow before the result does.
static Value halfPower(Numbers &n, Value size) {
  Value half = n.real(size.getType(), 0.5);
  Value root = emitExp(n, n.mul(size, half));
  return n.mul(n.mul(root, half), root);
}

Value emitSinh(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Type type = x.getType();
    Value size = n.abs(x), one = n.real(type, 1.0);
    Value power = emitExpm1(n, size);
    Value near =
        n.mul(n.real(type, 0.5), n.add(power, n.div(power, n.add(power, one))));
    Value result = n.select(isBelow(n, size, 20.0), near, halfPower(n, size));
    return n.copySign(result, x);
  });
}

Value emitCosh(Numbers &n, Value x) {
  return inDouble(n, x, [&](Value x) {
    Type type = x.getType();
    Value size = n.abs(x), half = n.real(type, 0.5);
    Value power = emitExp(n, size);
    Value near = n.mul(half, n.add(power, n.div(n.real(type, 1.0), power)));
    return n.select(isBelow(n, size, 20.0), near, halfPower(n, size));
  });
}

// erf(x) / x in x^2 for |x| < 1; ln(1 - erf(x)) in x for 1 <= x <= 4.1.
static const double kErfNear32[] = {
    1.12837917,    -0.376126267,    0.112835947,  -0.026854212,
    0.00518908742, -0.000801686429, 7.87587506e-5};
static const double kErfFar32[] = {
    0.000433129185, -1.13075123,    -0.63080457,    -0.111218926,
    0.0272124595,   -0.00511536719, 0.000700442214, -6.49494379e-5,
    3.59571094e-6,  -8.81347591e-8};
// erf(x) / x in x^2 for |x| < 1; e^(x^2) (1 - erf(x)) in (x - 3) / (x + 3) for
// 1 <= x <= 6.
static const double kErfNear64[] = {
    1.1283791670955126,     -0.37612638903183752,   0.1128379167095512,
    -0.026866170645129841,  0.0052239776254232983,  -0.00085483270219348296,
    0.00012055332902888735, -1.4925647567519332e-5, 1.6462045441468419e-6,
    -1.6364642158167615e-7, 1.4792401209404813e-8,  -1.216456005728345e-9,
    8.7090451290531067e-11, -4.2309458242953378e-12};
static const double kErfFar64[] = {
    0.17900115118138995,    -0.32623356004303721,   0.24560380171233487,
    -0.15011593650077899,   0.07166583719747307,    -0.024392499318915005,
    0.0042691363569612253,  0.00070774646669414251, -0.00059706249649245444,
    4.5254345589910084e-5,  6.4062792260460392e-5,  -1.2845780030775907e-5,
    -8.0097809390760793e-6, 2.0135111426447428e-6,  1.2755818949624479e-6,
    3.3813551420429038e-9};

Value emitErf(Numbers &n, Value x) {
  Type type = x.getType();
  bool wide = isDouble(x);
  Value size = n.abs(x), square = n.mul(x, x), one = n.real(type, 1.0);
  Value near = n.mul(size, n.polynomial(square, wide ? ArrayRef(kErfNear64)
                                                     : ArrayRef(kErfNear32)));
  Value far;
  if (wide) {
    Value capped = limit(n, size, 1.0, 6.0), three = n.real(type, 3.0);
    Value t = n.div(n.sub(capped, three), n.add(capped, three));
    Value decay = emitExp(n, n.neg(n.mul(capped, capped)));
    far = n.sub(one, n.mul(decay, n.polynomial(t, kErfFar64)));
  } else {
    Value capped = limit(n, size, 1.0, 4.1);
    far = n.sub(one, emitExp(n, n.polynomial(capped, kErfFar32)));
  }
  return n.copySign(n.select(isBelow(n, size, 1.0), near, far), x);
}

} // namespace kiln::generic

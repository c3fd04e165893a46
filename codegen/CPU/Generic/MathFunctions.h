//===- MathFunctions.h - Elementary functions without a library -*- C++ -*-===//
//
// Functions of f32 and f64 registers as polynomials. exp, expm1, log, tanh,
// erf and sigmoid of f32 are computed in f32, within a few units in the last
// place; the others go through f64 and are rounded once. f64 functions are
// within a few units of the last place, pow within 1e-13 of its value.
// sin, cos and tan reduce their argument exactly up to about 1e6 and lose
// precision gradually beyond.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_GENERIC_MATHFUNCTIONS_H
#define KILN_CODEGEN_CPU_GENERIC_MATHFUNCTIONS_H

#include "codegen/CPU/Generic/Numbers.h"

namespace kiln::generic {

Value emitExp(Numbers &n, Value x);
Value emitExp2(Numbers &n, Value x);
Value emitExpm1(Numbers &n, Value x);
Value emitLog(Numbers &n, Value x);
Value emitLog2(Numbers &n, Value x);
Value emitLog10(Numbers &n, Value x);
Value emitLog1p(Numbers &n, Value x);
Value emitSin(Numbers &n, Value x);
Value emitCos(Numbers &n, Value x);
Value emitTan(Numbers &n, Value x);
Value emitAsin(Numbers &n, Value x);
Value emitAcos(Numbers &n, Value x);
Value emitAtan(Numbers &n, Value x);
Value emitSinh(Numbers &n, Value x);
Value emitCosh(Numbers &n, Value x);
Value emitTanh(Numbers &n, Value x);
Value emitAsinh(Numbers &n, Value x);
Value emitAcosh(Numbers &n, Value x);
Value emitAtanh(Numbers &n, Value x);
Value emitErf(Numbers &n, Value x);
Value emitSigmoid(Numbers &n, Value x);

Value emitAtan2(Numbers &n, Value y, Value x);
Value emitPow(Numbers &n, Value base, Value exponent);
/// What truncating division leaves, exact for quotients up to 2^29 (f32) or
/// 2^53 (f64).
Value emitFmod(Numbers &n, Value a, Value b);
/// What floor division leaves, and its quotient.
Value emitRemainder(Numbers &n, Value a, Value b);
Value emitFloorDiv(Numbers &n, Value a, Value b);

} // namespace kiln::generic

#endif

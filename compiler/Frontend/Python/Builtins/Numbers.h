//===- Numbers.h - Conversions between numbers and text ---------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_NUMBERS_H
#define KILN_FRONTEND_PYTHON_BUILTINS_NUMBERS_H

#include "compiler/Frontend/Python/NativeModule.h"

#include <complex>
#include <optional>

namespace kiln::python {

/// A complex number.
struct ComplexObject : NativeBase<ComplexObject> {
  using NativeBase::NativeBase;
  std::complex<double> number;
};

Value makeComplex(Interpreter &interp, std::complex<double> number);

/// `int(value)` and `float(value)`
Value toInteger(Interpreter &interp, Value value);
Value toReal(Interpreter &interp, Value value);
/// \name The integer next to a number: without the fraction, below, above, and
/// the nearest (the even one of two). Raises for what an int cannot hold.
/// @{
Value truncateReal(Interpreter &interp, double number);
Value floorReal(Interpreter &interp, double number);
Value ceilReal(Interpreter &interp, double number);
Value nearestToReal(Interpreter &interp, double number);
/// @}
/// The number in text such as " -1_000.5e3 "; none if it is none.
std::optional<double> parseReal(llvm::StringRef text);

/// `round(number, digits)`; `digits` may be null.
Value roundNumber(Interpreter &interp, Value number, Value digits);
/// `pow(base, exponent, modulus)` of ints
Value powerModulo(Interpreter &interp, int64_t base, int64_t exponent,
                  int64_t modulus);

void addIntMethods(Interpreter &interp);
void addFloatMethods(Interpreter &interp);
void addComplexMethods(Interpreter &interp);

} // namespace kiln::python

#endif

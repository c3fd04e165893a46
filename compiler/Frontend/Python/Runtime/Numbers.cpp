//===- Numbers.cpp - Arithmetic of int and float --------------------------===//
//
// An int has 64 bits here. A result that does not fit is an OverflowError, so
// that no number is ever wrong.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>

namespace kiln::python {

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

static Value raiseTooLarge(Interpreter &interp, int64_t a, BinaryOp op,
                           int64_t b) {
  return interp.raise(interp.types.overflowError,
                      "the result of " + Twine(a) + " " + symbolOf(op) + " " +
                          Twine(b) +
                          " is an int of more than 64 bits, which kiln does "
                          "not support");
}

static Value raiseZeroDivision(Interpreter &interp, BinaryOp op, bool isReal) {
  StringRef kind = isReal ? "float " : "integer ";
  StringRef what = op == BinaryOp::Mod   ? isReal ? "modulo" : "modulo by zero"
                   : op == BinaryOp::Div ? "division by zero"
                   : isReal              ? "floor division by zero"
                                         : "division or modulo by zero";
  return interp.raise(interp.types.zeroDivisionError, kind + what);
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

static Value divideExactly(int64_t a, int64_t b) {
  // Both are exact as a double of 64 bits of mantissa; rounding happens once.
  return Value::real(static_cast<double>(static_cast<long double>(a) /
                                         static_cast<long double>(b)));
}

static Value powerOfIntegers(Interpreter &interp, int64_t base,
                             int64_t exponent) {
  if (exponent < 0) {
    if (base == 0)
      return interp.raise(interp.types.zeroDivisionError,
                          "0 cannot be raised to a negative power");
    return Value::real(
        std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  int64_t result = 1, factor = base;
  for (int64_t rest = exponent; rest != 0;) {
    if ((rest & 1) && llvm::MulOverflow(result, factor, result))
      return raiseTooLarge(interp, base, BinaryOp::Pow, exponent);
    rest >>= 1;
    if (rest != 0 && llvm::MulOverflow(factor, factor, factor))
      return raiseTooLarge(interp, base, BinaryOp::Pow, exponent);
  }
  return Value::integer(result);
}

static Value shift(Interpreter &interp, BinaryOp op, int64_t a, int64_t b) {
  if (b < 0)
    return interp.raise(interp.types.valueError,
                        "negative shift count " + Twine(b));
  if (op == BinaryOp::RightShift)
    return Value::integer(a >> std::min<int64_t>(b, 63));
  if (a == 0)
    return Value::integer(0);
  int64_t result;
  if (b > 62 || llvm::MulOverflow(a, int64_t(1) << b, result))
    return raiseTooLarge(interp, a, op, b);
  return Value::integer(result);
}

static Value bitwise(BinaryOp op, Value a, Value b) {
  int64_t x = a.asInt(), y = b.asInt();
  int64_t result = op == BinaryOp::And  ? x & y
                   : op == BinaryOp::Or ? x | y
                                        : x ^ y;
  return a.isBool() && b.isBool() ? Value::boolean(result)
                                  : Value::integer(result);
}

static Value divideIntegers(Interpreter &interp, BinaryOp op, int64_t a,
                            int64_t b) {
  if (b == 0)
    return op == BinaryOp::Div ? interp.raise(interp.types.zeroDivisionError,
                                              "division by zero")
                               : raiseZeroDivision(interp, op, false);
  if (op == BinaryOp::Div)
    return divideExactly(a, b);
  if (b == -1) { // the one quotient that may overflow
    int64_t negated;
    if (op == BinaryOp::Mod)
      return Value::integer(0);
    if (llvm::SubOverflow(int64_t(0), a, negated))
      return raiseTooLarge(interp, a, op, b);
    return Value::integer(negated);
  }
  int64_t quotient = a / b, rest = a % b;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    --quotient;
    rest += b;
  }
  return Value::integer(op == BinaryOp::Mod ? rest : quotient);
}

static Value binaryIntegers(Interpreter &interp, BinaryOp op, Value left,
                            Value right) {
  int64_t a = left.asInt(), b = right.asInt(), result;
  switch (op) {
  case BinaryOp::Add:
    if (!llvm::AddOverflow(a, b, result))
      return Value::integer(result);
    return raiseTooLarge(interp, a, op, b);
  case BinaryOp::Sub:
    if (!llvm::SubOverflow(a, b, result))
      return Value::integer(result);
    return raiseTooLarge(interp, a, op, b);
  case BinaryOp::Mul:
    if (!llvm::MulOverflow(a, b, result))
      return Value::integer(result);
    return raiseTooLarge(interp, a, op, b);
  case BinaryOp::Div:
  case BinaryOp::FloorDiv:
  case BinaryOp::Mod:
    return divideIntegers(interp, op, a, b);
  case BinaryOp::Pow:
    return powerOfIntegers(interp, a, b);
  case BinaryOp::LeftShift:
  case BinaryOp::RightShift:
    return shift(interp, op, a, b);
  case BinaryOp::And:
  case BinaryOp::Or:
  case BinaryOp::Xor:
    return bitwise(op, left, right);
  case BinaryOp::MatMul:
    return Value::notImplemented();
  }
  return Value::notImplemented();
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

/// The remainder has the sign of the divisor, and the quotient is the integer
/// that goes with it.
static Value divideReals(BinaryOp op, double a, double b) {
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0 && (b < 0) != (rest < 0)) {
    rest += b;
    quotient -= 1;
  }
  if (op == BinaryOp::Mod)
    return Value::real(rest == 0 ? std::copysign(0.0, b) : rest);
  if (quotient == 0)
    return Value::real(std::copysign(0.0, a / b));
  double whole = std::floor(quotient);
  return Value::real(quotient - whole > 0.5 ? whole + 1 : whole);
}

static Value powerOfReals(Interpreter &interp, double base, double exponent) {
  if (base == 0 && exponent < 0)
    return interp.raise(interp.types.zeroDivisionError,
                        "0.0 cannot be raised to a negative power");
  bool isFinite = std::isfinite(base) && std::isfinite(exponent);
  if (isFinite && base < 0 && exponent != std::floor(exponent))
    return interp.raise(interp.types.valueError,
                        "a negative number to a fractional power is complex");
  double result = std::pow(base, exponent);
  if (isFinite && std::isinf(result))
    return interp.raise(interp.types.overflowError,
                        "the result of ** is too large for a float");
  return Value::real(result);
}

static Value binaryReals(Interpreter &interp, BinaryOp op, double a, double b) {
  switch (op) {
  case BinaryOp::Add:
    return Value::real(a + b);
  case BinaryOp::Sub:
    return Value::real(a - b);
  case BinaryOp::Mul:
    return Value::real(a * b);
  case BinaryOp::Div:
    if (b == 0)
      return raiseZeroDivision(interp, op, true);
    return Value::real(a / b);
  case BinaryOp::FloorDiv:
  case BinaryOp::Mod:
    if (b == 0)
      return raiseZeroDivision(interp, op, true);
    return divideReals(op, a, b);
  case BinaryOp::Pow:
    return powerOfReals(interp, a, b);
  default:
    return Value::notImplemented();
  }
}

/// The kind of step that an operator is; nothing if it has none.
static std::optional<Decision::Kind> stepOf(BinaryOp op, Value a, Value b) {
  bool areIntegers = a.isIntegral() && b.isIntegral();
  switch (op) {
  case BinaryOp::FloorDiv:
    return areIntegers ? Decision::Quotient : Decision::Step;
  case BinaryOp::Mod:
    return areIntegers ? Decision::Remainder : Decision::Step;
  case BinaryOp::RightShift:
    return Decision::Step;
  case BinaryOp::And:
  case BinaryOp::Or:
  case BinaryOp::Xor:
    // Truth values come from comparisons.
    if (a.isBool() && b.isBool())
      return std::nullopt;
    return Decision::Step;
  default:
    return std::nullopt;
  }
}

Value binaryNumbers(Interpreter &interp, BinaryOp op, Value a, Value b) {
  Value result = a.isIntegral() && b.isIntegral()
                     ? binaryIntegers(interp, op, a, b)
                     : binaryReals(interp, op, a.asDouble(), b.asDouble());
  if (DecisionLog::current())
    if (std::optional<Decision::Kind> step = stepOf(op, a, b))
      DecisionLog::noteStep(interp, *step, a, b, result);
  return result;
}

} // namespace kiln::python

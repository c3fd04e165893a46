//===- Elementwise.h - Operations on single elements ------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_ELEMENTWISE_H
#define KILN_DIALECTS_KILN_INTERPRETER_ELEMENTWISE_H

#include "compiler/Support/HostTensor.h"

#include "llvm/Support/Error.h"

namespace kiln::reference {

enum class Unary {
  Neg,
  Abs,
  Sign,
  Exp,
  Exp2,
  Expm1,
  Log,
  Log2,
  Log10,
  Log1p,
  Sqrt,
  Rsqrt,
  Reciprocal,
  Sin,
  Cos,
  Tan,
  Asin,
  Acos,
  Atan,
  Sinh,
  Cosh,
  Tanh,
  Asinh,
  Acosh,
  Atanh,
  Erf,
  Floor,
  Ceil,
  Round,
  Trunc,
  Relu,
  Sigmoid,
  BitwiseNot,
  IsNan,
  IsInf,
  IsFinite,
};

enum class Binary {
  Add,
  Sub,
  Mul,
  Div,
  FloorDiv,
  Remainder,
  Fmod,
  Pow,
  Maximum,
  Minimum,
  Atan2,
  BitwiseAnd,
  BitwiseOr,
  BitwiseXor,
  ShiftLeft,
  ShiftRight,
};

enum class Comparison { Eq, Ne, Lt, Le, Gt, Ge };

/// Elements keep their type, except that IsNan, IsInf and IsFinite give bool.
/// Fails where integers have no such function.
llvm::Expected<HostTensor> unary(Unary kind, const HostTensor &x);

/// Both operands have one shape and type. Fails on the division of an integer
/// by zero and where a type has no such function.
llvm::Expected<HostTensor> binary(Binary kind, const HostTensor &a,
                                  const HostTensor &b);

/// Gives bool; comparisons with NaN are false, except Ne.
HostTensor compare(Comparison kind, const HostTensor &a, const HostTensor &b);

/// `a` where the condition holds, `b` elsewhere.
HostTensor select(const HostTensor &condition, const HostTensor &a,
                  const HostTensor &b);

/// NaN stays. Where min exceeds max the result is max.
HostTensor clamp(const HostTensor &x, std::optional<double> min,
                 std::optional<double> max);

/// Towards zero from floating point to integers, modulo 2^width between
/// integers, "not zero" to bool.
HostTensor cast(const HostTensor &x, DType type);

} // namespace kiln::reference

#endif

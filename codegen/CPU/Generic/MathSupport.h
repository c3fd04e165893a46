//===- MathSupport.h - Helpers of the elementary functions ------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_GENERIC_MATHSUPPORT_H
#define KILN_CODEGEN_CPU_GENERIC_MATHSUPPORT_H

#include "codegen/CPU/Generic/Numbers.h"

#include "mlir/IR/TypeUtilities.h"

namespace kiln::generic {

inline bool isDouble(Value x) {
  return mlir::getElementTypeOrSelf(x.getType()).isF64();
}

/// The floating-point type as wide as the integers in `x`.
inline Type floatOfWidth(Numbers &n, Value x) {
  unsigned width =
      mlir::getElementTypeOrSelf(x.getType()).getIntOrFloatBitWidth();
  return width == 64 ? Type(n.builder.getF64Type()) : n.builder.getF32Type();
}

/// The bits of a float.
inline Value asInteger(Numbers &n, Value x) {
  return n.bitcast(x, n.builder.getIntegerType(isDouble(x) ? 64 : 32));
}

/// Arithmetic that must not be contracted.
inline Value plainSub(Numbers &n, Value a, Value b) {
  return mlir::arith::SubFOp::create(n.builder, n.loc, a, b);
}
inline Value plainAdd(Numbers &n, Value a, Value b) {
  return mlir::arith::AddFOp::create(n.builder, n.loc, a, b);
}
inline Value plainMul(Numbers &n, Value a, Value b) {
  return mlir::arith::MulFOp::create(n.builder, n.loc, a, b);
}

inline Value isBelow(Numbers &n, Value x, double bound) {
  return n.compare(mlir::arith::CmpFPredicate::OLT, x,
                   n.real(x.getType(), bound));
}

inline Value toDouble(Numbers &n, Value x) {
  if (isDouble(x))
    return x;
  return mlir::arith::ExtFOp::create(
      n.builder, n.loc, n.sameLanes(x.getType(), n.builder.getF64Type()), x);
}

inline Value fromDouble(Numbers &n, Value wide, Value like) {
  if (isDouble(like))
    return wide;
  return mlir::arith::TruncFOp::create(n.builder, n.loc, like.getType(), wide);
}

/// Computes a function of an f32 or f64 in f64.
template <typename Function>
Value inDouble(Numbers &n, Value x, Function &&function) {
  return fromDouble(n, function(toDouble(n, x)), x);
}

} // namespace kiln::generic

#endif

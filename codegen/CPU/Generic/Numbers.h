//===- Numbers.h - Arithmetic on registers ----------------------*- C++ -*-===//
//
// A vocabulary for computing with scalars and vectors of any element type of
// the graph dialect. In registers f16 and bf16 are f32, bool is i1 and ui8 is
// i8; memory holds them as they are. Nothing here needs a library at run time,
// on any level of x86.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_GENERIC_NUMBERS_H
#define KILN_CODEGEN_CPU_GENERIC_NUMBERS_H

#include "codegen/CPU/Contraction/VectorTarget.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace llvm {
class TargetMachine;
}

namespace kiln::generic {

using mlir::Type;
using mlir::Value;

/// What generic code asks of a processor.
struct GenericTarget {
  contraction::VectorTarget vectors;
  /// floor, ceil, trunc and round are instructions.
  bool rounds = false;
  /// f16 converts to and from f32 in hardware.
  bool convertsHalf = false;

  static GenericTarget of(const llvm::TargetMachine &machine);
};

/// f16 and bf16.
bool isHalf(Type element);
/// Whether integers of the type have no sign.
bool isUnsigned(Type element);

class Numbers {
public:
  Numbers(mlir::OpBuilder &builder, mlir::Location loc,
          const GenericTarget &target)
      : builder(builder), loc(loc), target(target) {}

  mlir::OpBuilder &builder;
  mlir::Location loc;
  const GenericTarget &target;

  /// \name Types.
  /// @{
  /// What holds `width` elements in registers: a scalar if `width` is 1.
  Type registerType(Type element, int64_t width);
  /// What holds them in memory.
  Type storageType(Type element, int64_t width);
  /// `shape`'s number of lanes, with scalars of type `element`.
  Type sameLanes(Type shape, Type element);
  /// @}

  /// \name Constants of a register type.
  /// @{
  Value real(Type type, double value);
  Value integer(Type type, int64_t value);
  /// A number of any kind.
  Value number(Type type, double value);
  Value infinity(Type type, bool negative = false);
  Value nan(Type type);
  /// The least (greatest) value of a type: infinite for floats.
  Value lowest(Type type, bool isUnsigned);
  Value highest(Type type, bool isUnsigned);
  /// @}

  /// \name Arithmetic; on integers it wraps.
  /// @{
  Value add(Value a, Value b);
  Value sub(Value a, Value b);
  Value mul(Value a, Value b);
  Value div(Value a, Value b);
  Value madd(Value a, Value b, Value c) { return add(mul(a, b), c); }
  Value neg(Value a);
  Value abs(Value a);
  Value sqrt(Value a);
  Value copySign(Value magnitude, Value sign);
  /// NaN if either is.
  Value maximum(Value a, Value b, bool isUnsigned = false);
  Value minimum(Value a, Value b, bool isUnsigned = false);
  /// Integer division that never traps: by 0 and of the least value by -1.
  Value divTowardsZero(Value a, Value b, bool isUnsigned);
  Value integerRemainder(Value a, Value b, bool isUnsigned);
  /// Evaluates c[0] + c[1] x + c[2] x^2 + ...
  Value polynomial(Value x, llvm::ArrayRef<double> coefficients);
  /// @}

  /// \name Rounding to integers, as floats.
  /// @{
  Value roundEven(Value a);
  Value floor(Value a);
  Value ceil(Value a);
  Value trunc(Value a);
  /// @}

  /// \name Bits.
  /// @{
  Value bitcast(Value a, Type element);
  Value bitAnd(Value a, Value b);
  Value bitOr(Value a, Value b);
  Value bitXor(Value a, Value b);
  Value shiftLeft(Value a, Value b);
  Value shiftRight(Value a, Value b, bool isUnsigned);
  /// @}

  /// \name Comparison and choice.
  /// @{
  Value compare(mlir::arith::CmpFPredicate predicate, Value a, Value b);
  Value compare(mlir::arith::CmpIPredicate predicate, Value a, Value b);
  Value isNan(Value a);
  Value select(Value condition, Value a, Value b);
  Value logicalNot(Value a);
  /// @}

  /// \name Conversions.
  /// @{
  /// What kiln.cast does, between elements of the graph dialect.
  Value cast(Value a, Type from, Type to);
  /// Rounds a register that stands for an f16 or bf16 to one of its values.
  Value roundTo(Value a, Type element);
  Value fromStorage(Value a, Type element);
  Value toStorage(Value a, Type element);
  Value splat(Value scalar, int64_t width);
  static int64_t widthOf(Value a);
  /// @}

private:
  mlir::arith::FastMathFlagsAttr contract();
  Value halfToFloat(Value bits);
  Value floatToHalf(Value a);
  Value bfloatToFloat(Value bits);
  Value floatToBfloat(Value a);
  Value castFloat(Value a, Type to);
  Value safeDivisor(Value a, Value b, bool isUnsigned);
};

} // namespace kiln::generic

#endif

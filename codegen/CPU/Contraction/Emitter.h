//===- Emitter.h - Small vocabulary for writing kernels ---------*- C++ -*-===//
//
// Wraps an OpBuilder with what contraction kernels are made of: offsets with a
// compile-time part, vector loads and stores relative to a base pointer, and
// counted loops that carry registers. Memory is addressed through `!llvm.ptr`
// bases in units of f32 elements, so that alignment and prefetching are
// explicit and a kernel needs no memref descriptors.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_EMITTER_H
#define KILN_CODEGEN_CPU_CONTRACTION_EMITTER_H

#include "codegen/CPU/Contraction/VectorTarget.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace kiln::contraction {

using mlir::Value;
using mlir::ValueRange;
using Values = llvm::SmallVector<Value>;

/// A number of `index` type of which a part may be known while compiling. The
/// known part ends up in the displacement of an address.
struct Offset {
  Value dynamic;
  int64_t known = 0;

  Offset() = default;
  Offset(int64_t known) : known(known) {}
  Offset(Value dynamic, int64_t known = 0) : dynamic(dynamic), known(known) {}

  bool isKnown() const { return !dynamic; }
};

class Emitter {
public:
  Emitter(mlir::OpBuilder &builder, mlir::Location loc,
          const VectorTarget &target)
      : builder(builder), loc(loc), target(target) {}

  mlir::OpBuilder &builder;
  mlir::Location loc;
  const VectorTarget &target;

  /// \name Integers of index type.
  /// @{
  Value constant(int64_t value);
  Value materialize(Offset offset);
  Offset add(Offset lhs, Offset rhs);
  Offset sub(Offset lhs, Offset rhs);
  Offset scale(Offset lhs, int64_t factor);
  Offset divide(Offset lhs, int64_t divisor);
  Offset ceilDivide(Offset lhs, int64_t divisor);
  Offset remainder(Offset lhs, int64_t divisor);
  Offset scale(Offset lhs, Offset factor);
  Offset divide(Offset lhs, Offset divisor);
  Offset remainder(Offset lhs, Offset divisor);
  Offset min(Offset lhs, Offset rhs);
  Offset max(Offset lhs, Offset rhs);
  Value lessThan(Offset lhs, Offset rhs);
  Value both(Value lhs, Value rhs);
  /// @}

  /// \name Memory, in f32 elements from `base`.
  /// @{
  mlir::VectorType vectorType();
  /// `offset` elements behind `base`.
  Value address(Value base, Offset offset, mlir::Type element);
  Value address(Value base, Offset offset) {
    return address(base, offset, builder.getF32Type());
  }
  /// Loads one vector; `alignment` is in bytes.
  Value load(Value base, Offset offset, int64_t alignment = 4);
  /// Loads one element into every lane.
  Value loadBroadcast(Value base, Offset offset);
  /// Stores the first `activeLanes` lanes.
  void store(Value vector, Value base, Offset offset, int64_t activeLanes,
             int64_t alignment = 4);
  /// Stores every lane by itself, `stride` elements apart.
  void storeLanes(Value vector, Value base, Offset offset, int64_t stride);
  /// Loads the first `activeLanes` lanes and zeroes the others.
  Value loadActive(Value base, Offset offset, int64_t activeLanes,
                   int64_t alignment = 4);
  /// Hints that the cache line at `offset` is wanted in L2.
  void prefetch(Value base, Offset offset);
  /// @}

  /// \name Vectors.
  /// @{
  Value splat(float value);
  Value zero() { return splat(0.0f); }
  /// a * b + c, in one or two roundings as the target can.
  Value multiplyAdd(Value a, Value b, Value c);
  Value add(Value a, Value b);
  Value sub(Value a, Value b);
  Value multiply(Value a, Value b);
  /// The larger of both, NaN if either is.
  Value maximum(Value a, Value b);
  /// @}

  /// \name Control flow.
  /// @{
  void loop(Offset begin, Offset end, int64_t step,
            llvm::function_ref<void(Offset)> body);
  /// A loop that carries `init` through its iterations. A loop of one known
  /// iteration is written without one.
  Values loop(Offset begin, Offset end, int64_t step, ValueRange init,
              llvm::function_ref<Values(Offset, ValueRange)> body);
  /// Writes `body` as a function of its own, named after the enclosing one, and
  /// calls it. `body` may use nothing but constants and what stands for
  /// `arguments`. Keeps register tiles away from values that live across them.
  void outline(llvm::StringRef suffix, llvm::ArrayRef<Value> arguments,
               llvm::function_ref<void(ValueRange)> body);
  void ifThen(Value condition, llvm::function_ref<void()> then);
  void ifThenElse(Value condition, llvm::function_ref<void()> then,
                  llvm::function_ref<void()> otherwise);
  /// @}
};

/// `count` consecutive pieces of `size` each.
struct Segment {
  int64_t size;
  int64_t count;
};

/// Cuts `total` into the fewest pieces of at most `limit`, sizes differing by
/// at most one, larger pieces first.
llvm::SmallVector<Segment, 2> splitEvenly(int64_t total, int64_t limit);

inline int64_t ceilDiv(int64_t value, int64_t divisor) {
  return (value + divisor - 1) / divisor;
}
inline int64_t roundUp(int64_t value, int64_t multiple) {
  return ceilDiv(value, multiple) * multiple;
}

} // namespace kiln::contraction

#endif

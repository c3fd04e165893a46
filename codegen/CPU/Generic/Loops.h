//===- Loops.h - Indices, loops and what was computed already ---*- C++ -*-===//
//
// The emitter of generic kernels asks for elements recursively, often for the
// same one several times. `Loops` remembers what has been computed at the
// current place or in a region around it, for indices as for elements.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_GENERIC_LOOPS_H
#define KILN_CODEGEN_CPU_GENERIC_LOOPS_H

#include "codegen/CPU/Contraction/Emitter.h"
#include "codegen/CPU/Generic/Numbers.h"
#include "dialects/Kiln/Dims.h"

#include <map>
#include <vector>

namespace kiln::generic {

using contraction::Offset;
using contraction::Values;
using mlir::ValueRange;

/// What identifies a computed value: an operation and its operands.
using MemoKey = std::vector<uintptr_t>;

/// The values of the named dimensions in a kernel.
struct SymbolValues {
  DimsRef symbols;
  Values values;
};

class Loops {
public:
  Loops(mlir::OpBuilder &builder, mlir::Location loc,
        const GenericTarget &target);

  mlir::OpBuilder &builder;
  mlir::Location loc;
  const GenericTarget &target;
  contraction::Emitter e;
  Numbers n;

  /// \name Indices; equal ones are computed once.
  /// @{
  Offset add(Offset a, Offset b);
  Offset sub(Offset a, Offset b);
  Offset scale(Offset a, int64_t factor);
  /// Of numbers that are not negative.
  Offset divide(Offset a, int64_t divisor);
  Offset ceilDivide(Offset a, int64_t divisor);
  Offset remainder(Offset a, int64_t divisor);
  Offset scale(Offset a, Offset factor);
  Offset divide(Offset a, Offset divisor);
  Offset remainder(Offset a, Offset divisor);
  Offset min(Offset a, Offset b);
  Offset max(Offset a, Offset b);
  /// a < b and a >= b as i1, null if it is known to hold.
  Value less(Offset a, Offset b);
  Value notLess(Offset a, Offset b) { return less(b, add(a, 1)); }
  /// Both of two conditions that may be null.
  Value both(Value a, Value b);
  /// @}

  /// \name Sizes.
  /// @{
  void bindSymbols(const SymbolValues *values) { symbols = values; }
  /// A size when the kernel runs.
  Offset extent(Dim size);
  /// The same as a register of numbers.
  Value numberOf(Dim size, Type type, Type element);
  /// @}

  /// \name Control flow.
  /// @{
  void loop(Offset begin, Offset end, int64_t step,
            llvm::function_ref<void(Offset)> body);
  Values loop(Offset begin, Offset end, int64_t step, ValueRange init,
              llvm::function_ref<Values(Offset, ValueRange)> body);
  /// One of two values; `condition` may be null, which is true.
  Value choose(Value condition, llvm::function_ref<Value()> then,
               llvm::function_ref<Value()> otherwise);
  void ifThen(Value condition, llvm::function_ref<void()> then);
  void ifThenElse(Value condition, llvm::function_ref<void()> then,
                  llvm::function_ref<void()> otherwise);
  /// @}

  /// What was remembered under the key in this or an enclosing region.
  Value recall(const MemoKey &key);
  void remember(MemoKey key, Value value);
  static void append(MemoKey &key, Offset offset);

private:
  template <typename Function> void inScope(Function &&function) {
    scopes.emplace_back();
    function();
    scopes.pop_back();
  }
  Offset cached(unsigned operation, Offset a, Offset b,
                llvm::function_ref<Offset()> compute);

  Offset extentOf(const DimExpr &size);
  Offset extentOf(const DimAtom &factor);

  const SymbolValues *symbols = nullptr;
  std::vector<std::map<MemoKey, Value>> scopes{1};
};

} // namespace kiln::generic

#endif

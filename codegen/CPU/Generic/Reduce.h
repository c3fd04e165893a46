//===- Reduce.h - Many elements to one register -----------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_GENERIC_REDUCE_H
#define KILN_CODEGEN_CPU_GENERIC_REDUCE_H

#include "codegen/CPU/Generic/ValueEmitter.h"

namespace kiln::generic {

/// A way to make one element of many.
struct Combiner {
  Type element; ///< of the graph dialect
  /// What combining begins with, in a register of the given lanes.
  std::function<Value(Lanes)> start;
  std::function<Value(Value, Value)> combine;
};

Combiner sumOf(ValueEmitter &v, Type element);
Combiner productOf(ValueEmitter &v, Type element);
Combiner largestOf(ValueEmitter &v, Type element);
Combiner smallestOf(ValueEmitter &v, Type element);

/// Combines `elements` over loops of the given sizes. For a scalar result and
/// with `contiguous`, vectors run along the last of them. `elements` gets the
/// coordinates along the loops.
Value reduceOver(ValueEmitter &v, DimsRef sizes, bool contiguous,
                 const Combiner &combiner, Lanes lanes,
                 llvm::function_ref<Value(const Coords &, Lanes)> elements);

} // namespace kiln::generic

#endif

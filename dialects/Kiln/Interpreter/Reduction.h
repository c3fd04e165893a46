//===- Reduction.h - Many elements to one -----------------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_REDUCTION_H
#define KILN_DIALECTS_KILN_INTERPRETER_REDUCTION_H

#include "compiler/Support/HostTensor.h"

namespace kiln::reference {

enum class Reduction { Sum, Mean, Prod, Max, Min, Any, All };

/// Over the given dimensions, which stay with size 1 if `keepDims`. Sum, Mean
/// and Prod of floating-point elements accumulate in double and round once;
/// integers wrap. Max and Min give NaN where there is one. Any and All give
/// bool.
HostTensor reduce(Reduction kind, const HostTensor &x,
                  llvm::ArrayRef<int64_t> dims, bool keepDims);

/// The index (i64) of the largest or smallest element along `dim`, of the first
/// one among equals; NaN comes before everything.
HostTensor argMax(const HostTensor &x, int64_t dim, bool keepDim);
HostTensor argMin(const HostTensor &x, int64_t dim, bool keepDim);

/// Sums of all elements up to each one along `dim`.
HostTensor cumulativeSum(const HostTensor &x, int64_t dim);

} // namespace kiln::reference

#endif

//===- Shape.h - Moving elements --------------------------------*- C++ -*-===//
//
// Everything here copies elements without looking at them, except for indices.
// Arguments are as the ops of the same names have verified them.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_SHAPE_H
#define KILN_DIALECTS_KILN_INTERPRETER_SHAPE_H

#include "compiler/Support/HostTensor.h"

#include "llvm/Support/Error.h"

namespace kiln::reference {

enum class PadMode { Constant, Reflect, Replicate, Circular };

/// Dimensions are aligned at the end; those of size 1 and missing ones repeat.
HostTensor broadcast(const HostTensor &x, llvm::ArrayRef<int64_t> shape);

/// Dimension d of the result is dimension permutation[d] of `x`.
HostTensor transpose(const HostTensor &x, llvm::ArrayRef<int64_t> permutation);

HostTensor slice(const HostTensor &x, llvm::ArrayRef<int64_t> starts,
                 llvm::ArrayRef<int64_t> sizes,
                 llvm::ArrayRef<int64_t> strides);

HostTensor concat(llvm::ArrayRef<HostTensor> parts, int64_t dim);

/// Negative amounts cut off. `value` is for PadMode::Constant.
HostTensor pad(const HostTensor &x, llvm::ArrayRef<int64_t> low,
               llvm::ArrayRef<int64_t> high, PadMode mode, double value);

HostTensor reverse(const HostTensor &x, llvm::ArrayRef<int64_t> dims);

/// `x` at `indices` along `dim`, which is replaced by the dimensions of
/// `indices`. Negative indices count from the end; fails for those outside. A
/// dimension without elements gives zeros.
llvm::Expected<HostTensor> take(const HostTensor &x, const HostTensor &indices,
                                int64_t dim);

/// The element of `x` whose index along `dim` is given by `indices` and whose
/// other indices are those of the result.
llvm::Expected<HostTensor> gather(const HostTensor &x,
                                  const HostTensor &indices, int64_t dim);

/// Index i of `counts` as often as it says; of the first `size` of these, and 0
/// where there are fewer.
HostTensor repeatIndices(const HostTensor &counts, int64_t size);

/// 0, 1, 2, ... along `dim`.
HostTensor iota(DType type, llvm::ArrayRef<int64_t> shape, int64_t dim);

} // namespace kiln::reference

#endif

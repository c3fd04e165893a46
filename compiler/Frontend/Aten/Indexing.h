//===- Indexing.h - x[...] of tensors ---------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ATEN_INDEXING_H
#define KILN_FRONTEND_ATEN_INDEXING_H

#include "compiler/Frontend/Aten/Emitter.h"

namespace kiln::aten {

/// One element of what stands in the brackets.
struct IndexItem {
  enum Kind { Integer, Slice, NewAxis, Ellipsis, Tensor };
  Kind kind;
  int64_t integer = 0;
  std::optional<int64_t> start, stop, step;
  aten::Tensor tensor;
};

/// `x[items]`. Integers, slices, None and ... give a view; index tensors a
/// copy. How many elements a boolean tensor chooses may be known at run time
/// only: see DataSizes.h.
mlir::FailureOr<Tensor> indexTensor(Emitter &emit, const Tensor &tensor,
                                    llvm::ArrayRef<IndexItem> items);

/// `x[items] = value`; `value` is a 0-dimensional or broadcastable tensor.
mlir::LogicalResult assignIndex(Emitter &emit, const Tensor &tensor,
                                llvm::ArrayRef<IndexItem> items,
                                const Tensor &value);

/// The positions where a boolean tensor holds, one index tensor for each of
/// its dimensions.
mlir::FailureOr<llvm::SmallVector<Tensor>>
positionsOf(Emitter &emit, const Tensor &mask,
            llvm::StringRef kind = "nonzero");

/// Fails with an error where an index into dimension `dim` of a tensor is known
/// to lie outside of it; `countFromEnd` allows for negative ones.
mlir::LogicalResult checkIndices(Emitter &emit, mlir::Value indices,
                                 llvm::ArrayRef<int64_t> shape, int64_t dim,
                                 bool countFromEnd);

} // namespace kiln::aten

#endif

//===- StridedTensor.h - Dense tensors out of storages ----------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_STRIDEDTENSOR_H
#define KILN_FRONTEND_ARCHIVE_STRIDEDTENSOR_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Budget.h"
#include "compiler/Support/HostTensor.h"

namespace kiln {

class StorageValue;
class TensorValue;

/// A view of a run of elements, as PyTorch and NumPy describe it.
struct StridedView {
  DType dtype;
  llvm::ArrayRef<int64_t> sizes;
  /// In elements, not negative.
  llvm::ArrayRef<int64_t> strides;
  int64_t offset = 0;
};

/// How a file holds a tensor's elements.
struct StoredLayout {
  /// The whole run of elements that the tensor is a view of; without an owner
  /// where the file has the elements in order and shares them with no other
  /// tensor.
  Blob storage;
  llvm::SmallVector<int64_t, 4> strides;
  int64_t offset = 0;
};

/// A row-major tensor of the view: the storage's own bytes where the elements
/// lie there in order and aligned, else a copy on `budget`. Fails when an
/// element lies outside of the storage.
llvm::Expected<HostTensor> makeDense(const StridedView &view,
                                     const Blob &storage, ByteBudget &budget);

/// Whether the elements lie one behind the other in the order of the shape.
bool isRowMajor(llvm::ArrayRef<int64_t> sizes, llvm::ArrayRef<int64_t> strides);

/// The strides of a contiguous tensor.
llvm::SmallVector<int64_t, 4> rowMajorStrides(llvm::ArrayRef<int64_t> sizes);

/// A copy with the bytes of every group of `width` reversed.
llvm::Expected<Blob> swapBytes(const Blob &data, unsigned width,
                               ByteBudget &budget);

/// Fails when a bool tensor holds something else than 0 and 1. Tensors of other
/// types cost nothing of the budget.
llvm::Error checkBools(const HostTensor &tensor, ByteBudget &budget);

/// Checks that `data` are the storage's bytes and gives them to it, turned to
/// little-endian.
llvm::Error loadStorage(StorageValue &storage, Blob data, bool isBigEndian,
                        ByteBudget &budget);

/// Fills in `tensor.tensor`, once its storage is loaded. A tensor that is well
/// formed but of no use gets a `problem` instead.
llvm::Error loadTensor(TensorValue &tensor, ByteBudget &budget);

} // namespace kiln

#endif

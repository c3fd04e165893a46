//===- TensorValue.h - Storages and views of them ---------------*- C++ -*-===//
//
// What a frontend holds for one torch.Tensor. kiln's ops are pure, so writes
// in place and views end here: a tensor is a storage and a chain of views of
// it. A write rebuilds the storage's value through the inverses of the views; a
// read through another view is derived again when the storage has moved on.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_TENSORVALUE_H
#define KILN_FRONTEND_ATEN_TENSORVALUE_H

#include "compiler/Support/DType.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"

#include <memory>
#include <string>
#include <vector>

namespace kiln::aten {

/// What several tensors share.
struct Storage {
  /// The present contents. Null only for a parameter that was not read yet.
  mlir::Value value;
  mlir::RankedTensorType type;
  /// The number of writes so far.
  uint64_t version = 0;
  /// A storage that this one is where a condition holds (a 0-d value) that
  /// only the program knows.
  struct Origin {
    mlir::Value condition; ///< null where it is seen through views
    std::shared_ptr<Storage> storage;
  };
  std::vector<Origin> origins;
  /// Whether it is seen through views there, which a write would have to pass.
  bool isViewOfOrigin = false;
  /// How many storages it is an origin of: a write would have to reach them.
  unsigned joints = 0;
  /// The name in the state_dict if the contents come from there.
  std::string parameter;
};

/// One step from a storage to a tensor. Reshapes are of the elements in
/// row-major order of what they are applied to, whatever the strides that
/// PyTorch would have.
struct View {
  enum Kind { Reshape, Transpose, Slice, Expand };
  Kind kind;
  /// The shape after this step.
  llvm::SmallVector<int64_t, 4> shape;
  llvm::SmallVector<int64_t, 4> permutation;            // Transpose
  llvm::SmallVector<int64_t, 4> starts, sizes, strides; // Slice

  static View reshape(llvm::ArrayRef<int64_t> shape);
  static View expand(llvm::ArrayRef<int64_t> shape);
  static View transpose(llvm::ArrayRef<int64_t> from,
                        llvm::ArrayRef<int64_t> permutation);
  /// Every `stride`-th element from `start` on, `size` of them.
  static View slice(llvm::ArrayRef<int64_t> from, int64_t dim, int64_t start,
                    int64_t size, int64_t stride);
};

struct TensorImpl {
  std::shared_ptr<Storage> storage;
  llvm::SmallVector<View, 2> views;
  /// The shape and element type after all views.
  mlir::RankedTensorType type;
  /// The storage's value through the views, as of `cachedVersion`.
  mlir::Value cached;
  uint64_t cachedVersion = 0;
  /// The result of an unsupported operation: nothing is known of it.
  bool isPoison = false;
  /// Stands for a number of Python: float64, int64 or bool.
  bool isNumber = false;
};

/// A handle with Python's identity: copies are the same tensor.
class Tensor {
public:
  Tensor() = default;
  explicit Tensor(std::shared_ptr<TensorImpl> impl) : impl(std::move(impl)) {}

  /// A new storage that holds `value`.
  static Tensor of(mlir::Value value);
  static Tensor poison();
  /// Another tensor over the same storage, seen one step further.
  Tensor viewed(View view) const;
  /// A new tensor object over the same storage (`x.detach()`).
  Tensor alias() const;

  explicit operator bool() const { return impl != nullptr; }
  bool operator==(const Tensor &other) const { return impl == other.impl; }

  bool isPoison() const { return impl->isPoison; }
  bool isNumber() const { return impl->isNumber; }
  mlir::RankedTensorType type() const { return impl->type; }
  llvm::ArrayRef<int64_t> shape() const { return impl->type.getShape(); }
  int64_t rank() const { return impl->type.getRank(); }
  int64_t dim(int64_t index) const { return shape()[index]; }
  int64_t numElements() const { return impl->type.getNumElements(); }
  mlir::Type elementType() const { return impl->type.getElementType(); }
  DType dtype() const;

  Storage &storage() const { return *impl->storage; }
  const std::shared_ptr<Storage> &sharedStorage() const {
    return impl->storage;
  }
  TensorImpl *get() const { return impl.get(); }

  /// `x.data = y`: this object becomes another view of y's storage.
  void assign(const Tensor &other) { *impl = *other.impl; }

private:
  std::shared_ptr<TensorImpl> impl;
};

/// "torch.float32 of shape [1, 3]" for messages.
std::string describe(const Tensor &tensor);

} // namespace kiln::aten

#endif

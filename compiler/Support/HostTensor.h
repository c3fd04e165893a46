//===- HostTensor.h - Tensors in the compiler's memory ----------*- C++ -*-===//
//
// A dense row-major tensor whose bytes are either owned or lie in something
// else that is kept alive (a mapped model file). Copies share the bytes.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_SUPPORT_HOSTTENSOR_H
#define KILN_SUPPORT_HOSTTENSOR_H

#include "compiler/Support/DType.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cassert>
#include <memory>

namespace kiln {

/// The number of elements, or nullopt when it does not fit in 63 bits or a
/// dimension is negative.
std::optional<int64_t> checkedNumElements(llvm::ArrayRef<int64_t> shape);

/// What no dimension, no tensor and no index may exceed.
constexpr int64_t mostElements = int64_t(1) << 40;

/// Whether a tensor of this shape has more elements than a program could hold.
bool isTooLarge(llvm::ArrayRef<int64_t> shape);
/// What this machine has: no tensor that is computed can be larger.
uint64_t bytesOfMemory();

class HostTensor {
public:
  HostTensor() = default;

  /// An owned tensor, aligned to 64 bytes and zeroed.
  static HostTensor zeros(DType type, llvm::ArrayRef<int64_t> shape);

  /// A tensor over bytes that `owner` keeps alive. `bytes` must hold exactly
  /// the elements and may have any alignment.
  static HostTensor view(DType type, llvm::ArrayRef<int64_t> shape,
                         llvm::ArrayRef<char> bytes,
                         std::shared_ptr<const void> owner);

  /// A 0-dimensional or 1-dimensional tensor of the given values.
  template <typename T>
  static HostTensor of(DType type, llvm::ArrayRef<int64_t> shape,
                       llvm::ArrayRef<T> values) {
    assert(sizeof(T) == byteWidth(type));
    HostTensor result = zeros(type, shape);
    assert(static_cast<size_t>(result.numElements()) == values.size());
    std::copy(values.begin(), values.end(), result.mutableData<T>());
    return result;
  }

  DType dtype() const { return type; }
  llvm::ArrayRef<int64_t> shape() const { return dims; }
  int64_t rank() const { return static_cast<int64_t>(dims.size()); }
  int64_t dim(int64_t index) const { return dims[index]; }
  int64_t numElements() const { return count; }
  size_t numBytes() const { return data_.size(); }
  llvm::ArrayRef<char> bytes() const { return data_; }
  explicit operator bool() const { return owner != nullptr; }

  /// The elements; the bytes must be aligned for T.
  template <typename T> const T *data() const {
    assert(reinterpret_cast<uintptr_t>(data_.data()) % alignof(T) == 0);
    return reinterpret_cast<const T *>(data_.data());
  }

  /// Only for tensors made by `zeros` or `of` whose bytes nobody shares.
  template <typename T> T *mutableData() {
    assert(writable && owner.use_count() == 1);
    return reinterpret_cast<T *>(const_cast<char *>(data_.data()));
  }

  /// The same bytes under another shape of equally many elements.
  HostTensor reshaped(llvm::ArrayRef<int64_t> shape) const;

  /// A copy that owns its bytes.
  HostTensor clone() const;

  /// What keeps the bytes alive; for other views of them.
  const std::shared_ptr<const void> &keepAlive() const { return owner; }

private:
  DType type = DType::F32;
  bool writable = false;
  int64_t count = 0;
  llvm::SmallVector<int64_t, 4> dims;
  llvm::ArrayRef<char> data_;
  std::shared_ptr<const void> owner;
};

} // namespace kiln

#endif

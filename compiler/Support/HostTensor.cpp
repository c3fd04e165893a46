//===- HostTensor.cpp - Tensors in the compiler's memory ------------------===//

#include "compiler/Support/HostTensor.h"

#include "llvm/Support/MathExtras.h"

#include <cstring>
#include <new>
#include <unistd.h>

using namespace kiln;

std::optional<int64_t> kiln::checkedNumElements(llvm::ArrayRef<int64_t> shape) {
  int64_t count = 1;
  bool empty = false, overflow = false;
  for (int64_t dim : shape) {
    if (dim < 0)
      return std::nullopt;
    if (dim == 0)
      empty = true;
    else
      overflow |= llvm::MulOverflow(count, dim, count) != 0;
  }
  if (empty)
    return 0;
  if (overflow)
    return std::nullopt;
  return count;
}

bool kiln::isTooLarge(llvm::ArrayRef<int64_t> shape) {
  std::optional<int64_t> count = checkedNumElements(shape);
  return !count || *count > mostElements;
}

uint64_t kiln::bytesOfMemory() {
  return static_cast<uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
         static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

HostTensor HostTensor::zeros(DType type, llvm::ArrayRef<int64_t> shape) {
  std::optional<int64_t> count = checkedNumElements(shape);
  assert(count && "shape must be checked by the caller");
  size_t size = static_cast<size_t>(*count) * byteWidth(type);
  constexpr std::align_val_t alignment{64};
  void *memory = ::operator new(std::max<size_t>(size, 1), alignment);
  std::memset(memory, 0, size);

  HostTensor result;
  result.type = type;
  result.writable = true;
  result.count = *count;
  result.dims.assign(shape.begin(), shape.end());
  result.data_ = {static_cast<const char *>(memory), size};
  result.owner = std::shared_ptr<const void>(memory, [](const void *pointer) {
    ::operator delete(const_cast<void *>(pointer), alignment);
  });
  return result;
}

HostTensor HostTensor::view(DType type, llvm::ArrayRef<int64_t> shape,
                            llvm::ArrayRef<char> bytes,
                            std::shared_ptr<const void> owner) {
  HostTensor result;
  result.type = type;
  std::optional<int64_t> count = checkedNumElements(shape);
  assert(count &&
         static_cast<size_t>(*count) * byteWidth(type) == bytes.size());
  result.count = *count;
  result.dims.assign(shape.begin(), shape.end());
  result.data_ = bytes;
  result.owner = std::move(owner);
  return result;
}

HostTensor HostTensor::reshaped(llvm::ArrayRef<int64_t> shape) const {
  assert(checkedNumElements(shape) == count);
  HostTensor result = *this;
  result.dims.assign(shape.begin(), shape.end());
  return result;
}

HostTensor HostTensor::clone() const {
  HostTensor result = zeros(type, dims);
  std::memcpy(const_cast<char *>(result.data_.data()), data_.data(),
              data_.size());
  return result;
}

//===- StridedTensor.cpp - Dense tensors out of storages ------------------===//

#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>

using namespace kiln;
using llvm::ArrayRef;
using llvm::Error;

llvm::SmallVector<int64_t, 4> kiln::rowMajorStrides(ArrayRef<int64_t> sizes) {
  llvm::SmallVector<int64_t, 4> strides(sizes.size(), 1);
  for (size_t i = sizes.size(); i-- > 1;)
    // Tensors without elements may have any sizes, whose product may wrap.
    (void)llvm::MulOverflow(strides[i], std::max<int64_t>(sizes[i], 1),
                            strides[i - 1]);
  return strides;
}

/// The index of the last element that a view with elements reaches, or nullopt
/// when it does not fit in 63 bits.
static std::optional<int64_t> lastIndex(const StridedView &view) {
  int64_t last = view.offset;
  for (auto [size, stride] : llvm::zip_equal(view.sizes, view.strides)) {
    int64_t span;
    if (llvm::MulOverflow(size - 1, stride, span) ||
        llvm::AddOverflow(last, span, last))
      return std::nullopt;
  }
  return last;
}

bool kiln::isRowMajor(ArrayRef<int64_t> sizes, ArrayRef<int64_t> strides) {
  int64_t expected = 1;
  for (size_t i = sizes.size(); i-- > 0;) {
    if (sizes[i] == 1)
      continue;
    if (strides[i] != expected)
      return false;
    expected *= sizes[i];
  }
  return true;
}

/// Copies elements of `Width` bytes into row-major order. There are elements,
/// and a stride is only large where its dimension is not 1.
template <unsigned Width>
static void gather(const char *source, char *target, ArrayRef<int64_t> sizes,
                   ArrayRef<int64_t> strides) {
  size_t rank = sizes.size();
  int64_t innerSize = rank ? sizes.back() : 1;
  int64_t innerStride = rank ? strides.back() : 0;
  llvm::SmallVector<int64_t, 8> index(rank, 0);
  int64_t offset = 0;
  for (;;) {
    for (int64_t i = 0; i < innerSize; ++i, target += Width)
      std::memcpy(target, source + (offset + i * innerStride) * Width, Width);
    // Advance the outer dimensions like an odometer.
    size_t dim = rank ? rank - 1 : 0;
    for (; dim > 0; --dim) {
      offset += strides[dim - 1];
      if (++index[dim - 1] < sizes[dim - 1])
        break;
      offset -= sizes[dim - 1] * strides[dim - 1];
      index[dim - 1] = 0;
    }
    if (dim == 0)
      return;
  }
}

static void gather(unsigned width, const char *source, char *target,
                   const StridedView &view) {
  // The stride of a dimension of 1 means nothing and may be any number.
  llvm::SmallVector<int64_t, 8> sizes, strides;
  for (auto [size, stride] : llvm::zip_equal(view.sizes, view.strides))
    if (size != 1) {
      sizes.push_back(size);
      strides.push_back(stride);
    }
  switch (width) {
  case 1:
    return gather<1>(source, target, sizes, strides);
  case 2:
    return gather<2>(source, target, sizes, strides);
  case 4:
    return gather<4>(source, target, sizes, strides);
  case 8:
    return gather<8>(source, target, sizes, strides);
  case 16:
    return gather<16>(source, target, sizes, strides);
  }
  llvm_unreachable("elements have 1, 2, 4, 8 or 16 bytes");
}

llvm::Expected<HostTensor> kiln::makeDense(const StridedView &view,
                                           const Blob &storage,
                                           ByteBudget &budget) {
  unsigned width = byteWidth(view.dtype);
  std::optional<int64_t> count = checkedNumElements(view.sizes);
  int64_t bytes;
  if (!count || llvm::MulOverflow<int64_t>(*count, width, bytes))
    return failure("its shape {0} has too many elements",
                   shapeText(view.sizes));
  if (*count == 0)
    return HostTensor::view(view.dtype, view.sizes, {}, storage.owner);
  uint64_t available = storage.size() / width;
  std::optional<int64_t> last = lastIndex(view);
  if (!last || static_cast<uint64_t>(*last) >= available)
    return failure("it reaches {0} of a storage of {1}",
                   last ? llvm::formatv("element {0}", *last).str()
                        : std::string("beyond 63 bits"),
                   available);
  const char *first = storage.bytes.data() + view.offset * width;
  unsigned alignment = std::min(width, 8u);
  bool isAligned = reinterpret_cast<uintptr_t>(first) % alignment == 0;
  bool inOrder = isRowMajor(view.sizes, view.strides);
  if (inOrder && isAligned)
    return HostTensor::view(view.dtype, view.sizes,
                            {first, static_cast<size_t>(bytes)}, storage.owner);
  if (!budget.spend(bytes))
    return failure("it needs a copy of {0} bytes, more than the {1} bytes that "
                   "are left to this file",
                   bytes, budget.remaining());
  char *memory;
  Blob copy = Blob::allocate(bytes, memory);
  if (inOrder)
    std::memcpy(memory, first, bytes);
  else
    gather(width, first, memory, view);
  return HostTensor::view(view.dtype, view.sizes, copy.bytes, copy.owner);
}

llvm::Expected<Blob> kiln::swapBytes(const Blob &data, unsigned width,
                                     ByteBudget &budget) {
  if (width == 1)
    return data;
  if (!budget.spend(data.size()))
    return failure("turning {0} bytes to little-endian takes more than the {1} "
                   "bytes that are left to this file",
                   data.size(), budget.remaining());
  char *memory;
  Blob copy = Blob::allocate(data.size(), memory);
  for (uint64_t i = 0; i + width <= data.size(); i += width)
    std::reverse_copy(data.bytes.data() + i, data.bytes.data() + i + width,
                      memory + i);
  return copy;
}

Error kiln::checkBools(const HostTensor &tensor, ByteBudget &budget) {
  if (tensor.dtype() != DType::Bool)
    return Error::success();
  // Many tensors may view the same bytes: looking at them must be paid, too.
  if (!budget.spend(tensor.numBytes()))
    return failure("checking its {0} bools takes more than the {1} bytes that "
                   "are left to this file",
                   tensor.numBytes(), budget.remaining());
  for (char byte : tensor.bytes())
    if (static_cast<unsigned char>(byte) > 1)
      return failure("it is of bools but holds the byte {0}",
                     unsigned(static_cast<unsigned char>(byte)));
  return Error::success();
}

Error kiln::loadStorage(StorageValue &storage, Blob data, bool isBigEndian,
                        ByteBudget &budget) {
  if (storage.elementBytes) {
    int64_t expected;
    if (llvm::MulOverflow<int64_t>(storage.numElements, storage.elementBytes,
                                   expected) ||
        static_cast<uint64_t>(expected) != data.size())
      return failure("storage {0} has {1} bytes, expected {2} elements of {3}",
                     quoted(storage.key), data.size(), storage.numElements,
                     storage.elementBytes);
  }
  if (isBigEndian && storage.className.starts_with("Untyped"))
    return failure("storage {0} is untyped and big-endian, which is not "
                   "supported",
                   quoted(storage.key));
  if (isBigEndian && storage.dtype) {
    // A complex number is two numbers, each with its own byte order.
    unsigned width = byteWidth(*storage.dtype);
    llvm::Expected<Blob> swapped =
        swapBytes(data, isComplex(*storage.dtype) ? width / 2 : width, budget);
    if (!swapped)
      return swapped.takeError();
    data = std::move(*swapped);
  }
  storage.data = std::move(data);
  storage.isLoaded = true;
  return Error::success();
}

/// Carries out the lazy conjugation and negation that a tensor may have: both
/// flip sign bits.
static llvm::Expected<HostTensor> flipSigns(const HostTensor &tensor,
                                            bool conjugate, bool negative,
                                            ByteBudget &budget) {
  DType dtype = tensor.dtype();
  unsigned width = byteWidth(dtype) / (isComplex(dtype) ? 2 : 1);
  if (!budget.spend(tensor.numBytes()))
    return failure("it needs a copy of {0} bytes, more than the {1} bytes that "
                   "are left to this file",
                   tensor.numBytes(), budget.remaining());
  char *memory;
  Blob copy = Blob::allocate(tensor.numBytes(), memory);
  if (!tensor.bytes().empty())
    std::memcpy(memory, tensor.bytes().data(), tensor.numBytes());
  // The sign is the top bit of the last byte of each component.
  bool isImaginary = false;
  for (size_t i = width - 1; i < tensor.numBytes(); i += width) {
    if (negative != (conjugate && isImaginary))
      memory[i] ^= static_cast<char>(0x80);
    isImaginary = isComplex(dtype) && !isImaginary;
  }
  return HostTensor::view(dtype, tensor.shape(), copy.bytes, copy.owner);
}

Error kiln::loadTensor(TensorValue &tensor, ByteBudget &budget) {
  if (tensor.isLoaded || !tensor.problem.empty())
    return Error::success();
  assert(tensor.storage && "a tensor without storage has a problem");
  if (!tensor.dtype) {
    tensor.problem = "has the type " + quoted(tensor.typeName);
    return Error::success();
  }
  if (!tensor.storage->isLoaded)
    return failure("storage {0} has no data", quoted(tensor.storage->key));
  StridedView view{*tensor.dtype, tensor.sizes, tensor.strides, tensor.offset};
  llvm::Expected<HostTensor> dense =
      makeDense(view, tensor.storage->data, budget);
  if (!dense)
    return dense.takeError();
  if (Error error = checkBools(*dense, budget))
    return error;
  bool conjugate = tensor.conjugate && isComplex(*tensor.dtype);
  if (tensor.negative && !isFloat(*tensor.dtype) && !isComplex(*tensor.dtype))
    return failure("it is marked as negated but is of {0}",
                   shortName(*tensor.dtype));
  if (conjugate || tensor.negative) {
    dense = flipSigns(*dense, conjugate, tensor.negative, budget);
    if (!dense)
      return dense.takeError();
  }
  tensor.tensor = std::move(*dense);
  tensor.isLoaded = true;
  return Error::success();
}

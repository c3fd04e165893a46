//===- Shape.cpp - Moving elements ----------------------------------------===//

#include "dialects/Kiln/Interpreter/Shape.h"

#include "dialects/Kiln/Interpreter/Numbers.h"

#include <cstring>
#include <numeric>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Mapping elements
//===----------------------------------------------------------------------===//

namespace {

/// For every dimension of a result, where each of its indices comes from: an
/// offset in elements of the source, or `none`. An element's source is the sum
/// over its dimensions; if any is `none` the element stays the filling one.
struct SourceMap {
  static constexpr int64_t none = -1;
  SmallVector<std::vector<int64_t>> offsets;

  SmallVector<int64_t> shape() const {
    SmallVector<int64_t> result;
    for (const std::vector<int64_t> &dim : offsets)
      result.push_back(dim.size());
    return result;
  }
};

} // namespace

/// Offsets of `count` indices beginning at `first` with the given step.
static std::vector<int64_t> regularOffsets(int64_t count, int64_t first,
                                           int64_t step) {
  std::vector<int64_t> offsets(count);
  for (int64_t i = 0; i < count; ++i)
    offsets[i] = first + i * step;
  return offsets;
}

template <typename Bits>
static void copyRow(const char *source, ArrayRef<int64_t> offsets, char *out) {
  for (int64_t offset : offsets) {
    if (offset != SourceMap::none)
      std::memcpy(out, source + offset * sizeof(Bits), sizeof(Bits));
    out += sizeof(Bits);
  }
}

static void copyRow(const char *source, ArrayRef<int64_t> offsets, char *out,
                    unsigned width) {
  switch (width) {
  case 1:
    return copyRow<uint8_t>(source, offsets, out);
  case 2:
    return copyRow<uint16_t>(source, offsets, out);
  case 4:
    return copyRow<uint32_t>(source, offsets, out);
  default:
    return copyRow<uint64_t>(source, offsets, out);
  }
}

/// Copies the part of the result below dimension `dim` and moves `out` past it.
static void copyDims(const SourceMap &map, size_t dim, const char *source,
                     unsigned width, ArrayRef<int64_t> rowBytes, char *&out) {
  ArrayRef<int64_t> offsets = map.offsets[dim];
  if (dim + 1 == map.offsets.size()) {
    copyRow(source, offsets, out, width);
    out += offsets.size() * width;
    return;
  }
  for (int64_t offset : offsets) {
    if (offset == SourceMap::none)
      out += rowBytes[dim];
    else
      copyDims(map, dim + 1, source + offset * width, width, rowBytes, out);
  }
}

/// Overwrites those elements of `result` that have a source.
static void copyElements(const HostTensor &x, const SourceMap &map,
                         HostTensor &result) {
  if (result.numElements() == 0)
    return;
  unsigned width = byteWidth(x.dtype());
  char *out = result.mutableData<char>();
  if (map.offsets.empty()) {
    std::memcpy(out, x.bytes().data(), width);
    return;
  }
  SmallVector<int64_t> rowBytes = rowMajorStrides(result.shape());
  for (int64_t &bytes : rowBytes)
    bytes *= width;
  copyDims(map, 0, x.bytes().data(), width, rowBytes, out);
}

static HostTensor copyElements(const HostTensor &x, const SourceMap &map) {
  HostTensor result = HostTensor::zeros(x.dtype(), map.shape());
  copyElements(x, map, result);
  return result;
}

/// The map that copies `x` as it is.
static SourceMap identity(const HostTensor &x) {
  SourceMap map;
  for (auto [size, stride] : llvm::zip(x.shape(), rowMajorStrides(x.shape())))
    map.offsets.push_back(regularOffsets(size, 0, stride));
  return map;
}

//===----------------------------------------------------------------------===//
// Regular copies
//===----------------------------------------------------------------------===//

HostTensor reference::broadcast(const HostTensor &x, ArrayRef<int64_t> shape) {
  if (x.shape() == shape)
    return x;
  SourceMap map;
  SmallVector<int64_t> strides = rowMajorStrides(x.shape());
  int64_t missing = static_cast<int64_t>(shape.size()) - x.rank();
  for (auto [d, size] : llvm::enumerate(shape)) {
    int64_t own = static_cast<int64_t>(d) - missing;
    bool repeats = own < 0 || x.dim(own) == 1;
    map.offsets.push_back(regularOffsets(size, 0, repeats ? 0 : strides[own]));
  }
  return copyElements(x, map);
}

HostTensor reference::transpose(const HostTensor &x,
                                ArrayRef<int64_t> permutation) {
  SourceMap from = identity(x), map;
  for (int64_t dim : permutation)
    map.offsets.push_back(from.offsets[dim]);
  return copyElements(x, map);
}

HostTensor reference::slice(const HostTensor &x, ArrayRef<int64_t> starts,
                            ArrayRef<int64_t> sizes,
                            ArrayRef<int64_t> strides) {
  SourceMap map;
  for (auto [start, size, step, stride] :
       llvm::zip(starts, sizes, strides, rowMajorStrides(x.shape())))
    map.offsets.push_back(regularOffsets(size, start * stride, step * stride));
  return copyElements(x, map);
}

HostTensor reference::reverse(const HostTensor &x, ArrayRef<int64_t> dims) {
  SourceMap map = identity(x);
  for (int64_t dim : dims)
    std::reverse(map.offsets[dim].begin(), map.offsets[dim].end());
  return copyElements(x, map);
}

HostTensor reference::concat(ArrayRef<HostTensor> parts, int64_t dim) {
  SmallVector<int64_t> shape(parts.front().shape());
  shape[dim] = 0;
  for (const HostTensor &part : parts)
    shape[dim] += part.dim(dim);
  HostTensor result = HostTensor::zeros(parts.front().dtype(), shape);
  char *out = result.mutableData<char>();
  int64_t outer = product(ArrayRef<int64_t>(shape).take_front(dim));
  for (int64_t i = 0; i < outer; ++i)
    for (const HostTensor &part : parts) {
      size_t bytes = part.numBytes() / outer;
      out = llvm::copy(part.bytes().slice(i * bytes, bytes), out);
    }
  return result;
}

//===----------------------------------------------------------------------===//
// Padding
//===----------------------------------------------------------------------===//

/// Which of `size` elements stands at `index`, which may lie outside.
static int64_t paddedIndex(int64_t index, int64_t size, PadMode mode) {
  if (index >= 0 && index < size)
    return index;
  switch (mode) {
  case PadMode::Constant:
    return SourceMap::none;
  case PadMode::Reflect:
    return index < 0 ? -index : 2 * (size - 1) - index;
  case PadMode::Replicate:
    return index < 0 ? 0 : size - 1;
  case PadMode::Circular:
    return (index % size + size) % size;
  }
  llvm_unreachable("unknown padding mode");
}

static HostTensor filled(DType type, ArrayRef<int64_t> shape, double value) {
  return withNumber(type, [&](auto zero) {
    using T = decltype(zero);
    HostTensor one = storeAll<T>({static_cast<T>(value)}, type, {});
    return broadcast(one, shape);
  });
}

HostTensor reference::pad(const HostTensor &x, ArrayRef<int64_t> low,
                          ArrayRef<int64_t> high, PadMode mode, double value) {
  SourceMap map;
  SmallVector<int64_t> strides = rowMajorStrides(x.shape());
  for (int64_t d = 0; d < x.rank(); ++d) {
    std::vector<int64_t> offsets(x.dim(d) + low[d] + high[d]);
    for (auto [i, offset] : llvm::enumerate(offsets)) {
      int64_t index = static_cast<int64_t>(i) - low[d];
      offset = paddedIndex(index, x.dim(d), mode);
      if (offset != SourceMap::none)
        offset *= strides[d];
    }
    map.offsets.push_back(std::move(offsets));
  }
  bool fills = mode == PadMode::Constant && value != 0;
  if (!fills || x.rank() == 0)
    return copyElements(x, map);
  HostTensor result = filled(x.dtype(), map.shape(), value);
  copyElements(x, map, result);
  return result;
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

/// Loads indices and counts negative ones from the end of `size` elements.
static llvm::Expected<std::vector<int64_t>>
loadIndices(const HostTensor &indices, int64_t size) {
  std::vector<int64_t> values = loadAll<int64_t>(indices);
  if (size == 0)
    return values;
  for (int64_t &index : values) {
    if (index < -size || index >= size)
      return llvm::createStringError(
          "index %lld is out of range for a dimension of size %lld",
          static_cast<long long>(index), static_cast<long long>(size));
    if (index < 0)
      index += size;
  }
  return values;
}

llvm::Expected<HostTensor>
reference::take(const HostTensor &x, const HostTensor &indices, int64_t dim) {
  llvm::Expected<std::vector<int64_t>> chosen =
      loadIndices(indices, x.dim(dim));
  if (!chosen)
    return chosen.takeError();
  SmallVector<int64_t> shape(x.shape().take_front(dim));
  shape.append(indices.shape().begin(), indices.shape().end());
  llvm::append_range(shape, x.shape().drop_front(dim + 1));
  if (x.dim(dim) == 0)
    return HostTensor::zeros(x.dtype(), shape);

  int64_t stride = rowMajorStrides(x.shape())[dim];
  for (int64_t &index : *chosen)
    index *= stride;
  SourceMap map = identity(x);
  map.offsets[dim] = std::move(*chosen);
  return copyElements(x, map).reshaped(shape);
}

llvm::Expected<HostTensor>
reference::gather(const HostTensor &x, const HostTensor &indices, int64_t dim) {
  if (x.rank() == 0)
    return x;
  llvm::Expected<std::vector<int64_t>> chosen =
      loadIndices(indices, x.dim(dim));
  if (!chosen)
    return chosen.takeError();
  HostTensor result = HostTensor::zeros(x.dtype(), indices.shape());
  if (x.dim(dim) == 0)
    return result;
  char *out = result.mutableData<char>();
  size_t width = byteWidth(x.dtype());
  SmallVector<int64_t> strides = rowMajorStrides(x.shape());
  SmallVector<int64_t> position(x.rank(), 0);
  for (int64_t index : *chosen) {
    int64_t offset = index * strides[dim];
    for (int64_t d = 0; d < x.rank(); ++d)
      if (d != dim)
        offset += position[d] * strides[d];
    out = llvm::copy(x.bytes().slice(offset * width, width), out);
    for (int64_t d = x.rank() - 1; d >= 0; --d) {
      if (++position[d] < indices.dim(d))
        break;
      position[d] = 0;
    }
  }
  return result;
}

HostTensor reference::repeatIndices(const HostTensor &counts, int64_t size) {
  HostTensor result = HostTensor::zeros(DType::I64, {size});
  int64_t *out = result.mutableData<int64_t>(), *end = out + size;
  std::vector<int64_t> times = loadAll<int64_t>(counts);
  for (auto [index, count] : llvm::enumerate(times))
    for (int64_t i = 0; i < count && out != end; ++i)
      *out++ = static_cast<int64_t>(index);
  return result;
}

HostTensor reference::iota(DType type, ArrayRef<int64_t> shape, int64_t dim) {
  std::vector<int64_t> values(shape[dim]);
  std::iota(values.begin(), values.end(), 0);
  SmallVector<int64_t> alone(shape.size(), 1);
  alone[dim] = shape[dim];
  return broadcast(storeAll<int64_t>(values, type, alone), shape);
}

//===- Numbers.cpp - Elements of tensors as numbers -----------------------===//

#include "dialects/Kiln/Interpreter/Numbers.h"

#include "llvm/ADT/bit.h"
#include "llvm/Support/ErrorHandling.h"

#include <cmath>
#include <cstring>
#include <limits>

using namespace kiln;
using namespace kiln::reference;

int64_t reference::toInteger(double value) {
  constexpr double limit = 9223372036854775808.0;
  if (value >= -limit && value < limit)
    return static_cast<int64_t>(value);
  return std::numeric_limits<int64_t>::min();
}

//===----------------------------------------------------------------------===//
// Half types
//===----------------------------------------------------------------------===//

float reference::halfToFloat(uint16_t bits) {
  uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16;
  uint32_t exponent = (bits >> 10) & 0x1f, fraction = bits & 0x3ff;
  if (exponent == 0) {
    float magnitude = std::ldexp(static_cast<float>(fraction), -24);
    return sign ? -magnitude : magnitude;
  }
  uint32_t wide = exponent == 0x1f ? 0xff : exponent + 112;
  return llvm::bit_cast<float>(sign | wide << 23 | fraction << 13);
}

float reference::bfloatToFloat(uint16_t bits) {
  return llvm::bit_cast<float>(static_cast<uint32_t>(bits) << 16);
}

/// Drops the low `count` bits, rounding to nearest even.
static uint32_t roundAway(uint32_t bits, unsigned count) {
  uint32_t half = 1u << (count - 1);
  uint32_t odd = (bits >> count) & 1;
  return (bits + half - 1 + odd) >> count;
}

uint16_t reference::floatToHalf(float value) {
  uint32_t bits = llvm::bit_cast<uint32_t>(value);
  uint16_t sign = (bits >> 16) & 0x8000;
  uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000)
    return sign | 0x7e00;
  if (magnitude >= 0x47800000) // 65536 and above
    return sign | 0x7c00;
  if (magnitude < 0x38800000) { // below the smallest normal number
    // Adding 0.5 leaves the fraction, rounded to 2^-24, in the low bits.
    float shifted = llvm::bit_cast<float>(magnitude) + 0.5f;
    return sign | (llvm::bit_cast<uint32_t>(shifted) - 0x3f000000);
  }
  return sign | roundAway(magnitude - (112u << 23), 13);
}

uint16_t reference::floatToBfloat(float value) {
  uint32_t bits = llvm::bit_cast<uint32_t>(value);
  if ((bits & 0x7fffffff) > 0x7f800000)
    return static_cast<uint16_t>(bits >> 16 | 0x40);
  return static_cast<uint16_t>(roundAway(bits, 16));
}

//===----------------------------------------------------------------------===//
// Loading and storing
//===----------------------------------------------------------------------===//

namespace {

/// How the elements of one type lie in memory.
template <typename S> struct Plain {
  using Storage = S;
  static S decode(S stored) { return stored; }
  template <typename T> static S encode(T value) {
    return static_cast<S>(value);
  }
};

struct Bool {
  using Storage = uint8_t;
  static int64_t decode(uint8_t stored) { return stored != 0; }
  template <typename T> static uint8_t encode(T value) { return value != 0; }
};

struct Half {
  using Storage = uint16_t;
  static float decode(uint16_t stored) { return halfToFloat(stored); }
  template <typename T> static uint16_t encode(T value) {
    return floatToHalf(static_cast<float>(value));
  }
};

struct Bfloat {
  using Storage = uint16_t;
  static float decode(uint16_t stored) { return bfloatToFloat(stored); }
  template <typename T> static uint16_t encode(T value) {
    return floatToBfloat(static_cast<float>(value));
  }
};

} // namespace

template <typename T, typename From> static T convert(From value) {
  if constexpr (std::is_floating_point_v<From> && std::is_same_v<T, int64_t>)
    return toInteger(value);
  else
    return static_cast<T>(value);
}

/// Bytes may lie at any alignment, so elements go through memcpy.
template <typename Element, typename T>
static void loadAs(const char *bytes, llvm::MutableArrayRef<T> values) {
  using Storage = typename Element::Storage;
  for (size_t i = 0, size = values.size(); i < size; ++i) {
    Storage stored;
    std::memcpy(&stored, bytes + i * sizeof(Storage), sizeof(Storage));
    values[i] = convert<T>(Element::decode(stored));
  }
}

template <typename Element, typename T>
static void storeAs(llvm::ArrayRef<T> values, char *bytes) {
  using Storage = typename Element::Storage;
  for (size_t i = 0, size = values.size(); i < size; ++i) {
    Storage stored = Element::encode(values[i]);
    std::memcpy(bytes + i * sizeof(Storage), &stored, sizeof(Storage));
  }
}

/// Calls `function(Element())` for the type's way of lying in memory.
template <typename Function>
static void withElement(DType type, Function &&function) {
  switch (type) {
  case DType::F64:
    return function(Plain<double>());
  case DType::F32:
    return function(Plain<float>());
  case DType::F16:
    return function(Half());
  case DType::BF16:
    return function(Bfloat());
  case DType::I64:
    return function(Plain<int64_t>());
  case DType::I32:
    return function(Plain<int32_t>());
  case DType::I16:
    return function(Plain<int16_t>());
  case DType::I8:
    return function(Plain<int8_t>());
  case DType::U8:
    return function(Plain<uint8_t>());
  case DType::Bool:
    return function(Bool());
  default:
    llvm_unreachable("not a type that kiln computes in");
  }
}

template <typename T>
static void loadNumbers(const HostTensor &tensor, int64_t first,
                        llvm::MutableArrayRef<T> values) {
  assert(first + static_cast<int64_t>(values.size()) <= tensor.numElements());
  const char *bytes = tensor.bytes().data() + first * byteWidth(tensor.dtype());
  withElement(tensor.dtype(),
              [&](auto element) { loadAs<decltype(element)>(bytes, values); });
}

template <typename T>
static void storeNumbers(llvm::ArrayRef<T> values, const HostTensor &tensor,
                         int64_t first) {
  assert(first + static_cast<int64_t>(values.size()) <= tensor.numElements());
  char *bytes = const_cast<char *>(tensor.bytes().data()) +
                first * byteWidth(tensor.dtype());
  withElement(tensor.dtype(), [&](auto element) {
    using Element = decltype(element);
    using Storage = typename Element::Storage;
    // A double outside an integer's range is undefined to convert directly.
    if constexpr (std::is_same_v<T, double> && std::is_integral_v<Storage> &&
                  std::is_same_v<Element, Plain<Storage>>) {
      for (size_t i = 0, size = values.size(); i < size; ++i) {
        Storage stored = static_cast<Storage>(toInteger(values[i]));
        std::memcpy(bytes + i * sizeof(Storage), &stored, sizeof(Storage));
      }
    } else {
      storeAs<Element>(values, bytes);
    }
  });
}

void reference::load(const HostTensor &tensor, int64_t first,
                     llvm::MutableArrayRef<double> values) {
  loadNumbers(tensor, first, values);
}
void reference::load(const HostTensor &tensor, int64_t first,
                     llvm::MutableArrayRef<int64_t> values) {
  loadNumbers(tensor, first, values);
}
void reference::store(llvm::ArrayRef<double> values, const HostTensor &tensor,
                      int64_t first) {
  storeNumbers(values, tensor, first);
}
void reference::store(llvm::ArrayRef<int64_t> values, const HostTensor &tensor,
                      int64_t first) {
  storeNumbers(values, tensor, first);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

llvm::SmallVector<int64_t>
reference::rowMajorStrides(llvm::ArrayRef<int64_t> shape) {
  llvm::SmallVector<int64_t> strides(shape.size(), 1);
  for (int64_t d = static_cast<int64_t>(shape.size()) - 2; d >= 0; --d)
    strides[d] = strides[d + 1] * shape[d + 1];
  return strides;
}

int64_t reference::product(llvm::ArrayRef<int64_t> dims) {
  int64_t result = 1;
  for (int64_t dim : dims)
    result *= dim;
  return result;
}

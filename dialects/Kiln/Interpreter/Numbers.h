//===- Numbers.h - Elements of tensors as numbers ---------------*- C++ -*-===//
//
// The reference routines compute on two kinds of numbers: double for all
// floating-point element types and int64_t for integers and bool. Elements are
// converted when loaded and rounded, or wrapped to their width, when stored.
// For f32 and the half types an operation is so rounded once, whatever it did
// in between: one addition gives what hardware gives, a sum of many is exact
// far beyond the element type.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_NUMBERS_H
#define KILN_DIALECTS_KILN_INTERPRETER_NUMBERS_H

#include "compiler/Support/HostTensor.h"

#include <vector>

namespace kiln::reference {

float halfToFloat(uint16_t bits);
float bfloatToFloat(uint16_t bits);

/// Rounds to nearest, ties to even.
uint16_t floatToHalf(float value);
uint16_t floatToBfloat(float value);

/// Truncates towards zero; NaN and what does not fit give the smallest number,
/// as x86 does.
int64_t toInteger(double value);

/// Reads the elements [first, first + values.size()).
void load(const HostTensor &tensor, int64_t first,
          llvm::MutableArrayRef<double> values);
void load(const HostTensor &tensor, int64_t first,
          llvm::MutableArrayRef<int64_t> values);

/// Writes the elements [first, first + values.size()) of a tensor whose bytes
/// nobody shares. Several threads may write different elements.
void store(llvm::ArrayRef<double> values, const HostTensor &tensor,
           int64_t first);
void store(llvm::ArrayRef<int64_t> values, const HostTensor &tensor,
           int64_t first);

template <typename T> std::vector<T> loadAll(const HostTensor &tensor) {
  std::vector<T> values(tensor.numElements());
  load(tensor, 0, llvm::MutableArrayRef<T>(values));
  return values;
}

template <typename T>
HostTensor storeAll(llvm::ArrayRef<T> values, DType type,
                    llvm::ArrayRef<int64_t> shape) {
  HostTensor result = HostTensor::zeros(type, shape);
  store(values, result, 0);
  return result;
}

/// Calls `function(T())` with T the kind of number of `type`.
template <typename Function>
decltype(auto) withNumber(DType type, Function &&function) {
  assert(isComputeType(type));
  if (isFloat(type))
    return function(double());
  return function(int64_t());
}

/// Addition and multiplication that wrap for integers.
inline double add(double a, double b) { return a + b; }
inline double multiply(double a, double b) { return a * b; }
inline int64_t add(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) +
                              static_cast<uint64_t>(b));
}
inline int64_t multiply(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) *
                              static_cast<uint64_t>(b));
}

/// Elements handled at once by routines that go through tensors in order.
inline constexpr int64_t chunkSize = 1024;

/// Row-major strides in elements.
llvm::SmallVector<int64_t> rowMajorStrides(llvm::ArrayRef<int64_t> shape);

/// The product of the dimensions.
int64_t product(llvm::ArrayRef<int64_t> dims);

} // namespace kiln::reference

#endif

//===- LinearAlgebra.cpp - Products of matrices ---------------------------===//

#include "dialects/Kiln/Interpreter/LinearAlgebra.h"

#include "dialects/Kiln/Interpreter/Numbers.h"

#include "llvm/Support/Parallel.h"

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

/// Eight sums side by side, so that the loop can use vectors.
template <typename T>
static T dotProduct(const T *a, const T *b, int64_t size) {
  constexpr int64_t lanes = 8;
  T sums[lanes] = {};
  int64_t i = 0;
  for (; i + lanes <= size; i += lanes)
    for (int64_t l = 0; l < lanes; ++l)
      sums[l] = add(sums[l], multiply(a[i + l], b[i + l]));
  T total = 0;
  for (; i < size; ++i)
    total = add(total, multiply(a[i], b[i]));
  for (T sum : sums)
    total = add(total, sum);
  return total;
}

template <typename T>
static HostTensor linearAs(const HostTensor &x, const HostTensor &weight,
                           const HostTensor &bias) {
  int64_t columns = weight.dim(0), depth = weight.dim(1);
  int64_t rows = product(x.shape().drop_back());
  std::vector<T> xs = loadAll<T>(x), results(rows * columns);
  std::vector<T> bs = bias ? loadAll<T>(bias) : std::vector<T>(columns, T(0));
  // Weights are the large operand: read once, a row at a time.
  llvm::parallelFor(0, columns, [&](size_t column) {
    std::vector<T> weights(depth);
    load(weight, column * depth, MutableArrayRef<T>(weights));
    for (int64_t row = 0; row < rows; ++row)
      results[row * columns + column] =
          add(bs[column],
              dotProduct(xs.data() + row * depth, weights.data(), depth));
  });
  llvm::SmallVector<int64_t> shape(x.shape());
  shape.back() = columns;
  return storeAll<T>(results, x.dtype(), shape);
}

HostTensor reference::linear(const HostTensor &x, const HostTensor &weight,
                             const HostTensor &bias) {
  return withNumber(x.dtype(), [&](auto zero) {
    return linearAs<decltype(zero)>(x, weight, bias);
  });
}

template <typename T>
static HostTensor matmulAs(const HostTensor &a, const HostTensor &b) {
  int64_t rows = a.dim(a.rank() - 2), depth = a.shape().back();
  int64_t columns = b.shape().back();
  llvm::SmallVector<int64_t> shape(a.shape());
  shape.back() = columns;
  HostTensor result = HostTensor::zeros(a.dtype(), shape);
  std::vector<T> as = loadAll<T>(a), bs = loadAll<T>(b);
  int64_t batches = product(a.shape().drop_back(2));
  llvm::parallelFor(0, batches * rows, [&](size_t index) {
    int64_t batch = index / rows;
    std::vector<T> row(columns, T(0));
    for (int64_t k = 0; k < depth; ++k) {
      T factor = as[index * depth + k];
      const T *from = bs.data() + (batch * depth + k) * columns;
      for (int64_t i = 0; i < columns; ++i)
        row[i] = add(row[i], multiply(factor, from[i]));
    }
    store(ArrayRef<T>(row), result, index * columns);
  });
  return result;
}

HostTensor reference::matmul(const HostTensor &a, const HostTensor &b) {
  return withNumber(a.dtype(),
                    [&](auto zero) { return matmulAs<decltype(zero)>(a, b); });
}

//===- Reduction.cpp - Many elements to one -------------------------------===//

#include "dialects/Kiln/Interpreter/Reduction.h"

#include "dialects/Kiln/Interpreter/Lines.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include <cmath>
#include <limits>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;
using llvm::SmallVector;

/// The shape with the dimensions removed, or of size 1.
static SmallVector<int64_t>
reducedShape(ArrayRef<int64_t> shape, ArrayRef<int64_t> dims, bool keepDims) {
  SmallVector<int64_t> result;
  for (auto [d, size] : llvm::enumerate(shape)) {
    if (!llvm::is_contained(dims, static_cast<int64_t>(d)))
      result.push_back(size);
    else if (keepDims)
      result.push_back(1);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

template <typename T> static T startOf(Reduction kind) {
  using Limits = std::numeric_limits<T>;
  switch (kind) {
  case Reduction::Prod:
  case Reduction::All:
    return 1;
  case Reduction::Max:
    return Limits::has_infinity ? -Limits::infinity() : Limits::min();
  case Reduction::Min:
    return Limits::has_infinity ? Limits::infinity() : Limits::max();
  default:
    return 0;
  }
}

template <typename T> static T combine(Reduction kind, T total, T value) {
  switch (kind) {
  case Reduction::Sum:
  case Reduction::Mean:
    return add(total, value);
  case Reduction::Prod:
    return multiply(total, value);
  case Reduction::Max:
    return total != total || total > value ? total : value;
  case Reduction::Min:
    return total != total || total < value ? total : value;
  case Reduction::Any:
    return total != 0 || value != 0;
  case Reduction::All:
    return total != 0 && value != 0;
  }
  llvm_unreachable("unknown reduction");
}

/// Combines all elements of `x` into `totals`. `strides` has the step in
/// `totals` for every dimension of `x`: 0 for those that are reduced.
template <typename T>
static void accumulate(Reduction kind, const HostTensor &x,
                       ArrayRef<int64_t> strides, MutableArrayRef<T> totals) {
  int64_t inner = x.rank() ? x.shape().back() : 1;
  int64_t innerStride = x.rank() ? strides.back() : 0;
  int64_t rows = inner ? x.numElements() / inner : 0;
  std::vector<T> row(inner);
  SmallVector<int64_t> position(x.rank(), 0);
  for (int64_t r = 0; r < rows; ++r) {
    int64_t base = 0;
    for (int64_t d = 0; d + 1 < x.rank(); ++d)
      base += position[d] * strides[d];
    load(x, r * inner, MutableArrayRef<T>(row));
    for (int64_t i = 0; i < inner; ++i) {
      T &total = totals[base + i * innerStride];
      total = combine(kind, total, row[i]);
    }
    for (int64_t d = x.rank() - 2; d >= 0; --d) {
      if (++position[d] < x.dim(d))
        break;
      position[d] = 0;
    }
  }
}

template <typename T>
static HostTensor reduceAs(Reduction kind, const HostTensor &x,
                           ArrayRef<int64_t> dims, bool keepDims) {
  SmallVector<int64_t> kept = reducedShape(x.shape(), dims, true);
  SmallVector<int64_t> strides = rowMajorStrides(kept);
  int64_t reduced = 1;
  for (int64_t dim : dims) {
    strides[dim] = 0;
    reduced *= x.dim(dim);
  }
  std::vector<T> totals(product(kept), startOf<T>(kind));
  accumulate<T>(kind, x, strides, totals);
  if (kind == Reduction::Mean)
    for (T &total : totals)
      total /= static_cast<T>(reduced);
  bool isTest = kind == Reduction::Any || kind == Reduction::All;
  return storeAll<T>(totals, isTest ? DType::Bool : x.dtype(),
                     reducedShape(x.shape(), dims, keepDims));
}

HostTensor reference::reduce(Reduction kind, const HostTensor &x,
                             ArrayRef<int64_t> dims, bool keepDims) {
  assert((kind != Reduction::Mean || isFloat(x.dtype())) &&
         "integers have no mean");
  return withNumber(x.dtype(), [&](auto zero) {
    return reduceAs<decltype(zero)>(kind, x, dims, keepDims);
  });
}

//===----------------------------------------------------------------------===//
// Along one dimension
//===----------------------------------------------------------------------===//

/// True if `value` takes the place of the best element so far.
template <typename T> static bool isBetter(T value, T best, bool largest) {
  if (best != best)
    return false;
  return value != value || (largest ? value > best : value < best);
}

static HostTensor argBest(const HostTensor &x, int64_t dim, bool keepDim,
                          bool largest) {
  HostTensor result =
      HostTensor::zeros(DType::I64, reducedShape(x.shape(), {dim}, keepDim));
  if (x.rank() == 0)
    return result;
  int64_t *out = result.mutableData<int64_t>();
  withNumber(x.dtype(), [&](auto zero) {
    forLines<decltype(zero)>(x, dim, [&](const Line &line, auto values) {
      int64_t best = 0;
      for (int64_t i = 1, size = values.size(); i < size; ++i)
        if (isBetter(values[i], values[best], largest))
          best = i;
      out[line.number] = best;
    });
  });
  return result;
}

HostTensor reference::argMax(const HostTensor &x, int64_t dim, bool keepDim) {
  return argBest(x, dim, keepDim, true);
}

HostTensor reference::argMin(const HostTensor &x, int64_t dim, bool keepDim) {
  return argBest(x, dim, keepDim, false);
}

HostTensor reference::cumulativeSum(const HostTensor &x, int64_t dim) {
  if (x.rank() == 0)
    return x;
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return mapLines<T>(x, dim, [](MutableArrayRef<T> values) {
      T total = 0;
      for (T &value : values)
        value = total = add(total, value);
    });
  });
}

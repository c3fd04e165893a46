//===- Normalization.cpp - Statistics taken out of tensors ----------------===//

#include "dialects/Kiln/Interpreter/Normalization.h"

#include "dialects/Kiln/Interpreter/Lines.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include <algorithm>
#include <cmath>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

/// The tensor's elements, or `count` times `value` if there is none.
static std::vector<double> loadOr(const HostTensor &tensor, int64_t count,
                                  double value) {
  return tensor ? loadAll<double>(tensor) : std::vector<double>(count, value);
}

HostTensor reference::batchNorm(const HostTensor &x, const HostTensor &mean,
                                const HostTensor &variance,
                                const HostTensor &weight,
                                const HostTensor &bias, double epsilon) {
  int64_t channels = x.dim(1);
  int64_t inner = product(x.shape().drop_front(2));
  std::vector<double> m = loadAll<double>(mean), v = loadAll<double>(variance);
  std::vector<double> w = loadOr(weight, channels, 1);
  std::vector<double> b = loadOr(bias, channels, 0);
  HostTensor result = HostTensor::zeros(x.dtype(), x.shape());
  std::vector<double> plane(inner);
  for (int64_t i = 0, planes = x.dim(0) * channels; i < planes; ++i) {
    int64_t c = i % channels;
    double scale = w[c] / std::sqrt(v[c] + epsilon);
    load(x, i * inner, MutableArrayRef<double>(plane));
    for (double &value : plane)
      value = (value - m[c]) * scale + b[c];
    store(ArrayRef<double>(plane), result, i * inner);
  }
  return result;
}

/// Subtracts the mean and divides by the deviation.
static void standardize(MutableArrayRef<double> values, double epsilon) {
  double count = static_cast<double>(values.size());
  double mean = 0, variance = 0;
  for (double value : values)
    mean += value / count;
  for (double value : values)
    variance += (value - mean) * (value - mean) / count;
  double scale = 1 / std::sqrt(variance + epsilon);
  for (double &value : values)
    value = (value - mean) * scale;
}

/// Standardizes consecutive runs of `size` elements; `finish(values, run)` then
/// changes each.
template <typename Function>
static HostTensor standardizeRuns(const HostTensor &x, int64_t size,
                                  double epsilon, Function &&finish) {
  HostTensor result = HostTensor::zeros(x.dtype(), x.shape());
  std::vector<double> values(size);
  for (int64_t run = 0, runs = size ? x.numElements() / size : 0; run < runs;
       ++run) {
    load(x, run * size, MutableArrayRef<double>(values));
    standardize(values, epsilon);
    finish(values, run);
    store(ArrayRef<double>(values), result, run * size);
  }
  return result;
}

HostTensor reference::layerNorm(const HostTensor &x, const HostTensor &weight,
                                const HostTensor &bias, int64_t rank,
                                double epsilon) {
  int64_t size = product(x.shape().take_back(rank));
  std::vector<double> w = loadOr(weight, size, 1), b = loadOr(bias, size, 0);
  return standardizeRuns(
      x, size, epsilon, [&](std::vector<double> &values, int64_t) {
        for (auto [value, scale, shift] : llvm::zip(values, w, b))
          value = value * scale + shift;
      });
}

HostTensor reference::groupNorm(const HostTensor &x, const HostTensor &weight,
                                const HostTensor &bias, int64_t groups,
                                double epsilon) {
  int64_t channels = x.dim(1), perGroup = channels / groups;
  int64_t inner = product(x.shape().drop_front(2));
  std::vector<double> w = loadOr(weight, channels, 1);
  std::vector<double> b = loadOr(bias, channels, 0);
  return standardizeRuns(x, perGroup * inner, epsilon,
                         [&](std::vector<double> &values, int64_t run) {
                           int64_t first = run % groups * perGroup;
                           for (auto [i, value] : llvm::enumerate(values)) {
                             int64_t c =
                                 first + static_cast<int64_t>(i) / inner;
                             value = value * w[c] + b[c];
                           }
                         });
}

/// Subtracts the largest value and gives the sum of exponentials.
static double shiftByMax(MutableArrayRef<double> values) {
  double largest = values[0], sum = 0;
  for (double value : values)
    largest = std::max(largest, value);
  for (double &value : values) {
    value -= largest;
    sum += std::exp(value);
  }
  return sum;
}

HostTensor reference::softmax(const HostTensor &x, int64_t dim) {
  if (x.rank() == 0)
    return softmax(x.reshaped({1}), 0).reshaped({});
  return mapLines<double>(x, dim, [](MutableArrayRef<double> values) {
    double sum = shiftByMax(values);
    for (double &value : values)
      value = std::exp(value) / sum;
  });
}

HostTensor reference::logSoftmax(const HostTensor &x, int64_t dim) {
  if (x.rank() == 0)
    return logSoftmax(x.reshaped({1}), 0).reshaped({});
  return mapLines<double>(x, dim, [](MutableArrayRef<double> values) {
    double logarithm = std::log(shiftByMax(values));
    for (double &value : values)
      value -= logarithm;
  });
}

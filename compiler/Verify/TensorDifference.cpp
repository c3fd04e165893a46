//===- TensorDifference.cpp - When two tensors are equal ------------------===//

#include "compiler/Verify/TensorDifference.h"

#include "compiler/Support/Text.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include <cmath>
#include <limits>

using namespace kiln;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

static constexpr double infinity = std::numeric_limits<double>::infinity();

static double largestMagnitude(ArrayRef<double> values) {
  double largest = 0;
  for (double value : values)
    if (std::isfinite(value))
      largest = std::max(largest, std::fabs(value));
  return largest;
}

/// The distance of two elements relative to `scale`.
static double errorOf(double expected, double actual, double scale) {
  if (expected == actual || (std::isnan(expected) && std::isnan(actual)))
    return 0;
  if (!std::isfinite(expected) || !std::isfinite(actual) || scale == 0)
    return infinity;
  return std::fabs(actual - expected) / scale;
}

static TensorDifference compareFloats(const HostTensor &expected,
                                      const HostTensor &actual,
                                      double tolerance) {
  std::vector<double> e = reference::loadAll<double>(expected);
  std::vector<double> a = reference::loadAll<double>(actual);
  double scale = largestMagnitude(e);
  TensorDifference result;
  for (size_t i = 0; i < e.size(); ++i) {
    double error = errorOf(e[i], a[i], scale);
    if (error > result.error) {
      result.error = error;
      result.position = i;
    }
  }
  result.values = result.error > tolerance;
  return result;
}

static TensorDifference compareExactly(const HostTensor &expected,
                                       const HostTensor &actual) {
  TensorDifference result;
  std::vector<int64_t> e = reference::loadAll<int64_t>(expected);
  std::vector<int64_t> a = reference::loadAll<int64_t>(actual);
  auto [first, other] = std::mismatch(e.begin(), e.end(), a.begin());
  if (first == e.end())
    return result;
  result.values = true;
  result.error = infinity;
  result.position = first - e.begin();
  return result;
}

TensorDifference kiln::compareTensors(const HostTensor &expected,
                                      const HostTensor &actual,
                                      double tolerance) {
  TensorDifference result;
  result.kind =
      expected.dtype() != actual.dtype() || expected.shape() != actual.shape();
  if (result.kind)
    return result;
  return isFloat(expected.dtype()) ? compareFloats(expected, actual, tolerance)
                                   : compareExactly(expected, actual);
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static std::string kindText(const HostTensor &tensor) {
  return fmt::format("{} {}", shortName(tensor.dtype()).str(),
                     shapeText(tensor.shape()));
}

static std::string positionText(int64_t position, ArrayRef<int64_t> shape) {
  std::string text = "[";
  llvm::SmallVector<int64_t> strides = reference::rowMajorStrides(shape);
  for (auto [i, stride] : llvm::enumerate(strides))
    text += fmt::format("{}{}", i ? ", " : "", position / stride % shape[i]);
  return text + "]";
}

static std::string elementText(const HostTensor &tensor, int64_t position) {
  return reference::withNumber(tensor.dtype(), [&](auto value) {
    reference::load(tensor, position, MutableArrayRef(&value, 1));
    return fmt::format("{}", value);
  });
}

std::string kiln::describe(const TensorDifference &difference,
                           const HostTensor &expected, const HostTensor &actual,
                           double tolerance) {
  if (difference.kind)
    return fmt::format("expected {}, got {}", kindText(expected),
                       kindText(actual));
  std::string text =
      fmt::format("at {} expected {}, got {}",
                  positionText(difference.position, expected.shape()),
                  elementText(expected, difference.position),
                  elementText(actual, difference.position));
  if (isFloat(expected.dtype()))
    text += fmt::format(" (error {:.2g}, allowed {:.2g})", difference.error,
                        tolerance);
  return text;
}

double kiln::kernelTolerance(DType type) {
  switch (type) {
  case DType::F64:
    return 1e-12;
  case DType::F16:
    return 4e-3;
  case DType::BF16:
    return 3e-2;
  default:
    return isFloat(type) ? 1e-5 : 0;
  }
}

std::optional<int64_t> kiln::findNonFinite(const HostTensor &tensor) {
  if (!isFloat(tensor.dtype()))
    return std::nullopt;
  double values[reference::chunkSize];
  for (int64_t first = 0; first < tensor.numElements();
       first += reference::chunkSize) {
    int64_t size = std::min(reference::chunkSize, tensor.numElements() - first);
    reference::load(tensor, first, MutableArrayRef<double>(values, size));
    for (int64_t i = 0; i < size; ++i)
      if (!std::isfinite(values[i]))
        return first + i;
  }
  return std::nullopt;
}

//===- Pooling.cpp - Windows to one element -------------------------------===//

#include "dialects/Kiln/Interpreter/Pooling.h"

#include "dialects/Kiln/Interpreter/Numbers.h"

#include <algorithm>
#include <limits>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

namespace {

/// What one window covers along one dimension.
struct Extent {
  int64_t begin, end, step; ///< Indices inside the input.
  int64_t padded;           ///< How many there are with padding.
};

/// The window of every output index, for each of three dimensions.
using Extents = std::array<std::vector<Extent>, 3>;

} // namespace

static Extents slidingExtents(const HostTensor &x, const Window &window,
                              const Window::Triple &out) {
  Extents extents;
  Window::Triple in = spatialDims(x.shape());
  for (int d = 0; d < 3; ++d)
    for (int64_t o = 0; o < out[d]; ++o) {
      int64_t step = window.dilation[d];
      int64_t begin = o * window.stride[d] - window.low[d];
      int64_t end = begin + (window.kernel[d] - 1) * step + 1;
      int64_t padded = std::min(end, in[d] + window.high[d]) - begin;
      if (begin < 0)
        begin += (-begin + step - 1) / step * step;
      extents[d].push_back({begin, std::min(end, in[d]), step, padded});
    }
  return extents;
}

static Extents evenExtents(const HostTensor &x, const Window::Triple &out) {
  Extents extents;
  Window::Triple in = spatialDims(x.shape());
  for (int d = 0; d < 3; ++d)
    for (int64_t o = 0; o < out[d]; ++o) {
      int64_t begin = o * in[d] / out[d];
      int64_t end = ((o + 1) * in[d] + out[d] - 1) / out[d];
      extents[d].push_back({begin, end, 1, end - begin});
    }
  return extents;
}

/// Calls `function(value)` for the elements of the plane that a window covers.
template <typename T, typename Function>
static void forWindow(ArrayRef<T> plane, const Window::Triple &in,
                      const Extent &z, const Extent &y, const Extent &x,
                      Function &&function) {
  for (int64_t i = z.begin; i < z.end; i += z.step)
    for (int64_t j = y.begin; j < y.end; j += y.step)
      for (int64_t k = x.begin; k < x.end; k += x.step)
        function(plane[(i * in[1] + j) * in[2] + k]);
}

/// A tensor of `reduceWindow(plane, in, z, y, x)` for all windows.
template <typename T, typename Function>
static HostTensor pool(const HostTensor &x, const Extents &extents,
                       ArrayRef<int64_t> outputShape, Function &&reduceWindow) {
  Window::Triple in = spatialDims(x.shape());
  HostTensor result = HostTensor::zeros(x.dtype(), outputShape);
  std::vector<T> plane(in[0] * in[1] * in[2]), out;
  for (int64_t p = 0, planes = x.dim(0) * x.dim(1); p < planes; ++p) {
    load(x, p * plane.size(), MutableArrayRef<T>(plane));
    out.clear();
    for (const Extent &z : extents[0])
      for (const Extent &y : extents[1])
        for (const Extent &column : extents[2])
          out.push_back(reduceWindow(ArrayRef<T>(plane), in, z, y, column));
    store(ArrayRef<T>(out), result, p * out.size());
  }
  return result;
}

template <typename T>
static T largest(ArrayRef<T> plane, const Window::Triple &in, const Extent &z,
                 const Extent &y, const Extent &x) {
  using Limits = std::numeric_limits<T>;
  T best = Limits::has_infinity ? -Limits::infinity() : Limits::min();
  forWindow(plane, in, z, y, x, [&](T value) {
    if (value > best || value != value)
      best = value;
  });
  return best;
}

template <typename T>
static T sum(ArrayRef<T> plane, const Window::Triple &in, const Extent &z,
             const Extent &y, const Extent &x) {
  T total = 0;
  forWindow(plane, in, z, y, x, [&](T value) { total = add(total, value); });
  return total;
}

static HostTensor maxOver(const HostTensor &x, const Extents &extents,
                          ArrayRef<int64_t> outputShape) {
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return pool<T>(x, extents, outputShape, largest<T>);
  });
}

HostTensor reference::maxPool(const HostTensor &x, const WindowParams &params,
                              ArrayRef<int64_t> outputShape) {
  Window window = makeWindow(params, params.kernel);
  return maxOver(x, slidingExtents(x, window, spatialDims(outputShape)),
                 outputShape);
}

HostTensor reference::adaptiveMaxPool(const HostTensor &x,
                                      ArrayRef<int64_t> outputShape) {
  return maxOver(x, evenExtents(x, spatialDims(outputShape)), outputShape);
}

HostTensor reference::averagePool(const HostTensor &x,
                                  const WindowParams &params,
                                  bool countIncludePad,
                                  std::optional<int64_t> divisor,
                                  ArrayRef<int64_t> outputShape) {
  Window window = makeWindow(params, params.kernel);
  Extents extents = slidingExtents(x, window, spatialDims(outputShape));
  auto count = [&](const Extent &extent) {
    return countIncludePad ? extent.padded : extent.end - extent.begin;
  };
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return pool<T>(x, extents, outputShape,
                   [&](ArrayRef<T> plane, const Window::Triple &in,
                       const Extent &z, const Extent &y, const Extent &column) {
                     int64_t by = divisor ? *divisor
                                          : count(z) * count(y) * count(column);
                     return sum(plane, in, z, y, column) / static_cast<T>(by);
                   });
  });
}

HostTensor reference::adaptiveAveragePool(const HostTensor &x,
                                          ArrayRef<int64_t> outputShape) {
  Extents extents = evenExtents(x, spatialDims(outputShape));
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return pool<T>(x, extents, outputShape,
                   [&](ArrayRef<T> plane, const Window::Triple &in,
                       const Extent &z, const Extent &y, const Extent &column) {
                     int64_t by = z.padded * y.padded * column.padded;
                     return sum(plane, in, z, y, column) / static_cast<T>(by);
                   });
  });
}

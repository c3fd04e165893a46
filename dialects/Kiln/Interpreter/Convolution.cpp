//===- Convolution.cpp - Convolutions in 1 to 3 dimensions ----------------===//
//
// Both kinds compute one row of the output at a time in a buffer of wide
// numbers, with the innermost loop along the row, so that networks of everyday
// size take seconds.
//
//===----------------------------------------------------------------------===//

#include "dialects/Kiln/Interpreter/Convolution.h"

#include "dialects/Kiln/Interpreter/Numbers.h"

#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Parallel.h"

#include <algorithm>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

namespace {

/// Indices [begin, end).
struct Range {
  int64_t begin, end;
};

/// What both kinds share: operands as numbers, dimensions, one row at a time.
template <typename T> class Rows {
public:
  Rows(const HostTensor &x, const HostTensor &weight, const HostTensor &bias,
       const WindowParams &params, int64_t groups, int64_t outputs)
      : window(makeWindow(params, weight.shape().drop_front(2))),
        in(spatialDims(x.shape())), groups(groups), channels(x.dim(1)),
        outputs(outputs), xs(loadAll<T>(x)), ws(loadAll<T>(weight)),
        bs(bias ? loadAll<T>(bias) : std::vector<T>(outputs, T(0))) {}

  virtual ~Rows() = default;

  /// All of the output.
  HostTensor run(DType type, ArrayRef<int64_t> shape) {
    out = spatialDims(shape);
    HostTensor result = HostTensor::zeros(type, shape);
    int64_t rows = out[0] * out[1];
    llvm::parallelFor(0, shape[0] * outputs, [&](size_t plane) {
      int64_t n = plane / outputs, o = plane % outputs;
      std::vector<T> row(out[2]);
      for (int64_t r = 0; r < rows; ++r) {
        std::fill(row.begin(), row.end(), bs[o]);
        computeRow(n, o, r / out[1], r % out[1], row);
        store(ArrayRef<T>(row), result, (plane * rows + r) * out[2]);
      }
    });
    return result;
  }

protected:
  /// Adds all products to the row (z, y) of output plane `o` of picture `n`.
  virtual void computeRow(int64_t n, int64_t o, int64_t z, int64_t y,
                          MutableArrayRef<T> row) const = 0;

  const T *inputRow(int64_t n, int64_t c, int64_t z, int64_t y) const {
    return xs.data() + (((n * channels + c) * in[0] + z) * in[1] + y) * in[2];
  }

  /// The weights along the last kernel dimension.
  const T *weightRow(int64_t first, int64_t second, int64_t seconds, int64_t z,
                     int64_t y) const {
    const Window::Triple &k = window.kernel;
    return ws.data() +
           (((first * seconds + second) * k[0] + z) * k[1] + y) * k[2];
  }

  Window window;
  Window::Triple in, out;
  int64_t groups, channels, outputs;
  std::vector<T> xs, ws, bs;
};

template <typename T> class Forward : public Rows<T> {
public:
  using Rows<T>::Rows;

private:
  void computeRow(int64_t n, int64_t o, int64_t z, int64_t y,
                  MutableArrayRef<T> row) const override {
    const Window &window = this->window;
    int64_t perGroup = this->channels / this->groups;
    int64_t firstChannel = o / (this->outputs / this->groups) * perGroup;
    for (int64_t c = 0; c < perGroup; ++c)
      for (int64_t kz = 0; kz < window.kernel[0]; ++kz)
        for (int64_t ky = 0; ky < window.kernel[1]; ++ky) {
          int64_t iz = inputIndex(z, kz, 0), iy = inputIndex(y, ky, 1);
          if (iz < 0 || iz >= this->in[0] || iy < 0 || iy >= this->in[1])
            continue;
          addRow(this->inputRow(n, firstChannel + c, iz, iy),
                 this->weightRow(o, c, perGroup, kz, ky), row);
        }
  }

  int64_t inputIndex(int64_t out, int64_t k, int d) const {
    const Window &window = this->window;
    return out * window.stride[d] - window.low[d] + k * window.dilation[d];
  }

  void addRow(const T *input, const T *weights, MutableArrayRef<T> row) const {
    int64_t stride = this->window.stride[2];
    for (int64_t k = 0; k < this->window.kernel[2]; ++k) {
      Range range = columnsInside(k, row.size());
      int64_t first = inputIndex(0, k, 2);
      T weight = weights[k];
      if (stride == 1)
        for (int64_t i = range.begin; i < range.end; ++i)
          row[i] = add(row[i], multiply(weight, input[first + i]));
      else
        for (int64_t i = range.begin; i < range.end; ++i)
          row[i] = add(row[i], multiply(weight, input[first + i * stride]));
    }
  }

  /// The output columns whose input column for tap `k` exists.
  Range columnsInside(int64_t k, int64_t columns) const {
    int64_t offset = inputIndex(0, k, 2), stride = this->window.stride[2];
    int64_t begin =
        std::max<int64_t>(0, llvm::divideCeilSigned(-offset, stride));
    int64_t end =
        std::min(columns, llvm::divideCeilSigned(this->in[2] - offset, stride));
    return {begin, end};
  }
};

template <typename T> class Transposed : public Rows<T> {
public:
  using Rows<T>::Rows;

private:
  void computeRow(int64_t n, int64_t o, int64_t z, int64_t y,
                  MutableArrayRef<T> row) const override {
    const Window &window = this->window;
    int64_t perGroup = this->channels / this->groups;
    int64_t outputsPerGroup = this->outputs / this->groups;
    int64_t firstChannel = o / outputsPerGroup * perGroup;
    for (int64_t c = firstChannel; c < firstChannel + perGroup; ++c)
      for (int64_t kz = 0; kz < window.kernel[0]; ++kz)
        for (int64_t ky = 0; ky < window.kernel[1]; ++ky) {
          int64_t iz = inputIndex(z, kz, 0), iy = inputIndex(y, ky, 1);
          if (iz >= 0 && iy >= 0)
            addRow(this->inputRow(n, c, iz, iy),
                   this->weightRow(c, o % outputsPerGroup, outputsPerGroup, kz,
                                   ky),
                   row);
        }
  }

  /// The input index that tap `k` carries to `out`, or -1.
  int64_t inputIndex(int64_t out, int64_t k, int d) const {
    const Window &window = this->window;
    int64_t scaled = out + window.low[d] - k * window.dilation[d];
    if (scaled < 0 || scaled % window.stride[d] != 0)
      return -1;
    int64_t index = scaled / window.stride[d];
    return index < this->in[d] ? index : -1;
  }

  void addRow(const T *input, const T *weights, MutableArrayRef<T> row) const {
    const Window &window = this->window;
    int64_t columns = row.size();
    for (int64_t k = 0; k < window.kernel[2]; ++k)
      for (int64_t i = 0; i < this->in[2]; ++i) {
        int64_t column =
            i * window.stride[2] - window.low[2] + k * window.dilation[2];
        if (column >= 0 && column < columns)
          row[column] = add(row[column], multiply(weights[k], input[i]));
      }
  }
};

} // namespace

/// Positions of a window along one dimension.
static int64_t positions(int64_t size, const Window &window, int d) {
  int64_t reach = window.dilation[d] * (window.kernel[d] - 1) + 1;
  return (size + window.low[d] + window.high[d] - reach) / window.stride[d] + 1;
}

HostTensor reference::convolution(const HostTensor &x, const HostTensor &weight,
                                  const HostTensor &bias,
                                  const WindowParams &params, int64_t groups) {
  Window window = makeWindow(params, weight.shape().drop_front(2));
  llvm::SmallVector<int64_t> shape{x.dim(0), weight.dim(0)};
  int first = 5 - static_cast<int>(x.rank());
  for (int d = first; d < 3; ++d)
    shape.push_back(positions(x.dim(d - first + 2), window, d));
  return withNumber(x.dtype(), [&](auto zero) {
    return Forward<decltype(zero)>(x, weight, bias, params, groups, shape[1])
        .run(x.dtype(), shape);
  });
}

HostTensor reference::transposedConvolution(
    const HostTensor &x, const HostTensor &weight, const HostTensor &bias,
    const WindowParams &params, int64_t groups, ArrayRef<int64_t> outputShape) {
  return withNumber(x.dtype(), [&](auto zero) {
    return Transposed<decltype(zero)>(x, weight, bias, params, groups,
                                      outputShape[1])
        .run(x.dtype(), outputShape);
  });
}

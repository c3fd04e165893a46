//===- Reference.cpp ------------------------------------------------------===//

#include "Reference.h"

#include <cmath>
#include <limits>
#include <random>

using namespace kiln::contraction;

namespace kiln::test {

std::vector<float> randomValues(int64_t count, uint32_t seed) {
  std::minstd_rand generator(seed + 1);
  std::vector<float> values(count);
  for (float &value : values)
    value = static_cast<float>(generator() % 2001) / 1000.0f - 1.0f;
  return values;
}

int64_t elementOf(const Activation &a, int64_t n, int64_t c, int64_t y,
                  int64_t x) {
  int64_t plane = a.blocked ? c / kBlock : c;
  int64_t lane = a.blocked ? c % kBlock : 0;
  return n * a.batchStride() + plane * a.planeStride() + a.origin() +
         y * a.rowStride() + x * a.pixelStride() + lane;
}

/// One output element of the convolution.
static double convElement(const ConvProblem &p, const std::vector<float> &input,
                          const std::vector<float> &weights, int64_t n,
                          int64_t o, int64_t y, int64_t x) {
  const Window &w = p.window;
  int64_t group = o / p.groupOutputs();
  double sum = 0;
  for (int64_t c = 0; c < p.groupInputs(); ++c)
    for (int64_t ky = 0; ky < w.kernelH; ++ky)
      for (int64_t kx = 0; kx < w.kernelW; ++kx) {
        int64_t iy = y * w.strideH - w.padTop + ky * w.dilationH;
        int64_t ix = x * w.strideW - w.padLeft + kx * w.dilationW;
        if (iy < 0 || ix < 0 || iy >= p.input.height || ix >= p.input.width)
          continue;
        int64_t channel = group * p.groupInputs() + c;
        int64_t at = ((n * p.input.channels + channel) * p.input.height + iy) *
                         p.input.width +
                     ix;
        int64_t tap =
            ((o * p.groupInputs() + c) * w.kernelH + ky) * w.kernelW + kx;
        sum += static_cast<double>(input[at]) * weights[tap];
      }
  return sum;
}

static float poolElement(const ConvProblem &p, const float *plane, int64_t y,
                         int64_t x) {
  const Window &w = p.pool->window;
  bool max = p.pool->kind == PoolTail::Max;
  double result = max ? -std::numeric_limits<double>::infinity() : 0;
  for (int64_t ky = 0; ky < w.kernelH; ++ky)
    for (int64_t kx = 0; kx < w.kernelW; ++kx) {
      int64_t cy = y * w.strideH - w.padTop + ky;
      int64_t cx = x * w.strideW - w.padLeft + kx;
      if (cy < 0 || cx < 0 || cy >= p.outHeight || cx >= p.outWidth)
        continue;
      double value = plane[cy * p.outWidth + cx];
      result = max ? std::max(result, value) : result + value;
    }
  return static_cast<float>(max ? result : result / (w.kernelH * w.kernelW));
}

std::vector<float> referenceConv(const ConvProblem &p,
                                 const std::vector<float> &input,
                                 const std::vector<float> &weights,
                                 const std::vector<float> &bias) {
  std::vector<float> conv;
  for (int64_t n = 0; n < p.input.batch; ++n)
    for (int64_t o = 0; o < p.outChannels; ++o)
      for (int64_t y = 0; y < p.outHeight; ++y)
        for (int64_t x = 0; x < p.outWidth; ++x)
          conv.push_back(std::max(
              0.0f, static_cast<float>(
                        convElement(p, input, weights, n, o, y, x) + bias[o])));
  if (!p.pool)
    return conv;
  std::vector<float> pooled;
  for (int64_t plane = 0; plane < p.input.batch * p.outChannels; ++plane)
    for (int64_t y = 0; y < p.pool->height; ++y)
      for (int64_t x = 0; x < p.pool->width; ++x)
        pooled.push_back(poolElement(
            p, conv.data() + plane * p.outHeight * p.outWidth, y, x));
  return pooled;
}

ConvProblem makeProblem(const ConvShape &s, int64_t inputHalo,
                        int64_t outputHalo) {
  ConvProblem p;
  p.input = {s.batch, s.channels, s.height, s.width, true, {}};
  p.input.halo = {inputHalo, inputHalo, inputHalo, inputHalo};
  p.groups = s.groups;
  p.window = {s.kernel,   s.kernel,   s.stride, s.stride,
              s.dilation, s.dilation, s.pad,    s.pad};
  p.outChannels = s.outputs;
  p.outHeight = (s.height + 2 * s.pad - p.window.spanH()) / s.stride + 1;
  p.outWidth = (s.width + 2 * s.pad - p.window.spanW()) / s.stride + 1;
  p.output = {s.batch, s.outputs, p.outHeight, p.outWidth, true, {}};
  p.output.halo = {outputHalo, outputHalo, outputHalo, outputHalo};
  return p;
}

void addPool(ConvProblem &p, PoolTail::Kind kind, int64_t kernel,
             int64_t stride, int64_t pad) {
  PoolTail pool;
  pool.kind = kind;
  pool.window = {kernel, kernel, stride, stride, 1, 1, pad, pad};
  pool.height = (p.outHeight + 2 * pad - kernel) / stride + 1;
  pool.width = (p.outWidth + 2 * pad - kernel) / stride + 1;
  p.pool = pool;
  p.output.height = pool.height;
  p.output.width = pool.width;
}

} // namespace kiln::test

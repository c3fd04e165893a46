//===- Resize.cpp - Pillow's antialiased bilinear resize --------*- C++ -*-===//
//
// Networks are trained on pictures resized by Pillow, and see a difference. So
// this does what it does: a triangle filter as wide as the scale, horizontally
// and then vertically, with coefficients of 22 fractional bits and rounding to
// eight bits between the passes.
//
//===----------------------------------------------------------------------===//

#include "runtime/Program/Resize.h"

#include <math.h>
#include <string.h>

using namespace kiln::runtime;

namespace {

constexpr int precision = 32 - 8 - 2;

/// For each place of the output: which places of the input, how much of each.
struct Filter {
  struct Span {
    int first, count;
  };
  int taps = 0; ///< coefficients reserved for each place
  Bytes spans, coefficients;

  bool build(int from, int to);
};

double triangle(double x) {
  x = fabs(x);
  return x < 1.0 ? 1.0 - x : 0.0;
}

int toFixedPoint(double value) {
  value *= 1 << precision;
  return value < 0 ? int(-0.5 + value) : int(0.5 + value);
}

/// One place's coefficients, normalised to sum 1.
Filter::Span fillSpan(int from, double center, double width, double *weights) {
  int first = int(center - width + 0.5), last = int(center + width + 0.5);
  first = first < 0 ? 0 : first;
  last = last > from ? from : last;
  double sum = 0, inverse = 1.0 / width;
  for (int i = first; i < last; ++i) {
    weights[i - first] = triangle((i - center + 0.5) * inverse);
    sum += weights[i - first];
  }
  for (int i = 0; i < last - first; ++i)
    if (sum != 0)
      weights[i] /= sum;
  return {first, last - first};
}

} // namespace

bool Filter::build(int from, int to) {
  double scale = double(from) / to, width = scale < 1.0 ? 1.0 : scale;
  taps = int(ceil(width)) * 2 + 1;
  Bytes weights;
  if (!spans.allocate(sizeof(Span) * to) ||
      !coefficients.allocate(sizeof(int) * taps * size_t(to)) ||
      !weights.allocate(sizeof(double) * taps))
    return false;
  for (int i = 0; i < to; ++i) {
    Span span = fillSpan(from, (i + 0.5) * scale, width, weights.as<double>());
    spans.as<Span>()[i] = span;
    for (int t = 0; t < span.count; ++t)
      coefficients.as<int>()[size_t(i) * taps + t] =
          toFixedPoint(weights.as<double>()[t]);
  }
  return true;
}

/// Sums `count` bytes that lie `stride` apart.
static uint8_t weigh(const uint8_t *bytes, size_t stride,
                     const int *coefficients, int count) {
  int sum = 1 << (precision - 1);
  for (int t = 0; t < count; ++t)
    sum += bytes[t * stride] * coefficients[t];
  sum >>= precision;
  return sum < 0 ? 0 : sum > 255 ? 255 : uint8_t(sum);
}

static void resizeRows(const Picture &from, const Filter &filter, Picture &to) {
  size_t channels = from.channels;
  for (int y = 0; y < to.height; ++y) {
    const uint8_t *row = from.pixels.as<uint8_t>() + y * from.rowBytes();
    uint8_t *out = to.pixels.as<uint8_t>() + y * to.rowBytes();
    for (int x = 0; x < to.width; ++x) {
      Filter::Span span = filter.spans.as<Filter::Span>()[x];
      const int *k = filter.coefficients.as<int>() + size_t(x) * filter.taps;
      for (size_t c = 0; c < channels; ++c)
        *out++ =
            weigh(row + span.first * channels + c, channels, k, span.count);
    }
  }
}

static void resizeColumns(const Picture &from, const Filter &filter,
                          Picture &to) {
  for (int y = 0; y < to.height; ++y) {
    Filter::Span span = filter.spans.as<Filter::Span>()[y];
    const int *k = filter.coefficients.as<int>() + size_t(y) * filter.taps;
    const uint8_t *rows =
        from.pixels.as<uint8_t>() + span.first * from.rowBytes();
    uint8_t *out = to.pixels.as<uint8_t>() + y * to.rowBytes();
    for (size_t x = 0; x < to.rowBytes(); ++x)
      out[x] = weigh(rows + x, from.rowBytes(), k, span.count);
  }
}

static bool allocate(Picture &picture, int width, int height, int channels) {
  picture.width = width;
  picture.height = height;
  picture.channels = channels;
  return picture.pixels.allocate(picture.rowBytes() * height);
}

bool kiln::runtime::resize(const Picture &from, int width, int height,
                           Picture &to) {
  Picture narrow;
  const Picture *wide = &from;
  if (width != from.width) {
    Filter filter;
    Picture &result = height == from.height ? to : narrow;
    if (!filter.build(from.width, width) ||
        !allocate(result, width, from.height, from.channels))
      return false;
    resizeRows(from, filter, result);
    if (height == from.height)
      return true;
    wide = &narrow;
  }
  if (!allocate(to, width, height, from.channels))
    return false;
  if (height == from.height) {
    memcpy(to.pixels.as<uint8_t>(), from.pixels.as<uint8_t>(),
           from.pixels.size());
    return true;
  }
  Filter filter;
  if (!filter.build(from.height, height))
    return false;
  resizeColumns(*wide, filter, to);
  return true;
}

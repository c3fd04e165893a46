//===- Problem.h - What a contraction kernel computes -----------*- C++ -*-===//
//
// Plain descriptions of convolutions and linear layers as code generation sees
// them: extents, windows and the layout of the activations. How it is computed
// is in Schedule.h.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_PROBLEM_H
#define KILN_CODEGEN_CPU_CONTRACTION_PROBLEM_H

#include "codegen/CPU/Contraction/VectorTarget.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace kiln::contraction {

/// Rows and columns of zeros stored around each plane.
struct Halo {
  int64_t top = 0, left = 0, bottom = 0, right = 0;
  bool empty() const { return !(top | left | bottom | right); }
};

/// How an activation [N, C, H, W] lies in memory: plain NCHW, or in blocks of
/// channels [N][ceil(C/16)][top+H+bottom][left+W+right][16]. Where N is known
/// only when the kernel runs, `batch` is 1.
struct Activation {
  int64_t batch = 1, channels = 1, height = 1, width = 1;
  bool blocked = true;
  Halo halo;

  int64_t pixelStride() const { return blocked ? kBlock : 1; }
  int64_t paddedWidth() const { return halo.left + width + halo.right; }
  int64_t paddedHeight() const { return halo.top + height + halo.bottom; }
  int64_t rowStride() const { return paddedWidth() * pixelStride(); }
  /// From one channel (plain) or block of channels to the next.
  int64_t planeStride() const { return paddedHeight() * rowStride(); }
  int64_t planes() const {
    return blocked ? (channels + kBlock - 1) / kBlock : channels;
  }
  int64_t batchStride() const { return planes() * planeStride(); }
  int64_t numElements() const { return batch * batchStride(); }
  /// The first element inside the halo.
  int64_t origin() const {
    return halo.top * rowStride() + halo.left * pixelStride();
  }
};

/// A window that slides over rows and columns.
struct Window {
  int64_t kernelH = 1, kernelW = 1;
  int64_t strideH = 1, strideW = 1;
  int64_t dilationH = 1, dilationW = 1;
  int64_t padTop = 0, padLeft = 0;

  /// Rows and columns that one window spans.
  int64_t spanH() const { return (kernelH - 1) * dilationH + 1; }
  int64_t spanW() const { return (kernelW - 1) * dilationW + 1; }
  /// Input rows and columns that `count` windows span.
  int64_t rowsFor(int64_t count) const {
    return (count - 1) * strideH + spanH();
  }
  int64_t columnsFor(int64_t count) const {
    return (count - 1) * strideW + spanW();
  }
};

/// A pooling that follows a convolution inside its kernel. Positions outside
/// of the convolution's result do not take part.
struct PoolTail {
  enum Kind { Max, Average };
  Kind kind = Max;
  /// Dilation is 1.
  Window window;
  /// Extents of the pooled result.
  int64_t height = 1, width = 1;
};

struct ConvProblem {
  /// What is read and what the convolution itself gives (before pooling).
  Activation input;
  int64_t outChannels = 1, outHeight = 1, outWidth = 1;
  int64_t groups = 1;
  Window window;
  std::optional<PoolTail> pool;
  /// The layout of the result; its extents are those after pooling.
  Activation output;

  int64_t groupInputs() const { return input.channels / groups; }
  int64_t groupOutputs() const { return outChannels / groups; }
  /// Terms in the sum of one output element.
  int64_t depth() const {
    return groupInputs() * window.kernelH * window.kernelW;
  }
  double flops() const {
    return 2.0 * input.batch * outChannels * outHeight * outWidth * depth();
  }
  /// Whether the stored halo of the input covers all that the windows read.
  bool haloCoversPadding() const;
};

/// y[M, N] = x[M, K] * W[N, K]^T, activations row-major.
struct LinearProblem {
  int64_t rows = 1, outputs = 1, depth = 1;
  /// The number of rows is known when the kernel runs.
  bool openRows = false;
  double flops() const { return 2.0 * rows * outputs * depth; }
};

inline bool ConvProblem::haloCoversPadding() const {
  int64_t bottom = window.rowsFor(outHeight) - window.padTop - input.height;
  int64_t right = window.columnsFor(outWidth) - window.padLeft - input.width;
  return input.halo.top >= window.padTop && input.halo.left >= window.padLeft &&
         input.halo.bottom >= bottom && input.halo.right >= right;
}

} // namespace kiln::contraction

#endif

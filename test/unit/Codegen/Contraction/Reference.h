//===- Reference.h - Convolutions in plain loops ----------------*- C++ -*-===//

#ifndef KILN_TEST_CONTRACTION_REFERENCE_H
#define KILN_TEST_CONTRACTION_REFERENCE_H

#include "codegen/CPU/Contraction/Problem.h"

#include <cstdint>
#include <vector>

namespace kiln::test {

/// Small reproducible values.
std::vector<float> randomValues(int64_t count, uint32_t seed);

/// conv + bias + ReLU + pooling of plain NCHW tensors, summed in double.
std::vector<float> referenceConv(const contraction::ConvProblem &problem,
                                 const std::vector<float> &input,
                                 const std::vector<float> &weights,
                                 const std::vector<float> &bias);

/// Element (n, c, y, x) of an activation in memory.
int64_t elementOf(const contraction::Activation &activation, int64_t n,
                  int64_t c, int64_t y, int64_t x);

/// Extents of a square convolution for tests and benchmarks.
struct ConvShape {
  int64_t batch = 1, channels, outputs, height, width, kernel = 3, stride = 1,
          pad = 1, dilation = 1, groups = 1;
};

/// A problem on blocked activations with the halo that `inputHalo` and
/// `outputHalo` ask for on every side.
contraction::ConvProblem makeProblem(const ConvShape &shape, int64_t inputHalo,
                                     int64_t outputHalo);

/// Adds a pooling tail and adapts the output.
void addPool(contraction::ConvProblem &problem,
             contraction::PoolTail::Kind kind, int64_t kernel, int64_t stride,
             int64_t pad);

} // namespace kiln::test

#endif

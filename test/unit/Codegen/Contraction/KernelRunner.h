//===- KernelRunner.h - One kernel, its data and its reference --*- C++ -*-===//

#ifndef KILN_TEST_CONTRACTION_KERNELRUNNER_H
#define KILN_TEST_CONTRACTION_KERNELRUNNER_H

#include "KernelJit.h"
#include "Reference.h"

namespace kiln::test {

/// A compiled convolution with bias and ReLU as its epilogue.
class ConvKernel {
public:
  ConvKernel(const Level &level, const contraction::ConvProblem &problem,
             const contraction::ConvSchedule &schedule);

  /// Runs the work items [begin, end) on the operands.
  void run(int64_t begin, int64_t end) const;
  void run() const { run(0, items); }

  /// The largest difference from the reference relative to its largest value;
  /// infinity if the halo of the output is not zero.
  double error() const;

  int64_t workItems() const { return items; }
  const KernelJit &code() const { return *jit; }
  const contraction::ConvProblem &problem() const { return p; }

private:
  contraction::ConvProblem p;
  int64_t items;
  std::vector<float> plainInput, plainWeights, plainBias;
  std::unique_ptr<GuardedBuffer> input, weights, bias, output, scratch;
  std::unique_ptr<KernelJit> jit;
};

/// A compiled linear layer with bias. Where rows are open there are
/// `problem.rows` of them when it runs.
class LinearKernel {
public:
  LinearKernel(const Level &level, const contraction::LinearProblem &problem,
               bool descending = false);
  void run(int64_t begin, int64_t end) const;
  void run() const { run(0, items); }
  double error() const;
  int64_t workItems() const { return items; }
  const KernelJit &code() const { return *jit; }

private:
  contraction::LinearProblem p;
  int64_t items;
  std::vector<float> plainWeights;
  std::unique_ptr<GuardedBuffer> input, weights, bias, output;
  std::unique_ptr<KernelJit> jit;
};

} // namespace kiln::test

#endif

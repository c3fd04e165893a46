//===- TensorDifference.h - When two tensors are equal ----------*- C++ -*-===//
//
// One definition of "equal" for tests, `kiln verify` and every table:
// max |actual - expected| <= tolerance * max |expected|, NaN where NaN is
// expected, infinities, integers and booleans exactly, shapes and element types
// exactly.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_VERIFY_TENSORDIFFERENCE_H
#define KILN_VERIFY_TENSORDIFFERENCE_H

#include "compiler/Support/HostTensor.h"

#include <string>

namespace kiln {

struct TensorDifference {
  /// Shapes or element types differ; nothing else was looked at.
  bool kind = false;
  /// The worst element lies outside the tolerance.
  bool values = false;
  /// max |actual - expected| / max |expected|; infinite where NaN, infinities,
  /// integers or booleans differ, or where anything differs from all zeros.
  double error = 0;
  /// Row-major position of the worst element.
  int64_t position = 0;

  explicit operator bool() const { return kind || values; }
};

/// `tolerance` has no meaning for integers and booleans.
TensorDifference compareTensors(const HostTensor &expected,
                                const HostTensor &actual, double tolerance);

/// "expected f32 1x3, got f32 3" or "at [0, 2] expected 1.5, got nan (error
/// inf, allowed 1e-05)".
std::string describe(const TensorDifference &difference,
                     const HostTensor &expected, const HostTensor &actual,
                     double tolerance);

/// What one kernel may lose: f32 1e-5, f64 1e-12, f16 4e-3, bf16 3e-2.
double kernelTolerance(DType type);

/// The position of the first NaN or infinity, if there is one.
std::optional<int64_t> findNonFinite(const HostTensor &tensor);

} // namespace kiln

#endif

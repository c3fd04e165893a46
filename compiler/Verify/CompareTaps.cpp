//===- CompareTaps.cpp - Compiled results against the reference -----------===//

#include "compiler/Verify/CompareTaps.h"

#include "compiler/Verify/TensorDifference.h"

#include "mlir/IR/Diagnostics.h"

using namespace kiln;

double kiln::toleranceOf(const Tap &tap, const TapOptions &options) {
  double before = static_cast<double>(std::max<int64_t>(tap.depth - 1, 0));
  return kernelTolerance(tap.expected.dtype()) * options.scale *
         (1 + options.growth * before);
}

/// "layer 'conv1' (kernel 'conv_relu_0')"
static std::string nameOf(const Tap &tap) {
  if (tap.layer.empty())
    return fmt::format("kernel '{}'", tap.kernel);
  return fmt::format("layer '{}' (kernel '{}')", tap.layer, tap.kernel);
}

static void reportDifference(const Tap &tap, const TensorDifference &difference,
                             double tolerance) {
  mlir::InFlightDiagnostic error = mlir::emitError(tap.location);
  error << nameOf(tap) << " differs from the reference: "
        << describe(difference, tap.expected, tap.actual, tolerance);
  if (findNonFinite(tap.actual) && !findNonFinite(tap.expected))
    error.attachNote() << "NaN or infinity appears here first";
}

/// Remembers the first tap with NaN or infinity and warns if the model itself
/// gives them.
static void noteNonFinite(size_t index, const Tap &tap, TapReport &report) {
  if (report.firstNonFinite)
    return;
  bool expected = findNonFinite(tap.expected).has_value();
  if (!expected && !findNonFinite(tap.actual))
    return;
  report.firstNonFinite = index;
  if (expected)
    mlir::emitWarning(tap.location)
        << nameOf(tap) << " gives NaN or infinity, in the reference too";
}

bool kiln::anyTapDiffers(llvm::ArrayRef<Tap> taps, const TapOptions &options) {
  return llvm::any_of(taps, [&](const Tap &tap) {
    return bool(
        compareTensors(tap.expected, tap.actual, toleranceOf(tap, options)));
  });
}

TapReport kiln::compareTaps(llvm::ArrayRef<Tap> taps,
                            const TapOptions &options) {
  TapReport report;
  for (auto [i, tap] : llvm::enumerate(taps)) {
    double tolerance = toleranceOf(tap, options);
    TensorDifference difference =
        compareTensors(tap.expected, tap.actual, tolerance);
    noteNonFinite(i, tap, report);
    report.worstError = std::max(report.worstError, difference.error);
    if (tolerance > 0)
      report.worstShare =
          std::max(report.worstShare, difference.error / tolerance);
    if (!difference)
      continue;
    report.firstDifference = i;
    reportDifference(tap, difference, tolerance);
    break;
  }
  return report;
}

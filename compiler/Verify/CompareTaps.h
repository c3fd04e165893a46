//===- CompareTaps.h - Compiled results against the reference ---*- C++ -*-===//
//
// The core of `kiln verify`: intermediate results of a compiled program beside
// those of the reference interpreter, in the order in which they are computed.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_VERIFY_COMPARETAPS_H
#define KILN_VERIFY_COMPARETAPS_H

#include "compiler/Support/HostTensor.h"

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <optional>
#include <string>
#include <vector>

namespace kiln {

/// One value that both sides have computed.
struct Tap {
  std::string kernel; ///< The kernel that computed it.
  std::string layer;  ///< The layer's name in the user's model, may be empty.
  mlir::Location location;
  HostTensor expected;
  HostTensor actual;
  /// How many kernels lie on the longest way from an input to this value, this
  /// one included.
  int64_t depth = 1;
};

struct TapOptions {
  /// Multiplies `kernelTolerance`.
  double scale = 1;
  /// Rounding adds up along the network: the tolerance of a value is that of
  /// one kernel times 1 + growth * (depth - 1).
  double growth = 0.25;
};

struct TapReport {
  /// Index of the first tap that differs.
  std::optional<size_t> firstDifference;
  /// Index of the first tap that holds NaN or infinity, on either side.
  std::optional<size_t> firstNonFinite;
  /// The largest error among the taps up to the first difference, with its
  /// share of the tolerance.
  double worstError = 0;
  double worstShare = 0;

  bool passed() const { return !firstDifference; }
};

/// What a tap may differ by.
double toleranceOf(const Tap &tap, const TapOptions &options);

/// Whether any tap differs; says nothing.
bool anyTapDiffers(llvm::ArrayRef<Tap> taps, const TapOptions &options);

/// Emits an error at the location of the first tap that differs, saying how,
/// and a warning where the model itself first gives NaN or infinity.
TapReport compareTaps(llvm::ArrayRef<Tap> taps, const TapOptions &options = {});

} // namespace kiln

#endif

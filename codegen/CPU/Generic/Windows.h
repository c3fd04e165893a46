//===- Windows.h - Loops over sliding windows -------------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_GENERIC_WINDOWS_H
#define KILN_CODEGEN_CPU_GENERIC_WINDOWS_H

#include "codegen/CPU/Generic/ValueEmitter.h"

namespace kiln::generic {

/// What one window reads along one dimension: taps [begin, end) of which tap k
/// lies at origin + k * dilation.
struct WindowDim {
  Coord origin;
  Offset begin, end;
  int64_t dilation = 1;

  Coord at(Loops &l, Offset tap) const {
    return {l.add(origin.base, l.scale(tap, dilation)), origin.step};
  }
  Offset count(Loops &l) const { return l.sub(end, begin); }
};

/// How windows slide along one dimension.
struct WindowSpec {
  int64_t kernel, stride, dilation, low, high;
  int64_t size;    ///< of the input
  int64_t outputs; ///< of the result

  /// Whether no window reads outside of the input.
  bool staysInside() const {
    return low <= 0 &&
           (outputs - 1) * stride - low + (kernel - 1) * dilation < size;
  }
};

/// The specifications of all spatial dimensions of [N, C, spatial...] tensors;
/// lists of attributes may be empty where 1 (padding: 0) is meant.
llvm::SmallVector<WindowSpec, 3>
windowSpecs(llvm::ArrayRef<int64_t> input, llvm::ArrayRef<int64_t> output,
            llvm::ArrayRef<int64_t> kernel, llvm::ArrayRef<int64_t> stride,
            llvm::ArrayRef<int64_t> dilation, llvm::ArrayRef<int64_t> padding);

/// The window of one output coordinate. With `inside` it is known to lie in
/// the input, otherwise its taps are limited to those that do; then lanes must
/// not step along the dimension.
WindowDim windowAt(Loops &l, const WindowSpec &spec, const Coord &output,
                   bool inside);

/// Whether the windows of all lanes lie inside; null if they always do.
Value windowsInside(Loops &l, llvm::ArrayRef<WindowSpec> specs,
                    llvm::ArrayRef<Coord> outputs, Lanes lanes);

/// Whether lanes step along a dimension whose windows may leave the input.
bool lanesMayLeave(llvm::ArrayRef<WindowSpec> specs,
                   llvm::ArrayRef<Coord> outputs, Lanes lanes);

/// Loops over all taps of a window, carrying values. `body` gets the
/// coordinates and the numbers of the tap.
Values overWindow(Loops &l, llvm::ArrayRef<WindowDim> dims, ValueRange init,
                  llvm::function_ref<Values(const Coords &,
                                            llvm::ArrayRef<Offset>, ValueRange)>
                      body);

} // namespace kiln::generic

#endif

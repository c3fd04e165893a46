//===- Window.h - Sliding windows over spatial dimensions -------*- C++ -*-===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_WINDOW_H
#define KILN_DIALECTS_KILN_INTERPRETER_WINDOW_H

#include "compiler/Support/HostTensor.h"

#include <array>

namespace kiln::reference {

/// How windows lie over 1 to 3 spatial dimensions, as the ops have it: padding
/// holds all lows, then all highs. Empty lists mean 1 (padding: 0).
struct WindowParams {
  llvm::SmallVector<int64_t, 3> kernel, stride, dilation;
  llvm::SmallVector<int64_t, 6> padding;
};

/// The same with always three dimensions, missing ones in front of size 1.
struct Window {
  using Triple = std::array<int64_t, 3>;
  Triple kernel, stride, dilation, low, high;
};

/// The last `shape.size() - 2` dimensions as three.
inline Window::Triple spatialDims(llvm::ArrayRef<int64_t> shape) {
  assert(shape.size() >= 3 && shape.size() <= 5);
  Window::Triple dims{1, 1, 1};
  llvm::ArrayRef<int64_t> spatial = shape.drop_front(2);
  llvm::copy(spatial, dims.end() - spatial.size());
  return dims;
}

/// `values` as the last entries of three, the others `fill`.
inline Window::Triple asTriple(llvm::ArrayRef<int64_t> values, int64_t fill) {
  Window::Triple triple{fill, fill, fill};
  llvm::copy(values, triple.end() - values.size());
  return triple;
}

inline Window makeWindow(const WindowParams &params,
                         llvm::ArrayRef<int64_t> kernel) {
  llvm::ArrayRef<int64_t> padding = params.padding;
  return {asTriple(kernel, 1), asTriple(params.stride, 1),
          asTriple(params.dilation, 1),
          asTriple(padding.take_front(padding.size() / 2), 0),
          asTriple(padding.drop_front(padding.size() / 2), 0)};
}

} // namespace kiln::reference

#endif

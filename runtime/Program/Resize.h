//===- Resize.h - Pillow's antialiased bilinear resize ----------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_RESIZE_H
#define KILN_RUNTIME_PROGRAM_RESIZE_H

#include "runtime/Program/Bytes.h"

namespace kiln::runtime {

/// Eight-bit pixels, interleaved.
struct Picture {
  int width = 0, height = 0, channels = 0;
  Bytes pixels;

  size_t rowBytes() const { return size_t(width) * channels; }
};

/// Makes `to` the picture `from` at another size. The bytes are those of
/// Pillow's resize(..., Resampling.BILINEAR).
bool resize(const Picture &from, int width, int height, Picture &to);

} // namespace kiln::runtime

#endif

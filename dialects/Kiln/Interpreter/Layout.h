//===- Layout.h - Tensors in blocks of channels -----------------*- C++ -*-===//
//
// The memory of a value whose type is encoded as #kiln.blocked: row-major
// [N][ceil(C / block)][top + H + bottom][left + W + right][block], where the
// halo and the channels beyond C hold zero.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_LAYOUT_H
#define KILN_DIALECTS_KILN_INTERPRETER_LAYOUT_H

#include "compiler/Support/HostTensor.h"

#include <array>

namespace kiln::reference {

struct BlockedLayout {
  int64_t block = 1;
  std::array<int64_t, 4> halo{}; ///< top, left, bottom, right

  /// The five dimensions of the memory of a logical [N, C, H, W].
  llvm::SmallVector<int64_t> physicalShape(llvm::ArrayRef<int64_t> shape) const;
};

HostTensor pack(const HostTensor &x, const BlockedLayout &layout);

/// The logical tensor of the given shape; what surrounds it is not looked at.
HostTensor unpack(const HostTensor &packed, const BlockedLayout &layout,
                  llvm::ArrayRef<int64_t> shape);

/// Whether the halo and the channels beyond the last hold nothing but zero.
bool hasCleanBorder(const HostTensor &packed, const BlockedLayout &layout,
                    llvm::ArrayRef<int64_t> shape);

} // namespace kiln::reference

#endif

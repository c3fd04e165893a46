//===- Layout.cpp - Tensors in blocks of channels -------------------------===//

#include "dialects/Kiln/Interpreter/Layout.h"

#include "dialects/Kiln/Interpreter/Elementwise.h"
#include "dialects/Kiln/Interpreter/Shape.h"

#include "llvm/ADT/STLExtras.h"

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;

llvm::SmallVector<int64_t>
BlockedLayout::physicalShape(ArrayRef<int64_t> shape) const {
  assert(shape.size() == 4);
  return {shape[0], (shape[1] + block - 1) / block,
          halo[0] + shape[2] + halo[2], halo[1] + shape[3] + halo[3], block};
}

HostTensor reference::pack(const HostTensor &x, const BlockedLayout &layout) {
  llvm::SmallVector<int64_t> physical = layout.physicalShape(x.shape());
  int64_t blocks = physical[1], block = layout.block;
  HostTensor padded =
      pad(x, {0, 0, layout.halo[0], layout.halo[1]},
          {0, blocks * block - x.dim(1), layout.halo[2], layout.halo[3]},
          PadMode::Constant, 0);
  HostTensor parted =
      padded.reshaped({x.dim(0), blocks, block, physical[2], physical[3]});
  return transpose(parted, {0, 1, 3, 4, 2});
}

HostTensor reference::unpack(const HostTensor &packed,
                             const BlockedLayout &layout,
                             ArrayRef<int64_t> shape) {
  llvm::SmallVector<int64_t> physical = layout.physicalShape(shape);
  assert(packed.shape() == ArrayRef<int64_t>(physical));
  HostTensor padded = transpose(packed, {0, 1, 4, 2, 3})
                          .reshaped({shape[0], physical[1] * layout.block,
                                     physical[2], physical[3]});
  return slice(padded, {0, 0, layout.halo[0], layout.halo[1]}, shape,
               {1, 1, 1, 1});
}

bool reference::hasCleanBorder(const HostTensor &packed,
                               const BlockedLayout &layout,
                               ArrayRef<int64_t> shape) {
  // -0.0 is no less zero, so elements are compared as numbers.
  HostTensor clean = pack(unpack(packed, layout, shape), layout);
  HostTensor same = compare(Comparison::Eq, packed, clean);
  HostTensor isNan = compare(Comparison::Ne, clean, clean);
  return llvm::all_of(llvm::zip(same.bytes(), isNan.bytes()), [](auto pair) {
    return std::get<0>(pair) || std::get<1>(pair);
  });
}

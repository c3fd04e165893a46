//===- Packing.h - Weights in the order kernels read them -------*- C++ -*-===//
//
// Pure functions of parameters, evaluated when a program is linked. Every
// packed form holds f32, padded with zeros to whole blocks of output channels,
// and is the same on every x86 level.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_PACKING_H
#define KILN_CODEGEN_CPU_CONTRACTION_PACKING_H

#include "compiler/Support/HostTensor.h"
#include "llvm/ADT/StringRef.h"

namespace kiln::contraction {

/// A packed form. Kernel attributes name it, so that code and weights agree.
struct Packing {
  enum Kind : uint8_t {
    /// Convolution weights [O, C/g, kh, kw] as
    /// [O/panel][C/g / inputBlock][kh][kw][inputBlock][panel]. The last panel
    /// and the last input block may be narrower.
    Conv,
    /// Linear weights [N, K] as [N/panel][K][panel].
    Linear,
    /// Depthwise weights [C, 1, kh, kw] as [C/16][kh][kw][16].
    Depthwise,
    /// Convolution weights as they are, [O][C][kh][kw].
    Planar,
    /// 3x3 weights transformed for Winograd's F(2,3) and F(4,3):
    /// [O/panel][t*t][C][panel] with t = 4 and 6.
    Winograd2,
    Winograd4,
    /// A vector over channels (bias), padded to whole blocks.
    Channels,
  };
  Kind kind = Conv;
  int64_t panel = 16;
  int64_t inputBlock = 16;
  int64_t groups = 1;

  bool operator==(const Packing &) const = default;
};

/// "conv", "linear", "depthwise", ...
llvm::StringRef nameOf(Packing::Kind kind);

/// Elements that weights of `shape` take when packed.
int64_t packedElements(llvm::ArrayRef<int64_t> shape, const Packing &packing);

/// Packs f32 weights; the result has one dimension.
HostTensor pack(const HostTensor &weights, const Packing &packing);

} // namespace kiln::contraction

#endif

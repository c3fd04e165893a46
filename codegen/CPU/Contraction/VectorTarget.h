//===- VectorTarget.h - What contraction kernels ask of a CPU ---*- C++ -*-===//
//
// The few facts about a processor that decide the shape of a register tile.
// What weights look like must not depend on them: see Schedule.h.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_VECTORTARGET_H
#define KILN_CODEGEN_CPU_CONTRACTION_VECTORTARGET_H

#include <cstdint>

namespace llvm {
class TargetMachine;
}

namespace kiln::contraction {

/// Channels in one block of a blocked activation, on every x86 level, so that
/// one packing of the weights serves all of them.
constexpr int64_t kBlock = 16;

struct VectorTarget {
  /// f32 lanes of one vector register: 4, 8 or 16.
  int64_t lanes = 4;
  /// Vector registers: 16, or 32 with AVX-512.
  int64_t registers = 16;
  /// Without FMA hardware kernels multiply, then add.
  bool hasFma = false;

  /// The widest level that a processor runs.
  static VectorTarget of(const llvm::TargetMachine &machine);
  static VectorTarget sse2() { return {}; }
  static VectorTarget avx2() { return {8, 16, true}; }
  static VectorTarget avx512() { return {16, 32, true}; }

  /// Vectors that hold one block of channels.
  int64_t vectorsPerBlock() const { return kBlock / lanes; }
};

} // namespace kiln::contraction

#endif

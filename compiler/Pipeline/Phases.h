//===- Phases.h - The way of a model through the compiler -------*- C++ -*-===//
//
// The table of contents of the compiler. A model goes through these phases in
// this order, each of which takes what the one before it gives.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_PIPELINE_PHASES_H
#define KILN_PIPELINE_PHASES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace kiln {

enum class Phase {
  /// A definition and its weights become a `kiln.graph` and parameters.
  Import,
  /// Canonical forms; what is computed twice, or for nothing, goes.
  Simplify,
  /// What depends on constants alone is computed.
  FoldConstants,
  /// Batch normalisation becomes part of weights.
  FoldBatchNorm,
  /// Ops are grouped into `kiln.fused`, one for each kernel.
  FuseKernels,
  /// Tensors get the layouts that the kernels on both sides like.
  AssignLayouts,
  /// Graphs become `kernel.program`s that call `kernel.func`s.
  OutlineKernels,
  /// Each kernel gets its algorithm, its weights their packing.
  SelectAlgorithms,
  /// Each value of a program gets its place in memory.
  PlanMemory,
  /// Kernels become machine code.
  CompileKernels,
  /// Objects, the runtime and packed weights become a file.
  Link,
};

llvm::ArrayRef<Phase> allPhases();

/// What `--stop-after` calls a phase: "fuse-kernels".
llvm::StringRef nameOf(Phase phase);

/// What happens in it, for people: "fusing kernels".
llvm::StringRef describe(Phase phase);

std::optional<Phase> parsePhase(llvm::StringRef name);

/// "import, simplify, ...", for messages.
std::string phaseNames();

/// Whether a phase rewrites a module; the others make or consume one.
inline bool isRewrite(Phase phase) {
  return phase > Phase::Import && phase < Phase::CompileKernels;
}

} // namespace kiln

#endif

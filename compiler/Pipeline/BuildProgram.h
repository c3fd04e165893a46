//===- BuildProgram.h - From planned modules to files -----------*- C++ -*-===//
//
// The last two phases: kernels become machine code, and that a program.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_PIPELINE_BUILDPROGRAM_H
#define KILN_PIPELINE_BUILDPROGRAM_H

#include "codegen/CPU/Program/CompileProgram.h"
#include "compiler/Link/Link.h"
#include "compiler/Pipeline/RunPhases.h"

namespace kiln {

/// What a program says about itself beyond what its module knows.
struct ProgramOptions {
  /// A C identifier; part of the symbols.
  std::string name;
  CpuTarget target;
  /// The target by the name that the user gave: "native".
  std::string level;
  std::vector<std::string> labels;
  KilnPreprocessing preprocessing = {};
  /// Of the file beside the program that holds the weights; empty: within.
  std::string weightsFile;
  std::string modelHash, compileFlags;
  /// The model's folder with a slash at its end, left out of the places that
  /// the program tells, so that it does not depend on where it is built.
  std::string sourceFolder;
};

/// Describes a planned program of a module to the runtime.
llvm::Expected<ModuleDescription>
describeProgram(kernel::ProgramOp program, const ProgramOptions &options);

/// What a program computes and needs, known without building it.
struct ProgramCost {
  size_t kernels = 0, calls = 0;
  uint64_t flops = 0, bytesMoved = 0, arenaBytes = 0, arenaBound = 0,
           weightsBytes = 0;
};
ProgramCost costOf(const ModuleDescription &description);

/// Compiles all kernels of a planned module.
mlir::FailureOr<std::vector<ObjectBytes>>
compileKernelsOf(mlir::ModuleOp module, const ProgramOptions &options,
                 PipelineObserver &observer);

/// Links a program with the kernels of its module into new files.
mlir::LogicalResult linkProgram(kernel::ProgramOp program,
                                const std::vector<ObjectBytes> &kernels,
                                const ProgramOptions &options,
                                const LinkOptions &link, OutputFiles &files,
                                PipelineObserver &observer);

} // namespace kiln

#endif

//===- CompiledRun.h - Runs what was just compiled --------------*- C++ -*-===//

#ifndef KILN_VERIFY_COMPILEDRUN_H
#define KILN_VERIFY_COMPILEDRUN_H

#include "compiler/Pipeline/BuildProgram.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/KilnOps.h"

namespace kiln {

/// Makes state inputs and outputs like all others, and adds its initial values
/// to `inputs`: a run then shows what it makes of them.
mlir::LogicalResult exposeState(GraphOp graph, HostTensors &inputs);

/// Programs of one module whose kernels are compiled.
struct CompiledRun {
  const std::vector<ObjectBytes> &kernels;
  const ProgramOptions &options;
  PipelineObserver &observer;

  /// Links a program into a temporary library and runs it once.
  mlir::FailureOr<std::vector<HostTensor>>
  run(kernel::ProgramOp program, llvm::ArrayRef<HostTensor> inputs);

private:
  mlir::FailureOr<std::vector<HostTensor>>
  runIn(llvm::StringRef path, kernel::ProgramOp program,
        llvm::ArrayRef<HostTensor> inputs);
};

} // namespace kiln

#endif

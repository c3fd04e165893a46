//===- CompileProgram.h - From planned programs to objects ------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_PROGRAM_COMPILEPROGRAM_H
#define KILN_CODEGEN_CPU_PROGRAM_COMPILEPROGRAM_H

#include "codegen/Object/CpuTarget.h"
#include "compiler/Link/ModuleDescription.h"
#include "dialects/Kernel/KernelOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

#include <functional>
#include <string>
#include <vector>

namespace kiln {

using ObjectBytes = llvm::SmallVector<char, 0>;

/// Compiles every kernel of a planned module, each to an object of its own, on
/// the threads of the module's context. `progress`, if set, is called with the
/// number of kernels done and of all.
llvm::Expected<std::vector<ObjectBytes>>
compileKernels(mlir::ModuleOp module, llvm::StringRef modelName,
               const CpuTarget &target,
               std::function<void(size_t, size_t)> progress = {});

/// The object with the descriptor and its accessor.
llvm::Expected<ObjectBytes>
compileDescriptor(const ModuleDescription &description,
                  const CpuTarget &target);

/// What readers ask for: LLVM IR or assembly of all kernels.
enum class KernelText { LLVM, Assembly };
llvm::Expected<std::string> printKernels(mlir::ModuleOp module,
                                         llvm::StringRef modelName,
                                         const CpuTarget &target,
                                         KernelText form);

} // namespace kiln

#endif

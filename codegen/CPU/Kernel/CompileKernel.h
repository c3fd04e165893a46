//===- CompileKernel.h - From a kernel.func to LLVM IR ----------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_KERNEL_COMPILEKERNEL_H
#define KILN_CODEGEN_CPU_KERNEL_COMPILEKERNEL_H

#include "dialects/Kernel/KernelOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

namespace llvm {
class TargetMachine;
}

namespace kiln {

/// Writes the loops of a kernel into a module of its own: the function
/// `symbol`, called as KilnKernelFunction with the pointers of arguments,
/// results and, if the kernel asks for any, scratch memory. The kernel's
/// context must have the dialects of registerKernelDialects loaded.
mlir::OwningOpRef<mlir::ModuleOp>
buildKernelModule(kernel::FuncOp kernel, llvm::StringRef symbol,
                  const llvm::TargetMachine &machine);

/// Builds, lowers and optimises a kernel. Fails if it would call functions
/// that programs do not have.
llvm::Expected<std::unique_ptr<llvm::Module>>
compileKernel(kernel::FuncOp kernel, llvm::StringRef symbol,
              llvm::LLVMContext &context, llvm::TargetMachine &machine);

} // namespace kiln

#endif

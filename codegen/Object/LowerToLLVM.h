//===- LowerToLLVM.h - From scf, vector and memref to LLVM ------*- C++ -*-===//

#ifndef KILN_CODEGEN_OBJECT_LOWERTOLLVM_H
#define KILN_CODEGEN_OBJECT_LOWERTOLLVM_H

#include "mlir/IR/DialectRegistry.h"

namespace mlir {
class OpPassManager;
}

namespace kiln {

/// Registers the dialects that kernels are written in (arith, cf, func, llvm,
/// math, memref, scf, vector) and their translation to LLVM IR.
void registerKernelDialects(mlir::DialectRegistry &registry);

/// Lowers a module of such kernels to the llvm dialect. Mathematical functions
/// become polynomials: kernels call no library.
void buildLowerToLLVM(mlir::OpPassManager &pm);

} // namespace kiln

#endif

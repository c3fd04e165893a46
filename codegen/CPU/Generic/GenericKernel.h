//===- GenericKernel.h - Loops over the results of a kernel -----*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_GENERIC_GENERICKERNEL_H
#define KILN_CODEGEN_CPU_GENERIC_GENERICKERNEL_H

#include "codegen/CPU/Generic/ValueEmitter.h"

#include "dialects/Kernel/KernelOps.h"

namespace kiln::generic {

/// The work items of a kernel compiled to generic loops: rows of its results,
/// or pieces of long ones.
Dim genericWorkItems(kernel::FuncOp kernel);

/// Writes the loops of the work items [begin, end). `pointers` are those of
/// the arguments and then of the results.
void emitGenericKernel(mlir::OpBuilder &builder, mlir::Location loc,
                       kernel::FuncOp kernel, const GenericTarget &target,
                       ValueRange pointers, const SymbolValues &symbols,
                       Value begin, Value end);

/// Moves what does not change out of loops: loads and whole loops included,
/// for kernels never write what they read.
void hoistInvariants(mlir::Operation *function);

} // namespace kiln::generic

#endif

//===- KernelOps.h - Kernels and programs -----------------------*- C++ -*-===//

#ifndef KILN_DIALECTS_KERNEL_KERNELOPS_H
#define KILN_DIALECTS_KERNEL_KERNELOPS_H

#include "dialects/Kernel/KernelDialect.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/Kernel/KernelOps.h.inc"

namespace kiln::kernel {

/// Where a value of a planned program lies. Views lie where their input does,
/// joins where their first part begins, results of regions where what is
/// yielded does. Null for what planning has not placed yet.
SliceAttr sliceOf(mlir::Value value);

/// The same in the first step of the loop that the value is used in.
SliceAttr sliceInFirstStep(mlir::Value value);

/// The value whose bytes `value` is: views looked through, joins not.
mlir::Value storageOf(mlir::Value value);

/// What the region of a kernel.if or kernel.while yields for a result.
mlir::Value yieldedBy(mlir::Region &region, mlir::Value result);

/// Fails unless the body ends with kernel.return of the declared results.
mlir::LogicalResult verifyReturn(mlir::FunctionOpInterface function);

} // namespace kiln::kernel

#endif

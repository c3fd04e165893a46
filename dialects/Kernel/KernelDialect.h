//===- KernelDialect.h - The dialect of scheduled kernels -------*- C++ -*-===//

#ifndef KILN_DIALECTS_KERNEL_KERNELDIALECT_H
#define KILN_DIALECTS_KERNEL_KERNELDIALECT_H

#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"

#include "dialects/Kernel/KernelDialect.h.inc"

#include "dialects/Kernel/KernelEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Kernel/KernelAttrs.h.inc"

namespace kiln::kernel {

/// Bytes that a tensor takes in memory: i1 takes one each, a layout's padding
/// and halo included.
Dim bytesOf(mlir::RankedTensorType type);

/// Elements that a tensor takes in memory, padding and halo included.
Dim storedElements(mlir::RankedTensorType type);

} // namespace kiln::kernel

#endif

//===- KernelWork.h - How much a kernel computes ----------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_PROGRAM_KERNELWORK_H
#define KILN_CODEGEN_CPU_PROGRAM_KERNELWORK_H

#include "dialects/Kernel/KernelOps.h"

namespace kiln {

/// Floating-point operations of the body, a multiplication and an addition
/// being two; moving elements is none.
Dim flopsOf(kernel::FuncOp kernel);

/// A guess at the time on one thread, for deciding how many threads to use.
Dim nanosecondsOf(kernel::FuncOp kernel, Dim bytes);

} // namespace kiln

#endif

//===- Sequences.h - Results that are written in order ----------*- C++ -*-===//
//
// Where an element goes, or what it is, may depend on all elements before it:
// such kernels walk along their input once, instead of asking for what each
// element of the result is made of.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_GENERIC_SEQUENCES_H
#define KILN_CODEGEN_CPU_GENERIC_SEQUENCES_H

#include "codegen/CPU/Generic/ValueEmitter.h"
#include "dialects/Kernel/KernelOps.h"

namespace kiln::generic {

/// The work items of a kernel that is written in order: sequences that do not
/// depend on each other. Nothing for other kernels.
std::optional<Dim> sequenceWorkItems(kernel::FuncOp kernel);

/// Writes the sequences [begin, end) of the kernel's result.
void emitSequence(ValueEmitter &v, kernel::FuncOp kernel, Value result,
                  Value begin, Value end);

} // namespace kiln::generic

#endif

//===- DescribeProgram.h - What the runtime executes ------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_PROGRAM_DESCRIBEPROGRAM_H
#define KILN_CODEGEN_CPU_PROGRAM_DESCRIBEPROGRAM_H

#include "codegen/Schedule/Packing.h"
#include "compiler/Link/ModuleDescription.h"
#include "dialects/Kernel/KernelOps.h"

namespace llvm {
class TargetMachine;
}

namespace kiln {

/// The signature and weights of a planned program, without variants. Fails, as
/// does the next function, if a size may not exist or is beyond the runtime.
llvm::Expected<ModuleDescription> describeModule(kernel::ProgramOp program,
                                                 llvm::StringRef name,
                                                 const PackedWeights &weights);

/// The calls of a planned program compiled for one level of CPU. The order of
/// kernels is that of the calls; slots are a kernel's arguments, results,
/// scratch and named dimensions. Formulas are added to the module's.
llvm::Expected<VariantDescription>
describeVariant(kernel::ProgramOp program, llvm::StringRef modelName,
                llvm::StringRef level, const llvm::TargetMachine &machine,
                ModuleDescription &module);

/// The symbol of a kernel's function in the objects of a model.
std::string kernelSymbol(llvm::StringRef modelName, kernel::FuncOp kernel);

/// "conv1 + relu + max_pool": a call for people.
std::string layerOf(kernel::CallOp call, kernel::FuncOp kernel);

} // namespace kiln

#endif

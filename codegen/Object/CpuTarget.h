//===- CpuTarget.h - The processor code is made for -------------*- C++ -*-===//

#ifndef KILN_CODEGEN_OBJECT_CPUTARGET_H
#define KILN_CODEGEN_OBJECT_CPUTARGET_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace llvm {
class TargetMachine;
}

namespace kiln {

/// A processor by LLVM's names.
struct CpuTarget {
  std::string triple, cpu, features;
};

/// Resolves `--target-cpu`: "native" is the processor of this machine, with
/// exactly the features it has; anything else is a name that LLVM knows, such
/// as "x86-64-v3".
llvm::Expected<CpuTarget> resolveCpu(llvm::StringRef name);

/// LLVM's code generator for a target: position independent, full
/// optimisation.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(const CpuTarget &target);

/// Whether the target has a feature by LLVM's name ("avx512f").
bool hasFeature(const llvm::TargetMachine &machine, llvm::StringRef feature);

} // namespace kiln

#endif

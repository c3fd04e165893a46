//===- VectorTarget.cpp ---------------------------------------------------===//

#include "codegen/CPU/Contraction/VectorTarget.h"

#include "codegen/Object/CpuTarget.h"

namespace kiln::contraction {

VectorTarget VectorTarget::of(const llvm::TargetMachine &machine) {
  if (hasFeature(machine, "avx512f") && hasFeature(machine, "avx512vl"))
    return avx512();
  if (hasFeature(machine, "avx2") && hasFeature(machine, "fma"))
    return avx2();
  return sse2();
}

} // namespace kiln::contraction

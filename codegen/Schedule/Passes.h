//===- Passes.h - From graphs to planned programs ---------------*- C++ -*-===//

#ifndef KILN_CODEGEN_SCHEDULE_PASSES_H
#define KILN_CODEGEN_SCHEDULE_PASSES_H

#include "mlir/Pass/Pass.h"

namespace kiln {

#define GEN_PASS_DECL
#include "codegen/Schedule/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "codegen/Schedule/Passes.h.inc"

} // namespace kiln

#endif

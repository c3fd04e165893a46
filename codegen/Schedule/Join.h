//===- Join.h - Concatenations without copies -------------------*- C++ -*-===//

#ifndef KILN_CODEGEN_SCHEDULE_JOIN_H
#define KILN_CODEGEN_SCHEDULE_JOIN_H

#include "mlir/IR/Operation.h"

namespace kiln {

/// Whether an op of a graph, a kiln.concat or a kiln.fused around one, only
/// puts its operands behind each other in memory, and whether all of them are
/// values of which memory planning may decide where they lie.
bool joinsOperands(mlir::Operation *op);

} // namespace kiln

#endif

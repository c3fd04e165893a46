//===- Cost.h - What the interpreter needs for an op ------------*- C++ -*-===//
//
// For bounds on what is computed while compiling: a few lines can describe
// tensors larger than any memory and products that take years.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_COST_H
#define KILN_DIALECTS_KILN_INTERPRETER_COST_H

#include "mlir/IR/Operation.h"

namespace kiln {

/// Numbers that do not fit are larger than any bound.
struct EvaluationCost {
  /// Of the results.
  uint64_t bytes = 0;
  /// Reads, writes and multiplications.
  uint64_t work = 0;
};

EvaluationCost evaluationCost(mlir::Operation *op);

} // namespace kiln

#endif

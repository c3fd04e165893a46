//===- TapGraph.h - A graph whose kernels' results all come out -*- C++ -*-===//

#ifndef KILN_VERIFY_TAPGRAPH_H
#define KILN_VERIFY_TAPGRAPH_H

#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/KilnOps.h"

#include <vector>

namespace kiln {

/// One result of a kernel.
struct TapPoint {
  mlir::Location location;
  /// Kernels on the longest way from an input, this one included.
  int64_t depth = 1;
  /// Which output of the tapped graph it is.
  size_t output = 0;
};

/// Whether the results of an op are compared: those of kernels that every run
/// calls once. What regions compute is seen in the kernels that read it.
bool isTapped(mlir::Operation *op);

/// Appends operands to the return and results to the signature.
void appendOutputs(GraphOp graph, llvm::ArrayRef<mlir::Value> values);

/// Makes the results of all tapped ops outputs of the graph, behind those
/// that it has. The order is that of the graph.
std::vector<TapPoint> addTaps(GraphOp graph);

/// The call of a program that computes an output: of a join that of its first
/// part, where layouts are undone behind it the one before that. Null where
/// nothing is computed.
kernel::CallOp callOfOutput(kernel::ProgramOp program, size_t output);

} // namespace kiln

#endif

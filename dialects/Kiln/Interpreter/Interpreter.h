//===- Interpreter.h - The meaning of kiln ops ------------------*- C++ -*-===//
//
// The reference for everything else: constants are folded with it, `kiln run`
// runs on it and compiled kernels are compared with it. Values are logical
// tensors; a layout in a type changes nothing here.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_DIALECTS_KILN_INTERPRETER_INTERPRETER_H
#define KILN_DIALECTS_KILN_INTERPRETER_INTERPRETER_H

#include "compiler/Support/HostTensor.h"
#include "dialects/Kiln/KilnOps.h"

#include "llvm/Support/Error.h"

#include <functional>

namespace kiln {

using HostTensors = llvm::SmallVector<HostTensor>;

struct InterpreterOptions {
  /// Called with the results of every op, in the order of evaluation; those
  /// inside a region come before those of the op that has it. What it
  /// puts in their place is what later ops see.
  std::function<void(mlir::Operation *, llvm::MutableArrayRef<HostTensor>)>
      onResult;
};

/// Runs a graph on its inputs and, behind them, its state: where that is left
/// out it begins with the initial values. Gives the outputs and, behind them,
/// the new state. Values are freed after their last use. Errors begin with the
/// place in the user's file.
llvm::Expected<std::vector<HostTensor>>
interpret(GraphOp graph, llvm::ArrayRef<HostTensor> inputs,
          const InterpreterOptions &options = {});

/// The values that the state of a graph begins with.
llvm::Expected<HostTensors> initialState(GraphOp graph);

/// Evaluates one op, a kiln.fused included.
llvm::Expected<HostTensors> evaluateOp(mlir::Operation *op,
                                       llvm::ArrayRef<HostTensor> operands,
                                       const InterpreterOptions &options = {});

/// The value of a kiln.parameter or kiln.initializer. Nothing is kept: an
/// initializer is evaluated each time.
llvm::Expected<HostTensor>
evaluateSymbol(mlir::Operation *symbol, const InterpreterOptions &options = {});

} // namespace kiln

#endif

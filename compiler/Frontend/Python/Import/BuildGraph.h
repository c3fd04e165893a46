//===- BuildGraph.h - A kiln.graph from a call of a model -------*- C++ -*-===//
//
// Calls a constructed model on tensors that are the graph's arguments; the
// operators it calls become the graph's ops.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_BUILDGRAPH_H
#define KILN_FRONTEND_PYTHON_IMPORT_BUILDGRAPH_H

#include "compiler/Frontend/Python/Import/ChangedState.h"
#include "compiler/Frontend/Python/Import/Signature.h"
#include "compiler/Frontend/Python/Import/Weights.h"

namespace kiln::python {

/// Lets modules that learn their shapes from the first input (nn.LazyLinear)
/// see it, then finds parameters and buffers.
mlir::LogicalResult materialize(Definition &definition,
                                llvm::ArrayRef<ArgumentSpec> inputs);

/// A verified module with one graph `@forward` and the parameters it reads. The
/// entries of the names `states` become its state. If forward() changes others,
/// their names are added and the module is null: the definition, in which the
/// call has left its traces, must then be constructed anew.
mlir::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildGraph(Definition &definition, const Weights &weights,
           llvm::ArrayRef<ArgumentSpec> inputs, StateNames &states);
/// The same where it is known which parameter each input goes to.
mlir::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildGraph(Definition &definition, const Weights &weights,
           llvm::ArrayRef<BoundInput> inputs, StateNames &states);

/// Calls `attempt` with the state known so far until it gives a module: each
/// one without a module has added the names of more state.
mlir::FailureOr<ImportedModel> importWithState(
    llvm::function_ref<mlir::FailureOr<ImportedModel>(StateNames &)> attempt);

} // namespace kiln::python

#endif

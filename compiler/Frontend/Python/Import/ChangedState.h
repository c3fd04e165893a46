//===- ChangedState.h - Buffers that forward changes ------------*- C++ -*-===//
//
// Which buffers forward() changes is known when it has run. What it does with
// them may depend on their values, which differ from run to run; so a model
// that changes buffers is constructed and called again, now with these buffers
// as arguments of the graph whose elements nobody knows.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_CHANGEDSTATE_H
#define KILN_FRONTEND_PYTHON_IMPORT_CHANGEDSTATE_H

#include "compiler/Frontend/Python/Import/Definition.h"
#include "dialects/Kiln/KilnOps.h"

#include <set>

namespace kiln::python {

struct StateNames {
  /// The first names of the entries that are state.
  std::set<std::string, std::less<>> tensors;
  /// Attributes that are None or a number and change, or tensors that become
  /// some of another type. Nothing keeps those: it is an error if forward()
  /// reads what it has put there before.
  std::set<std::string, std::less<>> others;

  bool empty() const { return tensors.empty() && others.empty(); }
};

class ChangedState {
public:
  /// `names`: what is known to change; grows when forward() changes more.
  ChangedState(Definition &definition, StateNames &names)
      : definition(definition), names(names) {}

  /// Adds an argument to the graph for each name and makes it what forward()
  /// reads. Fails where a buffer shares memory with another.
  mlir::LogicalResult bind(GraphOp graph);

  /// After forward(): whether it changed what has no name so far.
  mlir::FailureOr<bool> findOthers();

  /// The new values, in the order of the arguments.
  mlir::FailureOr<llvm::SmallVector<mlir::Value>> newValues();

  /// Marks the graph's results, and takes out state that nothing depends on.
  mlir::LogicalResult finish(GraphOp graph);

private:
  struct State {
    StateEntry *entry;
    /// What the model holds under the name after the call.
    TensorObject *after = nullptr;
  };

  mlir::LogicalResult lookUpAfter();
  bool findTensors();
  mlir::FailureOr<bool> findAttributes();
  mlir::LogicalResult checkRead(llvm::StringRef name, llvm::StringRef before,
                                llvm::StringRef now, bool becomesTensor);
  bool isShared(const StateEntry &entry);
  mlir::LogicalResult checkTypes(GraphOp graph);
  void dropUnread(GraphOp graph);

  Definition &definition;
  StateNames &names;
  std::vector<State> states;
  llvm::StringMap<TensorObject *> after;
};

} // namespace kiln::python

#endif

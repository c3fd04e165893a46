//===- Definition.h - A model constructed from Python -----------*- C++ -*-===//
//
// What the evaluation of `net.py:Net` leaves: the model's object, and its
// parameters and buffers by name.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_IMPORT_DEFINITION_H
#define KILN_FRONTEND_PYTHON_IMPORT_DEFINITION_H

#include "compiler/Frontend/ImportOptions.h"
#include "compiler/Frontend/Python/Import/RecordingFileSystem.h"
#include "compiler/Frontend/Python/PythonSession.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"

namespace kiln::python {

/// A parameter or a buffer. One that the model holds under several names (tied
/// weights) is one entry.
struct StateEntry {
  /// The first name; the symbol of the kiln.parameter.
  std::string name;
  /// All names in the state_dict.
  std::vector<std::string> names;
  /// The attribute that holds it, in a list perhaps; "" if it is registered.
  std::string attribute;
  TensorObject *object = nullptr;
  bool isParameter = false;
  bool isPersistent = false;
  /// What the constructor filled it with.
  mlir::Value constructed;
  /// The storage that forward() reads, and its writes before.
  std::shared_ptr<aten::Storage> storage;
  uint64_t version = 0;

  mlir::RankedTensorType type() const { return object->tensor.type(); }
  llvm::ArrayRef<int64_t> shape() const { return object->tensor.shape(); }
  DType dtype() const { return object->tensor.dtype(); }
};

/// One name of a parameter or buffer as the model holds it.
struct StateName {
  std::string name;
  TensorObject *object;
  bool isParameter, isPersistent;
  std::string attribute;
};

class Definition {
public:
  Definition(mlir::MLIRContext &context, const ImportOptions &options);

  /// Runs the file and constructs the model. Errors have been reported when
  /// this and the other functions fail.
  mlir::LogicalResult construct();
  /// Takes a module, a method of one or a function that was made otherwise.
  mlir::LogicalResult adopt(Value made);
  /// Finds parameters and buffers; again after lazy modules learnt their
  /// shapes.
  mlir::LogicalResult collectState();
  /// The present names, tied ones and those of unknown shape included.
  mlir::FailureOr<std::vector<StateName>> stateNames();

  Interpreter &interpreter() { return session.interpreter(); }
  PythonSession &python() { return session; }
  TorchState &torch() { return *state; }
  mlir::MLIRContext *context() { return interpreter().context(); }

  /// As the user wrote it.
  const std::string &text() const { return options.model; }
  std::string identifier();
  llvm::StringRef inputHint() const { return options.inputHint; }
  /// ImportOptions::arguments.
  llvm::ArrayRef<std::pair<std::string, std::string>> arguments() const {
    return options.arguments;
  }
  /// The value of an expression among the names of the file.
  mlir::FailureOr<Value> evaluate(llvm::StringRef name, llvm::StringRef text) {
    return session.evaluate(name, text);
  }
  /// What is called: a module, a method of one (`net.py:VAE().decode`) or a
  /// function.
  Value model() const { return object; }
  bool isModule() const { return modelIsModule; }
  mlir::FailureOr<bool> hasLazyParameters();

  std::vector<StateEntry> &entries() { return stateEntries; }
  const std::vector<std::string> &filesRead() const { return files->paths(); }

  /// Calls a function of torch._model with the module that holds the state.
  mlir::FailureOr<Value> ask(llvm::StringRef function,
                             llvm::ArrayRef<Value> more = {});

  /// Reports all that kiln lacks, if there is anything, in one error.
  mlir::LogicalResult reportUnsupported();
  /// Tells what the constructor met that is not known.
  void explainConstruction(mlir::InFlightDiagnostic &error);
  /// Reports why a call gave nothing.
  void reportFailedCall();

private:
  /// Fails if eval() writes parameters, whose values are yet to be loaded.
  mlir::LogicalResult evaluateUnloaded();
  mlir::LogicalResult addEntry(const StateName &row);

  const ImportOptions &options;
  ModelReference reference;
  llvm::IntrusiveRefCntPtr<RecordingFileSystem> files;
  PythonSession session;
  std::unique_ptr<TorchState> state;
  Value object, owner;
  bool modelIsModule = false;
  std::vector<StateEntry> stateEntries;
  /// What the constructor used; an error only where forward() needs it.
  std::vector<UnsupportedUse> unsupportedInConstructor;
};

} // namespace kiln::python

#endif

//===- PythonSession.h - Evaluates model definitions ------------*- C++ -*-===//
//
// The entry point of the Python frontend: evaluates a file and a call such as
// `resnet20(num_classes=10)` in it. Nothing outside the files that the
// definition imports is read, and nothing is written.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_PYTHONSESSION_H
#define KILN_FRONTEND_PYTHON_PYTHONSESSION_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

class PythonSession {
public:
  explicit PythonSession(mlir::MLIRContext *context,
                         PythonOptions options = {});
  ~PythonSession();

  /// For registering native modules and preludes, and for calling the result.
  Interpreter &interpreter() { return *interp; }

  /// Evaluates `callText` among the names of the file: a call, or the name of a
  /// class or function, which is called without arguments; a function that
  /// cannot be is the model itself. An empty text is only possible where the
  /// file defines one class derived from nn.Module.
  /// Errors have been reported when this fails.
  mlir::FailureOr<Value> evaluateModel(llvm::StringRef path,
                                       llvm::StringRef callText);

  /// Evaluates an expression among the names of a file that evaluateModel() has
  /// run; errors are located in `<what>`.
  mlir::FailureOr<Value> evaluate(llvm::StringRef what, llvm::StringRef text);

  /// Runs a file to its end, as `python file.py` does, but as a module.
  mlir::FailureOr<ModuleObject *> runFile(llvm::StringRef path);
  /// Runs text; every error of a statement is an error of the whole.
  mlir::FailureOr<ModuleObject *> runText(llvm::StringRef fileName,
                                          llvm::StringRef text);

  /// Calls a value and reports an exception that it raises.
  mlir::FailureOr<Value> call(Value callee, Arguments arguments);

private:
  std::unique_ptr<Interpreter> interp;
  /// Of evaluateModel().
  ModuleObject *model = nullptr;
};

} // namespace kiln::python

#endif

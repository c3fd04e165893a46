//===- Frame.h - One running function ---------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_FRAME_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_FRAME_H

#include "compiler/Frontend/Python/Object.h"
#include "compiler/Frontend/Python/Syntax/Ast.h"

namespace kiln::python {

/// What the evaluation of one function's, class's or module's body knows.
struct Frame {
  Frame *caller = nullptr;
  const FunctionNode *node = nullptr;
  ModuleObject *module = nullptr;
  /// Null for modules and class bodies.
  FunctionObject *function = nullptr;
  StrObject *name = nullptr;
  /// Where the evaluation is: set before anything that can fail or call.
  Position position;
  llvm::MutableArrayRef<Value> slots;
  llvm::MutableArrayRef<CellObject *> cells;
  /// The names of a class body that is running.
  DictObject *classDict = nullptr;
};

} // namespace kiln::python

#endif

//===- Frame.h - One running function ---------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_FRAME_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_FRAME_H

#include "compiler/Frontend/Python/Object.h"
#include "compiler/Frontend/Python/Syntax/Ast.h"

namespace kiln::python {

class GeneratorObject;

/// What the evaluation of one function's, class's or module's body knows.
struct Frame {
  Frame *caller = nullptr;
  const FunctionNode *node = nullptr;
  ModuleObject *module = nullptr;
  /// Null for modules, class bodies and comprehensions.
  FunctionObject *function = nullptr;
  StrObject *name = nullptr;
  /// What the qualified names of functions and classes inside begin with;
  /// null in modules.
  StrObject *qualifiedName = nullptr;
  /// Where the evaluation is: set before anything that can fail or call.
  Position position;
  llvm::MutableArrayRef<Value> slots;
  llvm::MutableArrayRef<CellObject *> cells;
  /// The names of a class body that is running.
  DictObject *classDict = nullptr;
  /// Names that eval() and exec() see before the globals.
  DictObject *evalNames = nullptr;
  /// The exception whose handler is running, or null.
  Value handled;
  /// Set in the frame of a generator.
  GeneratorObject *generator = nullptr;
  /// The frame in whose text a comprehension stands.
  Frame *enclosing = nullptr;
  /// How many `try` statements around catch the failure of an import.
  uint32_t importGuards = 0;
  /// How many of them catch errors of any kind.
  uint32_t errorGuards = 0;
  /// How many have a handler of any kind.
  uint32_t handlers = 0;
  /// How many checks around evaluate their condition.
  uint32_t checks = 0;
  bool isClassBody = false;
};

} // namespace kiln::python

#endif

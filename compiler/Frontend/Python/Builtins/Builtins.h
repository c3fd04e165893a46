//===- Builtins.h - The builtin functions and methods -----------*- C++ -*-===//
//
// Called once by the interpreter's constructor, in this order, after the types
// and exceptions have been created.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_BUILTINS_BUILTINS_H
#define KILN_FRONTEND_PYTHON_BUILTINS_BUILTINS_H

#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {

void addNumberMethods(Interpreter &interp);    // int, float, bool, complex
void addStrMethods(Interpreter &interp);       // str and bytes
void addSequenceMethods(Interpreter &interp);  // list, tuple, range, slice
void addMappingMethods(Interpreter &interp);   // dict, set, frozenset
void addBuiltinFunctions(Interpreter &interp); // len, print, sorted, ...
/// Those that look at the frame: super, locals, globals, vars, __import__,
/// eval, exec. Lives in Evaluator/.
void addFrameBuiltins(Interpreter &interp);
/// Lives in Stdlib/: registers math, functools, collections, ...
void addStandardLibrary(Interpreter &interp);

} // namespace kiln::python

#endif

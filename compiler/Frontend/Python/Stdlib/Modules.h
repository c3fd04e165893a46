//===- Modules.h - Modules of the standard library in C++ -------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_STDLIB_MODULES_H
#define KILN_FRONTEND_PYTHON_STDLIB_MODULES_H

#include "compiler/Frontend/Python/NativeModule.h"

namespace kiln::python {

/// math: functions of floats, then those of integers.
void addMath(Interpreter &interp);
void addMathIntegers(Interpreter &interp, ModuleObject *math);
/// `_re`: compiles and runs regular expressions.
void addRe(Interpreter &interp);
/// `_random`: the Mersenne Twister.
void addRandom(Interpreter &interp);
/// struct: packs numbers into bytes.
void addStruct(Interpreter &interp);
/// `_files`: what a definition may read.
void addFiles(Interpreter &interp);
/// `_yaml`: texts in YAML.
void addYaml(Interpreter &interp);
/// `_kiln`: what preludes ask of the interpreter.
void addSupport(Interpreter &interp);

/// What a function gives for arguments that are not known: something that is
/// not known either. Null where all are known.
Value opaqueResult(Interpreter &interp, llvm::StringRef function,
                   Arguments arguments);

} // namespace kiln::python

#endif

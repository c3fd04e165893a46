//===- Classes.h - Making and asking classes --------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_RUNTIME_CLASSES_H
#define KILN_FRONTEND_PYTHON_RUNTIME_CLASSES_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// `type(name, bases, dict, **keywords)`: linearises the bases (C3), takes the
/// layout of the builtin base if there is one, calls __set_name__ of the
/// attributes and __init_subclass__ of the base. Bases that are opaque make
/// the class's `opaqueBase`. A `__classcell__` in the dict is set to the class
/// before any of them is called. Null with an exception on failure.
TypeObject *makeClass(Interpreter &interp, TypeObject *metaclass,
                      StrObject *name, llvm::ArrayRef<Value> bases,
                      DictObject *dict, llvm::ArrayRef<Keyword> keywords = {});

/// The most derived of a metaclass and those of the bases. Null with a
/// TypeError if none derives from all others.
TypeObject *deriveMetaclass(Interpreter &interp, TypeObject *metaclass,
                            llvm::ArrayRef<Value> bases);

/// `isinstance(value, classInfo)` and `issubclass(type, classInfo)`, where
/// classInfo is a class, a tuple of them, a union, or has __instancecheck__.
/// Nothing of kiln's own is an instance of a class that it does not know.
mlir::FailureOr<bool> isInstanceOf(Interpreter &interp, Value value,
                                   Value classInfo);
mlir::FailureOr<bool> isSubclassOf(Interpreter &interp, Value type,
                                   Value classInfo);

} // namespace kiln::python

#endif

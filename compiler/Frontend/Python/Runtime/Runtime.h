//===- Runtime.h - What the parts of the object model share -----*- C++ -*-===//
//
// Operations of builtin objects as such, whatever methods a Python class that
// derives from the builtin defines. The builtin classes' own `__getitem__`,
// `__add__`, ... call these, so that `super().__getitem__(key)` ends here.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_RUNTIME_RUNTIME_H
#define KILN_FRONTEND_PYTHON_RUNTIME_RUNTIME_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;
using mlir::failed;
using mlir::FailureOr;
using mlir::succeeded;

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

/// Null without an exception for objects that have no items.
Value getBuiltinItem(Interpreter &interp, Value object, Value key);
bool setBuiltinItem(Interpreter &interp, Value object, Value key, Value value);
bool deleteBuiltinItem(Interpreter &interp, Value object, Value key);
FailureOr<bool> containsBuiltin(Interpreter &interp, Value container,
                                Value item);
/// -1 for objects that have no length.
int64_t lengthOfBuiltin(Value value);
/// Null without an exception for objects that cannot be iterated.
Value iterateBuiltin(Interpreter &interp, Value iterable);

/// A KeyError for this key.
Value raiseKeyError(Interpreter &interp, Value key);

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

/// The value itself but for objects of classes that derive from int or float.
inline Value unwrapPrimitive(Value value) {
  auto *primitive = llvm::dyn_cast<PrimitiveObject>(value);
  return primitive ? primitive->primitive : value;
}

/// NotImplemented for operands that the operator is not builtin for.
Value binaryBuiltin(Interpreter &interp, BinaryOp op, Value a, Value b);
Value binaryNumbers(Interpreter &interp, BinaryOp op, Value a, Value b);
Value compareBuiltin(Interpreter &interp, CompareOp op, Value a, Value b);
/// What the operator is called in messages: "+".
StringRef symbolOf(BinaryOp op);
StringRef symbolOf(CompareOp op);

/// The hash of a value without Python methods; failure if it has none.
FailureOr<size_t> hashBuiltin(Interpreter &interp, Value value);

FailureOr<std::string> reprOfBuiltin(Interpreter &interp, Value value);
/// `str(exception)`
FailureOr<std::string> messageOf(Interpreter &interp,
                                 const ExceptionObject *exception);
FailureOr<std::string> formatBuiltin(Interpreter &interp, Value value,
                                     StringRef spec);

//===----------------------------------------------------------------------===//
// Attributes and objects
//===----------------------------------------------------------------------===//

/// `object.__getattribute__`: without the hooks of the class.
Value findPlainAttribute(Interpreter &interp, Value object, StrObject *name);
bool setPlainAttribute(Interpreter &interp, Value object, StrObject *name,
                       Value value);
bool setClassAttribute(Interpreter &interp, TypeObject *type, StrObject *name,
                       Value value);
/// `__name__`, `__dict__` and others that the interpreter knows itself; null
/// without an exception if it is none of them.
Value findSpecialAttribute(Interpreter &interp, Value object, StrObject *name);
/// Whether it was one of them; failure if the value is wrong.
FailureOr<bool> setSpecialAttribute(Interpreter &interp, Value object,
                                    StrObject *name, Value value);
/// An AttributeError with the nearest name.
Value raiseNoAttribute(Interpreter &interp, Value object, StrObject *name);
bool canHoldAttributes(const Interpreter &interp, const Object *object);
/// Makes `__dict__` if there is none yet.
DictObject *attributesOf(Interpreter &interp, Object *object);

/// Whether `found` is what `object` itself has under this name.
bool isObjectDefault(Interpreter &interp, Value found, const StrObject *name);
/// Calls what was found in the class of `self` as a method.
Value callFound(Interpreter &interp, Value found, Value self,
                ArrayRef<Value> positional);

/// An object of the class, before `__init__`.
Value makeInstance(Interpreter &interp, TypeObject *type);
/// `type.__call__`: `__new__`, then `__init__`.
Value construct(Interpreter &interp, TypeObject *type, Arguments arguments);
/// Looks `__getattr__` and the other hooks up again.
void refreshHooks(Interpreter &interp, TypeObject *type);
bool isHookName(const Interpreter &interp, const StrObject *name);

//===----------------------------------------------------------------------===//
// Opaque values
//===----------------------------------------------------------------------===//

/// What comes out of an opaque value: `suffix` is appended to its text.
Value opaqueFrom(Interpreter &interp, const OpaqueObject *opaque,
                 StringRef suffix);
/// The error for deciding anything by an opaque value.
Value raiseOpaque(Interpreter &interp, const OpaqueObject *opaque);
/// An iterator over an opaque value: of one item, where the evaluation goes on
/// behind it, else null with that error pending.
Value iterateOpaque(Interpreter &interp, const OpaqueObject *opaque);
/// The opaque value itself, or what is not known of the value's class.
OpaqueObject *opaqueOf(const Interpreter &interp, Value value);

//===----------------------------------------------------------------------===//
// The builtin classes' own methods
//===----------------------------------------------------------------------===//

void addObjectMethods(Interpreter &interp);
void addTypeMethods(Interpreter &interp);
void addDescriptorMethods(Interpreter &interp);
void addExceptionMethods(Interpreter &interp);
/// `__getitem__`, `__add__`, ... of containers, and those of iterators.
void addContainerMethods(Interpreter &interp);

} // namespace kiln::python

#endif

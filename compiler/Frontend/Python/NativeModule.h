//===- NativeModule.h - Python modules and classes in C++ -------*- C++ -*-===//
//
// How the compiler gives modules, functions and classes to the definitions it
// evaluates. An example: a module `shapes` with a class and a function.
//
//   struct SquareObject : NativeBase<SquareObject> {
//     using NativeBase::NativeBase;          // (TypeObject *)
//     double side = 0;
//   };
//
//   void addShapes(Interpreter &interp) {
//     TypeObject *type = defineType(interp, "shapes", "Square");
//     // Parameters are bound before the call; one that was left out is null.
//     // `cls` is the class called, or one that derives from it.
//     defineNew(interp, type, "cls, side=",
//               [](Interpreter &interp, Arguments args) -> Value {
//                 auto *square = interp.create<SquareObject>(
//                     llvm::cast<TypeObject>(args[0]));
//                 if (args[1]) {
//                   auto side = interp.asDouble(args[1], "side");
//                   if (failed(side))
//                     return {};             // an exception is pending
//                   square->side = *side;
//                 }
//                 return square;
//               });
//     // Without a signature, callbacks see what the call passed.
//     defineMethod(interp, type, "scale",
//                  [](Interpreter &interp, Arguments args) -> Value {
//                    auto *square = native<SquareObject>(args[0]);
//                    if (args.size() != 2 || !args[1].isNumber())
//                      return interp.raise(interp.types.typeError,
//                                          "scale() takes a number");
//                    square->side *= args[1].asDouble();
//                    return args[0];
//                  });
//     defineProperty(interp, type, "area",
//                    [](Interpreter &, Arguments args) -> Value {
//                      double side = native<SquareObject>(args[0])->side;
//                      return Value::real(side * side);
//                    });
//     ModuleObject *module = interp.nativeModule("shapes");
//     setGlobal(interp, module, "Square", type);
//     defineFunction(interp, module, "unit", "*, kind=", ...);
//   }
//
// Operators are methods named as in Python (`__add__`, `__radd__`,
// `__getitem__`, `__bool__`, ...) and return Value::notImplemented() for
// operands that they do not know. Classes written in C++ can be derived from in
// Python. `obj.name` that nothing else answers goes to `__getattr__`.
//
// Python source that belongs to kiln (a prelude) is embedded by the CMake
// function kiln_embed_python() and registered by Interpreter::addPrelude().
//
// Values kept in C++ need no care: objects live as long as the interpreter.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_NATIVEMODULE_H
#define KILN_FRONTEND_PYTHON_NATIVEMODULE_H

#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// The base of a C++ class whose objects Python sees.
template <typename Derived> struct NativeBase : NativeObject {
  explicit NativeBase(TypeObject *type) : NativeObject(type, &id) {}
  static bool classof(const Object *object) {
    return object->kind() == Object::Kind::Native &&
           static_cast<const NativeObject *>(object)->id == &id;
  }
  static inline const char id = 0;
};

/// The C++ object behind a value, or null if it is something else.
template <typename T> T *native(Value value) {
  return llvm::dyn_cast<T>(value);
}

/// A class whose objects are made by `__new__` alone, see defineNew().
TypeObject *defineType(Interpreter &interp, llvm::StringRef module,
                       llvm::StringRef name,
                       llvm::ArrayRef<TypeObject *> bases = {});

/// A signature reads "self, x, dim=, *, keepdim=": `=` marks what may be left
/// out. An empty one passes all arguments on as they are.
NativeFunctionObject *defineFunction(Interpreter &interp, ModuleObject *module,
                                     llvm::StringRef name,
                                     llvm::StringRef signature,
                                     NativeCallback callback);
void defineMethod(Interpreter &interp, TypeObject *type, llvm::StringRef name,
                  llvm::StringRef signature, NativeCallback callback);
inline void defineMethod(Interpreter &interp, TypeObject *type,
                         llvm::StringRef name, NativeCallback callback) {
  defineMethod(interp, type, name, "", std::move(callback));
}
void defineStaticMethod(Interpreter &interp, TypeObject *type,
                        llvm::StringRef name, llvm::StringRef signature,
                        NativeCallback callback);
void defineClassMethod(Interpreter &interp, TypeObject *type,
                       llvm::StringRef name, llvm::StringRef signature,
                       NativeCallback callback);
/// What calls of the class do; the first parameter is the class.
void defineNew(Interpreter &interp, TypeObject *type, llvm::StringRef signature,
               NativeCallback callback);
/// An attribute that is computed; without a setter it can only be read.
void defineProperty(Interpreter &interp, TypeObject *type, llvm::StringRef name,
                    NativeCallback getter, NativeCallback setter = nullptr);

void setGlobal(Interpreter &interp, ModuleObject *module, llvm::StringRef name,
               Value value);
void setTypeAttribute(Interpreter &interp, TypeObject *type,
                      llvm::StringRef name, Value value);

/// One file that kiln_embed_python() made part of the program.
struct EmbeddedModule {
  const char *name;
  const char *fileName;
  const char *source;
  unsigned long size;
  bool isPackage;
};
void addPreludes(Interpreter &interp, llvm::ArrayRef<EmbeddedModule> modules);

} // namespace kiln::python

#endif

//===- NativeModule.cpp - Modules and classes written in C++ --------------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

TypeObject *defineType(Interpreter &interp, StringRef module, StringRef name,
                       ArrayRef<TypeObject *> bases) {
  return interp.createType(module, name, bases, Object::Kind::Native);
}

/// "self, x, dim=, *, keepdim="
static std::vector<NativeParameter> parseSignature(StringRef signature) {
  std::vector<NativeParameter> parameters;
  bool keywordOnly = false;
  llvm::SmallVector<StringRef> pieces;
  signature.split(pieces, ',');
  for (StringRef piece : pieces) {
    piece = piece.trim();
    if (piece == "*") {
      keywordOnly = true;
      continue;
    }
    bool optional = piece.consume_back("=");
    assert(!piece.empty() && "a signature has a parameter without a name");
    parameters.push_back({piece.str(), optional, keywordOnly});
  }
  return parameters;
}

static NativeFunctionObject *makeFunction(Interpreter &interp, StringRef name,
                                          StringRef signature,
                                          NativeCallback callback) {
  NativeFunctionObject *function = interp.function(name, std::move(callback));
  if (!signature.empty()) {
    function->parameters = parseSignature(signature);
    function->hasSignature = true;
  }
  return function;
}

NativeFunctionObject *defineFunction(Interpreter &interp, ModuleObject *module,
                                     StringRef name, StringRef signature,
                                     NativeCallback callback) {
  NativeFunctionObject *function =
      makeFunction(interp, name, signature, std::move(callback));
  setGlobal(interp, module, name, function);
  return function;
}

void defineMethod(Interpreter &interp, TypeObject *type, StringRef name,
                  StringRef signature, NativeCallback callback) {
  NativeFunctionObject *function =
      makeFunction(interp, name, signature, std::move(callback));
  function->bindsToInstances = true;
  function->owner = type;
  setTypeAttribute(interp, type, name, function);
}

void defineStaticMethod(Interpreter &interp, TypeObject *type, StringRef name,
                        StringRef signature, NativeCallback callback) {
  auto *method = interp.create<StaticMethodObject>(interp.types.staticMethod);
  method->function = makeFunction(interp, name, signature, std::move(callback));
  setTypeAttribute(interp, type, name, method);
}

void defineClassMethod(Interpreter &interp, TypeObject *type, StringRef name,
                       StringRef signature, NativeCallback callback) {
  auto *method = interp.create<ClassMethodObject>(interp.types.classMethod);
  method->function = makeFunction(interp, name, signature, std::move(callback));
  setTypeAttribute(interp, type, name, method);
}

/// Makes sure that `__new__` is given the class or one that derives from it:
/// the object would be of another C++ class than its type says.
static NativeCallback checkClass(TypeObject *type, NativeCallback callback) {
  return [type, callback = std::move(callback)](Interpreter &interp,
                                                Arguments args) -> Value {
    auto *called = llvm::dyn_cast_if_present<TypeObject>(args[0]);
    if (called && called->isSubtypeOf(type))
      return callback(interp, args);
    return interp.raise(interp.types.typeError,
                        type->name +
                            ".__new__() needs a class that derives "
                            "from '" +
                            type->name + "'");
  };
}

void defineNew(Interpreter &interp, TypeObject *type, StringRef signature,
               NativeCallback callback) {
  // Messages about its arguments name the class.
  auto *method = interp.create<StaticMethodObject>(interp.types.staticMethod);
  method->function = makeFunction(interp, type->name, signature,
                                  checkClass(type, std::move(callback)));
  setTypeAttribute(interp, type, "__new__", method);
}

void defineProperty(Interpreter &interp, TypeObject *type, StringRef name,
                    NativeCallback getter, NativeCallback setter) {
  auto *property = interp.create<PropertyObject>(interp.types.property);
  auto accessor = [&](NativeCallback callback, StringRef signature) {
    NativeFunctionObject *function =
        makeFunction(interp, name, signature, std::move(callback));
    function->owner = type;
    return function;
  };
  property->getter = accessor(std::move(getter), "self");
  if (setter)
    property->setter = accessor(std::move(setter), "self, value");
  setTypeAttribute(interp, type, name, property);
}

void setGlobal(Interpreter &interp, ModuleObject *module, StringRef name,
               Value value) {
  module->globals->set(interp.intern(name), value);
}

void setTypeAttribute(Interpreter &interp, TypeObject *type, StringRef name,
                      Value value) {
  StrObject *key = interp.intern(name);
  type->dict->set(key, value);
  if (isHookName(interp, key))
    refreshHooks(interp, type);
}

void addPreludes(Interpreter &interp, ArrayRef<EmbeddedModule> modules) {
  for (const EmbeddedModule &module : modules)
    interp.addPrelude(module.name, module.fileName,
                      StringRef(module.source, module.size), module.isPackage);
}

} // namespace kiln::python

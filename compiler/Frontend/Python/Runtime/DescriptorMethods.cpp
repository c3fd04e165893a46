//===- DescriptorMethods.cpp - property, staticmethod, functions ----------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

//===----------------------------------------------------------------------===//
// property
//===----------------------------------------------------------------------===//

static Value orNone(Value value) { return value ? value : Value::none(); }

static Value given(Value value) {
  return value && !value.isNone() ? value : Value();
}

static Value initProperty(Interpreter &, Arguments args) {
  auto *property = llvm::cast<PropertyObject>(args[0]);
  property->getter = given(args[1]);
  property->setter = given(args[2]);
  property->deleter = given(args[3]);
  property->doc = given(args[4]);
  return Value::none();
}

/// `@x.setter`: a copy with one function changed.
static void addPropertyChange(Interpreter &interp, StringRef name,
                              Value PropertyObject::*function) {
  defineMethod(interp, interp.types.property, name, "self, function",
               [function](Interpreter &interp, Arguments args) -> Value {
                 auto *property = llvm::cast<PropertyObject>(args[0]);
                 auto *changed = interp.create<PropertyObject>(property->type);
                 changed->getter = property->getter;
                 changed->setter = property->setter;
                 changed->deleter = property->deleter;
                 changed->doc = property->doc;
                 changed->*function = given(args[1]);
                 return changed;
               });
}

static Value docOf(Interpreter &interp, const PropertyObject *property) {
  if (property->doc)
    return property->doc;
  if (!property->getter)
    return Value::none();
  return orNone(interp.findAttribute(property->getter, interp.names.doc));
}

static void addPropertyMethods(Interpreter &interp) {
  TypeObject *type = interp.types.property;
  defineMethod(interp, type, "__init__",
               "self, fget=, fset=, fdel=, doc=", initProperty);
  // Classes that derive from it call these through super().
  defineMethod(interp, type, "__get__", "self, instance, owner=",
               [](Interpreter &interp, Arguments args) -> Value {
                 if (args[1].isNone())
                   return args[0];
                 return interp.bind(args[0], args[1], interp.typeOf(args[1]));
               });
  defineMethod(interp, type, "__set__", "self, instance, value",
               [](Interpreter &interp, Arguments args) -> Value {
                 Value setter = llvm::cast<PropertyObject>(args[0])->setter;
                 if (!setter)
                   return interp.raise(interp.types.attributeError,
                                       "the property has no setter");
                 return interp.call(setter, {args[1], args[2]});
               });
  addPropertyChange(interp, "getter", &PropertyObject::getter);
  addPropertyChange(interp, "setter", &PropertyObject::setter);
  addPropertyChange(interp, "deleter", &PropertyObject::deleter);
  defineProperty(interp, type, "fget", [](Interpreter &, Arguments args) {
    return orNone(llvm::cast<PropertyObject>(args[0])->getter);
  });
  defineProperty(interp, type, "fset", [](Interpreter &, Arguments args) {
    return orNone(llvm::cast<PropertyObject>(args[0])->setter);
  });
  defineProperty(interp, type, "fdel", [](Interpreter &, Arguments args) {
    return orNone(llvm::cast<PropertyObject>(args[0])->deleter);
  });
  defineProperty(
      interp, type, "__doc__",
      [](Interpreter &interp, Arguments args) {
        return docOf(interp, llvm::cast<PropertyObject>(args[0]));
      },
      [](Interpreter &, Arguments args) {
        llvm::cast<PropertyObject>(args[0])->doc = args[1];
        return Value::none();
      });
}

//===----------------------------------------------------------------------===//
// staticmethod, classmethod
//===----------------------------------------------------------------------===//

template <typename Method>
static void addWrapperMethods(Interpreter &interp, TypeObject *type) {
  defineMethod(interp, type, "__init__", "self, function",
               [](Interpreter &, Arguments args) {
                 llvm::cast<Method>(args[0])->function = args[1];
                 return Value::none();
               });
  defineMethod(interp, type, "__get__", "self, instance, owner=",
               [](Interpreter &interp, Arguments args) {
                 auto *owner = llvm::dyn_cast_if_present<TypeObject>(args[2]);
                 return interp.bind(args[0], args[1],
                                    owner ? owner : interp.typeOf(args[1]));
               });
  for (const char *name : {"__func__", "__wrapped__"})
    defineProperty(interp, type, name, [](Interpreter &, Arguments args) {
      return llvm::cast<Method>(args[0])->function;
    });
}

//===----------------------------------------------------------------------===//
// Functions and methods
//===----------------------------------------------------------------------===//

static Value bindFunction(Interpreter &interp, Arguments args) {
  if (args[1].isNone())
    return args[0];
  auto *method = interp.create<BoundMethodObject>(interp.types.method);
  method->self = args[1];
  method->function = args[0];
  return method;
}

static void addFunctionMethods(Interpreter &interp) {
  const BuiltinTypes &types = interp.types;
  for (TypeObject *type : {types.function, types.nativeFunction}) {
    defineMethod(interp, type, "__get__",
                 "self, instance, owner=", bindFunction);
    defineMethod(interp, type, "__call__",
                 [](Interpreter &interp, Arguments args) {
                   return interp.call(args[0], args.dropFront());
                 });
  }
  // type(method)(function, object), as types.MethodType
  defineNew(interp, types.method, "cls, function, instance",
            [](Interpreter &interp, Arguments args) {
              Value arguments[] = {args[1], args[2]};
              return bindFunction(interp, Arguments(arguments));
            });
  defineMethod(interp, types.method, "__call__",
               [](Interpreter &interp, Arguments args) {
                 return interp.call(args[0], args.dropFront());
               });
  defineMethod(interp, types.method, "__get__", "self, instance, owner=",
               [](Interpreter &, Arguments args) { return args[0]; });
  defineProperty(interp, types.cell, "cell_contents",
                 [](Interpreter &interp, Arguments args) -> Value {
                   Value content = llvm::cast<CellObject>(args[0])->value;
                   return content ? content
                                  : interp.raise(interp.types.valueError,
                                                 "the cell is empty");
                 });
}

static void addModuleMethods(Interpreter &interp) {
  defineMethod(interp, interp.types.module, "__init__", "self, name, doc=",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto *module = llvm::cast<ModuleObject>(args[0]);
                 auto *name = llvm::dyn_cast<StrObject>(args[1]);
                 if (!name)
                   return interp.raise(interp.types.typeError,
                                       "the name of a module must be a str");
                 module->name = interp.intern(name);
                 module->isInitialized = true;
                 return Value::none();
               });
}

void addDescriptorMethods(Interpreter &interp) {
  addPropertyMethods(interp);
  addWrapperMethods<StaticMethodObject>(interp, interp.types.staticMethod);
  addWrapperMethods<ClassMethodObject>(interp, interp.types.classMethod);
  addFunctionMethods(interp);
  addModuleMethods(interp);
}

} // namespace kiln::python

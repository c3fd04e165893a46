//===- Attributes.cpp - object.name ---------------------------------------===//

#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

//===----------------------------------------------------------------------===//
// Descriptors
//===----------------------------------------------------------------------===//

static Value makeBoundMethod(Interpreter &interp, Value self, Value function) {
  auto *method = interp.create<BoundMethodObject>(interp.types.method);
  method->self = self;
  method->function = function;
  return method;
}

/// The method of objects whose class may define `__get__` and the like.
static Value descriptorMethod(Value found, const StrObject *name) {
  auto *object = found.asObject();
  bool mayDescribe = object->kind() == Kind::Native || !object->type->isBuiltin;
  return mayDescribe ? object->type->lookup(name) : Value();
}

static bool isFunctionLike(Value found) {
  if (llvm::isa<FunctionObject>(found))
    return true;
  auto *native = llvm::dyn_cast<NativeFunctionObject>(found);
  return native && native->bindsToInstances;
}

static Value bindClassMethod(Interpreter &interp, ClassMethodObject *method,
                             TypeObject *owner) {
  if (auto *property = llvm::dyn_cast<PropertyObject>(method->function))
    return interp.call(property->getter, Value(owner));
  return makeBoundMethod(interp, owner, method->function);
}

Value Interpreter::bind(Value found, Value self, TypeObject *owner) {
  if (!found.isObject())
    return found;
  switch (found.asObject()->kind()) {
  case Kind::Function:
    return self ? makeBoundMethod(*this, self, found) : found;
  case Kind::NativeFunction:
    return self && isFunctionLike(found) ? makeBoundMethod(*this, self, found)
                                         : found;
  case Kind::StaticMethod:
    return llvm::cast<StaticMethodObject>(found)->function;
  case Kind::ClassMethod:
    return bindClassMethod(*this, llvm::cast<ClassMethodObject>(found), owner);
  case Kind::Property: {
    if (!self)
      return found;
    Value getter = llvm::cast<PropertyObject>(found)->getter;
    if (!getter || getter.isNone())
      return raise(types.attributeError, "the property has no getter");
    return call(getter, self);
  }
  default:
    if (Value get = descriptorMethod(found, names.get)) {
      Value arguments[] = {self ? self : Value::none(), owner};
      return callFound(*this, get, found, arguments);
    }
    return found;
  }
}

/// Whether an attribute of the class comes before that of the object.
static bool isDataDescriptor(Interpreter &interp, Value found) {
  if (!found.isObject())
    return false;
  if (llvm::isa<PropertyObject>(found))
    return true;
  return descriptorMethod(found, interp.names.set) ||
         descriptorMethod(found, interp.names.deleteMethod);
}

//===----------------------------------------------------------------------===//
// Instances
//===----------------------------------------------------------------------===//

Value findPlainAttribute(Interpreter &interp, Value object, StrObject *name) {
  TypeObject *type = interp.typeOf(object);
  Value found = type->lookup(name);
  if (found && isDataDescriptor(interp, found))
    return interp.bind(found, object, type);
  if (object.isObject())
    if (DictObject *attributes = object.asObject()->attributes)
      if (Value own = attributes->find(name))
        return own;
  if (found)
    return interp.bind(found, object, type);
  return name->isDunder ? findSpecialAttribute(interp, object, name) : Value();
}

/// Takes an AttributeError away: something else may know the attribute.
static bool forgiveMissing(Interpreter &interp) {
  if (!interp.failed())
    return true;
  if (!interp.pendingIs(interp.types.attributeError))
    return false;
  interp.takeException();
  return true;
}

Value Interpreter::findInstanceAttribute(Value object, StrObject *name) {
  TypeObject *type = typeOf(object);
  Value found;
  Value arguments[] = {name};
  if (Value hook = type->getAttributeHook)
    found = callFound(*this, hook, object, arguments);
  else
    found = findPlainAttribute(*this, object, name);
  if (found)
    return found;
  if (Value hook = type->getAttrHook) {
    // A property that raises an AttributeError ends up in __getattr__ too.
    if (!forgiveMissing(*this))
      return {};
    return callFound(*this, hook, object, arguments);
  }
  if (hasPending || !type->opaqueBase || name->isDunder)
    return {};
  return findOpaqueAttribute(llvm::cast<OpaqueObject>(type->opaqueBase), name);
}

//===----------------------------------------------------------------------===//
// Classes, modules, super, opaque values
//===----------------------------------------------------------------------===//

Value Interpreter::findTypeAttribute(TypeObject *type, StrObject *name) {
  TypeObject *meta = type->type;
  if (name->isDunder)
    if (Value special = findSpecialAttribute(*this, type, name))
      return special;
  Value inMeta = meta->lookup(name);
  if (inMeta && isDataDescriptor(*this, inMeta))
    return bind(inMeta, type, meta);
  if (Value found = type->lookup(name))
    return bind(found, Value(), type);
  if (inMeta)
    return bind(inMeta, type, meta);
  if (Value hook = meta->getAttrHook)
    return callFound(*this, hook, type, Value(name));
  if (type->opaqueBase && !name->isDunder)
    return findOpaqueAttribute(llvm::cast<OpaqueObject>(type->opaqueBase),
                               name);
  return {};
}

Value Interpreter::findModuleAttribute(ModuleObject *module, StrObject *name) {
  if (Value found = module->globals->find(name))
    return found;
  if (name->isDunder)
    if (Value special = findSpecialAttribute(*this, module, name))
      return special;
  if (Value hook = module->globals->find(names.getattr))
    return call(hook, Value(name));
  if (module->type != types.module)
    return findInstanceAttribute(module, name);
  return {};
}

Value Interpreter::findSuperAttribute(SuperObject *super, StrObject *name) {
  if (!super->selfType)
    return findPlainAttribute(*this, super, name);
  ArrayRef<TypeObject *> mro = super->selfType->mro;
  auto *after = llvm::find(mro, super->after);
  bool isClass = super->self.is(super->selfType);
  for (TypeObject *type :
       mro.drop_front(after == mro.end() ? 0 : after - mro.begin() + 1)) {
    // What a class of an unknown base inherits may lie in that base.
    if (type == types.object && super->selfType->opaqueBase)
      break;
    if (Value found = type->dict->find(name))
      return bind(found, isClass ? Value() : super->self, super->selfType);
  }
  if (Value base = super->selfType->opaqueBase)
    return findOpaqueAttribute(llvm::cast<OpaqueObject>(base), name);
  return name == names.className ? Value(types.super) : Value();
}

Value Interpreter::findOpaqueAttribute(OpaqueObject *opaque, StrObject *name) {
  if (name == names.className)
    return types.opaque;
  return opaqueFrom(*this, opaque, ("." + name->str()).str());
}

Value Interpreter::lookupAttribute(Value object, StrObject *name) {
  if (object.isObject())
    switch (object.asObject()->kind()) {
    case Kind::Type:
      return findTypeAttribute(llvm::cast<TypeObject>(object), name);
    case Kind::Module:
      return findModuleAttribute(llvm::cast<ModuleObject>(object), name);
    case Kind::Super:
      return findSuperAttribute(llvm::cast<SuperObject>(object), name);
    case Kind::Opaque:
      return findOpaqueAttribute(llvm::cast<OpaqueObject>(object), name);
    default:
      break;
    }
  return findInstanceAttribute(object, name);
}

Value Interpreter::findAttribute(Value object, StrObject *name) {
  name = intern(name);
  Value found = lookupAttribute(object, name);
  if (!found)
    forgiveMissing(*this);
  return found;
}

Value Interpreter::getAttribute(Value object, StrObject *name) {
  name = intern(name);
  Value found = lookupAttribute(object, name);
  if (!found && !hasPending)
    return raiseNoAttribute(*this, object, name);
  return found;
}

Value Interpreter::getMethod(Value object, StrObject *name, Value &self) {
  bool isPlain =
      !object.isObject() || (object.asObject()->kind() != Kind::Type &&
                             object.asObject()->kind() != Kind::Module &&
                             object.asObject()->kind() != Kind::Opaque);
  if (auto *super = llvm::dyn_cast<SuperObject>(object))
    return superMethod(super, name, self);
  TypeObject *type = typeOf(object);
  if (!isPlain || type->getAttributeHook)
    return getAttribute(object, name);
  Value found = type->lookup(name);
  if (!found || !isFunctionLike(found))
    return getAttribute(object, name);
  if (object.isObject())
    if (DictObject *attributes = object.asObject()->attributes)
      if (Value own = attributes->find(name))
        return own;
  self = object;
  return found;
}

/// `super().name(...)`
Value Interpreter::superMethod(SuperObject *super, StrObject *name,
                               Value &self) {
  if (!super->selfType || super->self.is(super->selfType))
    return getAttribute(super, name);
  ArrayRef<TypeObject *> mro = super->selfType->mro;
  auto after = llvm::find(mro, super->after);
  if (after == mro.end() || super->selfType->opaqueBase)
    return getAttribute(super, name);
  for (TypeObject *type : llvm::make_range(after + 1, mro.end()))
    if (Value found = type->dict->find(name)) {
      if (!isFunctionLike(found))
        return bind(found, super->self, super->selfType);
      self = super->self;
      return found;
    }
  return getAttribute(super, name);
}

//===----------------------------------------------------------------------===//
// Setting and deleting: a null value deletes
//===----------------------------------------------------------------------===//

static bool raiseReadOnly(Interpreter &interp, Value object, StrObject *name,
                          StringRef missing) {
  interp.raise(interp.types.attributeError,
               "property '" + name->str() + "' of '" + interp.typeName(object) +
                   "' object has no " + missing);
  return false;
}

/// Whether a descriptor took the value; failure if it raised.
static FailureOr<bool> setByDescriptor(Interpreter &interp, Value found,
                                       Value object, StrObject *name,
                                       Value value) {
  if (!found.isObject())
    return false;
  if (auto *property = llvm::dyn_cast<PropertyObject>(found)) {
    Value function = value ? property->setter : property->deleter;
    if (!function || function.isNone()) {
      raiseReadOnly(interp, object, name, value ? "setter" : "deleter");
      return mlir::failure();
    }
    Value arguments[] = {object, value};
    if (!interp.call(function, ArrayRef(arguments).take_front(value ? 2 : 1)))
      return mlir::failure();
    return true;
  }
  Value method = descriptorMethod(found, value ? interp.names.set
                                               : interp.names.deleteMethod);
  if (!method)
    return false;
  Value arguments[] = {object, value};
  if (!callFound(interp, method, found,
                 ArrayRef(arguments).take_front(value ? 2 : 1)))
    return mlir::failure();
  return true;
}

static bool storeIn(Interpreter &interp, DictObject *dict, Value object,
                    StrObject *name, Value value) {
  if (value) {
    dict->set(name, value);
    return true;
  }
  if (dict->table.erase(name))
    return true;
  raiseNoAttribute(interp, object, name);
  return false;
}

bool setPlainAttribute(Interpreter &interp, Value object, StrObject *name,
                       Value value) {
  if (auto *type = llvm::dyn_cast<TypeObject>(object))
    return setClassAttribute(interp, type, name, value);
  if (auto *module = llvm::dyn_cast<ModuleObject>(object))
    return storeIn(interp, module->globals, object, name, value);
  if (llvm::isa<OpaqueObject>(object))
    return true;
  TypeObject *type = interp.typeOf(object);
  if (Value found = type->lookup(name)) {
    FailureOr<bool> isSet = setByDescriptor(interp, found, object, name, value);
    if (failed(isSet) || *isSet)
      return succeeded(isSet);
  }
  if (name->isDunder && value) {
    FailureOr<bool> isSet = setSpecialAttribute(interp, object, name, value);
    if (failed(isSet) || *isSet)
      return succeeded(isSet);
  }
  if (!object.isObject() || !canHoldAttributes(interp, object.asObject())) {
    raiseNoAttribute(interp, object, name);
    return false;
  }
  return storeIn(interp, attributesOf(interp, object.asObject()), object, name,
                 value);
}

bool setClassAttribute(Interpreter &interp, TypeObject *type, StrObject *name,
                       Value value) {
  if (type->isBuiltin) {
    interp.raise(interp.types.typeError, "cannot set '" + name->str() +
                                             "' attribute of immutable type '" +
                                             type->name + "'");
    return false;
  }
  if (Value found = type->type->lookup(name)) {
    FailureOr<bool> isSet = setByDescriptor(interp, found, type, name, value);
    if (failed(isSet) || *isSet)
      return succeeded(isSet);
  }
  if (name->isDunder && value) {
    FailureOr<bool> isSet = setSpecialAttribute(interp, type, name, value);
    if (failed(isSet) || *isSet)
      return succeeded(isSet);
  }
  if (!storeIn(interp, type->dict, type, name, value))
    return false;
  if (isHookName(interp, name))
    interp.forEachType([&](TypeObject *other) {
      if (other->isSubtypeOf(type))
        refreshHooks(interp, other);
    });
  return true;
}

bool Interpreter::setAttribute(Value object, StrObject *name, Value value) {
  assert(value && "deleteAttribute() deletes");
  name = intern(name);
  if (Value hook = typeOf(object)->setAttrHook) {
    Value arguments[] = {name, value};
    return static_cast<bool>(callFound(*this, hook, object, arguments));
  }
  return setPlainAttribute(*this, object, name, value);
}

bool Interpreter::deleteAttribute(Value object, StrObject *name) {
  name = intern(name);
  Value hook = typeOf(object)->lookup(names.delattr);
  if (hook && !isObjectDefault(*this, hook, names.delattr))
    return static_cast<bool>(callFound(*this, hook, object, Value(name)));
  return setPlainAttribute(*this, object, name, Value());
}

//===----------------------------------------------------------------------===//
// Hooks
//===----------------------------------------------------------------------===//

bool isHookName(const Interpreter &interp, const StrObject *name) {
  return name == interp.names.getattr || name == interp.names.getattribute ||
         name == interp.names.setattr;
}

void refreshHooks(Interpreter &interp, TypeObject *type) {
  if (!interp.names.getattr)
    return; // the first classes are made before the names
  auto hook = [&](StrObject *name) -> Value {
    Value found = type->lookup(name);
    if (!found || isObjectDefault(interp, found, name) ||
        found.is(interp.types.type->dict->find(name)))
      return {};
    return found;
  };
  type->getAttrHook = hook(interp.names.getattr);
  type->getAttributeHook = hook(interp.names.getattribute);
  type->setAttrHook = hook(interp.names.setattr);
}

bool isObjectDefault(Interpreter &interp, Value found, const StrObject *name) {
  Value own = interp.types.object->dict->find(name);
  return own && found.is(own);
}

} // namespace kiln::python

//===- Calls.cpp - Calling things -----------------------------------------===//

#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

//===----------------------------------------------------------------------===//
// Functions in C++
//===----------------------------------------------------------------------===//

static bool raiseTooMany(Interpreter &interp,
                         const NativeFunctionObject *function, size_t given) {
  size_t least = 0, most = 0;
  for (const NativeParameter &parameter : function->parameters) {
    least += !parameter.optional && !parameter.keywordOnly;
    most += !parameter.keywordOnly;
  }
  interp.raise(interp.types.typeError,
               function->name + "() takes " +
                   (least == most ? "" : "from " + Twine(least) + " to ") +
                   Twine(most) + " positional argument" +
                   (most == 1 ? "" : "s") + " but " + Twine(given) +
                   (given == 1 ? " was given" : " were given"));
  return false;
}

static bool bindKeyword(Interpreter &interp,
                        const NativeFunctionObject *function,
                        const Keyword &keyword,
                        llvm::MutableArrayRef<Value> bound) {
  StringRef name = keyword.name->str();
  for (auto [index, parameter] : llvm::enumerate(function->parameters)) {
    if (parameter.name != name)
      continue;
    if (bound[index]) {
      interp.raise(interp.types.typeError,
                   function->name + "() got multiple values for argument '" +
                       name + "'");
      return false;
    }
    bound[index] = keyword.value;
    return true;
  }
  interp.raise(interp.types.typeError,
               function->name + "() got an unexpected keyword argument '" +
                   name + "'");
  return false;
}

static bool bindArguments(Interpreter &interp,
                          const NativeFunctionObject *function,
                          Arguments arguments,
                          llvm::MutableArrayRef<Value> bound) {
  ArrayRef<NativeParameter> parameters = function->parameters;
  for (auto [index, value] : llvm::enumerate(arguments.positional)) {
    if (index >= parameters.size() || parameters[index].keywordOnly)
      return raiseTooMany(interp, function, arguments.size());
    bound[index] = value;
  }
  for (const Keyword &keyword : arguments.keywords)
    if (!bindKeyword(interp, function, keyword, bound))
      return false;
  for (auto [index, parameter] : llvm::enumerate(parameters))
    if (!bound[index] && !parameter.optional) {
      interp.raise(interp.types.typeError, function->name +
                                               "() is missing the argument '" +
                                               parameter.name + "'");
      return false;
    }
  return true;
}

/// Callbacks of methods rely on the kind of object they were defined for.
static bool checkSelf(Interpreter &interp, const NativeFunctionObject *function,
                      Value self) {
  if (self && interp.isInstance(self, function->owner))
    return true;
  StringRef given = self ? interp.typeName(self) : "nothing";
  interp.raise(interp.types.typeError,
               function->name + "() needs a '" + function->owner->name +
                   "' object but received '" + given + "'");
  return false;
}

Value Interpreter::callNative(NativeFunctionObject *function,
                              Arguments arguments) {
  if (!checkStack() || !step(2))
    return {};
  Value result;
  if (function->hasSignature) {
    llvm::SmallVector<Value, 8> bound(function->parameters.size());
    if (!bindArguments(*this, function, arguments, bound) ||
        (function->owner && !checkSelf(*this, function, bound[0])))
      return {};
    result = function->callback(*this, Arguments(bound));
  } else {
    if (function->owner && !checkSelf(*this, function, arguments[0]))
      return {};
    result = function->callback(*this, arguments);
  }
  if (hasPending)
    return {};
  if (!result)
    return error(function->name + "() gave no result");
  return result;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

/// Calls with one more argument in front.
static Value callWith(Interpreter &interp, Value function, Value first,
                      Arguments arguments) {
  llvm::SmallVector<Value, 8> all;
  all.reserve(arguments.size() + 1);
  all.push_back(first);
  all.append(arguments.positional.begin(), arguments.positional.end());
  return interp.call(function, Arguments(all, arguments.keywords));
}

static Value callFoundWith(Interpreter &interp, Value found, Value self,
                           Arguments arguments) {
  auto *native = llvm::dyn_cast<NativeFunctionObject>(found);
  if (llvm::isa<FunctionObject>(found) || (native && native->bindsToInstances))
    return callWith(interp, found, self, arguments);
  Value bound = interp.bind(found, self, interp.typeOf(self));
  return bound ? interp.call(bound, arguments) : Value();
}

Value callFound(Interpreter &interp, Value found, Value self,
                ArrayRef<Value> positional) {
  return callFoundWith(interp, found, self, Arguments(positional));
}

Value Interpreter::callSpecial(Value object, StrObject *name,
                               ArrayRef<Value> positional) {
  Value found = typeOf(object)->lookup(name);
  // `__hash__ = None` says that there is none.
  if (!found || found.isNone())
    return {};
  return callFound(*this, found, object, positional);
}

Value Interpreter::callMethod(Value object, StringRef name,
                              ArrayRef<Value> positional) {
  Value self;
  Value function = getMethod(object, intern(name), self);
  if (!function)
    return {};
  return self ? callWith(*this, function, self, Arguments(positional))
              : call(function, positional);
}

//===----------------------------------------------------------------------===//
// Everything that can be called
//===----------------------------------------------------------------------===//

static Value callInstance(Interpreter &interp, Value callee,
                          Arguments arguments) {
  TypeObject *type = interp.typeOf(callee);
  if (Value method = type->lookup(interp.names.call))
    return callFoundWith(interp, method, callee, arguments);
  if (auto *staticMethod = llvm::dyn_cast<StaticMethodObject>(callee))
    return interp.call(staticMethod->function, arguments);
  if (type->opaqueBase)
    return opaqueFrom(interp, llvm::cast<OpaqueObject>(type->opaqueBase),
                      "(...)");
  return interp.raise(interp.types.typeError,
                      "'" + type->name + "' object is not callable");
}

Value Interpreter::call(Value callee, Arguments arguments) {
  if (!callee.isObject())
    return raise(types.typeError,
                 "'" + typeName(callee) + "' object is not callable");
  Object *object = callee.asObject();
  switch (object->kind()) {
  case Kind::Function:
    return callFunction(llvm::cast<FunctionObject>(object), arguments);
  case Kind::NativeFunction:
    return callNative(llvm::cast<NativeFunctionObject>(object), arguments);
  case Kind::BoundMethod: {
    if (!checkStack())
      return {};
    auto *method = llvm::cast<BoundMethodObject>(object);
    return callWith(*this, method->function, method->self, arguments);
  }
  case Kind::Type:
    return callType(llvm::cast<TypeObject>(object), arguments);
  case Kind::Opaque:
    return opaqueFrom(*this, llvm::cast<OpaqueObject>(object), "(...)");
  default:
    return checkStack() ? callInstance(*this, callee, arguments) : Value();
  }
}

//===----------------------------------------------------------------------===//
// Classes
//===----------------------------------------------------------------------===//

Value Interpreter::callType(TypeObject *type, Arguments arguments) {
  if (!checkStack())
    return {};
  if (type == types.type && arguments.size() == 1 && arguments.keywords.empty())
    return typeOf(arguments[0]);
  TypeObject *meta = type->type;
  if (meta != types.type) {
    Value method = meta->lookup(names.call);
    if (method && !method.is(types.type->dict->find(names.call)))
      return callFoundWith(*this, method, type, arguments);
  }
  return construct(*this, type, arguments);
}

static Value initialize(Interpreter &interp, Value object,
                        Arguments arguments) {
  Value init = interp.typeOf(object)->lookup(interp.names.init);
  if (!init || isObjectDefault(interp, init, interp.names.init))
    return object;
  Value result = callFoundWith(interp, init, object, arguments);
  if (!result)
    return {};
  if (!result.isNone() && !llvm::isa<OpaqueObject>(result))
    return interp.raise(interp.types.typeError,
                        "__init__() should return None, not '" +
                            interp.typeName(result) + "'");
  return object;
}

static Value raiseNoArguments(Interpreter &interp, TypeObject *type) {
  return interp.raise(interp.types.typeError,
                      type->name + "() takes no arguments");
}

Value construct(Interpreter &interp, TypeObject *type, Arguments arguments) {
  Value method = type->lookup(interp.names.newMethod);
  if (isObjectDefault(interp, method, interp.names.newMethod)) {
    Value init = type->lookup(interp.names.init);
    bool hasArguments = arguments.size() || !arguments.keywords.empty();
    if (hasArguments && !type->opaqueBase &&
        isObjectDefault(interp, init, interp.names.init))
      return raiseNoArguments(interp, type);
    Value object = makeInstance(interp, type);
    return object ? initialize(interp, object, arguments) : Value();
  }
  Value function = interp.bind(method, Value(), type);
  if (!function)
    return {};
  Value object = callWith(interp, function, type, arguments);
  if (!object || !interp.isInstance(object, type))
    return object;
  return initialize(interp, object, arguments);
}

Value makeInstance(Interpreter &interp, TypeObject *type) {
  switch (type->layout) {
  case Kind::Instance:
    return interp.create<InstanceObject>(type);
  case Kind::Exception:
    return interp.create<ExceptionObject>(type);
  case Kind::Str:
    return interp.create<StrObject>(type, std::string());
  case Kind::Bytes:
    return interp.create<BytesObject>(type, std::string());
  case Kind::List:
    return interp.create<ListObject>(type);
  case Kind::Tuple:
    return interp.create<TupleObject>(type);
  case Kind::Dict:
    return interp.create<DictObject>(type);
  case Kind::Set:
    return interp.create<SetObject>(type);
  case Kind::Property:
    return interp.create<PropertyObject>(type);
  case Kind::StaticMethod:
    return interp.create<StaticMethodObject>(type);
  case Kind::ClassMethod:
    return interp.create<ClassMethodObject>(type);
  case Kind::Primitive: {
    auto *object = interp.create<PrimitiveObject>(type);
    object->primitive = type->isSubtypeOf(interp.types.real)
                            ? Value::real(0)
                            : Value::integer(0);
    return object;
  }
  case Kind::Module: {
    auto *module = interp.create<ModuleObject>(type);
    module->name = interp.intern("module");
    module->globals = interp.dict();
    return module;
  }
  default:
    return interp.raise(interp.types.typeError,
                        "cannot create '" + type->name + "' instances");
  }
}

} // namespace kiln::python

//===- SpecialAttributes.cpp - __name__, __dict__ and their like ----------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

bool canHoldAttributes(const Interpreter &interp, const Object *object) {
  switch (object->kind()) {
  case Kind::Function:
  case Kind::NativeFunction:
  case Kind::Exception:
  case Kind::Native:
  case Kind::StaticMethod:
  case Kind::ClassMethod:
    return true;
  case Kind::Instance:
    return object->type != interp.types.object;
  case Kind::BoundMethod:
  case Kind::Opaque:
    return false;
  default:
    return !object->type->isBuiltin;
  }
}

DictObject *attributesOf(Interpreter &interp, Object *object) {
  if (!object->attributes)
    object->attributes = interp.dict();
  return object->attributes;
}

static Value tupleOf(Interpreter &interp, ArrayRef<TypeObject *> types) {
  llvm::SmallVector<Value> items(types.begin(), types.end());
  return interp.tuple(items);
}

static Value orNone(Value value) { return value ? value : Value::none(); }

//===----------------------------------------------------------------------===//
// Classes and modules
//===----------------------------------------------------------------------===//

static Value ofType(Interpreter &interp, TypeObject *type, StrObject *name) {
  const WellKnownNames &names = interp.names;
  if (name == names.name)
    return interp.str(type->name);
  if (name == names.qualname)
    return type->qualifiedName;
  if (name == names.mro)
    return tupleOf(interp, type->mro);
  if (name == names.bases)
    return tupleOf(interp, type->bases);
  if (name == names.dict)
    return type->dict;
  if (name == names.className)
    return type->type;
  if (name == names.doc)
    return orNone(type->dict->find(name));
  if (name == names.module && !type->dict->find(name))
    return type->module ? Value(type->module) : Value::none();
  if (name->str() == "__base__")
    return type->bases.empty() ? Value::none() : Value(type->bases.front());
  return {};
}

static Value ofModule(Interpreter &interp, ModuleObject *module,
                      StrObject *name) {
  const WellKnownNames &names = interp.names;
  if (name == names.dict)
    return module->globals;
  if (name == names.name)
    return module->name;
  if (name == names.className)
    return module->type;
  if (name == names.doc)
    return Value::none();
  if (name == names.file && !module->fileName.empty())
    return interp.str(module->fileName);
  return {};
}

//===----------------------------------------------------------------------===//
// Functions and methods
//===----------------------------------------------------------------------===//

static Value codeOf(Interpreter &interp, const FunctionObject *function) {
  if (!Importer::of(interp).parseBody(function))
    return {};
  const FunctionNode *node = function->node;
  auto *code = interp.create<InstanceObject>(interp.types.code);
  auto set = [&](StringRef name, Value value) {
    attributesOf(interp, code)->set(interp.intern(name), value);
  };
  int64_t positional = 0, keywordOnly = 0;
  llvm::SmallVector<Value> names;
  for (const Parameter &parameter : node->parameters) {
    positional += parameter.kind == Parameter::Kind::Positional ||
                  parameter.kind == Parameter::Kind::PositionalOnly;
    keywordOnly += parameter.kind == Parameter::Kind::KeywordOnly;
  }
  // Parameters that collect the rest come last, before other variables.
  auto isRest = [](const Parameter &parameter) {
    return parameter.kind == Parameter::Kind::VarPositional ||
           parameter.kind == Parameter::Kind::VarKeyword;
  };
  for (bool rest : {false, true})
    for (const Parameter &parameter : node->parameters)
      if (isRest(parameter) == rest)
        names.push_back(interp.intern(parameter.name.text));
  for (const Name &name :
       llvm::drop_begin(node->slotNames, node->parameters.size()))
    names.push_back(interp.intern(name.text));
  set("co_argcount", Value::integer(positional));
  set("co_kwonlyargcount", Value::integer(keywordOnly));
  set("co_nlocals", Value::integer(static_cast<int64_t>(names.size())));
  set("co_varnames", interp.tuple(names));
  set("co_name", function->name);
  set("co_filename", interp.str(function->module ? function->module->fileName
                                                 : std::string()));
  set("co_firstlineno", Value::integer(node->position.line));
  set("co_flags", Value::integer(0));
  return code;
}

static Value defaultsOf(Interpreter &interp, const FunctionObject *function,
                        bool keywordOnly) {
  llvm::SmallVector<Value> values;
  DictObject *dict = interp.dict();
  for (auto [index, parameter] : llvm::enumerate(function->node->parameters)) {
    bool isKeywordOnly = parameter.kind == Parameter::Kind::KeywordOnly;
    if (isKeywordOnly != keywordOnly || index >= function->defaults.size() ||
        !function->defaults[index])
      continue;
    values.push_back(function->defaults[index]);
    dict->set(interp.intern(parameter.name.text), values.back());
  }
  if (values.empty())
    return Value::none();
  return keywordOnly ? Value(dict) : Value(interp.tuple(values));
}

static Value ofFunction(Interpreter &interp, FunctionObject *function,
                        StrObject *name) {
  const WellKnownNames &names = interp.names;
  if (name == names.name)
    return function->name;
  if (name == names.qualname)
    return function->qualifiedName ? function->qualifiedName : function->name;
  if (name == names.module)
    return function->module ? Value(function->module->name) : Value::none();
  if (name == names.doc) {
    if (!Importer::of(interp).parseBody(function))
      return {};
    return function->node->hasDocstring
               ? Value(interp.str(function->node->docstring))
               : Value::none();
  }
  if (name == names.defaults)
    return defaultsOf(interp, function, false);
  if (name == names.kwdefaults)
    return defaultsOf(interp, function, true);
  if (name == names.code)
    return codeOf(interp, function);
  if (name == names.globals)
    return function->module ? Value(function->module->globals) : Value::none();
  if (name == names.closure) {
    if (function->closure.empty())
      return Value::none();
    llvm::SmallVector<Value> cells(function->closure.begin(),
                                   function->closure.end());
    return interp.tuple(cells);
  }
  if (name == names.annotations)
    return Evaluator::annotationsOf(interp, function);
  return {};
}

static Value ofNativeFunction(Interpreter &interp,
                              NativeFunctionObject *function, StrObject *name) {
  const WellKnownNames &names = interp.names;
  if (name == names.name || name == names.qualname)
    return interp.str(function->name);
  if (name == names.module || name == names.doc)
    return Value::none();
  return {};
}

static Value ofMethod(Interpreter &interp, BoundMethodObject *method,
                      StrObject *name) {
  if (name == interp.names.func)
    return method->function;
  if (name->str() == "__self__")
    return method->self;
  if (name == interp.names.className)
    return method->type;
  // Everything else is the function's.
  if (!interp.checkStack())
    return {};
  return interp.findAttribute(method->function, name);
}

//===----------------------------------------------------------------------===//
// Other objects
//===----------------------------------------------------------------------===//

static Value ofException(Interpreter &interp, ExceptionObject *exception,
                         StrObject *name) {
  const WellKnownNames &names = interp.names;
  if (name == names.cause)
    return orNone(exception->cause);
  if (name == names.context || name == names.traceback)
    return Value::none();
  return {};
}

static Value ofKind(Interpreter &interp, Object *object, StrObject *name) {
  switch (object->kind()) {
  case Kind::Type:
    return ofType(interp, llvm::cast<TypeObject>(object), name);
  case Kind::Module:
    return ofModule(interp, llvm::cast<ModuleObject>(object), name);
  case Kind::Function:
    return ofFunction(interp, llvm::cast<FunctionObject>(object), name);
  case Kind::NativeFunction:
    return ofNativeFunction(interp, llvm::cast<NativeFunctionObject>(object),
                            name);
  case Kind::BoundMethod:
    return ofMethod(interp, llvm::cast<BoundMethodObject>(object), name);
  case Kind::Exception:
    return ofException(interp, llvm::cast<ExceptionObject>(object), name);
  case Kind::StaticMethod:
    if (name == interp.names.func || name == interp.names.wrapped)
      return llvm::cast<StaticMethodObject>(object)->function;
    return {};
  case Kind::ClassMethod:
    if (name == interp.names.func || name == interp.names.wrapped)
      return llvm::cast<ClassMethodObject>(object)->function;
    return {};
  default:
    return {};
  }
}

Value findSpecialAttribute(Interpreter &interp, Value object, StrObject *name) {
  if (object.isObject()) {
    Value found = ofKind(interp, object.asObject(), name);
    bool isType = llvm::isa<TypeObject>(object);
    if (found || isType || interp.failed())
      return found;
    if (name == interp.names.dict &&
        canHoldAttributes(interp, object.asObject()))
      return attributesOf(interp, object.asObject());
  }
  TypeObject *type = interp.typeOf(object);
  if (name == interp.names.className)
    return type;
  if (name == interp.names.module)
    return type->module ? Value(type->module) : Value::none();
  if (name == interp.names.doc)
    return Value::none();
  return {};
}

//===----------------------------------------------------------------------===//
// Setting
//===----------------------------------------------------------------------===//

static FailureOr<bool> wrongKind(Interpreter &interp, StrObject *name,
                                 StringRef expected, Value value) {
  interp.raise(interp.types.typeError, name->str() + " must be set to a " +
                                           expected + ", not '" +
                                           interp.typeName(value) + "'");
  return mlir::failure();
}

/// The C++ class that decides what objects of the class are.
static const TypeObject *builtinBase(const TypeObject *type) {
  for (const TypeObject *base : type->mro)
    if (base->isBuiltin)
      return base;
  return type;
}

static FailureOr<bool> setClass(Interpreter &interp, Object *object,
                                StrObject *name, Value value) {
  auto *type = llvm::dyn_cast<TypeObject>(value);
  if (!type)
    return wrongKind(interp, name, "class", value);
  if (builtinBase(type) != builtinBase(object->type)) {
    interp.raise(interp.types.typeError, "__class__ assignment: '" +
                                             type->name +
                                             "' object layout differs from '" +
                                             object->type->name + "'");
    return mlir::failure();
  }
  object->type = type;
  return true;
}

static FailureOr<bool> setDict(Interpreter &interp, Object *object,
                               StrObject *name, Value value) {
  auto *dict = llvm::dyn_cast<DictObject>(value);
  if (!dict)
    return wrongKind(interp, name, "dict", value);
  object->attributes = dict;
  return true;
}

static FailureOr<bool> setDefaults(Interpreter &interp,
                                   FunctionObject *function, StrObject *name,
                                   Value value) {
  llvm::SmallVector<Value> values;
  if (!value.isNone() && failed(interp.unpack(value, values)))
    return mlir::failure();
  auto parameters = function->node->parameters;
  size_t last = 0;
  while (last < parameters.size() &&
         (parameters[last].kind == Parameter::Kind::Positional ||
          parameters[last].kind == Parameter::Kind::PositionalOnly))
    ++last;
  if (values.size() > last)
    return wrongKind(interp, name, "tuple no longer than the parameters",
                     value);
  function->defaults.resize(parameters.size());
  for (size_t index = 0; index < last; ++index)
    function->defaults[index] = index + values.size() < last
                                    ? Value()
                                    : values[index + values.size() - last];
  return true;
}

static FailureOr<bool> setOfFunction(Interpreter &interp,
                                     FunctionObject *function, StrObject *name,
                                     Value value) {
  const WellKnownNames &names = interp.names;
  if (name == names.defaults)
    return setDefaults(interp, function, name, value);
  if (name != names.name && name != names.qualname)
    return false;
  auto *text = llvm::dyn_cast<StrObject>(value);
  if (!text)
    return wrongKind(interp, name, "string", value);
  (name == names.name ? function->name : function->qualifiedName) = text;
  return true;
}

static FailureOr<bool> setOfType(Interpreter &interp, TypeObject *type,
                                 StrObject *name, Value value) {
  const WellKnownNames &names = interp.names;
  if (name != names.name && name != names.qualname)
    return false;
  auto *text = llvm::dyn_cast<StrObject>(value);
  if (!text)
    return wrongKind(interp, name, "string", value);
  if (name == names.name)
    type->name = text->str().str();
  else
    type->qualifiedName = text;
  return true;
}

FailureOr<bool> setSpecialAttribute(Interpreter &interp, Value object,
                                    StrObject *name, Value value) {
  if (!object.isObject())
    return false;
  Object *target = object.asObject();
  if (auto *type = llvm::dyn_cast<TypeObject>(target))
    return setOfType(interp, type, name, value);
  if (auto *function = llvm::dyn_cast<FunctionObject>(target)) {
    FailureOr<bool> isSet = setOfFunction(interp, function, name, value);
    if (failed(isSet) || *isSet)
      return isSet;
  }
  if (auto *exception = llvm::dyn_cast<ExceptionObject>(target))
    if (name == interp.names.cause) {
      exception->cause = value;
      return true;
    }
  if (name == interp.names.className)
    return setClass(interp, target, name, value);
  if (name == interp.names.dict && canHoldAttributes(interp, target))
    return setDict(interp, target, name, value);
  return false;
}

} // namespace kiln::python

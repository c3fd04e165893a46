//===- ObjectFunctions.cpp - Functions that ask objects and classes -------===//

#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Evaluator/Frame.h"
#include "compiler/Frontend/Python/Runtime/Classes.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

/// The name of an attribute, or null with a TypeError.
static StrObject *attributeName(Interpreter &interp, Value name) {
  if (auto *text = dyn_cast<StrObject>(name))
    return interp.intern(text->str());
  typeError(interp, "attribute name must be string, not '" +
                        interp.typeName(name) + "'");
  return nullptr;
}

/// As findAttribute, but properties that raise an AttributeError count as
/// missing too.
static Value findQuietly(Interpreter &interp, Value object, StrObject *name) {
  Value found = interp.findAttribute(object, name);
  if (!found && !interp.isFatal() &&
      interp.pendingIs(interp.types.attributeError))
    interp.takeException();
  return found;
}

static Value getAttributeOr(Interpreter &interp, Arguments args) {
  StrObject *name = attributeName(interp, args[1]);
  if (!name)
    return {};
  if (!args[2])
    return interp.getAttribute(args[0], name);
  Value found = findQuietly(interp, args[0], name);
  return found || interp.failed() ? found : args[2];
}

static Value hasAttribute(Interpreter &interp, Arguments args) {
  StrObject *name = attributeName(interp, args[1]);
  if (!name)
    return {};
  Value found = findQuietly(interp, args[0], name);
  return interp.failed() ? Value() : Value::boolean(static_cast<bool>(found));
}

static void addAttributeFunctions(Interpreter &interp, ModuleObject *module) {
  defineFunction(interp, module, "getattr",
                 "object, name, default=", getAttributeOr);
  defineFunction(interp, module, "hasattr", "object, name", hasAttribute);
  defineFunction(interp, module, "setattr", "object, name, value",
                 [](Interpreter &interp, Arguments args) -> Value {
                   StrObject *name = attributeName(interp, args[1]);
                   return name && interp.setAttribute(args[0], name, args[2])
                              ? Value::none()
                              : Value();
                 });
  defineFunction(interp, module, "delattr", "object, name",
                 [](Interpreter &interp, Arguments args) -> Value {
                   StrObject *name = attributeName(interp, args[1]);
                   return name && interp.deleteAttribute(args[0], name)
                              ? Value::none()
                              : Value();
                 });
}

//===----------------------------------------------------------------------===//
// dir
//===----------------------------------------------------------------------===//

static void collectNames(const DictObject *dict, std::vector<Value> &names) {
  if (!dict)
    return;
  for (const HashTable::Entry &entry : dict->table.slots())
    if (entry.key && isa<StrObject>(entry.key))
      names.push_back(entry.key);
}

static void collectAttributes(Interpreter &interp, Value object,
                              std::vector<Value> &names) {
  auto collectClass = [&](const TypeObject *type) {
    for (const TypeObject *base : type->mro)
      collectNames(base->dict, names);
  };
  if (auto *type = dyn_cast<TypeObject>(object))
    return collectClass(type);
  if (auto *module = dyn_cast<ModuleObject>(object))
    return collectNames(module->globals, names);
  if (object.isObject())
    collectNames(object.asObject()->attributes, names);
  collectClass(interp.typeOf(object));
}

static Value sortedNames(Interpreter &interp, std::vector<Value> names) {
  auto textOf = [](Value name) { return cast<StrObject>(name)->str(); };
  llvm::sort(names, [&](Value a, Value b) { return textOf(a) < textOf(b); });
  names.erase(
      std::unique(names.begin(), names.end(),
                  [&](Value a, Value b) { return textOf(a) == textOf(b); }),
      names.end());
  return interp.step(names.size()) ? interp.list(names) : Value();
}

static Value dir(Interpreter &interp, Arguments args) {
  std::vector<Value> names;
  if (!args[0]) {
    const Frame *frame = interp.currentFrame();
    if (frame && frame->module)
      collectNames(frame->module->globals, names);
    return sortedNames(interp, std::move(names));
  }
  Value method = interp.typeOf(args[0])->lookup(interp.names.dir);
  if (method && isa<FunctionObject>(method)) {
    Value listed = interp.callSpecial(args[0], interp.names.dir);
    Value builtin = interp.builtins()->globals->find(interp.intern("sorted"));
    return listed ? interp.call(builtin, listed) : Value();
  }
  collectAttributes(interp, args[0], names);
  return sortedNames(interp, std::move(names));
}

//===----------------------------------------------------------------------===//
// Classes and identity
//===----------------------------------------------------------------------===//

static bool isCallable(Interpreter &interp, Value value) {
  return isa<FunctionObject>(value) || isa<NativeFunctionObject>(value) ||
         isa<BoundMethodObject>(value) || isa<TypeObject>(value) ||
         isa<OpaqueObject>(value) || isa<StaticMethodObject>(value) ||
         interp.typeOf(value)->lookup(interp.names.call);
}

/// Values that are no objects are told apart by what they hold.
static int64_t identityOf(Value value) {
  if (value.isObject())
    return static_cast<int64_t>(reinterpret_cast<uintptr_t>(value.asObject()));
  int64_t bits = value.isNumber() ? 0 : 1;
  if (value.isIntegral())
    bits = value.asInt();
  else if (value.isFloat())
    bits = static_cast<int64_t>(llvm::bit_cast<uint64_t>(value.asFloat()) >> 1);
  return bits * 16 + static_cast<int64_t>(value.kind());
}

void addObjectFunctions(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  addAttributeFunctions(interp, module);
  defineFunction(interp, module, "dir", "object=", dir);
  defineFunction(interp, module, "isinstance", "object, class_or_tuple",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto answer = isInstanceOf(interp, args[0], args[1]);
                   return failed(answer) ? Value() : Value::boolean(*answer);
                 });
  defineFunction(interp, module, "issubclass", "cls, class_or_tuple",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto answer = isSubclassOf(interp, args[0], args[1]);
                   return failed(answer) ? Value() : Value::boolean(*answer);
                 });
  defineFunction(interp, module, "callable", "object",
                 [](Interpreter &interp, Arguments args) {
                   return Value::boolean(isCallable(interp, args[0]));
                 });
  defineFunction(interp, module, "hash", "object",
                 [](Interpreter &interp, Arguments args) -> Value {
                   auto hash = interp.hash(args[0]);
                   return failed(hash)
                              ? Value()
                              : Value::integer(static_cast<int64_t>(*hash));
                 });
  defineFunction(interp, module, "id", "object",
                 [](Interpreter &, Arguments args) {
                   return Value::integer(identityOf(args[0]));
                 });
}

} // namespace kiln::python

//===- ObjectMethods.cpp - The methods of object --------------------------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

static Value textOrFailure(Interpreter &interp, FailureOr<std::string> text) {
  return failed(text) ? Value() : Value(interp.str(*text));
}

static StrObject *nameArgument(Interpreter &interp, Value value) {
  if (auto *name = llvm::dyn_cast<StrObject>(value))
    return interp.intern(name);
  interp.raise(interp.types.typeError, "attribute name must be string, not '" +
                                           interp.typeName(value) + "'");
  return nullptr;
}

static bool isOverridden(Interpreter &interp, const TypeObject *type,
                         const StrObject *name) {
  Value found = type->lookup(name);
  return found && !isObjectDefault(interp, found, name);
}

//===----------------------------------------------------------------------===//
// Making
//===----------------------------------------------------------------------===//

/// `object.__new__(cls, ...)`: arguments are for an `__init__` that takes them.
static Value newObject(Interpreter &interp, Arguments args) {
  auto *type = llvm::dyn_cast_if_present<TypeObject>(args[0]);
  if (!type)
    return interp.raise(interp.types.typeError,
                        "object.__new__() takes a class");
  bool hasMore = args.size() > 1 || !args.keywords.empty();
  if (hasMore && !type->opaqueBase &&
      (isOverridden(interp, type, interp.names.newMethod) ||
       !isOverridden(interp, type, interp.names.init)))
    return interp.raise(interp.types.typeError,
                        type->name + "() takes no arguments");
  return makeInstance(interp, type);
}

static Value initObject(Interpreter &interp, Arguments args) {
  TypeObject *type = interp.typeOf(args[0]);
  bool hasMore = args.size() > 1 || !args.keywords.empty();
  if (hasMore && !type->opaqueBase &&
      (isOverridden(interp, type, interp.names.init) ||
       !isOverridden(interp, type, interp.names.newMethod)))
    return interp.raise(
        interp.types.typeError,
        "object.__init__() takes no arguments but the instance of '" +
            type->name + "'");
  return Value::none();
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

static Value getAttributeOf(Interpreter &interp, Arguments args) {
  StrObject *name = nameArgument(interp, args[1]);
  if (!name)
    return {};
  Value found = findPlainAttribute(interp, args[0], name);
  if (!found && !interp.failed())
    return raiseNoAttribute(interp, args[0], name);
  return found;
}

static Value setAttributeOf(Interpreter &interp, Arguments args) {
  StrObject *name = nameArgument(interp, args[1]);
  return name && setPlainAttribute(interp, args[0], name, args[2])
             ? Value::none()
             : Value();
}

static void addNames(const DictObject *dict,
                     llvm::SmallVectorImpl<Value> &names) {
  if (!dict)
    return;
  for (const HashTable::Entry &entry : dict->table.slots())
    if (entry.key && llvm::isa<StrObject>(entry.key))
      names.push_back(entry.key);
}

/// What `dir(object)` sorts.
static Value listNames(Interpreter &interp, Arguments args) {
  llvm::SmallVector<Value> names;
  Value self = args[0];
  if (self.isObject())
    addNames(self.asObject()->attributes, names);
  if (auto *module = llvm::dyn_cast<ModuleObject>(self))
    addNames(module->globals, names);
  auto *type = llvm::dyn_cast<TypeObject>(self);
  for (TypeObject *base : type ? type->mro : interp.typeOf(self)->mro)
    addNames(base->dict, names);
  DictObject *unique = interp.dict();
  ListObject *result = interp.list();
  for (Value name : names) {
    auto *text = llvm::cast<StrObject>(name);
    if (!unique->find(text))
      result->items.push_back(name);
    unique->set(text, Value::none());
  }
  llvm::sort(result->items, [](Value a, Value b) {
    return llvm::cast<StrObject>(a)->str() < llvm::cast<StrObject>(b)->str();
  });
  return result;
}

//===----------------------------------------------------------------------===//
// Comparing, text
//===----------------------------------------------------------------------===//

static Value isEqual(Interpreter &, Arguments args) {
  return args[0].is(args[1]) ? Value::boolean(true) : Value::notImplemented();
}

static Value isNotEqual(Interpreter &interp, Arguments args) {
  Value same = interp.callSpecial(
      args[0], interp.operatorNames.compare[static_cast<size_t>(CompareOp::Eq)],
      args[1]);
  if (!same || same.isNotImplemented() || llvm::isa<OpaqueObject>(same))
    return same;
  FailureOr<bool> truth = interp.truth(same);
  return failed(truth) ? Value() : Value::boolean(!*truth);
}

static void addTextMethods(Interpreter &interp, TypeObject *type) {
  defineMethod(interp, type, "__repr__", "self",
               [](Interpreter &interp, Arguments args) {
                 return textOrFailure(interp, reprOfBuiltin(interp, args[0]));
               });
  defineMethod(interp, type, "__str__", "self",
               [](Interpreter &interp, Arguments args) {
                 return textOrFailure(interp, interp.repr(args[0]));
               });
  defineMethod(
      interp, type, "__format__", "self, spec",
      [](Interpreter &interp, Arguments args) -> Value {
        auto *spec = llvm::dyn_cast<StrObject>(args[1]);
        if (!spec)
          return interp.raise(interp.types.typeError,
                              "__format__() argument must be str, not '" +
                                  interp.typeName(args[1]) + "'");
        return textOrFailure(interp,
                             formatBuiltin(interp, args[0], spec->str()));
      });
}

void addObjectMethods(Interpreter &interp) {
  TypeObject *type = interp.types.object;
  defineNew(interp, type, "", newObject);
  defineMethod(interp, type, "__init__", initObject);
  defineMethod(interp, type, "__getattribute__", "self, name", getAttributeOf);
  defineMethod(interp, type, "__setattr__", "self, name, value",
               setAttributeOf);
  defineMethod(interp, type, "__delattr__", "self, name", setAttributeOf);
  defineMethod(interp, type, "__dir__", "self", listNames);
  defineMethod(interp, type, "__eq__", "self, other", isEqual);
  defineMethod(interp, type, "__ne__", "self, other", isNotEqual);
  defineMethod(interp, type, "__hash__", "self",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto hash = hashBuiltin(interp, args[0]);
                 return failed(hash)
                            ? Value()
                            : Value::integer(static_cast<int64_t>(*hash));
               });
  addTextMethods(interp, type);
  defineClassMethod(interp, type, "__init_subclass__", "cls",
                    [](Interpreter &, Arguments) { return Value::none(); });
  defineClassMethod(
      interp, type, "__subclasshook__", "cls, other",
      [](Interpreter &, Arguments) { return Value::notImplemented(); });
}

} // namespace kiln::python

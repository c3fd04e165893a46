//===- TypeMethods.cpp - The methods of type ------------------------------===//

#include "compiler/Frontend/Python/NativeModule.h"
#include "compiler/Frontend/Python/Runtime/Classes.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

static TypeObject *selfType(Interpreter &interp, Arguments args) {
  auto *type = llvm::dyn_cast_if_present<TypeObject>(args[0]);
  if (!type)
    interp.raise(interp.types.typeError, "a method of type takes a class");
  return type;
}

/// `type.__new__(metaclass, name, bases, dict, **keywords)`
static Value newType(Interpreter &interp, Arguments args) {
  TypeObject *metaclass = selfType(interp, args);
  if (!metaclass)
    return {};
  auto *name = llvm::dyn_cast_if_present<StrObject>(args[1]);
  auto *bases = llvm::dyn_cast_if_present<TupleObject>(args[2]);
  auto *dict = llvm::dyn_cast_if_present<DictObject>(args[3]);
  if (args.size() != 4 || !name || !bases || !dict)
    return interp.raise(interp.types.typeError,
                        "type() takes one object, or a name, a tuple of bases "
                        "and a dict");
  metaclass = deriveMetaclass(interp, metaclass, bases->items);
  if (!metaclass)
    return {};
  llvm::SmallVector<Keyword> keywords;
  for (const Keyword &keyword : args.keywords)
    if (keyword.name->str() != "metaclass")
      keywords.push_back(keyword);
  return makeClass(interp, metaclass, name, bases->items, dict, keywords);
}

static Value subclasses(Interpreter &interp, Arguments args) {
  TypeObject *type = selfType(interp, args);
  if (!type)
    return {};
  ListObject *result = interp.list();
  interp.forEachType([&](TypeObject *other) {
    if (llvm::is_contained(other->bases, type))
      result->items.push_back(other);
  });
  // The newest come first in the list of all objects.
  std::reverse(result->items.begin(), result->items.end());
  return result;
}

static Value order(Interpreter &interp, Arguments args) {
  TypeObject *type = selfType(interp, args);
  if (!type)
    return {};
  ListObject *result = interp.list();
  result->items.assign(type->mro.begin(), type->mro.end());
  return result;
}

static bool addMember(Value member, std::vector<Value> &members) {
  if (auto *tuple = llvm::dyn_cast<TupleObject>(member)) {
    for (Value each : tuple->items)
      if (!addMember(each, members))
        return false;
    return true;
  }
  if (!llvm::isa<TypeObject>(member) && !llvm::isa<OpaqueObject>(member) &&
      !member.isNone())
    return false;
  if (llvm::none_of(members, [&](Value known) { return known.is(member); }))
    members.push_back(member);
  return true;
}

/// `int | None`
static Value uniteTypes(Interpreter &interp, Value a, Value b) {
  for (Value side : {a, b})
    if (auto *tuple = llvm::dyn_cast<TupleObject>(side))
      if (tuple->type != interp.types.unionType)
        return Value::notImplemented();
  std::vector<Value> members;
  if (!addMember(a, members) || !addMember(b, members))
    return Value::notImplemented();
  if (members.size() == 1)
    return members.front();
  auto *result = interp.create<TupleObject>(interp.types.unionType);
  result->items = std::move(members);
  return result;
}

static void addUnions(Interpreter &interp) {
  for (TypeObject *type : {interp.types.type, interp.types.unionType}) {
    defineMethod(interp, type, "__or__", "self, other",
                 [](Interpreter &interp, Arguments args) {
                   return uniteTypes(interp, args[0], args[1]);
                 });
    defineMethod(interp, type, "__ror__", "self, other",
                 [](Interpreter &interp, Arguments args) {
                   return uniteTypes(interp, args[1], args[0]);
                 });
  }
  defineProperty(interp, interp.types.unionType, "__args__",
                 [](Interpreter &interp, Arguments args) -> Value {
                   return interp.tuple(llvm::cast<TupleObject>(args[0])->items);
                 });
}

static Value asBoolean(FailureOr<bool> answer) {
  return failed(answer) ? Value() : Value::boolean(*answer);
}

/// `type.__instancecheck__` and `type.__subclasscheck__` do not ask the
/// metaclass again.
static void addChecks(Interpreter &interp, TypeObject *type) {
  defineMethod(interp, type, "__instancecheck__", "self, instance",
               [](Interpreter &interp, Arguments args) -> Value {
                 TypeObject *self = selfType(interp, args);
                 return self ? Value::boolean(interp.isInstance(args[1], self))
                             : Value();
               });
  defineMethod(interp, type, "__subclasscheck__", "self, subclass",
               [](Interpreter &interp, Arguments args) -> Value {
                 TypeObject *self = selfType(interp, args);
                 auto *other = llvm::dyn_cast<TypeObject>(args[1]);
                 if (!self)
                   return {};
                 if (!other)
                   return asBoolean(isSubclassOf(interp, args[1], self));
                 return Value::boolean(other->isSubtypeOf(self));
               });
}

void addTypeMethods(Interpreter &interp) {
  TypeObject *type = interp.types.type;
  defineNew(interp, type, "", newType);
  defineMethod(interp, type, "__init__",
               [](Interpreter &, Arguments) { return Value::none(); });
  defineMethod(interp, type, "__call__",
               [](Interpreter &interp, Arguments args) -> Value {
                 TypeObject *self = selfType(interp, args);
                 return self ? construct(interp, self, args.dropFront())
                             : Value();
               });
  defineClassMethod(
      interp, type, "__prepare__", "",
      [](Interpreter &interp, Arguments) -> Value { return interp.dict(); });
  defineMethod(interp, type, "mro", "self", order);
  defineMethod(interp, type, "__subclasses__", "self", subclasses);
  addUnions(interp);
  addChecks(interp, type);
}

} // namespace kiln::python

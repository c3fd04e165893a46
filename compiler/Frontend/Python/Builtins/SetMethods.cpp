//===- SetMethods.cpp - set and frozenset ---------------------------------===//

#include "compiler/Frontend/Python/Builtins/Containers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// Calls `visit` with every item until it fails.
template <typename Visit>
static bool forEachItem(Interpreter &interp, const SetObject *set,
                        Visit visit) {
  for (size_t index = 0; index < set->table.slots().size(); ++index) {
    Value item = set->table.slots()[index].key;
    if (item && (!interp.step() || !visit(item)))
      return false;
  }
  return true;
}

bool updateSet(Interpreter &interp, SetObject *set, Value source) {
  if (auto *other = dyn_cast<SetObject>(source))
    return other == set || forEachItem(interp, other, [&](Value item) {
             return interp.setInsert(set, item);
           });
  return succeeded(interp.forEach(source, [&](Value item) {
    return success(interp.setInsert(set, item));
  }));
}

/// Inserts those items of `source` for which `other` gives `wanted`.
static bool insertFiltered(Interpreter &interp, SetObject *result,
                           const SetObject *source, const SetObject *other,
                           bool wanted) {
  return forEachItem(interp, source, [&](Value item) {
    auto index = findEntry(interp, other->table, item);
    if (failed(index))
      return false;
    return (*index >= 0) != wanted || interp.setInsert(result, item);
  });
}

SetObject *combineSets(Interpreter &interp, SetOp op, const SetObject *a,
                       const SetObject *b, bool frozen) {
  SetObject *result = interp.set(frozen);
  auto insert = [&](Value item) { return interp.setInsert(result, item); };
  bool done = false;
  switch (op) {
  case SetOp::Union:
    done = forEachItem(interp, a, insert) && forEachItem(interp, b, insert);
    break;
  case SetOp::Intersection:
    done = insertFiltered(interp, result, a, b, true);
    break;
  case SetOp::Difference:
    done = insertFiltered(interp, result, a, b, false);
    break;
  case SetOp::SymmetricDifference:
    done = insertFiltered(interp, result, a, b, false) &&
           insertFiltered(interp, result, b, a, false);
    break;
  }
  return done ? result : nullptr;
}

FailureOr<bool> isSubsetOf(Interpreter &interp, const SetObject *a,
                           const SetObject *b) {
  bool subset = true;
  bool done = forEachItem(interp, a, [&](Value item) {
    auto index = findEntry(interp, b->table, item);
    subset &= succeeded(index) && *index >= 0;
    return succeeded(index) && subset;
  });
  if (!done && interp.failed())
    return failure();
  return subset;
}

/// The set itself, or a new one of something iterable.
static SetObject *asSet(Interpreter &interp, Value iterable) {
  if (auto *set = dyn_cast<SetObject>(iterable))
    return set;
  SetObject *set = interp.set();
  return updateSet(interp, set, iterable) ? set : nullptr;
}

static bool isFrozen(Interpreter &interp, const SetObject *set) {
  return set->type->isSubtypeOf(interp.types.frozenset);
}

//===----------------------------------------------------------------------===//
// Methods of both
//===----------------------------------------------------------------------===//

using SetMethod = Value (*)(Interpreter &, SetObject *, Arguments);

static void define(Interpreter &interp, TypeObject *type, StringRef name,
                   StringRef signature, SetMethod method) {
  defineMethod(interp, type, name, signature,
               [method, type](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<SetObject>(interp, args, type->name);
                 return self ? method(interp, self, args) : Value();
               });
}

/// `a.union(b, c)` and the like.
template <SetOp Op>
static Value combine(Interpreter &interp, SetObject *self, Arguments args) {
  const SetObject *result = self;
  bool frozen = isFrozen(interp, self);
  if (args.size() == 1) {
    SetObject *copy = interp.set(frozen);
    return updateSet(interp, copy, self) ? copy : Value();
  }
  for (Value other : args.positional.drop_front()) {
    SetObject *set = asSet(interp, other);
    result = set ? combineSets(interp, Op, result, set, frozen) : nullptr;
    if (!result)
      return {};
  }
  return const_cast<SetObject *>(result);
}

/// `a.update(b, c)` and the like.
template <SetOp Op>
static Value combineInPlace(Interpreter &interp, SetObject *self,
                            Arguments args) {
  for (Value other : args.positional.drop_front()) {
    if (Op == SetOp::Union) {
      if (!updateSet(interp, self, other))
        return {};
      continue;
    }
    SetObject *set = asSet(interp, other);
    SetObject *result =
        set ? combineSets(interp, Op, self, set, false) : nullptr;
    if (!result)
      return {};
    self->table = result->table;
  }
  return Value::none();
}

template <SetOp Op, bool Reflected>
static Value apply(Interpreter &interp, SetObject *self, Arguments args) {
  auto *other = dyn_cast<SetObject>(args[1]);
  if (!other)
    return Value::notImplemented();
  if (Reflected)
    return combineSets(interp, Op, other, self, isFrozen(interp, other));
  return combineSets(interp, Op, self, other, isFrozen(interp, self));
}

template <SetOp Op>
static Value applyInPlace(Interpreter &interp, SetObject *self,
                          Arguments args) {
  if (!isa<SetObject>(args[1]))
    return Value::notImplemented();
  return combineInPlace<Op>(interp, self, args) ? args[0] : Value();
}

template <SetOp Op>
static void addOperation(Interpreter &interp, TypeObject *type,
                         const std::string &symbol, const std::string &name) {
  define(interp, type, "__" + symbol + "__", "self, other", apply<Op, false>);
  define(interp, type, "__r" + symbol + "__", "self, other", apply<Op, true>);
  define(interp, type, name, "", combine<Op>);
  if (type != interp.types.set)
    return;
  define(interp, type, "__i" + symbol + "__", "self, other", applyInPlace<Op>);
  define(interp, type, Op == SetOp::Union ? "update" : name + "_update", "",
         combineInPlace<Op>);
}

template <bool Reflected>
static Value answerSubset(Interpreter &interp, SetObject *self,
                          Arguments args) {
  SetObject *other = asSet(interp, args[1]);
  if (!other)
    return {};
  auto subset = Reflected ? isSubsetOf(interp, other, self)
                          : isSubsetOf(interp, self, other);
  return failed(subset) ? Value() : Value::boolean(*subset);
}

static Value isDisjoint(Interpreter &interp, SetObject *self, Arguments args) {
  bool disjoint = true;
  bool done = succeeded(interp.forEach(args[1], [&](Value item) {
    auto index = findEntry(interp, self->table, item);
    if (failed(index))
      return failure();
    disjoint &= *index < 0;
    return success();
  }));
  return done ? Value::boolean(disjoint) : Value();
}

static Value copy(Interpreter &interp, SetObject *self, Arguments) {
  SetObject *result = interp.set(isFrozen(interp, self));
  return updateSet(interp, result, self) ? result : Value();
}

static void addSharedMethods(Interpreter &interp, TypeObject *type) {
  addOperation<SetOp::Union>(interp, type, "or", "union");
  addOperation<SetOp::Intersection>(interp, type, "and", "intersection");
  addOperation<SetOp::Difference>(interp, type, "sub", "difference");
  addOperation<SetOp::SymmetricDifference>(interp, type, "xor",
                                           "symmetric_difference");
  define(interp, type, "issubset", "self, other", answerSubset<false>);
  define(interp, type, "issuperset", "self, other", answerSubset<true>);
  define(interp, type, "isdisjoint", "self, other", isDisjoint);
  define(interp, type, "copy", "self", copy);
}

//===----------------------------------------------------------------------===//
// Methods of set alone
//===----------------------------------------------------------------------===//

static Value remove(Interpreter &interp, SetObject *self, Value item,
                    bool isRequired) {
  auto index = findEntry(interp, self->table, item);
  if (failed(index))
    return {};
  if (*index >= 0) {
    self->table.eraseIndex(*index);
  } else if (isRequired) {
    return raiseKeyError(interp, item);
  }
  return Value::none();
}

static Value pop(Interpreter &interp, SetObject *self, Arguments) {
  ArrayRef<HashTable::Entry> entries = self->table.slots();
  for (size_t index = 0; index < entries.size(); ++index) {
    Value item = entries[index].key;
    if (!item)
      continue;
    self->table.eraseIndex(index);
    return item;
  }
  return raiseKeyError(interp, interp.str("pop from an empty set"));
}

static void addMutatingMethods(Interpreter &interp) {
  TypeObject *type = interp.types.set;
  define(interp, type, "add", "self, item",
         [](Interpreter &interp, SetObject *self, Arguments args) {
           return interp.setInsert(self, args[1]) ? Value::none() : Value();
         });
  define(interp, type, "discard", "self, item",
         [](Interpreter &interp, SetObject *self, Arguments args) {
           return remove(interp, self, args[1], false);
         });
  define(interp, type, "remove", "self, item",
         [](Interpreter &interp, SetObject *self, Arguments args) {
           return remove(interp, self, args[1], true);
         });
  define(interp, type, "pop", "self", pop);
  define(interp, type, "clear", "self",
         [](Interpreter &, SetObject *self, Arguments) {
           self->table.clear();
           return Value::none();
         });
}

void addSetMethods(Interpreter &interp) {
  // Classes that derive from set may take what they like.
  defineNew(interp, interp.types.set, "",
            [](Interpreter &interp, Arguments args) -> Value {
              return interp.create<SetObject>(classOf(args));
            });
  define(interp, interp.types.set, "__init__", "self, iterable=",
         [](Interpreter &interp, SetObject *self, Arguments args) {
           self->table.clear();
           return !args[1] || updateSet(interp, self, args[1]) ? Value::none()
                                                               : Value();
         });
  defineNew(interp, interp.types.frozenset,
            "cls, iterable=", [](Interpreter &interp, Arguments args) -> Value {
              auto *set = interp.create<SetObject>(classOf(args));
              return !args[1] || updateSet(interp, set, args[1]) ? set
                                                                 : Value();
            });
  addSharedMethods(interp, interp.types.set);
  addSharedMethods(interp, interp.types.frozenset);
  addMutatingMethods(interp);
}

} // namespace kiln::python

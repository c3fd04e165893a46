//===- DictViews.cpp - keys(), values() and items() of dicts --------------===//

#include "compiler/Frontend/Python/Builtins/Containers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

using Part = DictViewObject::Part;

static Value partOf(Interpreter &interp, const HashTable::Entry &entry,
                    Part part) {
  switch (part) {
  case Part::Keys:
    return entry.key;
  case Part::Values:
    return entry.value;
  case Part::Items:
    return interp.tuple({entry.key, entry.value});
  }
  return {};
}

namespace {
class DictIterator : public IteratorObject {
public:
  DictIterator(TypeObject *type, DictObject *dict, Part part, bool backwards)
      : IteratorObject(type), dict(dict), part(part), backwards(backwards),
        size(dict->table.size()),
        place(backwards ? dict->table.slots().size() : 0) {}

  Value next(Interpreter &interp) override {
    if (dict->table.size() != size)
      return interp.raise(interp.types.runtimeError,
                          "dictionary changed size during iteration");
    ArrayRef<HashTable::Entry> entries = dict->table.slots();
    while (backwards ? place > 0 : place < entries.size()) {
      const HashTable::Entry &entry = entries[backwards ? --place : place++];
      if (entry.key)
        return partOf(interp, entry, part);
    }
    return {};
  }

private:
  DictObject *dict;
  Part part;
  bool backwards;
  size_t size;
  size_t place;
};
} // namespace

static Value iterate(Interpreter &interp, DictObject *dict, Part part,
                     bool backwards) {
  return interp.create<DictIterator>(interp.types.iterator, dict, part,
                                     backwards);
}

//===----------------------------------------------------------------------===//
// The views
//===----------------------------------------------------------------------===//

using ViewMethod = Value (*)(Interpreter &, DictViewObject *, Arguments);

static void define(Interpreter &interp, TypeObject *type, StringRef name,
                   StringRef signature, ViewMethod method) {
  defineMethod(interp, type, name, signature,
               [method, type](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<DictViewObject>(interp, args, type->name);
                 return self ? method(interp, self, args) : Value();
               });
}

static FailureOr<bool> viewContains(Interpreter &interp,
                                    const DictViewObject *view, Value item) {
  DictObject *dict = view->dict;
  if (view->part == Part::Keys) {
    auto index = findEntry(interp, dict->table, item);
    if (failed(index))
      return failure();
    return *index >= 0;
  }
  if (view->part == Part::Items) {
    auto *pair = dyn_cast<TupleObject>(item);
    if (!pair || pair->items.size() != 2)
      return false;
    Value found = interp.dictGet(dict, pair->items[0]);
    if (!found)
      return interp.failed() ? FailureOr<bool>(failure()) : false;
    return isSame(interp, found, pair->items[1]);
  }
  for (size_t index = 0; index < dict->table.slots().size(); ++index) {
    HashTable::Entry entry = dict->table.slots()[index];
    if (!entry.key)
      continue;
    auto same = isSame(interp, entry.value, item);
    if (failed(same) || *same || !interp.step())
      return same;
  }
  return false;
}

static Value reprOfView(Interpreter &interp, DictViewObject *self, Arguments) {
  std::string result = self->type->name + "([";
  bool isFirst = true;
  for (size_t index = 0; index < self->dict->table.slots().size(); ++index) {
    HashTable::Entry entry = self->dict->table.slots()[index];
    if (!entry.key)
      continue;
    auto text = interp.repr(partOf(interp, entry, self->part));
    if (failed(text))
      return {};
    result += (isFirst ? "" : ", ") + *text;
    isFirst = false;
  }
  return interp.str(result + "])");
}

static void addViewMethods(Interpreter &interp, TypeObject *type) {
  define(interp, type, "__len__", "self",
         [](Interpreter &, DictViewObject *self, Arguments) {
           return Value::integer(self->dict->table.size());
         });
  define(interp, type, "__iter__", "self",
         [](Interpreter &interp, DictViewObject *self, Arguments) {
           return iterate(interp, self->dict, self->part, false);
         });
  define(interp, type, "__reversed__", "self",
         [](Interpreter &interp, DictViewObject *self, Arguments) {
           return iterate(interp, self->dict, self->part, true);
         });
  define(interp, type, "__contains__", "self, item",
         [](Interpreter &interp, DictViewObject *self, Arguments args) {
           auto found = viewContains(interp, self, args[1]);
           return failed(found) ? Value() : Value::boolean(*found);
         });
  define(interp, type, "__repr__", "self", reprOfView);
}

//===----------------------------------------------------------------------===//
// Keys and items as sets
//===----------------------------------------------------------------------===//

/// A set of whatever can be iterated.
static SetObject *setOf(Interpreter &interp, Value iterable) {
  if (auto *set = dyn_cast<SetObject>(iterable))
    return set;
  SetObject *set = interp.set();
  return updateSet(interp, set, iterable) ? set : nullptr;
}

static bool isSetLike(Value value) {
  auto *view = native<DictViewObject>(value);
  return isa<SetObject>(value) || (view && view->part != Part::Values);
}

static Value compareViews(Interpreter &interp, CompareOp op, Value a, Value b) {
  if (!isSetLike(a) || !isSetLike(b))
    return Value::notImplemented();
  SetObject *left = setOf(interp, a), *right = left ? setOf(interp, b) : left;
  return right ? interp.compare(op, left, right) : Value();
}

static void addSetOperators(Interpreter &interp, TypeObject *type) {
  static constexpr std::pair<const char *, SetOp> entries[] = {
      {"or__", SetOp::Union},
      {"and__", SetOp::Intersection},
      {"sub__", SetOp::Difference},
      {"xor__", SetOp::SymmetricDifference}};
  for (auto [name, op] : entries)
    for (bool reflected : {false, true})
      defineMethod(
          interp, type, std::string(reflected ? "__r" : "__") + name,
          "self, other",
          [op = op, reflected](Interpreter &interp, Arguments args) -> Value {
            SetObject *self = setOf(interp, args[0]);
            SetObject *other = self ? setOf(interp, args[1]) : nullptr;
            if (!other)
              return {};
            if (reflected)
              std::swap(self, other);
            return combineSets(interp, op, self, other, false);
          });
  defineComparisons(interp, type, compareViews);
  define(interp, type, "isdisjoint", "self, other",
         [](Interpreter &interp, DictViewObject *self, Arguments args) {
           bool disjoint = true;
           bool done = succeeded(interp.forEach(args[1], [&](Value item) {
             auto found = viewContains(interp, self, item);
             if (failed(found))
               return failure();
             disjoint &= !*found;
             return success();
           }));
           return done ? Value::boolean(disjoint) : Value();
         });
}

void addDictViews(Interpreter &interp) {
  struct {
    const char *method, *typeName;
    Part part;
  } entries[] = {{"keys", "dict_keys", Part::Keys},
                 {"values", "dict_values", Part::Values},
                 {"items", "dict_items", Part::Items}};
  for (auto &entry : entries) {
    TypeObject *type = defineType(interp, "builtins", entry.typeName);
    addViewMethods(interp, type);
    if (entry.part != Part::Values)
      addSetOperators(interp, type);
    defineMethod(interp, interp.types.dict, entry.method, "self",
                 [type, part = entry.part](Interpreter &interp,
                                           Arguments args) -> Value {
                   auto *self = selfOf<DictObject>(interp, args, "dict");
                   if (!self)
                     return {};
                   auto *view = interp.create<DictViewObject>(type);
                   view->dict = self;
                   view->part = part;
                   return view;
                 });
  }
  defineMethod(interp, interp.types.dict, "__reversed__", "self",
               [](Interpreter &interp, Arguments args) {
                 auto *self = selfOf<DictObject>(interp, args, "dict");
                 return self ? iterate(interp, self, Part::Keys, true)
                             : Value();
               });
}

} // namespace kiln::python

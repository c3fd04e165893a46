//===- DictMethods.cpp - dict ---------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Containers.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using namespace mlir;

FailureOr<int64_t> findEntry(Interpreter &interp, const HashTable &table,
                             Value key) {
  auto hash = interp.hash(key);
  if (failed(hash))
    return failure();
  bool broken = false;
  int64_t index = table.findIndex(*hash, [&](Value candidate) {
    if (broken)
      return false;
    auto same = isSame(interp, candidate, key);
    broken = failed(same);
    return !broken && *same;
  });
  if (broken)
    return failure();
  return index;
}

//===----------------------------------------------------------------------===//
// update
//===----------------------------------------------------------------------===//

static bool copyEntries(Interpreter &interp, DictObject *dict,
                        const DictObject *source) {
  for (size_t index = 0; index < source->table.slots().size(); ++index) {
    HashTable::Entry entry = source->table.slots()[index];
    if (entry.key &&
        (!interp.step() || !interp.dictSet(dict, entry.key, entry.value)))
      return false;
  }
  return true;
}

static LogicalResult setPair(Interpreter &interp, DictObject *dict, Value pair,
                             size_t index) {
  SmallVector<Value> items;
  if (failed(interp.unpack(pair, items))) {
    if (interp.isFatal() || !interp.pendingIs(interp.types.typeError))
      return failure();
    interp.takeException();
    return fail(interp, interp.types.typeError,
                "cannot convert dictionary update sequence element #" +
                    Twine(index) + " to a sequence");
  }
  if (items.size() != 2)
    return fail(interp, interp.types.valueError,
                "dictionary update sequence element #" + Twine(index) +
                    " has length " + Twine(items.size()) + "; 2 is required");
  return success(interp.dictSet(dict, items[0], items[1]));
}

bool updateDict(Interpreter &interp, DictObject *dict, Value source) {
  if (auto *other = dyn_cast<DictObject>(source))
    return other == dict || copyEntries(interp, dict, other);
  if (source.isObject()) {
    Value keys = interp.findAttribute(source, "keys");
    if (interp.failed())
      return false;
    if (keys) {
      Value all = interp.call(keys);
      return all && succeeded(interp.forEach(all, [&](Value key) {
               Value value = interp.getItem(source, key);
               return success(value && interp.dictSet(dict, key, value));
             }));
    }
  }
  size_t index = 0;
  return succeeded(interp.forEach(source, [&](Value pair) {
    return setPair(interp, dict, pair, index++);
  }));
}

static bool updateFrom(Interpreter &interp, DictObject *dict, Arguments args,
                       StringRef name) {
  if (args.size() > 2) {
    typeError(interp, name + " expected at most 1 argument, got " +
                          Twine(args.size() - 1));
    return false;
  }
  if (args.size() == 2 && !updateDict(interp, dict, args[1]))
    return false;
  for (const Keyword &keyword : args.keywords)
    if (!interp.dictSet(dict, keyword.name, keyword.value))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

using DictMethod = Value (*)(Interpreter &, DictObject *, Arguments);

static void define(Interpreter &interp, StringRef name, StringRef signature,
                   DictMethod method) {
  defineMethod(interp, interp.types.dict, name, signature,
               [method](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<DictObject>(interp, args, "dict");
                 return self ? method(interp, self, args) : Value();
               });
}

static Value get(Interpreter &interp, DictObject *self, Arguments args) {
  Value found = interp.dictGet(self, args[1]);
  if (found || interp.failed())
    return found;
  return args[2] ? args[2] : Value::none();
}

static Value setDefault(Interpreter &interp, DictObject *self, Arguments args) {
  Value found = interp.dictGet(self, args[1]);
  if (found || interp.failed())
    return found;
  Value fallback = args[2] ? args[2] : Value::none();
  return interp.dictSet(self, args[1], fallback) ? fallback : Value();
}

static Value pop(Interpreter &interp, DictObject *self, Arguments args) {
  auto index = findEntry(interp, self->table, args[1]);
  if (failed(index))
    return {};
  if (*index < 0)
    return args[2] ? args[2] : raiseKeyError(interp, args[1]);
  Value value = self->table.slots()[*index].value;
  self->table.eraseIndex(*index);
  return value;
}

static Value popItem(Interpreter &interp, DictObject *self, Arguments) {
  ArrayRef<HashTable::Entry> entries = self->table.slots();
  for (int64_t index = entries.size() - 1; index >= 0; --index) {
    if (!entries[index].key)
      continue;
    Value item = interp.tuple({entries[index].key, entries[index].value});
    self->table.eraseIndex(index);
    return item;
  }
  return raiseKeyError(interp, interp.str("popitem(): dictionary is empty"));
}

static Value copy(Interpreter &interp, DictObject *self, Arguments) {
  DictObject *result = interp.dict();
  return copyEntries(interp, result, self) ? result : Value();
}

static Value fromKeys(Interpreter &interp, Arguments args) {
  Value made = interp.call(args[0]);
  if (!made)
    return {};
  Value value = args[2] ? args[2] : Value::none();
  auto *dict = dyn_cast<DictObject>(made);
  bool done = succeeded(interp.forEach(args[1], [&](Value key) {
    return success(dict ? interp.dictSet(dict, key, value)
                        : interp.setItem(made, key, value));
  }));
  return done ? made : Value();
}

/// `a | b`, where one of them is the object itself.
template <bool Reflected>
static Value merge(Interpreter &interp, DictObject *self, Arguments args) {
  auto *other = dyn_cast<DictObject>(args[1]);
  if (!other)
    return Value::notImplemented();
  DictObject *result = interp.dict();
  bool done = copyEntries(interp, result, Reflected ? other : self) &&
              copyEntries(interp, result, Reflected ? self : other);
  return done ? result : Value();
}

void addMappingMethods(Interpreter &interp) {
  TypeObject *type = interp.types.dict;
  // Classes that derive from dict may take what they like.
  defineNew(interp, type, "", [](Interpreter &interp, Arguments args) -> Value {
    return interp.create<DictObject>(classOf(args));
  });
  define(interp, "__init__", "",
         [](Interpreter &interp, DictObject *self, Arguments args) {
           return updateFrom(interp, self, args, "dict") ? Value::none()
                                                         : Value();
         });
  define(interp, "update", "",
         [](Interpreter &interp, DictObject *self, Arguments args) {
           return updateFrom(interp, self, args, "update") ? Value::none()
                                                           : Value();
         });
  define(interp, "get", "self, key, default=", get);
  define(interp, "setdefault", "self, key, default=", setDefault);
  define(interp, "pop", "self, key, default=", pop);
  define(interp, "popitem", "self", popItem);
  define(interp, "copy", "self", copy);
  define(interp, "clear", "self",
         [](Interpreter &, DictObject *self, Arguments) {
           self->table.clear();
           return Value::none();
         });
  define(interp, "__or__", "self, other", merge<false>);
  define(interp, "__ror__", "self, other", merge<true>);
  define(interp, "__ior__", "self, other",
         [](Interpreter &interp, DictObject *self, Arguments args) -> Value {
           return updateDict(interp, self, args[1]) ? args[0] : Value();
         });
  defineClassMethod(interp, type, "fromkeys",
                    "cls, iterable, value=", fromKeys);
  addDictViews(interp);
  addSetMethods(interp);
}

} // namespace kiln::python

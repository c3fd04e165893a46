//===- ListMethods.cpp - list and tuple -----------------------------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Slices.h"
#include "compiler/Frontend/Python/Builtins/Sort.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// What list and tuple share
//===----------------------------------------------------------------------===//

/// A bound of index(x, start, stop).
static bool clipBound(Interpreter &interp, Value given, int64_t size,
                      int64_t &bound) {
  if (!given)
    return true;
  auto index = interp.index(given);
  if (failed(index))
    return false;
  bound = *index < 0 ? std::max<int64_t>(*index + size, 0) : *index;
  return true;
}

/// The vector is looked at anew in every round: comparing may change it.
static Value indexOf(Interpreter &interp, const std::vector<Value> &items,
                     Arguments args, StringRef typeName) {
  int64_t start = 0, stop = items.size();
  if (!clipBound(interp, args[2], items.size(), start) ||
      !clipBound(interp, args[3], items.size(), stop))
    return {};
  for (int64_t index = start; index < std::min<int64_t>(stop, items.size());
       ++index) {
    auto same = isSame(interp, items[index], args[1]);
    if (failed(same) || !interp.step())
      return {};
    if (*same)
      return Value::integer(index);
  }
  if (typeName == "tuple")
    return valueError(interp, "tuple.index(x): x not in tuple");
  auto text = interp.repr(args[1]);
  return failed(text) ? Value()
                      : valueError(interp, *text + " is not in " + typeName);
}

static Value countOf(Interpreter &interp, const std::vector<Value> &items,
                     Value wanted) {
  int64_t count = 0;
  for (size_t index = 0; index < items.size(); ++index) {
    auto same = isSame(interp, items[index], wanted);
    if (failed(same) || !interp.step())
      return {};
    count += *same;
  }
  return Value::integer(count);
}

//===----------------------------------------------------------------------===//
// list
//===----------------------------------------------------------------------===//

using ListMethod = Value (*)(Interpreter &, ListObject *, Arguments);

static void defineList(Interpreter &interp, StringRef name, StringRef signature,
                       ListMethod method) {
  std::string whole = signature.empty() ? "self" : ("self, " + signature).str();
  defineMethod(interp, interp.types.list, name, whole,
               [method](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<ListObject>(interp, args, "list");
                 return self ? method(interp, self, args) : Value();
               });
}

static Value append(Interpreter &interp, ListObject *self, Arguments args) {
  if (!interp.allocate(sizeof(Value)))
    return {};
  self->items.push_back(args[1]);
  return Value::none();
}

static Value extend(Interpreter &interp, ListObject *self, Arguments args) {
  return appendAll(interp, args[1], self->items) ? Value::none() : Value();
}

static Value insert(Interpreter &interp, ListObject *self, Arguments args) {
  auto index = interp.index(args[1]);
  if (failed(index) || !interp.allocate(sizeof(Value)) ||
      !interp.step(self->items.size() / 16))
    return {};
  int64_t size = self->items.size();
  int64_t place =
      std::clamp<int64_t>(*index < 0 ? *index + size : *index, 0, size);
  self->items.insert(self->items.begin() + place, args[2]);
  return Value::none();
}

static Value remove(Interpreter &interp, ListObject *self, Arguments args) {
  for (size_t index = 0; index < self->items.size(); ++index) {
    auto same = isSame(interp, self->items[index], args[1]);
    if (failed(same) || !interp.step())
      return {};
    if (!*same)
      continue;
    if (index < self->items.size())
      self->items.erase(self->items.begin() + index);
    return Value::none();
  }
  return valueError(interp, "list.remove(x): x not in list");
}

static Value pop(Interpreter &interp, ListObject *self, Arguments args) {
  int64_t place = -1;
  if (args[1]) {
    auto index = interp.index(args[1]);
    if (failed(index))
      return {};
    place = *index;
  }
  int64_t size = self->items.size();
  if (size == 0)
    return interp.raise(interp.types.indexError, "pop from empty list");
  place = place < 0 ? place + size : place;
  if (place < 0 || place >= size)
    return interp.raise(interp.types.indexError, "pop index out of range");
  if (!interp.step((size - place) / 16))
    return {};
  Value popped = self->items[place];
  self->items.erase(self->items.begin() + place);
  return popped;
}

static Value sort(Interpreter &interp, ListObject *self, Arguments args) {
  bool reverse = false;
  if (!flagArgument(interp, args[2], false, reverse))
    return {};
  // The list is empty while it is being sorted, as in Python.
  std::vector<Value> items = std::move(self->items);
  self->items.clear();
  bool sorted = sortItems(interp, items, args[1], reverse);
  bool changed = !self->items.empty();
  self->items = std::move(items);
  if (sorted && changed)
    return valueError(interp, "list modified during sort");
  return sorted ? Value::none() : Value();
}

static Value initList(Interpreter &interp, ListObject *self, Arguments args) {
  std::vector<Value> items;
  if (args[1] && !appendAll(interp, args[1], items))
    return {};
  self->items = std::move(items);
  return Value::none();
}

static void addListMethods(Interpreter &interp) {
  TypeObject *type = interp.types.list;
  // Classes that derive from list may take what they like.
  defineNew(interp, type, "", [](Interpreter &interp, Arguments args) -> Value {
    return interp.create<ListObject>(classOf(args));
  });
  defineList(interp, "__init__", "iterable=", initList);
  defineList(interp, "append", "object", append);
  defineList(interp, "extend", "iterable", extend);
  defineList(interp, "insert", "index, object", insert);
  defineList(interp, "remove", "value", remove);
  defineList(interp, "pop", "index=", pop);
  defineList(interp, "sort", "*, key=, reverse=", sort);
  defineList(interp, "clear", "",
             [](Interpreter &, ListObject *self, Arguments) {
               self->items.clear();
               return Value::none();
             });
  defineList(interp, "copy", "",
             [](Interpreter &interp, ListObject *self, Arguments) -> Value {
               if (!interp.allocate(self->items.size() * sizeof(Value)))
                 return {};
               return interp.list(self->items);
             });
  defineList(interp, "reverse", "",
             [](Interpreter &interp, ListObject *self, Arguments) {
               std::reverse(self->items.begin(), self->items.end());
               return interp.step(self->items.size()) ? Value::none() : Value();
             });
  defineList(interp, "index", "value, start=, stop=",
             [](Interpreter &interp, ListObject *self, Arguments args) {
               return indexOf(interp, self->items, args, "list");
             });
  defineList(interp, "count", "value",
             [](Interpreter &interp, ListObject *self, Arguments args) {
               return countOf(interp, self->items, args[1]);
             });
}

//===----------------------------------------------------------------------===//
// tuple
//===----------------------------------------------------------------------===//

static Value newTuple(Interpreter &interp, Arguments args) {
  if (args[1] && classOf(args) == interp.types.tuple)
    if (auto *same = dyn_cast<TupleObject>(args[1]);
        same && same->type == interp.types.tuple)
      return same;
  std::vector<Value> items;
  if (args[1] && !appendAll(interp, args[1], items))
    return {};
  auto *tuple = interp.create<TupleObject>(classOf(args));
  tuple->items = std::move(items);
  return tuple;
}

static void addTupleMethods(Interpreter &interp) {
  TypeObject *type = interp.types.tuple;
  defineNew(interp, type, "cls, iterable=", newTuple);
  defineMethod(
      interp, type, "index",
      "self, value, start=, stop=", [](Interpreter &interp, Arguments args) {
        auto *self = selfOf<TupleObject>(interp, args, "tuple");
        return self ? indexOf(interp, self->items, args, "tuple") : Value();
      });
  defineMethod(interp, type, "count", "self, value",
               [](Interpreter &interp, Arguments args) {
                 auto *self = selfOf<TupleObject>(interp, args, "tuple");
                 return self ? countOf(interp, self->items, args[1]) : Value();
               });
}

void addSequenceMethods(Interpreter &interp) {
  addListMethods(interp);
  addTupleMethods(interp);
  addRangeMethods(interp);
  addSliceMethods(interp);
}

} // namespace kiln::python

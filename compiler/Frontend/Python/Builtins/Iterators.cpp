//===- Iterators.cpp - enumerate, zip, map, filter, reversed, iter --------===//

#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using namespace mlir;

namespace {

class EnumerateObject : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    Value item = interp.next(source);
    return item ? interp.tuple({Value::integer(count++), item}) : Value();
  }
  Value source;
  int64_t count = 0;
};

class ZipObject : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    if (sources.empty())
      return {};
    SmallVector<Value> items;
    for (Value source : sources) {
      Value item = interp.next(source);
      if (!item)
        return isStrict && !interp.failed() ? finish(interp, items.size())
                                            : Value();
      items.push_back(item);
    }
    return interp.tuple(items);
  }
  SmallVector<Value> sources;
  bool isStrict = false;

private:
  /// The `ended`-th source is at its end: so must be the others.
  Value finish(Interpreter &interp, size_t ended) {
    if (ended != 0)
      return refuse(interp, ended, "shorter");
    for (size_t index = 1; index < sources.size(); ++index) {
      if (interp.next(sources[index]))
        return refuse(interp, index, "longer");
      if (interp.failed())
        return {};
    }
    return {};
  }

  Value refuse(Interpreter &interp, size_t index, StringRef how) {
    return valueError(interp, "zip() argument " + Twine(index + 1) + " is " +
                                  how + " than argument" +
                                  (index > 1 ? "s 1-" : " ") + Twine(index));
  }
};

class MapObject : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    SmallVector<Value> items;
    for (Value source : sources) {
      Value item = interp.next(source);
      if (!item)
        return {};
      items.push_back(item);
    }
    return interp.call(function, items);
  }
  Value function;
  SmallVector<Value> sources;
};

class FilterObject : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    while (Value item = interp.next(source)) {
      Value verdict = function.isNone() ? item : interp.call(function, item);
      if (!verdict)
        return {};
      auto truth = interp.truth(verdict);
      if (failed(truth))
        return {};
      if (*truth)
        return item;
    }
    return {};
  }
  Value function, source;
};

/// Walks a sequence by its items, from the last to the first.
class ReversedObject : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    if (left == 0)
      return {};
    // A list may have become shorter.
    if (auto *list = dyn_cast<ListObject>(sequence))
      if (left > static_cast<int64_t>(list->items.size())) {
        left = 0;
        return {};
      }
    return interp.getItem(sequence, Value::integer(--left));
  }
  Value sequence;
  int64_t left = 0;
};

/// `iter(function, sentinel)`
class CallIterator : public IteratorObject {
public:
  using IteratorObject::IteratorObject;
  Value next(Interpreter &interp) override {
    if (!function)
      return {};
    Value item = interp.call(function);
    if (!item) {
      if (interp.pendingIs(interp.types.stopIteration))
        interp.takeException();
      return {};
    }
    auto same = isSame(interp, item, sentinel);
    if (failed(same))
      return {};
    if (*same)
      function = Value();
    return *same ? Value() : item;
  }
  Value function, sentinel;
};

} // namespace

//===----------------------------------------------------------------------===//
// Making them
//===----------------------------------------------------------------------===//

static bool iterateAll(Interpreter &interp, ArrayRef<Value> iterables,
                       SmallVectorImpl<Value> &iterators) {
  for (Value iterable : iterables) {
    Value iterator = interp.iterate(iterable);
    if (!iterator)
      return false;
    iterators.push_back(iterator);
  }
  return true;
}

static Value newEnumerate(Interpreter &interp, Arguments args) {
  auto *object = interp.create<EnumerateObject>(classOf(args));
  object->source = interp.iterate(args[1]);
  if (!object->source)
    return {};
  if (args[2]) {
    auto start = interp.index(args[2]);
    if (failed(start))
      return {};
    object->count = *start;
  }
  return object;
}

static Value newZip(Interpreter &interp, Arguments args) {
  auto *object = interp.create<ZipObject>(classOf(args));
  for (const Keyword &keyword : args.keywords)
    if (keyword.name->str() != "strict")
      return typeError(interp, "zip() got an unexpected keyword argument '" +
                                   keyword.name->str() + "'");
  if (!flagArgument(interp, args.keyword("strict"), false, object->isStrict) ||
      !iterateAll(interp, args.positional.drop_front(), object->sources))
    return {};
  return object;
}

static Value newMap(Interpreter &interp, Arguments args) {
  if (args.size() < 3 || !args.keywords.empty())
    return typeError(interp, "map() must have at least two arguments.");
  auto *object = interp.create<MapObject>(classOf(args));
  object->function = args[1];
  if (!iterateAll(interp, args.positional.drop_front(2), object->sources))
    return {};
  return object;
}

static Value newFilter(Interpreter &interp, Arguments args) {
  auto *object = interp.create<FilterObject>(classOf(args));
  object->function = args[1];
  object->source = interp.iterate(args[2]);
  return object->source ? object : Value();
}

static Value reverse(Interpreter &interp, TypeObject *type, Value sequence) {
  auto length = interp.length(sequence);
  if (failed(length))
    return {};
  auto *object = interp.create<ReversedObject>(type);
  object->sequence = sequence;
  object->left = *length;
  return object;
}

static Value newReversed(Interpreter &interp, Arguments args) {
  Value reversed = interp.callSpecial(args[1], interp.names.reversed);
  if (reversed || interp.failed())
    return reversed;
  TypeObject *type = interp.typeOf(args[1]);
  bool isSequence =
      isa<ListObject>(args[1]) || isa<TupleObject>(args[1]) ||
      isa<StrObject>(args[1]) || isa<BytesObject>(args[1]) ||
      isa<RangeObject>(args[1]) ||
      (!isa<DictObject>(args[1]) && !isa<SetObject>(args[1]) &&
       type->lookup(interp.names.len) && type->lookup(interp.names.getitem));
  if (auto *opaque = opaqueOf(interp, args[1]); opaque && !isSequence)
    return raiseOpaque(interp, opaque);
  if (!isSequence)
    return typeError(interp, "'" + type->name + "' object is not reversible");
  return reverse(interp, classOf(args), args[1]);
}

static Value makeIterator(Interpreter &interp, Arguments args) {
  if (!args[1])
    return interp.iterate(args[0]);
  auto *object = interp.create<CallIterator>(interp.types.iterator);
  object->function = args[0];
  object->sentinel = args[1];
  return object;
}

static Value nextItem(Interpreter &interp, Arguments args) {
  Value item = interp.next(args[0]);
  if (item || interp.failed())
    return item;
  if (args[1])
    return args[1];
  Value stop = interp.call(interp.types.stopIteration);
  return stop ? interp.raiseValue(stop) : Value();
}

static void addIteratorClass(Interpreter &interp, StringRef name,
                             StringRef signature, NativeCallback make) {
  TypeObject *type = interp.createType("builtins", name, interp.types.iterator,
                                       Object::Kind::Iterator);
  defineNew(interp, type, signature, std::move(make));
  setGlobal(interp, interp.builtins(), name, type);
}

void addIterators(Interpreter &interp) {
  addIteratorClass(interp, "enumerate", "cls, iterable, start=", newEnumerate);
  addIteratorClass(interp, "zip", "", newZip);
  addIteratorClass(interp, "map", "", newMap);
  addIteratorClass(interp, "filter", "cls, function, iterable", newFilter);
  addIteratorClass(interp, "reversed", "cls, sequence", newReversed);
  for (TypeObject *type : {interp.types.list, interp.types.range})
    defineMethod(interp, type, "__reversed__", "self",
                 [](Interpreter &interp, Arguments args) {
                   return reverse(interp, interp.types.iterator, args[0]);
                 });
  defineFunction(interp, interp.builtins(), "iter",
                 "object, sentinel=", makeIterator);
  defineFunction(interp, interp.builtins(), "next",
                 "iterator, default=", nextItem);
}

} // namespace kiln::python

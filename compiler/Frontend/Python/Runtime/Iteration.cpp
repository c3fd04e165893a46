//===- Iteration.cpp - for a in b -----------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

//===----------------------------------------------------------------------===//
// Iterators of builtin objects
//===----------------------------------------------------------------------===//

namespace {

/// Of a list, which may change meanwhile, or of a tuple.
template <typename Sequence> class SequenceIterator : public IteratorObject {
public:
  SequenceIterator(TypeObject *type, Sequence *sequence)
      : IteratorObject(type), sequence(sequence) {}
  Value next(Interpreter &) override {
    if (!sequence || index >= sequence->items.size()) {
      sequence = nullptr;
      return {};
    }
    return sequence->items[index++];
  }

private:
  Sequence *sequence;
  size_t index = 0;
};

class RangeIterator : public IteratorObject {
public:
  RangeIterator(TypeObject *type, const RangeObject *range)
      : IteratorObject(type), value(range->start), step(range->step),
        left(range->length()) {}
  Value next(Interpreter &) override {
    if (left == 0)
      return {};
    int64_t current = value;
    // Past the last item the sum may overflow, and is not used.
    if (--left != 0)
      value += step;
    return Value::integer(current);
  }

private:
  int64_t value, step, left;
};

class TextIterator : public IteratorObject {
public:
  TextIterator(TypeObject *type, const StrObject *text)
      : IteratorObject(type), text(text) {}
  Value next(Interpreter &interp) override {
    StringRef rest = text->str();
    if (offset >= rest.size())
      return {};
    size_t begin = offset;
    decodeCodePoint(rest, offset);
    return interp.str(rest.slice(begin, offset));
  }

private:
  const StrObject *text;
  size_t offset = 0;
};

class BytesIterator : public IteratorObject {
public:
  BytesIterator(TypeObject *type, const BytesObject *bytes)
      : IteratorObject(type), bytes(bytes) {}
  Value next(Interpreter &) override {
    if (index >= bytes->bytes.size())
      return {};
    return Value::integer(static_cast<uint8_t>(bytes->bytes[index++]));
  }

private:
  const BytesObject *bytes;
  size_t index = 0;
};

/// The keys of a dict or the items of a set.
class KeyIterator : public IteratorObject {
public:
  KeyIterator(TypeObject *type, const HashTable &table, StringRef what)
      : IteratorObject(type), table(table), what(what), size(table.size()) {}
  Value next(Interpreter &interp) override {
    if (table.size() != size)
      return interp.raise(interp.types.runtimeError,
                          what + " changed size during iteration");
    ArrayRef<HashTable::Entry> slots = table.slots();
    while (index < slots.size() && !slots[index].key)
      ++index;
    return index < slots.size() ? slots[index++].key : Value();
  }

private:
  const HashTable &table;
  StringRef what;
  size_t size, index = 0;
};

/// Of objects that have `__getitem__` alone.
class ItemIterator : public IteratorObject {
public:
  ItemIterator(TypeObject *type, Value object)
      : IteratorObject(type), object(object) {}
  Value next(Interpreter &interp) override {
    if (!object)
      return {};
    Value item = interp.getItem(object, Value::integer(index++));
    if (!item && (interp.pendingIs(interp.types.indexError) ||
                  interp.pendingIs(interp.types.stopIteration))) {
      interp.takeException();
      object = Value();
    }
    return item;
  }

private:
  Value object;
  int64_t index = 0;
};

} // namespace

Value iterateBuiltin(Interpreter &interp, Value iterable) {
  if (!iterable.isObject())
    return {};
  TypeObject *type = interp.types.iterator;
  Object *object = iterable.asObject();
  switch (object->kind()) {
  case Kind::List:
    return interp.create<SequenceIterator<ListObject>>(
        type, llvm::cast<ListObject>(object));
  case Kind::Tuple:
    return interp.create<SequenceIterator<TupleObject>>(
        type, llvm::cast<TupleObject>(object));
  case Kind::Range:
    return interp.create<RangeIterator>(type, llvm::cast<RangeObject>(object));
  case Kind::Str:
    return interp.create<TextIterator>(type, llvm::cast<StrObject>(object));
  case Kind::Bytes:
    return interp.create<BytesIterator>(type, llvm::cast<BytesObject>(object));
  case Kind::Dict:
    return interp.create<KeyIterator>(
        type, llvm::cast<DictObject>(object)->table, "dictionary");
  case Kind::Set:
    return interp.create<KeyIterator>(
        type, llvm::cast<SetObject>(object)->table, "Set");
  case Kind::Iterator:
    return iterable;
  default:
    return {};
  }
}

//===----------------------------------------------------------------------===//
// Protocol
//===----------------------------------------------------------------------===//

static bool isPlain(Value value) {
  return value.isObject() && value.asObject()->type->isBuiltin &&
         value.asObject()->kind() != Kind::Native &&
         value.asObject()->kind() != Kind::Instance;
}

Value Interpreter::iterate(Value iterable) {
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(iterable))
    return iterateOpaque(*this, opaque);
  if (isPlain(iterable))
    if (Value iterator = iterateBuiltin(*this, iterable))
      return iterator;
  Value method = typeOf(iterable)->lookup(names.iter);
  if (method && !method.isNone()) {
    Value iterator = callFound(*this, method, iterable, {});
    if (!iterator)
      return {};
    if (!llvm::isa<IteratorObject>(iterator) &&
        !typeOf(iterator)->lookup(names.next)) {
      if (auto *opaque = llvm::dyn_cast<OpaqueObject>(iterator))
        return iterateOpaque(*this, opaque);
      return raise(types.typeError, "iter() returned non-iterator of type '" +
                                        typeName(iterator) + "'");
    }
    return iterator;
  }
  if (!method)
    if (Value iterator = iterateBuiltin(*this, iterable))
      return iterator;
  if (!method && typeOf(iterable)->lookup(names.getitem))
    return create<ItemIterator>(types.iterator, iterable);
  if (auto *opaque = opaqueOf(*this, iterable))
    return iterateOpaque(*this, opaque);
  return raise(types.typeError,
               "'" + typeName(iterable) + "' object is not iterable");
}

Value Interpreter::next(Value iterator) {
  if (!step() || !checkStack())
    return {};
  if (auto *builtin = llvm::dyn_cast<IteratorObject>(iterator)) {
    ++builtin->advances;
    Value item = builtin->next(*this);
    return hasPending ? Value() : item;
  }
  Value item = callSpecial(iterator, names.next);
  if (item)
    return item;
  if (pendingIs(types.stopIteration)) {
    takeException();
    return {};
  }
  if (hasPending)
    return {};
  if (auto *opaque = opaqueOf(*this, iterator))
    return raiseOpaque(*this, opaque);
  return raise(types.typeError,
               "'" + typeName(iterator) + "' object is not an iterator");
}

mlir::LogicalResult
Interpreter::forEach(Value iterable,
                     llvm::function_ref<mlir::LogicalResult(Value)> body) {
  Value iterator = iterate(iterable);
  if (!iterator)
    return mlir::failure();
  while (Value item = next(iterator))
    if (mlir::failed(body(item)))
      return mlir::failure();
  return mlir::failure(hasPending);
}

mlir::LogicalResult Interpreter::unpack(Value iterable,
                                        llvm::SmallVectorImpl<Value> &items) {
  if (isPlain(iterable)) {
    if (auto *list = llvm::dyn_cast<ListObject>(iterable)) {
      items.append(list->items.begin(), list->items.end());
      return mlir::success();
    }
    if (auto *tuple = llvm::dyn_cast<TupleObject>(iterable)) {
      items.append(tuple->items.begin(), tuple->items.end());
      return mlir::success();
    }
  }
  return forEach(iterable, [&](Value item) {
    items.push_back(item);
    return mlir::success(allocate(sizeof(Value)));
  });
}

} // namespace kiln::python

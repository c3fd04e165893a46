//===- Items.cpp - a[b], len(a), b in a -----------------------------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Builtins/Slices.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

/// Objects whose items no Python class decides about.
static bool isPlainContainer(Value value) {
  if (!value.isObject() || !value.asObject()->type->isBuiltin)
    return false;
  switch (value.asObject()->kind()) {
  case Kind::Str:
  case Kind::Bytes:
  case Kind::List:
  case Kind::Tuple:
  case Kind::Dict:
  case Kind::Set:
  case Kind::Range:
    return true;
  default:
    return false;
  }
}

/// Builtin classes that C++ derives from others (torch.Size) may have methods
/// of their own.
static bool isExact(const Interpreter &interp, Value value) {
  if (!isPlainContainer(value))
    return false;
  const TypeObject *type = value.asObject()->type;
  return type->bases.size() == 1 && type->bases.front() == interp.types.object;
}

//===----------------------------------------------------------------------===//
// Builtin containers
//===----------------------------------------------------------------------===//

static Value dictItem(Interpreter &interp, DictObject *dict, Value key) {
  Value found = interp.dictGet(dict, key);
  if (found || interp.failed())
    return found;
  if (dict->type != interp.types.dict) {
    Value missing = interp.callSpecial(dict, interp.names.missing, key);
    if (missing || interp.failed())
      return missing;
  }
  return raiseKeyError(interp, key);
}

Value getBuiltinItem(Interpreter &interp, Value object, Value key) {
  if (!object.isObject())
    return {};
  DecisionLog::noteLookup(interp, key);
  switch (object.asObject()->kind()) {
  case Kind::List: {
    auto *list = llvm::cast<ListObject>(object);
    if (key.isInt() && key.asInt() >= 0 &&
        static_cast<uint64_t>(key.asInt()) < list->items.size())
      return list->items[key.asInt()];
    return listItem(interp, list, key);
  }
  case Kind::Tuple: {
    auto *tuple = llvm::cast<TupleObject>(object);
    if (key.isInt() && key.asInt() >= 0 &&
        static_cast<uint64_t>(key.asInt()) < tuple->items.size())
      return tuple->items[key.asInt()];
    return tupleItem(interp, tuple, key);
  }
  case Kind::Dict:
    return dictItem(interp, llvm::cast<DictObject>(object), key);
  case Kind::Str:
    return strItem(interp, llvm::cast<StrObject>(object), key);
  case Kind::Bytes:
    return bytesItem(interp, llvm::cast<BytesObject>(object), key);
  case Kind::Range:
    return rangeItem(interp, llvm::cast<RangeObject>(object), key);
  default:
    return {};
  }
}

bool setBuiltinItem(Interpreter &interp, Value object, Value key, Value value) {
  if (auto *list = llvm::dyn_cast<ListObject>(object))
    return setListItem(interp, list, key, value);
  if (auto *dict = llvm::dyn_cast<DictObject>(object))
    return interp.dictSet(dict, key, value);
  interp.raise(interp.types.typeError,
               "'" + interp.typeName(object) +
                   "' object does not support item assignment");
  return false;
}

bool deleteBuiltinItem(Interpreter &interp, Value object, Value key) {
  if (auto *list = llvm::dyn_cast<ListObject>(object))
    return deleteListItem(interp, list, key);
  if (auto *dict = llvm::dyn_cast<DictObject>(object)) {
    FailureOr<bool> erased = interp.dictErase(dict, key);
    if (succeeded(erased) && !*erased)
      raiseKeyError(interp, key);
    return succeeded(erased) && *erased;
  }
  interp.raise(interp.types.typeError,
               "'" + interp.typeName(object) +
                   "' object does not support item deletion");
  return false;
}

//===----------------------------------------------------------------------===//
// Subscription
//===----------------------------------------------------------------------===//

/// `Enum["NAME"]`, `list[int]`. A generic class stands for itself whatever its
/// parameters are: nothing that is evaluated depends on them.
static Value subscribeClass(Interpreter &interp, TypeObject *type, Value key) {
  Value item = interp.callSpecial(type, interp.names.getitem, key);
  if (item || interp.failed())
    return item;
  if (Value found = type->lookup(interp.names.class_getitem)) {
    Value method = interp.bind(found, Value(), type);
    return method ? interp.call(method, key) : Value();
  }
  bool isGeneric = llvm::any_of(type->mro, [&](TypeObject *base) {
    return base->isBuiltin && base != interp.types.object;
  });
  if (isGeneric || type->opaqueBase)
    return type;
  return interp.raise(interp.types.typeError,
                      "type '" + type->name + "' is not subscriptable");
}

Value Interpreter::getItem(Value object, Value key) {
  if (isExact(*this, object) && object.asObject()->kind() != Kind::Set)
    return getBuiltinItem(*this, object, key);
  if (auto *type = llvm::dyn_cast<TypeObject>(object))
    return subscribeClass(*this, type, key);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(object))
    return opaqueFrom(*this, opaque, "[...]");
  Value item = callSpecial(object, names.getitem, key);
  if (item || hasPending)
    return item;
  item = getBuiltinItem(*this, object, key);
  if (item || hasPending)
    return item;
  if (auto *opaque = opaqueOf(*this, object))
    return opaqueFrom(*this, opaque, "[...]");
  return raise(types.typeError,
               "'" + typeName(object) + "' object is not subscriptable");
}

bool Interpreter::setItem(Value object, Value key, Value value) {
  if (isExact(*this, object))
    return setBuiltinItem(*this, object, key, value);
  Value arguments[] = {key, value};
  if (callSpecial(object, names.setitem, arguments))
    return true;
  if (hasPending)
    return false;
  if (opaqueOf(*this, object))
    return true;
  return setBuiltinItem(*this, object, key, value);
}

bool Interpreter::deleteItem(Value object, Value key) {
  if (isExact(*this, object))
    return deleteBuiltinItem(*this, object, key);
  if (callSpecial(object, names.delitem, key))
    return true;
  if (hasPending)
    return false;
  if (opaqueOf(*this, object))
    return true;
  return deleteBuiltinItem(*this, object, key);
}

//===----------------------------------------------------------------------===//
// Length and membership
//===----------------------------------------------------------------------===//

int64_t lengthOfBuiltin(Value value) {
  if (!value.isObject())
    return -1;
  switch (value.asObject()->kind()) {
  case Kind::List:
    return llvm::cast<ListObject>(value)->items.size();
  case Kind::Tuple:
    return llvm::cast<TupleObject>(value)->items.size();
  case Kind::Dict:
    return llvm::cast<DictObject>(value)->table.size();
  case Kind::Set:
    return llvm::cast<SetObject>(value)->table.size();
  case Kind::Str:
    return llvm::cast<StrObject>(value)->length();
  case Kind::Bytes:
    return llvm::cast<BytesObject>(value)->bytes.size();
  case Kind::Range:
    return llvm::cast<RangeObject>(value)->length();
  default:
    return -1;
  }
}

FailureOr<int64_t> Interpreter::length(Value value) {
  if (isExact(*this, value))
    return lengthOfBuiltin(value);
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    raiseOpaque(*this, opaque);
    return mlir::failure();
  }
  Value answer = callSpecial(value, names.len);
  if (hasPending)
    return mlir::failure();
  if (!answer) {
    int64_t length = lengthOfBuiltin(value);
    if (length >= 0)
      return length;
    if (auto *opaque = opaqueOf(*this, value))
      raiseOpaque(*this, opaque);
    else
      raise(types.typeError,
            "object of type '" + typeName(value) + "' has no len()");
    return mlir::failure();
  }
  FailureOr<int64_t> length = index(answer, "__len__() result");
  if (succeeded(length) && *length < 0) {
    raise(types.valueError, "__len__() should return >= 0");
    return mlir::failure();
  }
  return length;
}

static FailureOr<bool>
containsItem(Interpreter &interp, const std::vector<Value> &items, Value item) {
  // The comparison may change the list.
  for (size_t index = 0; index < items.size(); ++index) {
    if (items[index].is(item))
      return true;
    FailureOr<bool> same = interp.equal(items[index], item);
    if (failed(same) || *same)
      return same;
    if (!interp.step())
      return mlir::failure();
  }
  return false;
}

static FailureOr<bool> raiseNotText(Interpreter &interp, Value item) {
  interp.raise(interp.types.typeError,
               "'in <string>' requires string as left operand, not " +
                   interp.typeName(item));
  return mlir::failure();
}

FailureOr<bool> containsBuiltin(Interpreter &interp, Value container,
                                Value item) {
  switch (container.asObject()->kind()) {
  case Kind::List:
    return containsItem(interp, llvm::cast<ListObject>(container)->items, item);
  case Kind::Tuple:
    return containsItem(interp, llvm::cast<TupleObject>(container)->items,
                        item);
  case Kind::Dict: {
    Value found = interp.dictGet(llvm::cast<DictObject>(container), item);
    if (interp.failed())
      return mlir::failure();
    return static_cast<bool>(found);
  }
  case Kind::Set:
    return interp.setContains(llvm::cast<SetObject>(container), item);
  case Kind::Str: {
    auto *text = llvm::dyn_cast<StrObject>(item);
    if (!text)
      return raiseNotText(interp, item);
    StringRef whole = llvm::cast<StrObject>(container)->str();
    if (!interp.step(whole.size() / 16 * (1 + text->str().size() / 64)))
      return mlir::failure();
    return whole.contains(text->str());
  }
  case Kind::Bytes: {
    StringRef bytes = llvm::cast<BytesObject>(container)->bytes;
    if (auto *part = llvm::dyn_cast<BytesObject>(item)) {
      if (!interp.step(bytes.size() / 16 * (1 + part->bytes.size() / 64)))
        return mlir::failure();
      return bytes.contains(part->bytes);
    }
    FailureOr<int64_t> byte = interp.index(item);
    if (failed(byte))
      return mlir::failure();
    return bytes.contains(static_cast<char>(*byte));
  }
  case Kind::Range: {
    auto *range = llvm::cast<RangeObject>(container);
    Value number = unwrapPrimitive(item);
    if (!number.isIntegral())
      break;
    // The distance of two ints may take 65 bits.
    auto offset = static_cast<__int128>(number.asInt()) - range->start;
    return offset % range->step == 0 && offset / range->step >= 0 &&
           offset / range->step < range->length();
  }
  default:
    break;
  }
  bool found = false;
  if (failed(interp.forEach(container,
                            [&](Value each) -> mlir::LogicalResult {
                              FailureOr<bool> same = interp.equal(each, item);
                              if (failed(same))
                                return mlir::failure();
                              found = *same;
                              return mlir::failure(found);
                            })) &&
      interp.failed())
    return mlir::failure();
  return found;
}

FailureOr<bool> Interpreter::contains(Value container, Value item) {
  Value answer = membership(container, item);
  if (!answer)
    return mlir::failure();
  return truth(answer);
}

static FailureOr<bool> containsKnown(Interpreter &interp, Value container,
                                     Value item) {
  if (!container.isObject()) {
    interp.raise(interp.types.typeError, "argument of type '" +
                                             interp.typeName(container) +
                                             "' is not iterable");
    return mlir::failure();
  }
  return containsBuiltin(interp, container, item);
}

Value Interpreter::membership(Value container, Value item) {
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(container))
    return raiseOpaque(*this, opaque), Value();
  Value answer;
  if (!isExact(*this, container))
    answer = callSpecial(container, names.contains, item);
  if (hasPending)
    return {};
  if (answer && branches && branches->isOpen(answer))
    return answer;
  FailureOr<bool> found =
      answer ? truth(answer) : containsKnown(*this, container, item);
  return succeeded(found) ? Value::boolean(*found) : Value();
}

} // namespace kiln::python

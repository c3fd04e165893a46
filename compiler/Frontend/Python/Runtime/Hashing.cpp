//===- Hashing.cpp - hash(a), dicts and sets ------------------------------===//

#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/Support/xxhash.h"

#include <cmath>

namespace kiln::python {

using Kind = Object::Kind;

//===----------------------------------------------------------------------===//
// Hashes
//===----------------------------------------------------------------------===//

static size_t mix(size_t hash, size_t other) {
  hash ^= other + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2);
  return hash;
}

/// Floats that are equal to an int have its hash.
static size_t hashReal(double number) {
  if (number == std::floor(number) && std::fabs(number) < 0x1p63)
    return static_cast<size_t>(static_cast<int64_t>(number));
  return llvm::xxh3_64bits(
      StringRef(reinterpret_cast<const char *>(&number), sizeof(number)));
}

static size_t hashAddress(const Object *object) {
  return reinterpret_cast<size_t>(object) >> 4;
}

static FailureOr<size_t> hashItems(Interpreter &interp, ArrayRef<Value> items) {
  if (!interp.checkStack() || !interp.step(1 + items.size()))
    return mlir::failure();
  size_t result = items.size();
  for (Value item : items) {
    FailureOr<size_t> hash = interp.hash(item);
    if (failed(hash))
      return mlir::failure();
    result = mix(result, *hash);
  }
  return result;
}

static FailureOr<size_t> raiseUnhashable(Interpreter &interp, Value value) {
  interp.raise(interp.types.typeError,
               "unhashable type: '" + interp.typeName(value) + "'");
  return mlir::failure();
}

FailureOr<size_t> hashBuiltin(Interpreter &interp, Value value) {
  switch (value.kind()) {
  case Value::Kind::Bool:
  case Value::Kind::Int:
    return static_cast<size_t>(value.asInt());
  case Value::Kind::Float:
    return hashReal(value.asFloat());
  case Value::Kind::Object:
    break;
  default:
    return 0x51ed270b + static_cast<size_t>(value.kind());
  }
  Object *object = value.asObject();
  switch (object->kind()) {
  case Kind::Str:
    return llvm::cast<StrObject>(object)->hash();
  case Kind::Bytes:
    return llvm::xxh3_64bits(llvm::cast<BytesObject>(object)->bytes);
  case Kind::Tuple:
    return hashItems(interp, llvm::cast<TupleObject>(object)->items);
  case Kind::Primitive:
    return hashBuiltin(interp, llvm::cast<PrimitiveObject>(object)->primitive);
  case Kind::Set: {
    if (!object->type->isSubtypeOf(interp.types.frozenset))
      return raiseUnhashable(interp, value);
    // Whatever the order of the items.
    size_t result = 0x3c6ef372;
    for (const HashTable::Entry &entry :
         llvm::cast<SetObject>(object)->table.slots())
      if (entry.key)
        result += mix(0, entry.hash);
    return result;
  }
  case Kind::List:
  case Kind::Dict:
  case Kind::Slice:
    return raiseUnhashable(interp, value);
  case Kind::Range:
    return hashItems(interp,
                     {Value::integer(llvm::cast<RangeObject>(object)->start),
                      Value::integer(llvm::cast<RangeObject>(object)->length()),
                      Value::integer(llvm::cast<RangeObject>(object)->step)});
  case Kind::BoundMethod: {
    auto *method = llvm::cast<BoundMethodObject>(object);
    auto address = [](Value value) {
      return value.isObject() ? hashAddress(value.asObject()) : 0;
    };
    return mix(address(method->self), address(method->function));
  }
  default:
    return hashAddress(object);
  }
}

FailureOr<size_t> Interpreter::hash(Value value) {
  if (!value.isObject())
    return hashBuiltin(*this, value);
  Object *object = value.asObject();
  bool mayOverride = !object->type->isBuiltin || object->kind() == Kind::Native;
  if (!mayOverride)
    return hashBuiltin(*this, value);
  Value method = object->type->lookup(names.hash);
  if (method && method.isNone())
    return raiseUnhashable(*this, value);
  if (!method || isObjectDefault(*this, method, names.hash))
    return hashBuiltin(*this, value);
  Value answer = callFound(*this, method, value, {});
  if (!answer)
    return mlir::failure();
  answer = unwrapPrimitive(answer);
  if (!answer.isIntegral()) {
    raise(types.typeError, "__hash__ method should return an integer");
    return mlir::failure();
  }
  return static_cast<size_t>(answer.asInt());
}

//===----------------------------------------------------------------------===//
// Dicts and sets
//===----------------------------------------------------------------------===//

/// The index of a key's entry, or -1; failure where the key cannot be hashed or
/// compared.
static FailureOr<int64_t> findEntry(Interpreter &interp, const HashTable &table,
                                    Value key, size_t &hash) {
  DecisionLog::noteLookup(interp, key);
  FailureOr<size_t> ofKey = interp.hash(key);
  if (failed(ofKey))
    return mlir::failure();
  hash = *ofKey;
  int64_t index = table.findIndex(hash, [&](Value other) {
    if (other.is(key) || interp.failed())
      return true;
    // An exception ends the search; it is told from the state below.
    FailureOr<bool> same = interp.equal(other, key);
    return failed(same) || *same;
  });
  if (interp.failed())
    return mlir::failure();
  return index;
}

static StrObject *plainText(Value key) {
  auto *text = llvm::dyn_cast<StrObject>(key);
  return text && text->type->isBuiltin ? text : nullptr;
}

/// What an entry takes in a table.
static constexpr uint64_t entryBytes = sizeof(HashTable::Entry) + 8;

static bool insert(Interpreter &interp, HashTable &table, Value key,
                   Value value) {
  if (!interp.allocate(entryBytes))
    return false;
  size_t hash;
  FailureOr<int64_t> index = findEntry(interp, table, key, hash);
  if (failed(index))
    return false;
  if (*index >= 0)
    table.mutableSlots()[*index].value = value;
  else
    table.insertNew(hash, key, value);
  return true;
}

Value Interpreter::dictGet(DictObject *dict, Value key) {
  if (StrObject *text = plainText(key))
    return dict->table.find(text);
  size_t hash;
  FailureOr<int64_t> index = findEntry(*this, dict->table, key, hash);
  if (mlir::failed(index) || *index < 0)
    return {};
  return dict->table.slots()[*index].value;
}

bool Interpreter::dictSet(DictObject *dict, Value key, Value value) {
  if (StrObject *text = plainText(key)) {
    dict->table.set(text, value);
    return allocate(entryBytes);
  }
  return insert(*this, dict->table, key, value);
}

FailureOr<bool> Interpreter::dictErase(DictObject *dict, Value key) {
  size_t hash;
  FailureOr<int64_t> index = findEntry(*this, dict->table, key, hash);
  if (mlir::failed(index))
    return mlir::failure();
  if (*index >= 0)
    dict->table.eraseIndex(*index);
  return *index >= 0;
}

FailureOr<bool> Interpreter::setContains(SetObject *set, Value item) {
  size_t hash;
  FailureOr<int64_t> index = findEntry(*this, set->table, item, hash);
  if (mlir::failed(index))
    return mlir::failure();
  return *index >= 0;
}

bool Interpreter::setInsert(SetObject *set, Value item) {
  return insert(*this, set->table, item, Value::none());
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

FailureOr<int64_t> Interpreter::index(Value value, StringRef what) {
  value = unwrapPrimitive(value);
  if (value.isIntegral())
    return value.asInt();
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    raiseOpaque(*this, opaque);
    return mlir::failure();
  }
  if (value.isObject()) {
    Value answer = callSpecial(value, names.index);
    if (answer && answer.isIntegral())
      return answer.asInt();
    if (hasPending)
      return mlir::failure();
  }
  raise(types.typeError,
        what == "an integer"
            ? "'" + typeName(value) +
                  "' object cannot be interpreted as an integer"
            : what + " must be an int, not '" + typeName(value) + "'");
  return mlir::failure();
}

FailureOr<double> Interpreter::asDouble(Value value, StringRef what) {
  value = unwrapPrimitive(value);
  if (value.isNumber())
    return value.asDouble();
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    raiseOpaque(*this, opaque);
    return mlir::failure();
  }
  for (StrObject *name : {names.floatMethod, names.index}) {
    if (!value.isObject() || llvm::isa<StrObject>(value))
      break;
    Value answer = callSpecial(value, name);
    if (answer && answer.isNumber())
      return answer.asDouble();
    if (hasPending)
      return mlir::failure();
  }
  raise(types.typeError,
        what + " must be a number, not '" + typeName(value) + "'");
  return mlir::failure();
}

} // namespace kiln::python

//===- Operators.cpp - a + b, -a ------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using Kind = Object::Kind;

StringRef symbolOf(BinaryOp op) {
  static constexpr StringRef symbols[] = {"+", "-",  "*",  "/", "//", "%", "**",
                                          "@", "<<", ">>", "&", "|",  "^"};
  return symbols[static_cast<size_t>(op)];
}

//===----------------------------------------------------------------------===//
// Builtin sequences
//===----------------------------------------------------------------------===//

/// The times that a sequence of `size` bytes is to be repeated; failure if the
/// result were too large.
static FailureOr<size_t> repetitions(Interpreter &interp, int64_t count,
                                     size_t size) {
  if (count <= 0 || size == 0)
    return size_t(0);
  uint64_t total;
  if (__builtin_mul_overflow(static_cast<uint64_t>(count), size, &total) ||
      total > uint64_t(1) << 40) {
    interp.raise(interp.types.memoryError,
                 "the repeated sequence is too large");
    return mlir::failure();
  }
  if (!interp.allocate(total))
    return mlir::failure();
  return static_cast<size_t>(count);
}

static bool repeatInto(Interpreter &interp, std::vector<Value> &result,
                       ArrayRef<Value> items, int64_t count) {
  FailureOr<size_t> times =
      repetitions(interp, count, items.size() * sizeof(Value));
  if (failed(times))
    return false;
  result.reserve(items.size() * *times);
  for (size_t time = 0; time < *times; ++time)
    result.insert(result.end(), items.begin(), items.end());
  return true;
}

static std::optional<std::string> repeatText(Interpreter &interp,
                                             StringRef text, int64_t count) {
  FailureOr<size_t> times = repetitions(interp, count, text.size());
  if (failed(times))
    return std::nullopt;
  std::string result;
  result.reserve(text.size() * *times);
  for (size_t time = 0; time < *times; ++time)
    result += text;
  return result;
}

static Value repeat(Interpreter &interp, Object *sequence, int64_t count) {
  switch (sequence->kind()) {
  case Kind::List: {
    ListObject *result = interp.list();
    return repeatInto(interp, result->items,
                      llvm::cast<ListObject>(sequence)->items, count)
               ? result
               : nullptr;
  }
  case Kind::Tuple: {
    TupleObject *result = interp.tuple();
    return repeatInto(interp, result->items,
                      llvm::cast<TupleObject>(sequence)->items, count)
               ? result
               : nullptr;
  }
  case Kind::Str: {
    auto text =
        repeatText(interp, llvm::cast<StrObject>(sequence)->str(), count);
    return text ? Value(interp.str(*text)) : Value();
  }
  case Kind::Bytes: {
    auto text =
        repeatText(interp, llvm::cast<BytesObject>(sequence)->bytes, count);
    return text ? interp.bytes(std::move(*text)) : Value();
  }
  default:
    return Value::notImplemented();
  }
}

template <typename Sequence>
static Value concatenate(Interpreter &interp, Sequence *result,
                         const Sequence *a, const Sequence *b) {
  if (!interp.allocate((a->items.size() + b->items.size()) * sizeof(Value)))
    return {};
  result->items.reserve(a->items.size() + b->items.size());
  result->items.insert(result->items.end(), a->items.begin(), a->items.end());
  result->items.insert(result->items.end(), b->items.begin(), b->items.end());
  return result;
}

static Value addSequences(Interpreter &interp, Object *a, Object *b) {
  if (a->kind() != b->kind())
    return Value::notImplemented();
  switch (a->kind()) {
  case Kind::List:
    return concatenate(interp, interp.list(), llvm::cast<ListObject>(a),
                       llvm::cast<ListObject>(b));
  case Kind::Tuple:
    return concatenate(interp, interp.tuple(), llvm::cast<TupleObject>(a),
                       llvm::cast<TupleObject>(b));
  case Kind::Str:
    return interp.str(llvm::cast<StrObject>(a)->str() +
                      llvm::cast<StrObject>(b)->str());
  case Kind::Bytes:
    return interp.bytes(llvm::cast<BytesObject>(a)->bytes +
                        llvm::cast<BytesObject>(b)->bytes);
  default:
    return Value::notImplemented();
  }
}

Value binaryBuiltin(Interpreter &interp, BinaryOp op, Value a, Value b) {
  if (a.isNumber() && b.isNumber())
    return binaryNumbers(interp, op, a, b);
  switch (op) {
  case BinaryOp::Add:
    if (a.isObject() && b.isObject())
      return addSequences(interp, a.asObject(), b.asObject());
    break;
  case BinaryOp::Mul:
    if (a.isObject() && b.isIntegral())
      return repeat(interp, a.asObject(), b.asInt());
    if (a.isIntegral() && b.isObject())
      return repeat(interp, b.asObject(), a.asInt());
    break;
  case BinaryOp::Mod:
    if (auto *format = llvm::dyn_cast<StrObject>(a)) {
      FailureOr<std::string> text = formatPercent(interp, format->str(), b);
      return failed(text) ? Value() : Value(interp.str(*text));
    }
    break;
  default:
    break;
  }
  return Value::notImplemented();
}

//===----------------------------------------------------------------------===//
// Operators as methods
//===----------------------------------------------------------------------===//

/// Whether no class written in Python can have a say in operators on it.
static bool isBuiltinOperand(Value value) {
  if (!value.isObject())
    return true;
  Object *object = value.asObject();
  switch (object->kind()) {
  case Kind::List:
  case Kind::Tuple:
  case Kind::Str:
  case Kind::Bytes:
    return object->type->isBuiltin;
  default:
    return false;
  }
}

/// The operator by the operands' methods; NotImplemented if neither knows it.
static Value byMethods(Interpreter &interp, Value a, Value b, StrObject *name,
                       StrObject *reflectedName) {
  TypeObject *typeA = interp.typeOf(a), *typeB = interp.typeOf(b);
  Value method = typeA->lookup(name);
  Value reflected = typeA == typeB ? Value() : typeB->lookup(reflectedName);
  // A class that derives from the other operand's knows better.
  if (reflected && typeB->isSubtypeOf(typeA) &&
      !reflected.is(typeA->lookup(reflectedName))) {
    Value result = callFound(interp, reflected, b, a);
    if (!result.isNotImplemented())
      return result;
    reflected = Value();
  }
  if (method && !method.isNone()) {
    Value result = callFound(interp, method, a, b);
    if (!result.isNotImplemented())
      return result;
  }
  if (reflected && !reflected.isNone())
    return callFound(interp, reflected, b, a);
  return Value::notImplemented();
}

static Value raiseUnsupported(Interpreter &interp, StringRef symbol, Value a,
                              Value b) {
  bool isSequence = llvm::isa<StrObject>(a) || llvm::isa<ListObject>(a) ||
                    llvm::isa<TupleObject>(a);
  if (symbol == "+" && isSequence)
    return interp.raise(interp.types.typeError,
                        "can only concatenate " + interp.typeName(a) +
                            " (not \"" + interp.typeName(b) + "\") to " +
                            interp.typeName(a));
  return interp.raise(interp.types.typeError,
                      "unsupported operand type(s) for " + symbol + ": '" +
                          interp.typeName(a) + "' and '" + interp.typeName(b) +
                          "'");
}

static Value opaqueResult(Interpreter &interp, StringRef symbol, Value a,
                          Value b) {
  if (auto *opaque = opaqueOf(interp, a))
    return opaqueFrom(interp, opaque, (" " + symbol + " ...").str());
  if (auto *opaque = opaqueOf(interp, b))
    return opaqueFrom(interp, opaque, (" " + symbol + " ...").str());
  return {};
}

Value Interpreter::binary(BinaryOp op, Value a, Value b) {
  if (a.isNumber() && b.isNumber() && op != BinaryOp::MatMul) {
    Value result = binaryNumbers(*this, op, a, b);
    return result.isNotImplemented()
               ? raiseUnsupported(*this, symbolOf(op), a, b)
               : result;
  }
  if (!checkStack())
    return {};
  if (isBuiltinOperand(a) && isBuiltinOperand(b)) {
    Value result = binaryBuiltin(*this, op, a, b);
    if (!result.isNotImplemented())
      return result;
  }
  size_t index = static_cast<size_t>(op);
  Value result = byMethods(*this, a, b, operatorNames.binary[index],
                           operatorNames.reflected[index]);
  if (!result.isNotImplemented())
    return result;
  // A list may be added to a list of a derived class, and so on.
  result = binaryBuiltin(*this, op, unwrapPrimitive(a), unwrapPrimitive(b));
  if (!result.isNotImplemented())
    return result;
  if (Value opaque = opaqueResult(*this, symbolOf(op), a, b))
    return opaque;
  return raiseUnsupported(*this, symbolOf(op), a, b);
}

static bool extendList(Interpreter &interp, ListObject *list, Value items) {
  llvm::SmallVector<Value> added;
  if (failed(interp.unpack(items, added)))
    return false;
  if (!interp.allocate(added.size() * sizeof(Value)))
    return false;
  list->items.insert(list->items.end(), added.begin(), added.end());
  return true;
}

Value Interpreter::inplace(BinaryOp op, Value a, Value b) {
  if (!a.isObject())
    return binary(op, a, b);
  auto *list = llvm::dyn_cast<ListObject>(a);
  if (list && list->type->isBuiltin && !llvm::isa<OpaqueObject>(b)) {
    if (op == BinaryOp::Add)
      return extendList(*this, list, b) ? a : Value();
    if (op == BinaryOp::Mul && b.isIntegral()) {
      std::vector<Value> items = list->items;
      list->items.clear();
      return repeatInto(*this, list->items, items, b.asInt()) ? a : Value();
    }
  }
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(b);
      opaque && isBuiltinOperand(a))
    return opaqueFrom(*this, opaque, (" " + symbolOf(op) + " ...").str());
  StrObject *name = operatorNames.inplace[static_cast<size_t>(op)];
  if (Value method = typeOf(a)->lookup(name)) {
    Value result = callFound(*this, method, a, b);
    if (!result.isNotImplemented())
      return result;
  }
  return binary(op, a, b);
}

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

static Value unary(Interpreter &interp, Value value, StrObject *name,
                   StringRef symbol) {
  if (Value result = interp.callSpecial(value, name))
    return result;
  if (interp.failed())
    return {};
  if (auto *opaque = opaqueOf(interp, value))
    return opaqueFrom(interp, opaque, "");
  return interp.raise(interp.types.typeError, "bad operand type for unary " +
                                                  symbol + ": '" +
                                                  interp.typeName(value) + "'");
}

Value Interpreter::negative(Value value) {
  if (value.isFloat())
    return Value::real(-value.asFloat());
  if (value.isIntegral())
    return binaryNumbers(*this, BinaryOp::Sub, Value::integer(0), value);
  return unary(*this, value, names.neg, "-");
}

Value Interpreter::positive(Value value) {
  if (value.isBool())
    return Value::integer(value.asInt());
  return value.isNumber() ? value : unary(*this, value, names.pos, "+");
}

Value Interpreter::invert(Value value) {
  if (value.isIntegral())
    return Value::integer(~value.asInt());
  return unary(*this, value, names.invert, "~");
}

} // namespace kiln::python

//===- Comparisons.cpp - a < b, a == b, bool(a) ---------------------------===//

#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Runtime/Decisions.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include <cmath>
#include <compare>

namespace kiln::python {

using Kind = Object::Kind;

StringRef symbolOf(CompareOp op) {
  static constexpr StringRef symbols[] = {"==", "!=", "<", "<=", ">", ">="};
  return symbols[static_cast<size_t>(op)];
}

static CompareOp reflect(CompareOp op) {
  switch (op) {
  case CompareOp::Lt:
    return CompareOp::Gt;
  case CompareOp::Le:
    return CompareOp::Ge;
  case CompareOp::Gt:
    return CompareOp::Lt;
  case CompareOp::Ge:
    return CompareOp::Le;
  default:
    return op;
  }
}

//===----------------------------------------------------------------------===//
// Numbers and text
//===----------------------------------------------------------------------===//

/// Exact, where a conversion of the integer would round.
static std::partial_ordering orderOf(int64_t a, double b) {
  if (std::isnan(b))
    return std::partial_ordering::unordered;
  if (b >= 0x1p63)
    return std::partial_ordering::less;
  if (b < -0x1p63)
    return std::partial_ordering::greater;
  double whole = std::floor(b);
  int64_t integer = static_cast<int64_t>(whole);
  if (a != integer)
    return a <=> integer;
  return 0.0 <=> b - whole;
}

static std::partial_ordering orderOf(Value a, Value b) {
  if (a.isIntegral() && b.isIntegral())
    return a.asInt() <=> b.asInt();
  if (a.isIntegral())
    return orderOf(a.asInt(), b.asFloat());
  if (b.isIntegral())
    return 0 <=> orderOf(b.asInt(), a.asFloat());
  return a.asFloat() <=> b.asFloat();
}

static bool holds(CompareOp op, std::partial_ordering order) {
  switch (op) {
  case CompareOp::Eq:
    return order == 0;
  case CompareOp::Ne:
    return order != 0;
  case CompareOp::Lt:
    return order < 0;
  case CompareOp::Le:
    return order <= 0;
  case CompareOp::Gt:
    return order > 0;
  case CompareOp::Ge:
    return order >= 0;
  }
  return false;
}

static void note(Interpreter &interp, Value a, Value b, Decision::Kind kind) {
  if (DecisionLog *log = DecisionLog::current())
    log->decisions.push_back({a.asDouble(), b.asDouble(),
                              a.isIntegral() && b.isIntegral(), kind,
                              interp.userLocation()});
}

static Value compareText(CompareOp op, StringRef a, StringRef b) {
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return Value::boolean((a == b) == (op == CompareOp::Eq));
  // UTF-8 sorts as its code points do.
  return Value::boolean(holds(op, a.compare(b) <=> 0));
}

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

static FailureOr<bool> equalDicts(Interpreter &interp, DictObject *a,
                                  DictObject *b) {
  if (a->table.size() != b->table.size())
    return false;
  for (size_t index = 0; index < a->table.slots().size(); ++index) {
    HashTable::Entry entry = a->table.slots()[index];
    if (!entry.key)
      continue;
    Value other = interp.dictGet(b, entry.key);
    if (interp.failed())
      return mlir::failure();
    if (!other)
      return false;
    if (other.is(entry.value) && other.isObject())
      continue;
    FailureOr<bool> same = interp.equal(entry.value, other);
    if (failed(same) || !*same)
      return same;
  }
  return true;
}

static FailureOr<bool> isSubset(Interpreter &interp, SetObject *a,
                                SetObject *b) {
  if (a->table.size() > b->table.size())
    return false;
  // Comparing may run code that changes the sets.
  for (size_t index = 0; index < a->table.slots().size(); ++index) {
    Value item = a->table.slots()[index].key;
    if (!item)
      continue;
    FailureOr<bool> found = interp.setContains(b, item);
    if (failed(found) || !*found)
      return found;
  }
  return true;
}

static Value compareSets(Interpreter &interp, CompareOp op, SetObject *a,
                         SetObject *b) {
  if (op == CompareOp::Gt || op == CompareOp::Ge)
    return compareSets(interp, reflect(op), b, a);
  bool sameSize = a->table.size() == b->table.size();
  if (op != CompareOp::Le && sameSize == (op == CompareOp::Lt))
    return Value::boolean(op == CompareOp::Ne);
  FailureOr<bool> subset = isSubset(interp, a, b);
  if (failed(subset))
    return {};
  return Value::boolean(*subset != (op == CompareOp::Ne));
}

static bool equalRanges(const RangeObject *a, const RangeObject *b) {
  int64_t length = a->length();
  if (length != b->length())
    return false;
  return length == 0 ||
         (a->start == b->start && (length == 1 || a->step == b->step));
}

/// `==` as a value; NotImplemented for objects that are only equal to
/// themselves.
static Value equalObjects(Interpreter &interp, Object *a, Object *b) {
  if (auto *range = llvm::dyn_cast<RangeObject>(a))
    return Value::boolean(equalRanges(range, llvm::cast<RangeObject>(b)));
  if (auto *slice = llvm::dyn_cast<SliceObject>(a)) {
    auto *other = llvm::cast<SliceObject>(b);
    return compareItems(interp, CompareOp::Eq,
                        {slice->start, slice->stop, slice->step},
                        {other->start, other->stop, other->step});
  }
  if (auto *method = llvm::dyn_cast<BoundMethodObject>(a)) {
    auto *other = llvm::cast<BoundMethodObject>(b);
    return Value::boolean(method->self.is(other->self) &&
                          method->function.is(other->function));
  }
  if (auto *dict = llvm::dyn_cast<DictObject>(a)) {
    FailureOr<bool> same = equalDicts(interp, dict, llvm::cast<DictObject>(b));
    return failed(same) ? Value() : Value::boolean(*same);
  }
  return Value::notImplemented();
}

Value compareBuiltin(Interpreter &interp, CompareOp op, Value a, Value b) {
  if (a.isNumber() && b.isNumber())
    return Value::boolean(holds(op, orderOf(a, b)));
  if (!a.isObject() || !b.isObject() ||
      a.asObject()->kind() != b.asObject()->kind())
    return Value::notImplemented();
  switch (a.asObject()->kind()) {
  case Kind::Str:
    if (!interp.step(llvm::cast<StrObject>(a)->str().size() / 64))
      return {};
    return compareText(op, llvm::cast<StrObject>(a)->str(),
                       llvm::cast<StrObject>(b)->str());
  case Kind::Bytes:
    if (!interp.step(llvm::cast<BytesObject>(a)->bytes.size() / 64))
      return {};
    return compareText(op, llvm::cast<BytesObject>(a)->bytes,
                       llvm::cast<BytesObject>(b)->bytes);
  case Kind::List:
    return compareItems(interp, op, llvm::cast<ListObject>(a)->items,
                        llvm::cast<ListObject>(b)->items);
  case Kind::Tuple:
    return compareItems(interp, op, llvm::cast<TupleObject>(a)->items,
                        llvm::cast<TupleObject>(b)->items);
  case Kind::Set:
    return compareSets(interp, op, llvm::cast<SetObject>(a),
                       llvm::cast<SetObject>(b));
  default:
    break;
  }
  if (op != CompareOp::Eq && op != CompareOp::Ne)
    return Value::notImplemented();
  Value same = equalObjects(interp, a.asObject(), b.asObject());
  if (!same || same.isNotImplemented())
    return same;
  return Value::boolean(same.asBool() == (op == CompareOp::Eq));
}

//===----------------------------------------------------------------------===//
// Comparisons as methods
//===----------------------------------------------------------------------===//

/// Whether no class written in Python has a say.
static bool isBuiltinOperand(Value value) {
  return !value.isObject() || (value.asObject()->type->isBuiltin &&
                               value.asObject()->kind() != Kind::Native &&
                               value.asObject()->kind() != Kind::Instance &&
                               value.asObject()->kind() != Kind::Opaque);
}

static Value callComparison(Interpreter &interp, CompareOp op, Value a,
                            Value b) {
  StrObject *name = interp.operatorNames.compare[static_cast<size_t>(op)];
  Value method = interp.typeOf(a)->lookup(name);
  bool isDefault = method && isObjectDefault(interp, method, name);
  if (op == CompareOp::Ne && (!method || isDefault)) {
    Value same = callComparison(interp, CompareOp::Eq, a, b);
    if (!same || same.isNotImplemented() || llvm::isa<OpaqueObject>(same))
      return same;
    FailureOr<bool> truth = interp.truth(same);
    return failed(truth) ? Value() : Value::boolean(!*truth);
  }
  if (!method || isDefault || method.isNone())
    return Value::notImplemented();
  return callFound(interp, method, a, b);
}

Value Interpreter::compare(CompareOp op, Value a, Value b) {
  if (a.isNumber() && b.isNumber()) {
    bool isEquality = op == CompareOp::Eq || op == CompareOp::Ne;
    note(*this, a, b, isEquality ? Decision::Equality : Decision::Order);
    return Value::boolean(holds(op, orderOf(a, b)));
  }
  if (!checkStack() || !step())
    return {};
  Value result;
  if (isBuiltinOperand(a) && isBuiltinOperand(b)) {
    result = compareBuiltin(*this, op, a, b);
    if (!result.isNotImplemented())
      return result;
  } else {
    TypeObject *typeA = typeOf(a), *typeB = typeOf(b);
    bool reflectedFirst = typeA != typeB && typeB->isSubtypeOf(typeA);
    result = reflectedFirst ? callComparison(*this, reflect(op), b, a)
                            : callComparison(*this, op, a, b);
    if (result.isNotImplemented())
      result = reflectedFirst ? callComparison(*this, op, a, b)
                              : callComparison(*this, reflect(op), b, a);
    if (!result.isNotImplemented())
      return result;
    if (auto *opaque = opaqueOf(*this, a); opaque && !a.is(b))
      return opaqueFrom(*this, opaque, (" " + symbolOf(op) + " ...").str());
    if (auto *opaque = opaqueOf(*this, b); opaque && !a.is(b))
      return opaqueFrom(*this, opaque, (" " + symbolOf(op) + " ...").str());
    result = compareBuiltin(*this, op, unwrapPrimitive(a), unwrapPrimitive(b));
    if (!result.isNotImplemented())
      return result;
  }
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return Value::boolean(a.is(b) == (op == CompareOp::Eq));
  return raise(types.typeError,
               "'" + symbolOf(op) + "' not supported between instances of '" +
                   typeName(a) + "' and '" + typeName(b) + "'");
}

/// Long texts count against the budget.
static FailureOr<bool> equalTexts(Interpreter &interp, StringRef a,
                                  StringRef b) {
  if (!interp.step(a.size() / 64))
    return mlir::failure();
  return a == b;
}

FailureOr<bool> Interpreter::equal(Value a, Value b) {
  if (a.isObject() && a.is(b))
    return true;
  if (auto *textA = llvm::dyn_cast<StrObject>(a))
    if (auto *textB = llvm::dyn_cast<StrObject>(b))
      if (textA->type == types.str && textB->type == types.str)
        return equalTexts(*this, textA->str(), textB->str());
  Value result = compare(CompareOp::Eq, a, b);
  if (!result)
    return mlir::failure();
  return truth(result);
}

//===----------------------------------------------------------------------===//
// Truth
//===----------------------------------------------------------------------===//

static FailureOr<bool> truthByMethods(Interpreter &interp, Value value) {
  Value answer = interp.callSpecial(value, interp.names.boolMethod);
  if (interp.failed())
    return mlir::failure();
  if (answer) {
    if (answer.isBool())
      return answer.asBool();
    if (auto *opaque = llvm::dyn_cast<OpaqueObject>(answer)) {
      raiseOpaque(interp, opaque);
      return mlir::failure();
    }
    interp.raise(interp.types.typeError, "__bool__ should return bool, not '" +
                                             interp.typeName(answer) + "'");
    return mlir::failure();
  }
  if (!interp.typeOf(value)->lookup(interp.names.len))
    return true;
  FailureOr<int64_t> length = interp.length(value);
  if (failed(length))
    return mlir::failure();
  return *length != 0;
}

FailureOr<bool> Interpreter::truth(Value value) {
  switch (value.kind()) {
  case Value::Kind::Null:
    return mlir::failure();
  case Value::Kind::None:
    return false;
  case Value::Kind::Bool:
    return value.asBool();
  case Value::Kind::Int:
    note(*this, value, Value::integer(0), Decision::Equality);
    return value.asInt() != 0;
  case Value::Kind::Float:
    return value.asFloat() != 0;
  case Value::Kind::Ellipsis:
  case Value::Kind::NotImplemented:
    return true;
  case Value::Kind::Object:
    break;
  }
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value)) {
    raiseOpaque(*this, opaque);
    return mlir::failure();
  }
  if (value.asObject()->type->isBuiltin) {
    int64_t length = lengthOfBuiltin(value);
    if (length >= 0)
      return length != 0;
  }
  return truthByMethods(*this, value);
}

} // namespace kiln::python

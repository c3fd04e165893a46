//===- Expressions.cpp - Evaluates expressions ----------------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

Value Evaluator::evaluate(const Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Constant:
    return cast<ConstantExpr>(expr)->value;
  case Expr::Kind::Name: {
    auto *name = cast<NameExpr>(expr);
    frame.position = expr->position;
    return loadName(name->variable, name->name);
  }
  case Expr::Kind::Attribute:
    return evaluateAttribute(cast<AttributeExpr>(expr));
  case Expr::Kind::Subscript: {
    auto *subscript = cast<SubscriptExpr>(expr);
    Value object = evaluate(subscript->object);
    if (!object)
      return {};
    Value index = evaluate(subscript->index);
    if (!index)
      return {};
    frame.position = expr->position;
    return interp.getItem(object, index);
  }
  case Expr::Kind::Slice:
    return evaluateSlice(cast<SliceExpr>(expr));
  case Expr::Kind::Call:
    return evaluateCall(cast<CallExpr>(expr));
  case Expr::Kind::Unary:
    return evaluateUnary(cast<UnaryExpr>(expr));
  case Expr::Kind::Binary:
    return evaluateBinary(cast<BinaryExpr>(expr));
  case Expr::Kind::BoolOp:
    return evaluateBoolOp(cast<BoolOpExpr>(expr));
  case Expr::Kind::Compare:
    return evaluateCompare(cast<CompareExpr>(expr));
  case Expr::Kind::Conditional: {
    auto *conditional = cast<ConditionalExpr>(expr);
    Value condition = evaluateCondition(conditional->condition);
    if (!condition)
      return {};
    frame.position = conditional->condition->position;
    if (isOpen(condition))
      return chooseEither(conditional, condition);
    int flag = truth(condition);
    if (flag < 0)
      return {};
    return evaluate(flag ? conditional->then : conditional->otherwise);
  }
  case Expr::Kind::Lambda:
    return makeFunction(cast<LambdaExpr>(expr)->function);
  case Expr::Kind::Tuple:
  case Expr::Kind::List:
  case Expr::Kind::Set:
    return evaluateDisplay(expr);
  case Expr::Kind::Dict:
    return evaluateDict(cast<DictExpr>(expr));
  case Expr::Kind::Comprehension:
    return evaluateComprehension(cast<ComprehensionExpr>(expr));
  case Expr::Kind::FormattedString:
    return evaluateFormatted(cast<FormattedStringExpr>(expr));
  case Expr::Kind::Starred:
    return fail(expr->position, interp.types.typeError,
                "a starred expression cannot stand here");
  case Expr::Kind::NamedExpr: {
    auto *named = cast<NamedExpr>(expr);
    Value value = evaluate(named->value);
    if (!value ||
        !storeName(named->target->variable, named->target->name, value))
      return {};
    return value;
  }
  case Expr::Kind::Yield:
    return evaluateYield(cast<YieldExpr>(expr));
  case Expr::Kind::YieldFrom:
    return evaluateYieldFrom(cast<YieldFromExpr>(expr));
  case Expr::Kind::Await:
    return fail(expr->position, interp.types.runtimeError,
                "'await' needs an event loop, which kiln does not have");
  }
  llvm_unreachable("all kinds of expressions are handled");
}

Value Evaluator::evaluateAttribute(const AttributeExpr *expr) {
  Value object = evaluate(expr->object);
  if (!object)
    return {};
  frame.position = expr->position;
  return interp.getAttribute(object, expr->attribute.object);
}

Value Evaluator::evaluateSlice(const SliceExpr *expr) {
  Value parts[3];
  const Expr *sources[3] = {expr->lower, expr->upper, expr->step};
  for (int i = 0; i < 3; ++i) {
    parts[i] = sources[i] ? evaluate(sources[i]) : Value::none();
    if (!parts[i])
      return {};
  }
  auto *slice = interp.create<SliceObject>(interp.types.slice);
  slice->start = parts[0];
  slice->stop = parts[1];
  slice->step = parts[2];
  return slice;
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

int Evaluator::slowTruth(Value value) {
  mlir::FailureOr<bool> flag = interp.truth(value);
  if (failed(flag))
    return -1;
  return *flag;
}

Value Evaluator::evaluateUnary(const UnaryExpr *expr) {
  Value operand = expr->op == UnaryOp::Not ? evaluateCondition(expr->operand)
                                           : evaluate(expr->operand);
  if (!operand)
    return {};
  frame.position = expr->position;
  switch (expr->op) {
  case UnaryOp::Not: {
    if (isOpen(operand))
      return interp.branches->opposite(operand);
    int flag = truth(operand);
    return flag < 0 ? Value() : Value::boolean(!flag);
  }
  case UnaryOp::Negative:
    return interp.negative(operand);
  case UnaryOp::Positive:
    return interp.positive(operand);
  case UnaryOp::Invert:
    return interp.invert(operand);
  }
  llvm_unreachable("all unary operators are handled");
}

Value Evaluator::evaluateBinary(const BinaryExpr *expr) {
  Value left = evaluate(expr->left);
  if (!left)
    return {};
  Value right = evaluate(expr->right);
  if (!right)
    return {};
  frame.position = expr->opPosition;
  return interp.binary(expr->op, left, right);
}

Value Evaluator::evaluateCondition(const Expr *expr) {
  auto *both = llvm::dyn_cast<BoolOpExpr>(expr);
  return both ? evaluateBoolOp(both, /*isCondition=*/true) : evaluate(expr);
}

Value Evaluator::evaluateBoolOp(const BoolOpExpr *expr, bool isCondition) {
  Value value;
  for (auto [index, operand] : llvm::enumerate(expr->operands)) {
    value = isCondition ? evaluateCondition(operand) : evaluate(operand);
    if (!value || operand == expr->operands.back())
      return value;
    frame.position = operand->position;
    if (isOpen(value))
      return combineOpen(expr, index, value, isCondition);
    int flag = truth(value);
    if (flag < 0)
      return {};
    if (static_cast<bool>(flag) != expr->isAnd)
      return value;
  }
  return value;
}

Value Evaluator::compareOnce(Comparison op, Value left, Value right) {
  switch (op) {
  case Comparison::Is:
    return Value::boolean(left.is(right));
  case Comparison::IsNot:
    return Value::boolean(!left.is(right));
  case Comparison::In:
  case Comparison::NotIn: {
    Value found = interp.membership(right, left);
    if (!found || op == Comparison::In)
      return found;
    return isOpen(found) ? interp.branches->opposite(found)
                         : Value::boolean(!found.asBool());
  }
  case Comparison::Eq:
    return interp.compare(CompareOp::Eq, left, right);
  case Comparison::Ne:
    return interp.compare(CompareOp::Ne, left, right);
  case Comparison::Lt:
    return interp.compare(CompareOp::Lt, left, right);
  case Comparison::Le:
    return interp.compare(CompareOp::Le, left, right);
  case Comparison::Gt:
    return interp.compare(CompareOp::Gt, left, right);
  case Comparison::Ge:
    return interp.compare(CompareOp::Ge, left, right);
  }
  llvm_unreachable("all comparisons are handled");
}

Value Evaluator::evaluateCompare(const CompareExpr *expr) {
  Value left = evaluate(expr->left);
  if (!left)
    return {};
  for (size_t i = 0;; ++i) {
    Value right = evaluate(expr->operands[i]);
    if (!right)
      return {};
    frame.position = expr->position;
    Value result = compareOnce(expr->ops[i], left, right);
    if (!result || i + 1 == expr->ops.size())
      return result;
    left = right;
    if (isOpen(result))
      return compareOpen(expr, i + 1, left, result);
    int flag = truth(result);
    if (flag <= 0)
      return flag < 0 ? Value() : result;
  }
}

//===----------------------------------------------------------------------===//
// Displays
//===----------------------------------------------------------------------===//

bool Evaluator::evaluateElements(Nodes<Expr> elements,
                                 llvm::SmallVectorImpl<Value> &values) {
  for (const Expr *element : elements) {
    auto *starred = llvm::dyn_cast<StarredExpr>(element);
    Value value = evaluate(starred ? starred->value : element);
    if (!value)
      return false;
    if (!starred) {
      values.push_back(value);
      continue;
    }
    frame.position = element->position;
    if (failed(interp.unpack(value, values)))
      return false;
  }
  return true;
}

Value Evaluator::evaluateDisplay(const Expr *expr) {
  llvm::SmallVector<Value, 8> values;
  auto elements = [&]() -> Nodes<Expr> {
    if (auto *tuple = llvm::dyn_cast<TupleExpr>(expr))
      return tuple->elements;
    if (auto *list = llvm::dyn_cast<ListExpr>(expr))
      return list->elements;
    return cast<SetExpr>(expr)->elements;
  }();
  if (!evaluateElements(elements, values))
    return {};
  frame.position = expr->position;
  if (expr->kind == Expr::Kind::Tuple)
    return interp.tuple(values);
  if (expr->kind == Expr::Kind::List)
    return interp.list(values);
  SetObject *set = interp.set();
  for (Value value : values)
    if (!interp.setInsert(set, value))
      return {};
  return set;
}

bool Evaluator::mergeMapping(DictObject *dict, Value mapping) {
  if (auto *other = llvm::dyn_cast<DictObject>(mapping)) {
    for (size_t i = 0; i < other->table.slots().size(); ++i) {
      HashTable::Entry entry = other->table.slots()[i];
      if (entry.key && !interp.dictSet(dict, entry.key, entry.value))
        return false;
    }
    return true;
  }
  Value keysMethod = interp.findAttribute(mapping, "keys");
  if (!keysMethod) {
    if (!interp.failed())
      interp.raise(interp.types.typeError, "'" + interp.typeName(mapping) +
                                               "' object is not a mapping");
    return false;
  }
  Value keys = interp.call(keysMethod);
  if (!keys)
    return false;
  return succeeded(interp.forEach(keys, [&](Value key) -> mlir::LogicalResult {
    Value value = interp.getItem(mapping, key);
    return mlir::success(value && interp.dictSet(dict, key, value));
  }));
}

Value Evaluator::evaluateDict(const DictExpr *expr) {
  DictObject *dict = interp.dict();
  for (auto [keyExpr, valueExpr] : llvm::zip(expr->keys, expr->values)) {
    if (!keyExpr) {
      Value mapping = evaluate(valueExpr);
      frame.position = valueExpr->position;
      if (!mapping || !mergeMapping(dict, mapping))
        return {};
      continue;
    }
    Value key = evaluate(keyExpr);
    if (!key)
      return {};
    Value value = evaluate(valueExpr);
    if (!value)
      return {};
    frame.position = keyExpr->position;
    if (!interp.dictSet(dict, key, value))
      return {};
  }
  return dict;
}

//===----------------------------------------------------------------------===//
// f-strings
//===----------------------------------------------------------------------===//

bool Evaluator::appendPiece(const FormattedPiece &piece, std::string &text) {
  text += piece.text;
  if (!piece.value)
    return true;
  Value value = evaluate(piece.value);
  if (!value)
    return false;
  frame.position = piece.value->position;
  if (piece.conversion) {
    mlir::FailureOr<std::string> converted =
        convertForFormat(interp, value, piece.conversion);
    if (failed(converted))
      return false;
    value = interp.str(*converted);
  }
  Value spec;
  if (piece.formatSpec) {
    spec = evaluate(piece.formatSpec);
    if (!spec)
      return false;
    frame.position = piece.value->position;
  }
  auto *specText = llvm::dyn_cast<StrObject>(spec);
  mlir::FailureOr<std::string> formatted =
      interp.format(value, specText ? specText->str() : llvm::StringRef());
  if (failed(formatted))
    return false;
  text += *formatted;
  return true;
}

Value Evaluator::evaluateFormatted(const FormattedStringExpr *expr) {
  std::string text;
  for (const FormattedPiece &piece : expr->pieces)
    if (!appendPiece(piece, text))
      return {};
  return interp.str(text);
}

} // namespace kiln::python

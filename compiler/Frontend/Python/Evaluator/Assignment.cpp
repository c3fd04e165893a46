//===- Assignment.cpp - Assigns to and deletes targets --------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

bool Evaluator::assign(const Expr *target, Value value) {
  switch (target->kind) {
  case Expr::Kind::Name: {
    auto *name = cast<NameExpr>(target);
    return storeName(name->variable, name->name, value);
  }
  case Expr::Kind::Attribute: {
    auto *attribute = cast<AttributeExpr>(target);
    Value object = evaluate(attribute->object);
    if (!object)
      return false;
    frame.position = target->position;
    return interp.setAttribute(object, attribute->attribute.object, value);
  }
  case Expr::Kind::Subscript: {
    auto *subscript = cast<SubscriptExpr>(target);
    Value object = evaluate(subscript->object);
    if (!object)
      return false;
    Value index = evaluate(subscript->index);
    if (!index)
      return false;
    frame.position = target->position;
    return interp.setItem(object, index, value);
  }
  case Expr::Kind::Tuple:
    return unpackInto(cast<TupleExpr>(target)->elements, value,
                      target->position);
  case Expr::Kind::List:
    return unpackInto(cast<ListExpr>(target)->elements, value,
                      target->position);
  case Expr::Kind::Starred:
    return assign(cast<StarredExpr>(target)->value, value);
  default:
    fail(target->position, interp.types.typeError,
         "this expression cannot be assigned to");
    return false;
  }
}

/// The index of the starred target, or the number of targets.
static size_t findStar(Nodes<Expr> targets) {
  size_t star = 0;
  while (star < targets.size() && !llvm::isa<StarredExpr>(targets[star]))
    ++star;
  return star;
}

bool Evaluator::unpackInto(Nodes<Expr> targets, Value value,
                           Position position) {
  frame.position = position;
  size_t count = targets.size(), star = findStar(targets);
  bool hasStar = star < count;
  auto *object = llvm::dyn_cast<NativeObject>(value);
  bool isUnknown =
      llvm::isa<OpaqueObject>(value) || (object && object->isUnknown);
  if (isUnknown && !hasStar) {
    for (auto [index, target] : llvm::enumerate(targets)) {
      Value item = interp.getItem(value, Value::integer(index));
      if (!item || !assign(target, item))
        return false;
    }
    return true;
  }
  llvm::SmallVector<Value, 8> items;
  if (failed(interp.unpack(value, items)))
    return false;
  if (hasStar ? items.size() + 1 < count : items.size() < count) {
    interp.raise(interp.types.valueError,
                 llvm::Twine("not enough values to unpack (expected ") +
                     (hasStar ? "at least " : "") +
                     llvm::Twine(count - hasStar) + ", got " +
                     llvm::Twine(items.size()) + ")");
    return false;
  }
  if (!hasStar && items.size() > count) {
    interp.raise(interp.types.valueError,
                 "too many values to unpack (expected " + llvm::Twine(count) +
                     ", got " + llvm::Twine(items.size()) + ")");
    return false;
  }
  size_t starred = hasStar ? items.size() + 1 - count : 0;
  size_t next = 0;
  for (size_t i = 0; i < count; ++i) {
    if (i == star) {
      llvm::ArrayRef<Value> rest(items.data() + next, starred);
      if (!assign(targets[i], interp.list(rest)))
        return false;
      next += starred;
    } else if (!assign(targets[i], items[next++])) {
      return false;
    }
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Augmented assignment
//===----------------------------------------------------------------------===//

Flow Evaluator::executeAugmented(const AugAssignStmt *stmt) {
  if (auto *target = llvm::dyn_cast<AttributeExpr>(stmt->target))
    return augmentAttribute(stmt, target) ? Flow::Next : Flow::Raise;
  if (auto *target = llvm::dyn_cast<SubscriptExpr>(stmt->target))
    return augmentSubscript(stmt, target) ? Flow::Next : Flow::Raise;
  Value old = evaluate(stmt->target);
  if (!old)
    return Flow::Raise;
  Value operand = evaluate(stmt->value);
  if (!operand)
    return Flow::Raise;
  frame.position = stmt->position;
  Value result = interp.inplace(stmt->op, old, operand);
  return result && assign(stmt->target, result) ? Flow::Next : Flow::Raise;
}

bool Evaluator::augmentAttribute(const AugAssignStmt *stmt,
                                 const AttributeExpr *target) {
  Value object = evaluate(target->object);
  if (!object)
    return false;
  frame.position = target->position;
  Value old = interp.getAttribute(object, target->attribute.object);
  if (!old)
    return false;
  Value operand = evaluate(stmt->value);
  if (!operand)
    return false;
  frame.position = stmt->position;
  Value result = interp.inplace(stmt->op, old, operand);
  return result &&
         interp.setAttribute(object, target->attribute.object, result);
}

bool Evaluator::augmentSubscript(const AugAssignStmt *stmt,
                                 const SubscriptExpr *target) {
  Value object = evaluate(target->object);
  if (!object)
    return false;
  Value index = evaluate(target->index);
  if (!index)
    return false;
  frame.position = target->position;
  Value old = interp.getItem(object, index);
  if (!old)
    return false;
  Value operand = evaluate(stmt->value);
  if (!operand)
    return false;
  frame.position = stmt->position;
  Value result = interp.inplace(stmt->op, old, operand);
  return result && interp.setItem(object, index, result);
}

//===----------------------------------------------------------------------===//
// Annotated assignment
//===----------------------------------------------------------------------===//

Flow Evaluator::executeAnnotated(const AnnAssignStmt *stmt) {
  if (stmt->value) {
    Value value = evaluate(stmt->value);
    if (!value || !assign(stmt->target, value))
      return Flow::Raise;
  }
  // Functions do not keep the annotations of their variables.
  bool isModule = frame.node->parameters.empty() && !frame.function &&
                  !frame.isClassBody && !frame.enclosing;
  auto *name = llvm::dyn_cast<NameExpr>(stmt->target);
  if (!(frame.isClassBody || isModule) || !name || stmt->isParenthesized)
    return Flow::Next;
  Value annotation = evaluateAnnotation(stmt->annotation);
  if (!annotation)
    return Flow::Raise;
  DictObject *names = frame.isClassBody ? frame.classDict
                      : frame.evalNames ? frame.evalNames
                                        : frame.module->globals;
  auto *annotations = llvm::dyn_cast_if_present<DictObject>(
      names->find(interp.names.annotations));
  if (!annotations) {
    annotations = interp.dict();
    names->set(interp.names.annotations, annotations);
  }
  annotations->set(name->name.object, annotation);
  return Flow::Next;
}

//===----------------------------------------------------------------------===//
// del
//===----------------------------------------------------------------------===//

bool Evaluator::deleteTarget(const Expr *target) {
  auto deleteAll = [&](Nodes<Expr> targets) {
    return llvm::all_of(targets,
                        [&](const Expr *t) { return deleteTarget(t); });
  };
  switch (target->kind) {
  case Expr::Kind::Name:
    return deleteName(cast<NameExpr>(target));
  case Expr::Kind::Attribute: {
    auto *attribute = cast<AttributeExpr>(target);
    Value object = evaluate(attribute->object);
    frame.position = target->position;
    return object &&
           interp.deleteAttribute(object, attribute->attribute.object);
  }
  case Expr::Kind::Subscript: {
    auto *subscript = cast<SubscriptExpr>(target);
    Value object = evaluate(subscript->object);
    if (!object)
      return false;
    Value index = evaluate(subscript->index);
    frame.position = target->position;
    return index && interp.deleteItem(object, index);
  }
  case Expr::Kind::Tuple:
    return deleteAll(cast<TupleExpr>(target)->elements);
  case Expr::Kind::List:
    return deleteAll(cast<ListExpr>(target)->elements);
  default:
    fail(target->position, interp.types.typeError,
         "this expression cannot be deleted");
    return false;
  }
}

} // namespace kiln::python

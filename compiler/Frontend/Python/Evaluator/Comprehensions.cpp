//===- Comprehensions.cpp - Comprehensions and generator expressions ------===//

#include "compiler/Frontend/Python/Evaluator/Generator.h"

namespace kiln::python {

using llvm::cast;
using Form = ComprehensionExpr::Form;

static Value makeContainer(Interpreter &interp, Form form) {
  switch (form) {
  case Form::List:
    return interp.list();
  case Form::Set:
    return interp.set();
  case Form::Dict:
    return interp.dict();
  case Form::Generator:
    return Value::none();
  }
  llvm_unreachable("all forms are handled");
}

Value Evaluator::evaluateComprehension(const ComprehensionExpr *expr) {
  const Expr *iterable = expr->clauses.front().iterable;
  Value source = evaluate(iterable);
  if (!source)
    return {};
  frame.position = iterable->position;
  Value iterator = interp.iterate(source);
  if (!iterator)
    return {};

  llvm::SmallVector<CellObject *, 4> closure;
  for (uint32_t cell : expr->scope->captured)
    closure.push_back(frame.cells[cell]);
  Frame inner;
  inner.node = expr->scope;
  inner.module = frame.module;
  inner.name = expr->scope->name.object;
  inner.qualifiedName = frame.qualifiedName;
  inner.evalNames = frame.evalNames;
  inner.position = expr->position;
  if (expr->form == Form::Generator) {
    auto *generator = GeneratorObject::create(interp, inner, expr, closure);
    generator->storage.slots[0] = iterator;
    return generator;
  }

  frame.position = expr->position;
  if (!FrameScope::hasRoom(interp))
    return {};
  inner.enclosing = &frame;
  FrameStorage storage;
  storage.attach(interp, inner, closure);
  inner.slots[0] = iterator;
  FrameScope scope(interp, inner);
  Value result = makeContainer(interp, expr->form);
  if (!Evaluator(interp, inner).runClauses(expr, 0, iterator, result))
    return {};
  return result;
}

bool Evaluator::runClauses(const ComprehensionExpr *expr, size_t clause,
                           Value iterator, Value result) {
  const ComprehensionClause &current = expr->clauses[clause];
  auto passes = [&]() {
    for (const Expr *condition : current.conditions) {
      Value value = evaluate(condition);
      if (!value)
        return -1;
      frame.position = condition->position;
      if (int flag = truth(value); flag <= 0)
        return flag;
    }
    return 1;
  };
  while (true) {
    frame.position = current.iterable->position;
    Value item = interp.next(iterator);
    if (!item)
      return !interp.failed();
    if (!interp.step() || !assign(current.target, item))
      return false;
    int flag = passes();
    if (flag < 0)
      return false;
    if (flag == 0)
      continue;
    if (clause + 1 == expr->clauses.size()) {
      if (!emitElement(expr, result))
        return false;
      continue;
    }
    const Expr *iterable = expr->clauses[clause + 1].iterable;
    Value source = evaluate(iterable);
    if (!source)
      return false;
    frame.position = iterable->position;
    Value inner = interp.iterate(source);
    if (!inner || !runClauses(expr, clause + 1, inner, result))
      return false;
  }
}

bool Evaluator::emitElement(const ComprehensionExpr *expr, Value result) {
  Value element = evaluate(expr->element);
  if (!element)
    return false;
  switch (expr->form) {
  case Form::List:
    cast<ListObject>(result)->items.push_back(element);
    return interp.allocate(sizeof(Value));
  case Form::Set:
    return interp.setInsert(cast<SetObject>(result), element);
  case Form::Dict: {
    Value value = evaluate(expr->value);
    return value && interp.dictSet(cast<DictObject>(result), element, value);
  }
  case Form::Generator:
    return static_cast<bool>(frame.generator->yield(interp, element));
  }
  llvm_unreachable("all forms are handled");
}

} // namespace kiln::python

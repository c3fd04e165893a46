//===- Statements.cpp - Executes statements -------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

Flow Evaluator::execute(Nodes<Stmt> body) {
  for (const Stmt *stmt : body) {
    Flow flow = execute(stmt);
    if (flow == Flow::Raise && interp.isUndecided())
      flow = goOnBehind(stmt);
    if (flow != Flow::Next)
      return flow;
  }
  return Flow::Next;
}

Flow Evaluator::execute(const Stmt *stmt) {
  frame.position = stmt->position;
  if (!interp.step())
    return Flow::Raise;
  auto flowOf = [](bool succeeded) {
    return succeeded ? Flow::Next : Flow::Raise;
  };
  switch (stmt->kind) {
  case Stmt::Kind::Expr:
    return flowOf(static_cast<bool>(evaluate(cast<ExprStmt>(stmt)->value)));
  case Stmt::Kind::Assign: {
    auto *assignment = cast<AssignStmt>(stmt);
    Value value = evaluate(assignment->value);
    if (!value)
      return Flow::Raise;
    for (const Expr *target : assignment->targets)
      if (!assign(target, value))
        return Flow::Raise;
    return Flow::Next;
  }
  case Stmt::Kind::AugAssign:
    return executeAugmented(cast<AugAssignStmt>(stmt));
  case Stmt::Kind::AnnAssign:
    return executeAnnotated(cast<AnnAssignStmt>(stmt));
  case Stmt::Kind::Return:
    return executeReturn(cast<ReturnStmt>(stmt));
  case Stmt::Kind::Delete:
    return flowOf(
        llvm::all_of(cast<DeleteStmt>(stmt)->targets,
                     [&](const Expr *target) { return deleteTarget(target); }));
  case Stmt::Kind::Pass:
  case Stmt::Kind::Global:
  case Stmt::Kind::Nonlocal:
    return Flow::Next;
  case Stmt::Kind::Break:
    return Flow::Break;
  case Stmt::Kind::Continue:
    return Flow::Continue;
  case Stmt::Kind::Raise:
    return executeRaise(cast<RaiseStmt>(stmt));
  case Stmt::Kind::Assert:
    return executeAssert(cast<AssertStmt>(stmt));
  case Stmt::Kind::If:
    return executeIf(cast<IfStmt>(stmt));
  case Stmt::Kind::While:
    return executeWhile(cast<WhileStmt>(stmt));
  case Stmt::Kind::For:
    return executeFor(cast<ForStmt>(stmt));
  case Stmt::Kind::Try:
    return executeTry(cast<TryStmt>(stmt));
  case Stmt::Kind::With:
    return executeWith(cast<WithStmt>(stmt), 0);
  case Stmt::Kind::Function:
    return executeFunction(cast<FunctionStmt>(stmt));
  case Stmt::Kind::Class:
    return executeClass(cast<ClassStmt>(stmt));
  case Stmt::Kind::Import:
    return executeImport(cast<ImportStmt>(stmt));
  case Stmt::Kind::ImportFrom:
    return executeImportFrom(cast<ImportFromStmt>(stmt));
  case Stmt::Kind::Match:
    return executeMatch(cast<MatchStmt>(stmt));
  case Stmt::Kind::TypeAlias:
    return executeTypeAlias(cast<TypeAliasStmt>(stmt));
  }
  llvm_unreachable("all kinds of statements are handled");
}

Flow Evaluator::executeReturn(const ReturnStmt *stmt) {
  Value value = stmt->value ? evaluate(stmt->value) : Value::none();
  if (!value)
    return Flow::Raise;
  returned = value;
  return Flow::Return;
}

Flow Evaluator::executeIf(const IfStmt *stmt) {
  auto onlyRaises = [](Nodes<Stmt> body) {
    return !body.empty() && llvm::isa<RaiseStmt>(body.back());
  };
  if (onlyRaises(stmt->body) || onlyRaises(stmt->otherwise)) {
    bool passes = !onlyRaises(stmt->body);
    int flag = truthOfCheck(stmt, stmt->condition, passes);
    if (flag < 0)
      return Flow::Raise;
    return execute(flag ? stmt->body : stmt->otherwise);
  }
  Value condition = evaluateCondition(stmt->condition);
  if (!condition)
    return Flow::Raise;
  frame.position = stmt->condition->position;
  if (isOpen(condition))
    return goEitherWay(stmt, condition);
  int flag = truth(condition);
  if (flag < 0)
    return Flow::Raise;
  return execute(flag ? stmt->body : stmt->otherwise);
}

int Evaluator::truthOf(const Expr *condition) {
  Value value = evaluateCondition(condition);
  if (!value)
    return -1;
  frame.position = condition->position;
  return truth(value);
}

int Evaluator::truthOfCheck(const Stmt *check, const Expr *condition,
                            bool passes) {
  ++frame.checks;
  int flag = truthOf(condition);
  --frame.checks;
  return flag < 0 && leavesOutCheck(check->position) ? passes : flag;
}

/// Whether a handler may wait for what a check raises.
static bool isHandled(const Frame &frame) {
  for (const Frame *at = &frame; at; at = at->caller)
    if (at->handlers && !at->module->isPrelude)
      return true;
  return false;
}

bool Evaluator::leavesOutCheck(Position position) {
  auto *exception =
      llvm::dyn_cast_if_present<ExceptionObject>(interp.pendingException());
  if (!exception || interp.isFatal() || !exception->needsElements)
    return false;
  interp.takeException();
  frame.position = position;
  if (isHandled(frame)) {
    interp.needsElements(
        "whether the handler of a 'try' around this check runs "
        "depends on the model's input");
    return false;
  }
  mlir::emitWarning(interp.userLocation())
      << "this check depends on the model's input; the compiled program leaves "
         "it out";
  return true;
}

Flow Evaluator::executeAssert(const AssertStmt *stmt) {
  int flag = truthOfCheck(stmt, stmt->condition, true);
  if (flag > 0)
    return Flow::Next;
  if (flag < 0)
    return Flow::Raise;
  llvm::SmallVector<Value, 1> arguments;
  if (stmt->message) {
    Value message = evaluate(stmt->message);
    if (!message)
      return Flow::Raise;
    arguments.push_back(message);
  }
  frame.position = stmt->position;
  if (Value exception = interp.call(interp.types.assertionError, arguments))
    interp.raiseValue(exception);
  return Flow::Raise;
}

} // namespace kiln::python

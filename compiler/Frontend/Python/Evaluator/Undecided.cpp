//===- Undecided.cpp - Statements that cannot be decided ------------------===//
//
// Behind an operator that kiln lacks, the program may decide by what it gave.
// Nothing can be compiled then, but the rest is gone through to find whatever
// else is lacking: of a condition both ways, of a loop one round.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

/// Runs statements that might not have been run: how they end says nothing.
Flow Evaluator::tryWay(Nodes<Stmt> body) {
  Flow flow = execute(body);
  if (flow != Flow::Raise)
    return Flow::Next;
  if (interp.isFatal())
    return Flow::Raise;
  interp.takeException();
  return Flow::Next;
}

void Evaluator::bindConsequence(const Expr *target) {
  // Starred targets unpack, which is not decided either.
  if (!assign(target, interp.consequence()) && interp.isUndecided())
    interp.takeException();
}

Flow Evaluator::goBothWays(const Stmt *stmt) {
  switch (stmt->kind) {
  case Stmt::Kind::If: {
    auto *choice = cast<IfStmt>(stmt);
    Flow flow = tryWay(choice->body);
    return flow == Flow::Next ? tryWay(choice->otherwise) : flow;
  }
  case Stmt::Kind::While:
    return tryWay(cast<WhileStmt>(stmt)->body);
  case Stmt::Kind::For: {
    auto *loop = cast<ForStmt>(stmt);
    bindConsequence(loop->target);
    return interp.failed() ? Flow::Raise : tryWay(loop->body);
  }
  case Stmt::Kind::With:
    return tryWay(cast<WithStmt>(stmt)->body);
  case Stmt::Kind::Match:
    for (const MatchCase &one : cast<MatchStmt>(stmt)->cases)
      if (tryWay(one.body) == Flow::Raise)
        return Flow::Raise;
    return Flow::Next;
  default:
    return Flow::Next;
  }
}

/// What becomes of a statement whose exception says that it is not decided.
Flow Evaluator::goOnBehind(const Stmt *stmt) {
  interp.takeException();
  hasGoneOn = true;
  switch (stmt->kind) {
  case Stmt::Kind::Return:
  case Stmt::Kind::Raise:
    returned = interp.consequence();
    return Flow::Return;
  case Stmt::Kind::Assign:
    for (const Expr *target : cast<AssignStmt>(stmt)->targets)
      bindConsequence(target);
    break;
  case Stmt::Kind::AugAssign:
    bindConsequence(cast<AugAssignStmt>(stmt)->target);
    break;
  case Stmt::Kind::AnnAssign:
    bindConsequence(cast<AnnAssignStmt>(stmt)->target);
    break;
  default:
    return goBothWays(stmt);
  }
  return interp.failed() ? Flow::Raise : Flow::Next;
}

/// What a function of one expression gives.
Value Evaluator::evaluateResult(const Expr *expr) {
  Value value = evaluate(expr);
  if (value || !interp.isUndecided())
    return value;
  interp.takeException();
  return interp.consequence();
}

/// What a function gives that may have returned before its end.
Value Evaluator::resultOfEitherWay() {
  return returned ? returned : interp.consequence();
}

} // namespace kiln::python

//===- EitherWay.cpp - Conditions that only the program knows -------------===//
//
// Both ways of an `if` are run from the same state and joined behind it. Where
// only one of them goes on, because the other returned or left a loop, the rest
// of the function or of the loop belongs to it: they are joined where that
// ends.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

/// Ways that are left while others go on: each holds a copy of the state.
static constexpr size_t kMaxLeftWays = 64;

Evaluator::~Evaluator() { dropLeftWays(0); }

void Evaluator::dropLeftWays(size_t mark) {
  // Innermost first: each returns to the state that it began in.
  while (leftWays.size() > mark)
    leftWays.pop_back();
}

bool Evaluator::isOpen(Value condition) {
  return interp.branches && !frame.checks && interp.branches->isOpen(condition);
}

LocalValues Evaluator::localValues() {
  return {frame.slots, [this](size_t index) {
            return frame.node->slotNames[index].text.str();
          }};
}

//===----------------------------------------------------------------------===//
// if
//===----------------------------------------------------------------------===//

Flow Evaluator::runWay(Nodes<Stmt> body) {
  size_t mark = leftWays.size();
  ++openWays;
  Flow flow = execute(body);
  --openWays;
  if (flow == Flow::Return && !closeReturned(mark))
    flow = Flow::Raise;
  if (leftWays.size() > mark && flow != Flow::Raise) {
    interp.error("one way of this condition on the model's input leaves the "
                 "function or loop by another such condition in it; kiln needs "
                 "both of the inner one to go on, or to leave");
    flow = Flow::Raise;
  }
  if (flow == Flow::Raise)
    dropLeftWays(mark);
  return flow;
}

Flow Evaluator::goEitherWay(const IfStmt *stmt, Value condition) {
  std::unique_ptr<Fork> fork = interp.branches->fork(condition, localValues());
  if (!fork)
    return Flow::Raise;
  Flow flows[2];
  Value results[2];
  for (int way : {0, 1}) {
    fork->enter(way == 0);
    flows[way] = runWay(way == 0 ? stmt->body : stmt->otherwise);
    if (flows[way] == Flow::Raise)
      return Flow::Raise;
    results[way] = returned;
  }
  frame.position = stmt->position;
  if (flows[0] == flows[1])
    return joinWays(*fork, flows[0], results[0], results[1]);
  // A way that goes on has the rest, one that returned has nothing left.
  bool secondStays = flows[1] == Flow::Next ||
                     (flows[0] == Flow::Return && flows[1] != Flow::Return);
  int left = secondStays ? 0 : 1;
  if (leftWays.size() == kMaxLeftWays) {
    interp.error("more than " + llvm::Twine(kMaxLeftWays) +
                 " conditions on the model's input may leave this function");
    return Flow::Raise;
  }
  fork->enter(!secondStays);
  leftWays.push_back({std::move(fork), flows[left], results[left], left == 0});
  returned = results[1 - left];
  return flows[1 - left];
}

Flow Evaluator::joinWays(Fork &fork, Flow flow, Value first, Value second) {
  llvm::SmallVector<std::pair<Value, Value>, 1> pairs;
  llvm::SmallVector<Value, 1> joined;
  if (flow == Flow::Return)
    pairs.push_back({first, second});
  if (!fork.close(pairs, joined))
    return Flow::Raise;
  if (flow == Flow::Return)
    returned = joined.front();
  return flow;
}

//===----------------------------------------------------------------------===//
// Ways that were left
//===----------------------------------------------------------------------===//

bool Evaluator::closeReturned(size_t mark) {
  while (leftWays.size() > mark && leftWays.back().flow == Flow::Return) {
    LeftWay way = std::move(leftWays.back());
    leftWays.pop_back();
    Value first = way.holds ? way.returned : returned;
    Value second = way.holds ? returned : way.returned;
    if (joinWays(*way.fork, Flow::Return, first, second) == Flow::Raise)
      return false;
  }
  return true;
}

Flow Evaluator::endFunction(Flow flow) {
  if (flow == Flow::Raise || leftWays.empty())
    return flow;
  if (flow != Flow::Return)
    returned = Value::none();
  return closeReturned(0) ? Flow::Return : Flow::Raise;
}

bool Evaluator::closeLeft(size_t mark, Flow kind) {
  while (leftWays.size() > mark && leftWays.back().flow == kind) {
    LeftWay way = std::move(leftWays.back());
    leftWays.pop_back();
    if (joinWays(*way.fork, kind, {}, {}) == Flow::Raise)
      return false;
  }
  bool isInner =
      llvm::any_of(llvm::drop_begin(leftWays, std::min(mark, leftWays.size())),
                   [&](const LeftWay &way) { return way.flow == kind; });
  if (!isInner)
    return true;
  interp.error("this loop is left in several ways by conditions on the model's "
               "input: kiln joins those that break and those that return, but "
               "not one inside the other");
  return false;
}

Flow Evaluator::endRound(size_t mark, Flow flow) {
  if (flow != Flow::Next && flow != Flow::Continue)
    return flow;
  return closeLeft(mark, Flow::Continue) ? flow : Flow::Raise;
}

Flow Evaluator::endLoop(size_t mark, Flow flow) {
  if (flow == Flow::Raise || flow == Flow::Return)
    return flow;
  return closeLeft(mark, Flow::Break) ? flow : Flow::Raise;
}

//===----------------------------------------------------------------------===//
// while
//===----------------------------------------------------------------------===//

Flow Evaluator::repeatOpen(const WhileStmt *stmt) {
  auto condition = [&]() -> Value { return evaluate(stmt->condition); };
  auto round = [&] {
    size_t mark = leftWays.size();
    ++openWays;
    Flow flow = endRound(mark, execute(stmt->body));
    --openWays;
    if (flow == Flow::Next || flow == Flow::Continue)
      if (leftWays.size() == mark)
        return true;
    if (flow != Flow::Raise)
      interp.error("kiln cannot leave a loop early that goes on as long as the "
                   "model's input says; let its condition say so");
    dropLeftWays(mark);
    return false;
  };
  frame.position = stmt->condition->position;
  if (!interp.branches->loop(localValues(), condition, round))
    return Flow::Raise;
  return execute(stmt->otherwise);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

Value Evaluator::chooseEither(const ConditionalExpr *expr, Value condition) {
  std::unique_ptr<Fork> fork = interp.branches->fork(condition, localValues());
  if (!fork)
    return {};
  fork->enter(true);
  Value first = evaluate(expr->then);
  if (!first)
    return {};
  fork->enter(false);
  Value second = evaluate(expr->otherwise);
  if (!second)
    return {};
  frame.position = expr->position;
  llvm::SmallVector<Value, 1> joined;
  return fork->close({{first, second}}, joined) ? joined.front() : Value();
}

/// `a and b`, where only the program knows a: the truth of both.
Value Evaluator::combineOpen(const BoolOpExpr *expr, size_t index,
                             Value condition) {
  for (const Expr *operand : expr->operands.drop_front(index + 1)) {
    Value other = evaluate(operand);
    if (!other)
      return {};
    frame.position = operand->position;
    condition = interp.branches->combine(condition, other, expr->isAnd);
    if (!condition)
      return {};
  }
  return condition;
}

} // namespace kiln::python

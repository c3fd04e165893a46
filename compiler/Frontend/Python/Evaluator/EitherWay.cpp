//===- EitherWay.cpp - Conditions that only the program knows -------------===//
//
// Both ways of an `if` are run from the same state and joined behind it. Where
// only one of them goes on, because the other returned or left a loop, the rest
// of the function or of the loop belongs to it: they are joined where that
// ends. Where ways that end so are joined with others, how they end becomes a
// condition of its own, and what follows is gone in the way that goes on.
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
// Blocks
//===----------------------------------------------------------------------===//

Flow Evaluator::endBlock(size_t mark, Flow flow,
                         llvm::function_ref<Flow(Flow)> end) {
  if (leftWays.size() == mark)
    return interp.isConfined() ? Flow::Raise : end(flow);
  if (flow == Flow::Raise) {
    interp.confinePending();
    return flow;
  }
  Ends ends = endsOf(flow, returned);
  if (!closeWays(mark, ends))
    return Flow::Raise;
  flow = end(Flow::Next);
  return flow == Flow::Next ? leaveBy(ends) : flow;
}

//===----------------------------------------------------------------------===//
// How ways end
//===----------------------------------------------------------------------===//

Evaluator::Ends Evaluator::endsOf(Flow flow, Value result) {
  return {Value::boolean(flow == Flow::Return),
          Value::boolean(flow == Flow::Break),
          Value::boolean(flow == Flow::Continue),
          flow == Flow::Return ? result : Value()};
}

bool Evaluator::joinEnds(Fork &fork, const Ends &first, const Ends &second,
                         Ends &joined) {
  llvm::SmallVector<Value, 4> values;
  if (!fork.close({{first.returns, second.returns},
                   {first.breaks, second.breaks},
                   {first.continues, second.continues},
                   {first.result, second.result}},
                  values))
    return false;
  joined = {values[0], values[1], values[2], values[3]};
  return true;
}

bool Evaluator::closeWays(size_t mark, Ends &ends) {
  while (leftWays.size() > mark) {
    LeftWay way = std::move(leftWays.back());
    leftWays.pop_back();
    Ends left = endsOf(way.flow, way.returned), others = ends;
    if (!joinEnds(*way.fork, way.holds ? left : others,
                  way.holds ? others : left, ends))
      return false;
  }
  return true;
}

std::optional<Flow> Evaluator::knownFlow(const Ends &ends) {
  Flow flow = Flow::Next;
  for (auto [leaves, how] : {std::pair(ends.returns, Flow::Return),
                             {ends.breaks, Flow::Break},
                             {ends.continues, Flow::Continue}}) {
    if (!leaves.isBool())
      return std::nullopt;
    if (leaves.asBool())
      flow = how;
  }
  return flow;
}

Flow Evaluator::leaveBy(const Ends &ends) {
  for (auto [leaves, how] : {std::pair(ends.returns, Flow::Return),
                             {ends.breaks, Flow::Break},
                             {ends.continues, Flow::Continue}}) {
    if (!isOpen(leaves)) {
      mlir::FailureOr<bool> known = interp.truth(leaves);
      if (failed(known))
        return Flow::Raise;
      if (!*known)
        continue;
      returned = ends.result;
      return how;
    }
    std::unique_ptr<Fork> fork = interp.branches->fork(leaves, localValues());
    if (!fork)
      return Flow::Raise;
    fork->enter(true);
    fork->enter(false);
    if (!leaveWay(std::move(fork), how, ends.result, true))
      return Flow::Raise;
  }
  return Flow::Next;
}

bool Evaluator::leaveWay(std::unique_ptr<Fork> fork, Flow flow, Value result,
                         bool holds) {
  if (leftWays.size() == kMaxLeftWays) {
    interp.error("more than " + llvm::Twine(kMaxLeftWays) +
                 " conditions on the model's input may leave this function; "
                 "kiln repeats only what 'while' loops and loops over "
                 "'range()' do, without indices that follow from the rounds");
    return false;
  }
  leftWays.push_back({std::move(fork), flow, result, holds});
  return true;
}

//===----------------------------------------------------------------------===//
// if
//===----------------------------------------------------------------------===//

/// Runs one way of an `if`. How it ends, or Flow::Raise.
Flow Evaluator::runWay(Nodes<Stmt> body, Ends &ends) {
  size_t mark = leftWays.size();
  ++openWays;
  Flow flow = execute(body);
  --openWays;
  ends = endsOf(flow, returned);
  if (flow == Flow::Raise || !closeWays(mark, ends)) {
    interp.confinePending();
    dropLeftWays(mark);
    return Flow::Raise;
  }
  return flow;
}

bool Evaluator::checkIterators(const Fork &fork) {
  if (!fork.hasAdvanced())
    return true;
  interp.error("one way of a condition on the model's input advances an "
               "iterator or generator that was made before; kiln needs it to "
               "be advanced in both ways or in none: make it a list");
  return false;
}

Flow Evaluator::goEitherWay(const IfStmt *stmt, Value condition) {
  std::unique_ptr<Fork> fork = interp.branches->fork(condition, localValues());
  if (!fork)
    return Flow::Raise;
  Ends ends[2];
  for (int way : {0, 1}) {
    fork->enter(way == 0);
    if (runWay(way == 0 ? stmt->body : stmt->otherwise, ends[way]) ==
        Flow::Raise)
      return Flow::Raise;
    // Behind the second way it matters where both go on.
    bool matters = way == 0 || (knownFlow(ends[1]) != Flow::Return &&
                                knownFlow(ends[0]) == knownFlow(ends[1]));
    if (matters && !checkIterators(*fork))
      return Flow::Raise;
  }
  frame.position = stmt->position;
  return endWays(std::move(fork), ends[0], ends[1]);
}

Flow Evaluator::endWays(std::unique_ptr<Fork> fork, const Ends &first,
                        const Ends &second) {
  std::optional<Flow> flows[] = {knownFlow(first), knownFlow(second)};
  if (!flows[0] || !flows[1]) {
    Ends joined;
    return joinEnds(*fork, first, second, joined) ? leaveBy(joined)
                                                  : Flow::Raise;
  }
  if (flows[0] == flows[1])
    return joinWays(*fork, *flows[0], first.result, second.result);
  // A way that goes on has the rest, one that returned has nothing left.
  bool secondStays = *flows[1] == Flow::Next ||
                     (*flows[0] == Flow::Return && *flows[1] != Flow::Return);
  const Ends &left = secondStays ? first : second;
  fork->enter(!secondStays);
  if (!leaveWay(std::move(fork), *flows[secondStays ? 0 : 1], left.result,
                secondStays))
    return Flow::Raise;
  returned = (secondStays ? second : first).result;
  return *flows[secondStays ? 1 : 0];
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
// Where functions, rounds and loops end
//===----------------------------------------------------------------------===//

bool Evaluator::closeLeft(size_t mark, Flow kind) {
  while (leftWays.size() > mark && leftWays.back().flow == kind) {
    LeftWay way = std::move(leftWays.back());
    leftWays.pop_back();
    Value first = way.holds ? way.returned : returned;
    Value second = way.holds ? returned : way.returned;
    if (joinWays(*way.fork, kind, first, second) == Flow::Raise)
      return false;
  }
  return true;
}

bool Evaluator::hasLeft(size_t mark, Flow kind) const {
  return llvm::any_of(
      llvm::drop_begin(leftWays, std::min(mark, leftWays.size())),
      [&](const LeftWay &way) { return way.flow == kind; });
}

Flow Evaluator::endFunction(Flow flow) {
  if (leftWays.empty())
    return flow;
  if (flow == Flow::Raise) {
    interp.confinePending();
    return flow;
  }
  if (flow != Flow::Return)
    returned = Value::none();
  return closeLeft(0, Flow::Return) ? Flow::Return : Flow::Raise;
}

Flow Evaluator::endRound(size_t mark, Flow flow) {
  if (flow == Flow::Raise || leftWays.size() == mark)
    return flow;
  bool goesOn = flow == Flow::Next || flow == Flow::Continue;
  if (goesOn && !closeLeft(mark, Flow::Continue))
    return Flow::Raise;
  if (!hasLeft(mark, Flow::Continue))
    return flow;
  Ends ends = endsOf(flow, returned);
  if (!closeWays(mark, ends))
    return Flow::Raise;
  ends.continues = Value::boolean(false);
  return leaveBy(ends);
}

Flow Evaluator::endLoop(size_t mark, Flow flow) {
  if (flow == Flow::Raise || leftWays.size() == mark)
    return flow;
  if (flow != Flow::Return && !closeLeft(mark, Flow::Break))
    return Flow::Raise;
  if (!hasLeft(mark, Flow::Break))
    return flow;
  Ends ends = endsOf(flow, returned);
  if (!closeWays(mark, ends))
    return Flow::Raise;
  ends.breaks = Value::boolean(false);
  return leaveBy(ends);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

Value Evaluator::chooseEither(const ConditionalExpr *expr, Value condition) {
  std::unique_ptr<Fork> fork = interp.branches->fork(condition, localValues());
  if (!fork)
    return {};
  Value values[2];
  for (int way : {0, 1}) {
    fork->enter(way == 0);
    ++openWays;
    values[way] = evaluate(way == 0 ? expr->then : expr->otherwise);
    --openWays;
    if (!values[way])
      interp.confinePending();
    if (!values[way] || !checkIterators(*fork))
      return {};
  }
  frame.position = expr->position;
  llvm::SmallVector<Value, 1> joined;
  return fork->close({{values[0], values[1]}}, joined) ? joined.front()
                                                       : Value();
}

/// `a and b`, where only the program knows a: the truth of both, which is the
/// value if both are bools.
Value Evaluator::combineOpen(const BoolOpExpr *expr, size_t index,
                             Value condition, bool isCondition) {
  for (const Expr *operand : expr->operands.drop_front(index + 1)) {
    Value other = isCondition ? evaluateCondition(operand) : evaluate(operand);
    if (!other)
      return {};
    frame.position = operand->position;
    if (!isCondition &&
        !(interp.branches->isBool(condition) && interp.branches->isBool(other)))
      return interp.error(expr->isAnd
                              ? "which value 'and' gives depends on elements "
                                "here; write 'b if a else a'"
                              : "which value 'or' gives depends on elements "
                                "here; write 'a if a else b'");
    condition = interp.branches->combine(condition, other, expr->isAnd);
    if (!condition)
      return {};
  }
  return condition;
}

/// `a < b < c`, where only the program knows `a < b`.
Value Evaluator::compareOpen(const CompareExpr *expr, size_t index, Value left,
                             Value condition) {
  for (size_t i = index; i < expr->ops.size(); ++i) {
    Value right = evaluate(expr->operands[i]);
    if (!right)
      return {};
    frame.position = expr->position;
    Value next = compareOnce(expr->ops[i], left, right);
    condition =
        next ? interp.branches->combine(condition, next, true) : Value();
    if (!condition)
      return {};
    left = right;
  }
  return condition;
}

} // namespace kiln::python

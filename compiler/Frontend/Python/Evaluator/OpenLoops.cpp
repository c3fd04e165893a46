//===- OpenLoops.cpp - Loops as long as only the program knows ------------===//
//
// A loop whose condition is open is repeated by the program. One that an open
// condition leaves is unrolled for a round; from the next one on it is repeated
// by the program too, where that is possible: where no index or shape follows
// from the number of the round.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

namespace {
/// What a loop in the program keeps beside the function's variables.
enum Hidden : unsigned { Broke, Returned, Result, Counter, HiddenCount };
} // namespace

static bool isFalse(Value value) { return value.isBool() && !value.asBool(); }

/// The condition of a loop and that no round has left it.
Value Evaluator::goesOn(Value condition, llvm::ArrayRef<Value> left) {
  for (Value flag : left)
    if (condition && !isFalse(flag))
      condition = interp.branches->combine(interp.branches->opposite(flag),
                                           condition, /*isAnd=*/true);
  return condition;
}

Flow Evaluator::repeat(const OpenLoop &loop) {
  Value hidden[HiddenCount] = {Value::boolean(false), Value::boolean(false),
                               Value(), loop.counter};
  LocalValues locals = localValues();
  locals.hidden = hidden;
  auto condition = [&]() -> Value {
    return goesOn(loop.condition(hidden[Counter]),
                  {hidden[Broke], hidden[Returned]});
  };
  auto round = [&] {
    Ends ends;
    if (loop.beginRound && !loop.beginRound(hidden[Counter]))
      return false;
    if (runWay(loop.body, ends) == Flow::Raise)
      return false;
    hidden[Broke] = ends.breaks;
    hidden[Returned] = ends.returns;
    if (ends.result)
      hidden[Result] = ends.result;
    return true;
  };
  if (!interp.branches->loop(locals, condition, round))
    return Flow::Raise;
  bool breaks = !isFalse(hidden[Broke]), returns = !isFalse(hidden[Returned]);
  if (breaks && !loop.otherwise.empty()) {
    interp.error("a condition on the model's input leaves this loop, which has "
                 "an 'else'; kiln needs a loop without one");
    return Flow::Raise;
  }
  Ends ends = endsOf(Flow::Next, {});
  ends.returns = loop.isEndless && returns && !breaks ? Value::boolean(true)
                                                      : hidden[Returned];
  ends.result = hidden[Result];
  Flow flow = leaveBy(ends);
  return flow == Flow::Next ? execute(loop.otherwise) : flow;
}

Flow Evaluator::repeatOpen(const WhileStmt *stmt, bool isEndless) {
  OpenLoop loop;
  loop.body = stmt->body;
  loop.otherwise = stmt->otherwise;
  loop.isEndless = isEndless;
  loop.condition = [&](Value) { return evaluateCondition(stmt->condition); };
  frame.position = stmt->condition->position;
  return repeat(loop);
}

Flow Evaluator::repeatOpen(const ForStmt *stmt, const RangeObject &range,
                           int64_t next) {
  OpenLoop loop;
  loop.body = stmt->body;
  loop.otherwise = stmt->otherwise;
  loop.counter = Value::integer(next);
  loop.condition = [&](Value counter) {
    return interp.compare(range.step > 0 ? CompareOp::Lt : CompareOp::Gt,
                          counter, Value::integer(range.stop));
  };
  loop.beginRound = [&](Value &counter) {
    if (!assign(stmt->target, counter))
      return false;
    counter = interp.binary(BinaryOp::Add, counter, Value::integer(range.step));
    return bool(counter);
  };
  frame.position = stmt->iterable->position;
  return repeat(loop);
}

/// Goes on with a loop that an open condition may leave. None where it is to be
/// unrolled.
std::optional<Flow>
Evaluator::tryRepeat(llvm::function_ref<Flow()> repeatRest) {
  Flow flow = Flow::Raise;
  size_t mark = leftWays.size();
  bool isRepeated = interp.branches->attempt(localValues(), [&] {
    flow = repeatRest();
    if (flow == Flow::Raise)
      dropLeftWays(mark);
    return flow != Flow::Raise;
  });
  if (isRepeated || interp.failed())
    return flow;
  return std::nullopt;
}

Flow Evaluator::executeWhile(const WhileStmt *stmt) {
  size_t mark = leftWays.size();
  bool mayRepeat = true;
  while (true) {
    frame.position = stmt->condition->position;
    if (!interp.step())
      return Flow::Raise;
    Value condition = evaluateCondition(stmt->condition);
    if (!condition)
      return Flow::Raise;
    frame.position = stmt->condition->position;
    if (isOpen(condition))
      return endLoop(mark, repeatOpen(stmt, /*isEndless=*/false));
    int flag = truth(condition);
    if (flag < 0)
      return Flow::Raise;
    if (flag == 0)
      return endLoop(mark, execute(stmt->otherwise));
    size_t before = leftWays.size();
    Flow flow = endRound(before, execute(stmt->body));
    if (flow == Flow::Break)
      return endLoop(mark, Flow::Next);
    if (flow == Flow::Return || flow == Flow::Raise)
      return endLoop(mark, flow);
    if (leftWays.size() == before || !mayRepeat)
      continue;
    mayRepeat = false;
    bool isEndless = llvm::isa<ConstantExpr>(stmt->condition);
    if (std::optional<Flow> rest =
            tryRepeat([&] { return repeatOpen(stmt, isEndless); }))
      return endLoop(mark, *rest);
  }
}

Flow Evaluator::executeFor(const ForStmt *stmt) {
  if (stmt->isAsync) {
    fail(stmt->position, interp.types.runtimeError,
         "'async for' needs an event loop, which kiln does not have");
    return Flow::Raise;
  }
  Value iterable = evaluate(stmt->iterable);
  if (!iterable)
    return Flow::Raise;
  frame.position = stmt->iterable->position;
  Value iterator = interp.iterate(iterable);
  if (!iterator)
    return Flow::Raise;
  size_t mark = leftWays.size();
  auto *range = llvm::dyn_cast<RangeObject>(iterable);
  for (int64_t round = 1;; ++round) {
    frame.position = stmt->iterable->position;
    Value item = interp.next(iterator);
    if (!item)
      return interp.failed() ? Flow::Raise
                             : endLoop(mark, execute(stmt->otherwise));
    if (!interp.step() || !assign(stmt->target, item))
      return Flow::Raise;
    size_t before = leftWays.size();
    Flow flow = endRound(before, execute(stmt->body));
    if (flow == Flow::Break)
      return endLoop(mark, Flow::Next);
    if (flow == Flow::Return || flow == Flow::Raise)
      return endLoop(mark, flow);
    if (leftWays.size() == before || !range || round == range->length())
      continue;
    int64_t next = range->start + round * range->step;
    std::optional<Flow> rest =
        tryRepeat([&] { return repeatOpen(stmt, *range, next); });
    if (rest)
      return endLoop(mark, *rest);
    range = nullptr;
  }
}

} // namespace kiln::python

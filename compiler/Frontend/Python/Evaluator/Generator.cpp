//===- Generator.cpp - Functions that yield -------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Generator.h"

#include "compiler/Frontend/Python/Evaluator/FibreStack.h"

namespace kiln::python {

/// What a started generator is reckoned to cost.
static constexpr int64_t bytesPerStack = 32 << 10;
/// What going to another stack and back counts as.
static constexpr uint64_t stepsPerSwitch = 40;
/// Each stack is two mappings, of which the system allows some 65000.
static constexpr size_t maxStacks = 16384;

//===----------------------------------------------------------------------===//
// Stacks
//===----------------------------------------------------------------------===//

GeneratorStacks::GeneratorStacks() = default;
GeneratorStacks::~GeneratorStacks() = default;

FibreStack *GeneratorStacks::acquire() {
  if (!unused.empty()) {
    FibreStack *stack = unused.back();
    unused.pop_back();
    return stack;
  }
  if (stacks.size() >= maxStacks)
    return nullptr;
  std::unique_ptr<FibreStack> stack = FibreStack::create();
  if (!stack)
    return nullptr;
  stacks.push_back(std::move(stack));
  return stacks.back().get();
}

void GeneratorStacks::release(FibreStack *stack) { unused.push_back(stack); }

void GeneratorStacks::abandon(Interpreter &interp) {
  while (!running.empty()) {
    GeneratorObject *generator = running.back();
    interp.hasPending = interp.pendingIsFatal = true;
    interp.pendingIsReported = true;
    interp.pendingIsUndecided = false;
    interp.pending = Value();
    generator->switchIn(interp);
    assert(generator->isFinished() && "nothing catches a fatal exception");
  }
  interp.hasPending = interp.pendingIsFatal = interp.pendingIsReported = false;
}

//===----------------------------------------------------------------------===//
// Generators
//===----------------------------------------------------------------------===//

GeneratorObject::GeneratorObject(TypeObject *type)
    : IteratorObject(type), result(Value::none()) {}

GeneratorObject::~GeneratorObject() = default;

GeneratorObject *GeneratorObject::create(Interpreter &interp,
                                         const Frame &prototype,
                                         const ComprehensionExpr *expression,
                                         llvm::ArrayRef<CellObject *> closure) {
  auto *generator = interp.create<GeneratorObject>(interp.types.generator);
  generator->interp = &interp;
  generator->frame = prototype;
  generator->frame.generator = generator;
  generator->expression = expression;
  if (expression)
    generator->storage.attach(interp, generator->frame, closure);
  return generator;
}

Value GeneratorObject::resume(Interpreter &interp, Value sent) {
  switch (state) {
  case State::Running:
    return interp.raise(interp.types.valueError, "generator already executing");
  case State::Finished:
    return {};
  case State::Created:
    if (!sent.isNone())
      return interp.raise(
          interp.types.typeError,
          "can't send non-None value to a just-started generator");
    break;
  case State::Suspended:
    break;
  }
  if (!interp.step(stepsPerSwitch) || !FrameScope::hasRoom(interp))
    return {};
  transferred = sent;
  return switchIn(interp);
}

Value GeneratorObject::raiseInside(Interpreter &interp, Value exception) {
  if (state == State::Running)
    return interp.raise(interp.types.valueError, "generator already executing");
  if (state == State::Created)
    state = State::Finished;
  interp.raiseValue(exception);
  return state == State::Finished ? Value() : switchIn(interp);
}

bool GeneratorObject::close(Interpreter &interp) {
  if (state == State::Created)
    state = State::Finished;
  if (state == State::Finished)
    return true;
  Value exception = interp.call(interp.types.generatorExit);
  if (!exception)
    return false;
  if (raiseInside(interp, exception)) {
    interp.raise(interp.types.runtimeError, "generator ignored GeneratorExit");
    return false;
  }
  if (!interp.failed())
    return true;
  if (interp.isFatal() || !interp.pendingIs(interp.types.generatorExit))
    return false;
  interp.takeException();
  return true;
}

/// Runs the body until it yields or ends.
Value GeneratorObject::switchIn(Interpreter &interp) {
  GeneratorStacks &pool = *interp.generatorStacks;
  if (!stack) {
    stack = pool.acquire();
    if (!stack)
      return interp.raise(interp.types.memoryError,
                          "too many generators have not run to their end");
    interp.bytesLeft -= bytesPerStack;
    pool.running.push_back(this);
    stack->prepare(enter, this);
  }
  state = State::Running;
  Frame *savedFrame = interp.frame;
  char *savedLimit = interp.stackLimit;
  uint32_t savedDepth = interp.depth;
  frame.caller = savedFrame;
  interp.frame = &frame;
  interp.stackLimit = stack->limit();
  ++interp.depth;
  stack->switchTo();
  interp.frame = savedFrame;
  interp.stackLimit = savedLimit;
  interp.depth = savedDepth;
  if (state == State::Running) {
    state = State::Suspended;
    return transferred;
  }
  finish(interp);
  return {};
}

void GeneratorObject::finish(Interpreter &interp) {
  GeneratorStacks &pool = *interp.generatorStacks;
  pool.release(stack);
  stack = nullptr;
  interp.bytesLeft += bytesPerStack;
  llvm::erase(pool.running, this);
}

void GeneratorObject::enter(unsigned high, unsigned low) {
  auto bits = static_cast<uintptr_t>(high) << 32 | low;
  auto *generator = reinterpret_cast<GeneratorObject *>(bits);
  FibreStack *stack = generator->stack;
  stack->entered();
  Value result = Evaluator::runGenerator(*generator);
  if (result)
    generator->result = result;
  generator->state = State::Finished;
  stack->switchBack(/*isLast=*/true);
  llvm_unreachable("a finished generator is not resumed");
}

Value GeneratorObject::yield(Interpreter &interp, Value value) {
  transferred = value;
  stack->switchBack(/*isLast=*/false);
  return interp.failed() ? Value() : transferred;
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

Value Evaluator::runGenerator(GeneratorObject &generator) {
  Interpreter &interp = *generator.interp;
  Evaluator evaluator(interp, generator.frame);
  Value result = Value::none();
  if (generator.expression) {
    if (!evaluator.runClauses(generator.expression, 0, generator.frame.slots[0],
                              Value::none()))
      result = Value();
  } else if (generator.frame.node->expression) {
    result = evaluator.evaluate(generator.frame.node->expression);
  } else {
    Flow flow =
        evaluator.endFunction(evaluator.execute(generator.frame.node->body));
    if (flow == Flow::Return)
      result = evaluator.returned;
    else if (flow == Flow::Raise)
      result = Value();
  }
  if (!result && !interp.isFatal() &&
      interp.pendingIs(interp.types.stopIteration)) {
    interp.takeException();
    interp.raise(interp.types.runtimeError, "generator raised StopIteration");
  }
  return result;
}

/// Hands a value to whoever advances the generator; what is sent back.
Value Evaluator::yield(Value value) {
  if (openWays || !leftWays.empty())
    return interp.error("a generator cannot yield in only one way of a "
                        "condition on the model's input");
  return frame.generator->yield(interp, value);
}

Value Evaluator::evaluateYield(const YieldExpr *expr) {
  Value value = expr->value ? evaluate(expr->value) : Value::none();
  if (!value)
    return {};
  frame.position = expr->position;
  return yield(value);
}

Value Evaluator::evaluateYieldFrom(const YieldFromExpr *expr) {
  Value iterable = evaluate(expr->value);
  if (!iterable)
    return {};
  frame.position = expr->position;
  Value iterator = interp.iterate(iterable);
  if (!iterator)
    return {};
  GeneratorObject *inner = GeneratorObject::from(interp, iterator);
  Value item = interp.next(iterator);
  while (item) {
    Value sent = yield(item);
    frame.position = expr->position;
    if (sent) {
      item = inner ? inner->resume(interp, sent) : interp.next(iterator);
      continue;
    }
    if (!inner || interp.isFatal())
      return {};
    bool isExit = interp.pendingIs(interp.types.generatorExit);
    Value thrown = interp.takeException();
    if (isExit) {
      if (inner->close(interp))
        interp.raiseValue(thrown);
      return {};
    }
    item = inner->raiseInside(interp, thrown);
  }
  if (interp.failed())
    return {};
  return inner ? inner->result : Value::none();
}

} // namespace kiln::python

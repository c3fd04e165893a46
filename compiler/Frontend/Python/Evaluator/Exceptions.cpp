//===- Exceptions.cpp - raise, try and with -------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

namespace kiln::python {

using llvm::cast;

//===----------------------------------------------------------------------===//
// raise
//===----------------------------------------------------------------------===//

/// The exception that `raise raised` raises; null with one pending.
Value Evaluator::exceptionFrom(Value raised) {
  if (auto *type = llvm::dyn_cast<TypeObject>(raised))
    if (type->isSubtypeOf(interp.types.baseException))
      raised = interp.call(raised);
  if (!raised || llvm::isa<ExceptionObject>(raised))
    return raised;
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(raised)) {
    Value message = interp.str(opaque->text + " was raised");
    return interp.call(interp.types.runtimeError, llvm::ArrayRef(message));
  }
  return interp.raise(interp.types.typeError,
                      "exceptions must derive from BaseException, not " +
                          interp.typeName(raised));
}

Flow Evaluator::executeRaise(const RaiseStmt *stmt) {
  if (!stmt->exception) {
    if (Value handled = handledException()) {
      restoreException(handled);
      return Flow::Raise;
    }
    fail(stmt->position, interp.types.runtimeError,
         "no active exception to reraise");
    return Flow::Raise;
  }
  Value raised = evaluate(stmt->exception);
  if (!raised)
    return Flow::Raise;
  frame.position = stmt->position;
  Value exception = exceptionFrom(raised);
  if (!exception)
    return Flow::Raise;
  if (stmt->cause) {
    Value cause = evaluate(stmt->cause);
    if (!cause)
      return Flow::Raise;
    frame.position = stmt->position;
    if (!cause.isNone() && !(cause = exceptionFrom(cause)))
      return Flow::Raise;
    cast<ExceptionObject>(exception)->cause = cause;
  }
  // What kiln's own Python raises reads as what C++ raises.
  auto *object = cast<ExceptionObject>(exception);
  if (frame.module->isPrelude && object->type->isBuiltin &&
      object->type != interp.types.keyError)
    object->isNative = true;
  interp.raiseValue(exception);
  setContext(handledException());
  return Flow::Raise;
}

/// The exception whose handler is running, here or in a caller.
Value Evaluator::handledException() const {
  for (const Frame *f = &frame; f; f = f->caller)
    if (f->handled)
      return f->handled;
  return {};
}

/// Makes an exception pending again, as it was.
void Evaluator::restoreException(Value exception) {
  interp.pending = exception;
  interp.hasPending = true;
  interp.pendingIsFatal = false;
}

/// Notes that the pending exception came up while another one was handled.
void Evaluator::setContext(Value handled) {
  auto *pending =
      llvm::dyn_cast_if_present<ExceptionObject>(interp.pendingException());
  if (!handled || !pending || Value(pending).is(handled))
    return;
  if (!pending->attributes)
    pending->attributes = interp.dict();
  if (!pending->attributes->find(interp.names.context))
    pending->attributes->set(interp.names.context, handled);
}

//===----------------------------------------------------------------------===//
// try
//===----------------------------------------------------------------------===//

/// Whether a handler is there for imports that fail: fallbacks must run.
static bool catchesImports(const Expr *type) {
  if (!type)
    return true;
  if (auto *tuple = llvm::dyn_cast<TupleExpr>(type))
    return llvm::any_of(tuple->elements, catchesImports);
  auto *name = llvm::dyn_cast<NameExpr>(type);
  return name &&
         (name->name.text == "ImportError" ||
          name->name.text == "ModuleNotFoundError" ||
          name->name.text == "Exception" || name->name.text == "BaseException");
}

/// Whether a handler is there for errors of any kind: for what is not known,
/// too. Types that are not told by their names may be.
static bool catchesErrors(const Expr *type) {
  if (auto *tuple = llvm::dyn_cast_if_present<TupleExpr>(type))
    return llvm::any_of(tuple->elements, catchesErrors);
  auto *name = llvm::dyn_cast_if_present<NameExpr>(type);
  return !name || !name->name.text.ends_with("Error") ||
         name->name.text == "RuntimeError";
}

/// 1 if the handler catches the exception, 0 if not, -1 if its type raises.
int Evaluator::handles(const ExceptHandler &handler, Value exception) {
  if (!handler.type)
    return 1;
  Value type = evaluate(handler.type);
  if (!type)
    return -1;
  llvm::SmallVector<Value, 4> types;
  if (auto *tuple = llvm::dyn_cast<TupleObject>(type))
    types.assign(tuple->items.begin(), tuple->items.end());
  else
    types.push_back(type);
  for (Value candidate : types) {
    if (llvm::isa<OpaqueObject>(candidate))
      continue;
    auto *candidateType = llvm::dyn_cast<TypeObject>(candidate);
    if (!candidateType) {
      fail(handler.position, interp.types.typeError,
           "catching classes that do not inherit from BaseException is not "
           "allowed");
      return -1;
    }
    if (interp.isInstance(exception, candidateType))
      return 1;
  }
  return 0;
}

Flow Evaluator::executeHandler(const ExceptHandler &handler, Value exception) {
  if (handler.target &&
      !storeName(handler.target->variable, handler.target->name, exception))
    return Flow::Raise;
  Value outer = frame.handled;
  frame.handled = exception;
  Flow flow = execute(handler.body);
  if (flow == Flow::Raise)
    setContext(exception);
  frame.handled = outer;
  if (handler.target && !interp.failed()) {
    // The body may have deleted the name.
    if (!deleteName(handler.target))
      interp.takeException();
  }
  return flow;
}

Flow Evaluator::executeHandlers(const TryStmt *stmt) {
  Value exception = interp.takeException();
  for (const ExceptHandler &handler : stmt->handlers) {
    frame.position = handler.position;
    int matched = handles(handler, exception);
    if (matched < 0) {
      setContext(exception);
      return Flow::Raise;
    }
    if (matched)
      return executeHandler(handler, exception);
  }
  restoreException(exception);
  return Flow::Raise;
}

Flow Evaluator::executeFinally(const TryStmt *stmt, Flow flow) {
  if (stmt->finally.empty() || interp.isFatal())
    return flow;
  Value exception, saved = returned, outer = frame.handled;
  if (flow == Flow::Raise) {
    exception = interp.takeException();
    frame.handled = exception;
  }
  Flow last = execute(stmt->finally);
  frame.handled = outer;
  if (last != Flow::Next) {
    if (last == Flow::Raise)
      setContext(exception);
    return last;
  }
  returned = saved;
  if (flow == Flow::Raise)
    restoreException(exception);
  return flow;
}

Flow Evaluator::executeTry(const TryStmt *stmt) {
  bool guards = llvm::any_of(stmt->handlers, [](const ExceptHandler &handler) {
    return catchesImports(handler.type);
  });
  bool guardsErrors =
      llvm::any_of(stmt->handlers, [](const ExceptHandler &handler) {
        return catchesErrors(handler.type);
      });
  frame.importGuards += guards;
  frame.errorGuards += guardsErrors;
  frame.handlers += !stmt->handlers.empty();
  size_t mark = leftWays.size();
  Flow flow = execute(stmt->body);
  frame.handlers -= !stmt->handlers.empty();
  frame.errorGuards -= guardsErrors;
  frame.importGuards -= guards;
  if (flow == Flow::Raise &&
      (hasLeft(mark, Flow::Break) || hasLeft(mark, Flow::Continue)))
    interp.confinePending();
  if (flow == Flow::Raise && !interp.isFatal() && !interp.isConfined())
    flow = executeHandlers(stmt);
  else if (flow == Flow::Next)
    flow = execute(stmt->otherwise);
  if (stmt->finally.empty())
    return flow;
  return endBlock(mark, flow,
                  [&](Flow how) { return executeFinally(stmt, how); });
}

//===----------------------------------------------------------------------===//
// with
//===----------------------------------------------------------------------===//

/// Calls `__exit__`; it may swallow the exception.
Flow Evaluator::leaveWith(Value context, Flow flow) {
  if (llvm::isa<OpaqueObject>(context) || interp.isFatal())
    return flow;
  if (flow != Flow::Raise) {
    Value saved = returned;
    Value nothing[] = {Value::none(), Value::none(), Value::none()};
    if (!interp.callSpecial(context, interp.names.exit, nothing))
      return Flow::Raise;
    returned = saved;
    return flow;
  }
  Value exception = interp.takeException();
  Value outer = frame.handled;
  frame.handled = exception;
  Value details[] = {interp.typeOf(exception), exception, Value::none()};
  Value result = interp.callSpecial(context, interp.names.exit, details);
  frame.handled = outer;
  int swallow = result ? truth(result) : -1;
  if (swallow < 0) {
    setContext(exception);
    return Flow::Raise;
  }
  if (swallow)
    return Flow::Next;
  restoreException(exception);
  return Flow::Raise;
}

Flow Evaluator::executeWith(const WithStmt *stmt, size_t item) {
  if (stmt->isAsync) {
    fail(stmt->position, interp.types.runtimeError,
         "'async with' needs an event loop, which kiln does not have");
    return Flow::Raise;
  }
  if (item == stmt->items.size())
    return execute(stmt->body);
  const WithItem &current = stmt->items[item];
  Value context = evaluate(current.context);
  if (!context)
    return Flow::Raise;
  frame.position = current.context->position;
  Value entered = context;
  if (!llvm::isa<OpaqueObject>(context)) {
    TypeObject *type = interp.typeOf(context);
    if (!type->lookup(interp.names.enter) || !type->lookup(interp.names.exit)) {
      interp.raise(interp.types.typeError,
                   "'" + type->name +
                       "' object does not support the context manager "
                       "protocol");
      return Flow::Raise;
    }
    entered = interp.callSpecial(context, interp.names.enter);
    if (!entered)
      return Flow::Raise;
  }
  size_t mark = leftWays.size();
  Flow flow = Flow::Raise;
  if (!current.target || assign(current.target, entered))
    flow = executeWith(stmt, item + 1);
  frame.position = current.context->position;
  return endBlock(mark, flow,
                  [&](Flow how) { return leaveWith(context, how); });
}

} // namespace kiln::python

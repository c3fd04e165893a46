//===- ModuleBodies.cpp - Runs the top level of modules -------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

using llvm::cast;

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

static void setDocstring(Interpreter &interp, ModuleObject *module,
                         const Tree &tree) {
  if (tree.body.empty())
    return;
  auto *first = llvm::dyn_cast<ExprStmt>(tree.body.front());
  auto *text = first ? llvm::dyn_cast<ConstantExpr>(first->value) : nullptr;
  if (text && text->literal == ConstantExpr::Literal::Str)
    module->globals->set(interp.names.doc, text->value);
}

static Frame moduleFrame(Interpreter &interp, ModuleObject *module,
                         const Tree &tree, DictObject *names) {
  Frame frame;
  frame.node = tree.scope;
  frame.module = module;
  frame.name = interp.intern("<module>");
  frame.evalNames = names;
  frame.position = {1, 1};
  return frame;
}

bool Evaluator::runModule(Interpreter &interp, ModuleObject *module,
                          const Tree &tree, Failures failures) {
  if (!FrameScope::hasRoom(interp))
    return false;
  setDocstring(interp, module, tree);
  Frame frame = moduleFrame(interp, module, tree, nullptr);
  FrameStorage storage;
  storage.attach(interp, frame, {});
  FrameScope scope(interp, frame);
  Evaluator evaluator(interp, frame);
  const Importer &importer = Importer::of(interp);
  importer.pinGlobals(module);
  for (const Stmt *stmt : tree.body) {
    bool succeeded = failures == Failures::MakeOpaque
                         ? evaluator.executeTolerantly(stmt)
                         : evaluator.execute(stmt) != Flow::Raise;
    if (!succeeded)
      return false;
    importer.pinGlobals(module);
  }
  module->isInitialized = true;
  return true;
}

Value Evaluator::evaluateModelCall(
    Interpreter &interp, ModuleObject *module, const Tree &tree,
    llvm::function_ref<Value(Interpreter &, Value)> finish) {
  if (!FrameScope::hasRoom(interp))
    return {};
  Frame frame = moduleFrame(interp, module, tree, nullptr);
  FrameStorage storage;
  storage.attach(interp, frame, {});
  FrameScope scope(interp, frame);
  Value value = Evaluator(interp, frame)
                    .evaluate(cast<ExprStmt>(tree.body.front())->value);
  return value ? finish(interp, value) : Value();
}

Value Evaluator::evaluateExpression(Interpreter &interp, ModuleObject *module,
                                    const Tree &tree, DictObject *names) {
  if (!FrameScope::hasRoom(interp))
    return {};
  Frame frame = moduleFrame(interp, module, tree, names);
  FrameStorage storage;
  storage.attach(interp, frame, {});
  FrameScope scope(interp, frame);
  return Evaluator(interp, frame)
      .evaluate(cast<ExprStmt>(tree.body.front())->value);
}

bool Evaluator::execute(Interpreter &interp, ModuleObject *module,
                        const Tree &tree, DictObject *names) {
  if (!FrameScope::hasRoom(interp))
    return false;
  Frame frame = moduleFrame(interp, module, tree, names);
  FrameStorage storage;
  storage.attach(interp, frame, {});
  FrameScope scope(interp, frame);
  return Evaluator(interp, frame).execute(tree.body) != Flow::Raise;
}

//===----------------------------------------------------------------------===//
// Statements that may fail
//===----------------------------------------------------------------------===//

std::string Evaluator::takeReason(Interpreter &interp) {
  auto *exception =
      llvm::dyn_cast_if_present<ExceptionObject>(interp.takeException());
  if (!exception)
    return "it could not be evaluated";
  FailureOr<std::string> message = messageOf(interp, exception);
  if (failed(message)) {
    interp.takeException();
    message = std::string();
  }
  std::string reason = exception->isNative && !message->empty() ? *message
                       : message->empty()
                           ? exception->type->name
                           : exception->type->name + ": " + *message;
  for (const TracebackEntry &entry : llvm::reverse(exception->traceback))
    if (!entry.module->isPrelude && !entry.module->fileName.empty())
      return reason + " (" + entry.module->fileName + ":" +
             std::to_string(entry.line) + ")";
  return reason;
}

void Evaluator::bindOpaque(const Stmt *stmt, llvm::StringRef reason) {
  llvm::SmallVector<Name> names;
  collectBoundNames(stmt, names);
  frame.position = stmt->position;
  for (const Name &name : names)
    if (!frame.module->globals->find(name.object))
      frame.module->globals->set(name.object,
                                 makeOpaque(interp, name.text, reason));
}

/// Runs a statement on a budget of its own. False only where evaluation cannot
/// go on at all.
bool Evaluator::executeTolerantly(const Stmt *stmt) {
  uint64_t limit = interp.options().budgets.stepsPerModuleStatement;
  StepAllowance allowance(interp, limit);
  Flow flow = execute(stmt);
  bool ranOut = allowance.end();
  if (flow != Flow::Raise)
    return true;
  bool canGoOn = ranOut && interp.stepsLeft + interp.stepsReserved > 0;
  if (interp.pendingIsReported || (interp.isFatal() && !canGoOn))
    return false;
  std::string reason = takeReason(interp);
  if (ranOut)
    reason = ("the statement at " + frame.module->fileName + ":" +
              llvm::Twine(stmt->position.line) + " takes more than " +
              llvm::Twine(limit) + " steps")
                 .str();
  bindOpaque(stmt, reason);
  return true;
}

} // namespace kiln::python

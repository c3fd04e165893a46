//===- Opaque.cpp - Values that kiln does not know ------------------------===//

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Evaluator/Frame.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

namespace kiln::python {

/// Loops over opaque values must not make ever longer names.
static constexpr size_t longestText = 120;

Value opaqueFrom(Interpreter &interp, const OpaqueObject *opaque,
                 StringRef suffix) {
  auto *result = interp.create<OpaqueObject>(interp.types.opaque);
  result->text = opaque->text;
  if (result->text.size() + suffix.size() <= longestText)
    result->text += suffix;
  result->reason = opaque->reason;
  result->module = opaque->module;
  result->line = opaque->line;
  result->column = opaque->column;
  result->isConsequence = opaque->isConsequence;
  // What a prelude's module lacks has no place before the user's code uses it.
  if (const Frame *user = result->module ? nullptr : interp.userFrame()) {
    result->module = user->module;
    result->line = user->position.line;
    result->column = user->position.column;
  }
  interp.allocate(result->text.size() + result->reason.size());
  return result;
}

Value Interpreter::consequence() {
  wentOn = true;
  auto *opaque = create<OpaqueObject>(types.opaque);
  opaque->text = "what follows from it";
  opaque->isConsequence = true;
  return opaque;
}

Value Interpreter::undecided() {
  fatal("this follows from something that is not known");
  wentOn = pendingIsUndecided = true;
  return {};
}

bool Interpreter::catchesErrors() const {
  for (const Frame *at = frame; at; at = at->caller)
    if (at->errorGuards)
      return true;
  return false;
}

bool Interpreter::isChecking() const {
  for (const Frame *at = frame; at; at = at->caller)
    if (at->checks)
      return true;
  return false;
}

bool Interpreter::isOpen(Value value) const {
  return branches && !isChecking() && branches->isOpen(value);
}

/// Whether deciding by the value is no error now, since it is told, or follows
/// from what was told.
static bool goesOn(Interpreter &interp, const OpaqueObject *opaque) {
  if (!interp.onUnknown)
    return false;
  if (opaque->isConsequence)
    return true;
  if (!interp.canGoOn())
    return false;
  interp.onUnknown(*opaque);
  return true;
}

Value iterateOpaque(Interpreter &interp, const OpaqueObject *opaque) {
  if (!goesOn(interp, opaque))
    return raiseOpaque(interp, opaque);
  return interp.iterate(interp.list({interp.consequence()}));
}

Value raiseOpaque(Interpreter &interp, const OpaqueObject *opaque) {
  if (goesOn(interp, opaque))
    return interp.undecided();
  std::string reason =
      opaque->reason.empty() ? "" : " (" + opaque->reason + ")";
  return interp.error("'" + opaque->text + "' is not known to kiln" + reason +
                      " and the model's own path needs it");
}

OpaqueObject *opaqueOf(const Interpreter &interp, Value value) {
  if (!value.isObject())
    return nullptr;
  if (auto *opaque = llvm::dyn_cast<OpaqueObject>(value))
    return opaque;
  Value base = interp.typeOf(value)->opaqueBase;
  return base ? llvm::cast<OpaqueObject>(base) : nullptr;
}

} // namespace kiln::python

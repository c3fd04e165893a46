//===- Opaque.cpp - Values that kiln does not know ------------------------===//

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
  // What a prelude's module lacks has no place before the user's code uses it.
  if (const Frame *user = result->module ? nullptr : interp.userFrame()) {
    result->module = user->module;
    result->line = user->position.line;
    result->column = user->position.column;
  }
  interp.allocate(result->text.size() + result->reason.size());
  return result;
}

Value raiseOpaque(Interpreter &interp, const OpaqueObject *opaque) {
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

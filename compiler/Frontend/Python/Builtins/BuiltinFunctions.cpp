//===- BuiltinFunctions.cpp - All of them, and those kiln refuses ---------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

static Value refuseOpen(Interpreter &interp, Arguments args) {
  auto *name = dyn_cast_if_present<StrObject>(args[0]);
  return interp.raise(interp.types.osError,
                      "kiln reads no files that a definition opens" +
                          (name ? ": '" + name->str() + "'" : Twine()));
}

static Value leave(Interpreter &interp, Arguments args) {
  Value exception = args.size() != 0
                        ? interp.call(interp.types.systemExit, args[0])
                        : interp.call(interp.types.systemExit);
  return exception ? interp.raiseValue(exception) : Value();
}

void addForbiddenFunctions(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  defineFunction(interp, module, "open", "", refuseOpen);
  defineFunction(interp, module, "input", "",
                 [](Interpreter &interp, Arguments) {
                   return interp.raise(interp.types.osError,
                                       "kiln asks no input() for a definition");
                 });
  defineFunction(interp, module, "compile", "",
                 [](Interpreter &interp, Arguments) {
                   return interp.error("kiln does not compile() text in a "
                                       "definition");
                 });
  for (const char *name : {"exit", "quit"})
    defineFunction(interp, module, name, "", leave);
  // Both talk to people who are not there.
  for (const char *name : {"help", "breakpoint"})
    defineFunction(interp, module, name, "",
                   [](Interpreter &, Arguments) { return Value::none(); });
}

void addBuiltinFunctions(Interpreter &interp) {
  addIterators(interp);
  addAggregates(interp);
  addObjectFunctions(interp);
  addNumberFunctions(interp);
  addTextFunctions(interp);
  addForbiddenFunctions(interp);
  ModuleObject *module = interp.builtins();
  setGlobal(interp, module, "Ellipsis", Value::ellipsis());
  setGlobal(interp, module, "NotImplemented", Value::notImplemented());
  setGlobal(interp, module, "__debug__", Value::boolean(true));
}

} // namespace kiln::python

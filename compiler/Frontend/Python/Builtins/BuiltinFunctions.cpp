//===- BuiltinFunctions.cpp - All of them, and those kiln refuses ---------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Functions.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

/// That of io.
static Value openFile(Interpreter &interp, Arguments args) {
  Value io = interp.importModule("io");
  Value open = io ? interp.getAttribute(io, "open") : Value();
  return open ? interp.call(open, args) : Value();
}

static Value leave(Interpreter &interp, Arguments args) {
  Value exception = args.size() != 0
                        ? interp.call(interp.types.systemExit, args[0])
                        : interp.call(interp.types.systemExit);
  return exception ? interp.raiseValue(exception) : Value();
}

void addSystemFunctions(Interpreter &interp) {
  ModuleObject *module = interp.builtins();
  defineFunction(interp, module, "open", "", openFile);
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
  addSystemFunctions(interp);
  ModuleObject *module = interp.builtins();
  setGlobal(interp, module, "Ellipsis", Value::ellipsis());
  setGlobal(interp, module, "NotImplemented", Value::notImplemented());
  setGlobal(interp, module, "__debug__", Value::boolean(true));
}

} // namespace kiln::python

//===- FuzzPython.cpp - Any bytes as a model's definition -----------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/Evaluator/Resolver.h"
#include "compiler/Frontend/Python/Interpreter.h"
#include "compiler/Frontend/Python/Syntax/PrintTree.h"

using namespace kiln::python;

/// An interpreter is used for many runs, as making one takes longer than they
/// do, but not for ever, as it keeps every name.
static Interpreter &interpreter() {
  static mlir::MLIRContext context;
  static std::unique_ptr<Interpreter> interp;
  static unsigned runs = 0;
  if (runs++ % 1000 == 0)
    interp = std::make_unique<Interpreter>(&context, PythonOptions());
  return *interp;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef source(reinterpret_cast<const char *>(data), size);
  ParseResult result = parseModule(source);
  if (!result.tree) {
    // An error without a place or a reason is of no use to anyone.
    if (result.error.message.empty() || result.error.position.line == 0)
      abort();
    return 0;
  }
  if (resolve(interpreter(), *result.tree))
    return 0;
  printTree(*result.tree, llvm::nulls());
  return 0;
}

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

static std::string print(const Tree &tree) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printTree(tree, os);
  return text;
}

/// Bodies of functions that are parsed later are the same, and so is whether
/// there is an error.
static void checkDeferred(llvm::StringRef source, const Tree *expected) {
  ParseResult result = parseModule(source, FunctionBodies::Defer);
  bool hasError = !result.tree;
  for (size_t i = 0; !hasError && i < result.tree->functions().size(); ++i)
    if (const DeferredBody *body = result.tree->functions()[i]->deferred)
      hasError = parseBody(*body).has_value();
  if (hasError != !expected)
    abort();
  if (expected && print(*result.tree) != print(*expected))
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef source(reinterpret_cast<const char *>(data), size);
  ParseResult result = parseModule(source);
  checkDeferred(source, result.tree.get());
  if (!result.tree) {
    // An error without a place or a reason is of no use to anyone.
    if (result.error.message.empty() || result.error.position.line == 0)
      abort();
    return 0;
  }
  (void)resolve(interpreter(), *result.tree);
  return 0;
}

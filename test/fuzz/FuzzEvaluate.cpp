//===- FuzzEvaluate.cpp - Any bytes as a program to evaluate --------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/PythonSession.h"

using namespace kiln::python;

/// Budgets of a millisecond. Making an interpreter takes some of them.
static PythonOptions smallOptions() {
  PythonOptions options;
  options.budgets.steps = 20'000;
  options.budgets.stepsPerModuleStatement = 5'000;
  options.budgets.bytes = 8 << 20;
  options.budgets.recursionDepth = 60;
  options.files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  return options;
}

/// Every run has an interpreter of its own: programs change builtin modules.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  bool isReported = false;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        isReported |= !diagnostic.str().empty();
        return mlir::success();
      });
  PythonSession session(&context, smallOptions());
  llvm::StringRef source(reinterpret_cast<const char *>(data), size);
  // Failing without saying why is of no use to anyone.
  if (failed(session.runText("fuzz.py", source)) != isReported)
    abort();
  return 0;
}

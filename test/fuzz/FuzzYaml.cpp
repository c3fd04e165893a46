//===- FuzzYaml.cpp - Any bytes as a configuration in YAML ----------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/PythonSession.h"

using namespace kiln::python;

static constexpr unsigned runsPerInterpreter = 256;
static constexpr uint64_t stepsPerRun = 50'000;

static PythonSession &session() {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  static std::unique_ptr<PythonSession> kept;
  static unsigned left = 0;
  if (left == 0 || !kept->interpreter().canAfford(stepsPerRun, 8 << 20)) {
    PythonOptions options;
    options.budgets.steps = runsPerInterpreter * stepsPerRun;
    options.budgets.bytes = 128 << 20;
    options.files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    kept = nullptr;
    kept = std::make_unique<PythonSession>(&context, std::move(options));
    left = runsPerInterpreter;
  }
  --left;
  return *kept;
}

/// Reads all documents: a list, or the one exception that says what is wrong.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  PythonSession &evaluator = session();
  Interpreter &interp = evaluator.interpreter();
  mlir::ScopedDiagnosticHandler handler(
      interp.context(), [](mlir::Diagnostic &) { return mlir::success(); });
  StepAllowance allowance(interp, stepsPerRun);
  Value yaml = interp.importModule("yaml");
  Value read = interp.getAttribute(yaml, "_documents");
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  auto documents = evaluator.call(read, {Value(interp.str(text))});
  if (succeeded(documents) && !llvm::isa<ListObject>(*documents))
    abort();
  return 0;
}

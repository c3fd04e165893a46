//===- FuzzEvaluate.cpp - Any bytes as a program to evaluate --------------===//

#include "Fuzz.h"
#include "compiler/Frontend/Python/PythonSession.h"

using namespace kiln::python;

/// Making an interpreter takes longer than most programs, so one serves for
/// some of them, though they can change its modules: what is found may need the
/// programs before it.
static constexpr unsigned runsPerInterpreter = 256;
static constexpr uint64_t stepsPerRun = 20'000;
static constexpr uint64_t bytesPerRun = 8 << 20;

static PythonOptions smallOptions() {
  PythonOptions options;
  options.budgets.steps = runsPerInterpreter * stepsPerRun;
  options.budgets.stepsPerModuleStatement = stepsPerRun;
  options.budgets.bytes = 16 * bytesPerRun;
  options.budgets.recursionDepth = 60;
  options.files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  return options;
}

static PythonSession &session() {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  static std::unique_ptr<PythonSession> kept;
  static unsigned left = 0, sessions = 0;
  if (left == 0 || !kept->interpreter().canAfford(stepsPerRun, bytesPerRun)) {
    kept = nullptr;
    kept = std::make_unique<PythonSession>(&context, smallOptions());
    left = runsPerInterpreter;
    // Every other one goes on behind what is not known.
    if (sessions++ % 2)
      kept->interpreter().onUnknown = [](const OpaqueObject &) {};
  }
  --left;
  return *kept;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  PythonSession &evaluator = session();
  bool isReported = false;
  mlir::ScopedDiagnosticHandler handler(
      evaluator.interpreter().context(), [&](mlir::Diagnostic &diagnostic) {
        isReported |= !diagnostic.str().empty();
        return mlir::success();
      });
  StepAllowance allowance(evaluator.interpreter(), stepsPerRun);
  llvm::StringRef source(reinterpret_cast<const char *>(data), size);
  // Failing without saying why is of no use to anyone.
  if (failed(evaluator.runText("fuzz.py", source)) != isReported)
    abort();
  return 0;
}

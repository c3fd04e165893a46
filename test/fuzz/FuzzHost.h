//===- FuzzHost.h - An evaluator for many runs of a fuzzer ------*- C++ -*-===//

#ifndef KILN_TEST_FUZZ_FUZZHOST_H
#define KILN_TEST_FUZZ_FUZZHOST_H

#include "compiler/Frontend/Python/PythonSession.h"
#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "dialects/Kiln/KilnDialect.h"

namespace kiln {

/// Making an interpreter and running torch's prelude takes longer than most
/// inputs, so one serves for some of them, though they can change its modules:
/// what is found may need the inputs before it.
class FuzzHost {
public:
  FuzzHost() {
    context.loadDialect<KilnDialect>();
    (void)interp().importModule("torch");
  }

  /// The host for the next run.
  template <typename HostT> static HostT &next() {
    static std::unique_ptr<HostT> host;
    static unsigned left = 0;
    if (left == 0 || !host->interp().canAfford(stepsOfRun, bytesOfRun)) {
      host = nullptr;
      host = std::make_unique<HostT>();
      left = runs;
    }
    --left;
    return *host;
  }

  python::Interpreter &interp() { return session.interpreter(); }

  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  python::PythonSession session{&context, smallOptions()};
  std::unique_ptr<python::TorchState> torch = python::addTorch(
      session.interpreter(), {/*bytes=*/64 << 20, /*work=*/1 << 22});

protected:
  static constexpr uint64_t stepsOfRun = 50'000;

private:
  static constexpr unsigned runs = 2048;
  static constexpr uint64_t bytesOfRun = 16 << 20;

  static python::PythonOptions smallOptions() {
    python::PythonOptions options;
    options.budgets.steps = runs * stepsOfRun;
    options.budgets.stepsPerModuleStatement = stepsOfRun;
    options.budgets.bytes = 32 * bytesOfRun;
    options.files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    return options;
  }
};

} // namespace kiln

#endif

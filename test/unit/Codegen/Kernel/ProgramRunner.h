//===- ProgramRunner.h - Runs compiled programs in tests --------*- C++ -*-===//
//
// Compiles the kernels of a planned module into this process and executes a
// program's calls on memory whose every piece ends at a page nobody may touch.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_CODEGEN_PROGRAMRUNNER_H
#define KILN_TEST_CODEGEN_PROGRAMRUNNER_H

#include "KernelJit.h"
#include "compiler/Support/HostTensor.h"
#include "dialects/Kernel/KernelOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <vector>

namespace kiln::test {

/// Bytes before a page that nobody may touch, aligned to 64 where their number
/// is a multiple of it.
class GuardedBytes {
public:
  explicit GuardedBytes(size_t bytes);
  ~GuardedBytes();
  GuardedBytes(const GuardedBytes &) = delete;
  char *data() const { return start; }

private:
  char *mapping;
  size_t mapped;
  char *start;
};

/// A context with all dialects that compiling needs.
std::unique_ptr<mlir::MLIRContext> makeCodegenContext();

/// Turns the graphs of a module into planned programs.
llvm::Error schedule(mlir::ModuleOp module, const Level &level);

/// The compiled kernels of a module.
class CompiledModule {
public:
  static llvm::Expected<std::unique_ptr<CompiledModule>>
  create(mlir::ModuleOp module, const Level &level);
  ~CompiledModule();

  /// Runs a program. Each kernel is called on `parts` ranges of its work
  /// items.
  std::vector<HostTensor> run(llvm::StringRef program,
                              llvm::ArrayRef<HostTensor> inputs,
                              int64_t parts = 1) const;

  /// Prints the median time of each call of a program and of all together.
  void time(llvm::StringRef program, llvm::ArrayRef<HostTensor> inputs,
            unsigned repeats) const;

private:
  /// Runs a program's calls; `called` gets the number and time of each.
  std::vector<HostTensor>
  execute(llvm::StringRef program, llvm::ArrayRef<HostTensor> inputs,
          int64_t parts, unsigned repeats,
          llvm::function_ref<void(size_t, double)> called) const;
  explicit CompiledModule(mlir::ModuleOp module);

  using Kernel = void (*)(void *const *, int64_t, int64_t);
  mlir::ModuleOp module;
  std::unique_ptr<llvm::orc::LLJIT> jit;
  std::string weights;
  llvm::StringMap<Kernel> kernels;
};

} // namespace kiln::test

#endif

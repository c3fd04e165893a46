//===- KernelJit.h - Runs contraction kernels in tests ----------*- C++ -*-===//
//
// Compiles the loops an emitter writes into a function of this process, for
// any x86 level, and shows the assembly so that tests can look for spills.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_CONTRACTION_KERNELJIT_H
#define KILN_TEST_CONTRACTION_KERNELJIT_H

#include "codegen/CPU/Contraction/Kernels.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm::orc {
class LLJIT;
}

namespace kiln::test {

/// One x86 level: how tiles are chosen and how LLVM is asked for code.
struct Level {
  const char *name;
  const char *cpu;
  contraction::VectorTarget target;
};

/// The levels that the machine running the tests can execute.
std::vector<Level> runnableLevels();

/// The best level of this machine, tuned for it.
Level nativeLevel();

/// Vector registers that assembly with LLVM's comments stores to the stack and
/// loads back.
unsigned vectorSpills(llvm::StringRef assembly);

class KernelJit {
public:
  /// Writes the kernel's body. `pointers` are the kernel's operands.
  using Body = llvm::function_ref<void(contraction::Emitter &e,
                                       llvm::ArrayRef<mlir::Value> pointers,
                                       mlir::Value begin, mlir::Value end)>;

  KernelJit(const Level &level, unsigned pointers, Body body);
  ~KernelJit();

  void run(llvm::ArrayRef<float *> pointers, int64_t begin, int64_t end) const {
    entry(pointers.data(), begin, end);
  }
  /// The kernel's assembly, with LLVM's comments on spills.
  const std::string &assembly() const { return text; }
  unsigned vectorSpills() const { return test::vectorSpills(text); }
  /// Functions the kernel calls that it does not define.
  llvm::ArrayRef<std::string> externals() const { return undefined; }

private:
  std::unique_ptr<llvm::orc::LLJIT> jit;
  std::string text;
  llvm::SmallVector<std::string> undefined;
  void (*entry)(float *const *, int64_t, int64_t) = nullptr;
};

/// Memory that ends at a page nobody may touch; filled with NaN.
class GuardedBuffer {
public:
  explicit GuardedBuffer(int64_t elements);
  ~GuardedBuffer();
  GuardedBuffer(const GuardedBuffer &) = delete;

  float *data() const { return start; }
  int64_t size() const { return count; }
  float &operator[](int64_t i) const { return start[i]; }

private:
  char *mapping;
  size_t mapped;
  float *start;
  int64_t count;
};

} // namespace kiln::test

#endif

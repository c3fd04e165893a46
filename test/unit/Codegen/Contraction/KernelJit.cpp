//===- KernelJit.cpp ------------------------------------------------------===//

#include "KernelJit.h"

#include "codegen/Object/CpuTarget.h"
#include "codegen/Object/EmitObject.h"
#include "codegen/Object/LowerToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/Transforms/Utils/Cloning.h"

#include <cmath>
#include <cstdlib>
#include <sys/mman.h>

using namespace mlir;

namespace kiln::test {

std::vector<Level> runnableLevels() {
  using contraction::VectorTarget;
  std::vector<Level> levels{{"sse2", "x86-64", VectorTarget::sse2()}};
  auto features = llvm::sys::getHostCPUFeatures();
  if (features["avx2"] && features["fma"])
    levels.push_back({"avx2", "x86-64-v3", VectorTarget::avx2()});
  if (features["avx512vl"] && features["avx512dq"] && features["avx512bw"])
    levels.push_back({"avx512", "x86-64-v4", VectorTarget::avx512()});
  return levels;
}

Level nativeLevel() {
  Level level = runnableLevels().back();
  level.cpu = "native";
  return level;
}

static OwningOpRef<ModuleOp> buildModule(MLIRContext &context,
                                         const Level &level, unsigned pointers,
                                         KernelJit::Body body) {
  OpBuilder builder(&context);
  Location loc = builder.getUnknownLoc();
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  auto pointer = LLVM::LLVMPointerType::get(&context);
  Type i64 = builder.getI64Type();
  builder.setInsertionPointToEnd(module->getBody());
  auto func = func::FuncOp::create(
      builder, loc, "kernel", builder.getFunctionType({pointer, i64, i64}, {}));
  builder.setInsertionPointToStart(func.addEntryBlock());
  SmallVector<Value> operands;
  for (unsigned i = 0; i < pointers; ++i) {
    Value slot =
        LLVM::GEPOp::create(builder, loc, pointer, pointer, func.getArgument(0),
                            ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(i)});
    operands.push_back(LLVM::LoadOp::create(builder, loc, pointer, slot));
  }
  auto asIndex = [&](unsigned argument) -> Value {
    return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                      func.getArgument(argument));
  };
  contraction::Emitter emitter(builder, loc, level.target);
  body(emitter, operands, asIndex(1), asIndex(2));
  func::ReturnOp::create(builder, loc);
  return module;
}

static void lowerToLLVM(ModuleOp module) {
  PassManager pm(module.getContext());
  buildLowerToLLVM(pm);
  if (failed(pm.run(module))) {
    module.dump();
    std::abort();
  }
}

KernelJit::KernelJit(const Level &level, unsigned pointers, Body body) {
  auto machine = llvm::cantFail(
      createTargetMachine(llvm::cantFail(resolveCpu(level.cpu))));
  DialectRegistry registry;
  registerKernelDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();
  OwningOpRef<ModuleOp> module = buildModule(context, level, pointers, body);
  lowerToLLVM(*module);

  llvm::LLVMContext llvmContext;
  auto llvmModule =
      llvm::cantFail(translateToLLVMIR(*module, llvmContext, *machine));
  optimize(*llvmModule, *machine);
  undefined = undefinedFunctions(*llvmModule);
  text =
      llvm::cantFail(emitAssembly(*llvm::CloneModule(*llvmModule), *machine));
  auto object = llvm::cantFail(emitObject(*llvmModule, *machine));

  jit = llvm::cantFail(llvm::orc::LLJITBuilder().create());
  llvm::cantFail(jit->addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(
      llvm::StringRef(object.data(), object.size()))));
  entry = llvm::cantFail(jit->lookup("kernel"))
              .toPtr<void (*)(float *const *, int64_t, int64_t)>();
}

KernelJit::~KernelJit() = default;

unsigned vectorSpills(llvm::StringRef assembly) {
  unsigned count = 0;
  for (llvm::StringRef mark :
       {"64-byte Spill", "64-byte Folded Spill", "32-byte Spill",
        "32-byte Folded Spill", "16-byte Spill", "16-byte Folded Spill",
        "64-byte Reload", "32-byte Reload", "16-byte Reload"})
    count += assembly.count(mark);
  return count;
}

GuardedBuffer::GuardedBuffer(int64_t elements) : count(elements) {
  constexpr size_t page = 4096;
  size_t bytes = (elements * sizeof(float) + page - 1) / page * page;
  mapped = bytes + 2 * page;
  void *memory =
      mmap(nullptr, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert(memory != MAP_FAILED && "no memory for a test buffer");
  mapping = static_cast<char *>(memory);
  mprotect(mapping + page, bytes, PROT_READ | PROT_WRITE);
  start = reinterpret_cast<float *>(mapping + page + bytes) - elements;
  std::fill_n(reinterpret_cast<float *>(mapping + page), bytes / sizeof(float),
              std::nanf(""));
}

GuardedBuffer::~GuardedBuffer() { munmap(mapping, mapped); }

} // namespace kiln::test

//===- KernelJit.cpp ------------------------------------------------------===//

#include "KernelJit.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVMPass.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVMPass.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
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
  static const std::string cpu = llvm::sys::getHostCPUName().str();
  Level level = runnableLevels().back();
  level.cpu = cpu.c_str();
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
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createSCFToControlFlowPass());
  pm.addPass(createConvertVectorToLLVMPass());
  pm.addPass(createArithToLLVMConversionPass());
  pm.addPass(createConvertControlFlowToLLVMPass());
  pm.addPass(createConvertFuncToLLVMPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
  if (failed(pm.run(module))) {
    module.dump();
    std::abort();
  }
}

/// The short list that gives contraction kernels the speed of -O3.
static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder passes(&machine);
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(graphs);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, graphs, modules);
  llvm::ModulePassManager pm;
  llvm::cantFail(passes.parsePassPipeline(
      pm, "function(sroa,early-cse,loop-mssa(licm),gvn,instcombine,"
          "simplifycfg,early-cse)"));
  pm.run(module, modules);
}

static std::string emitAssembly(llvm::Module &module,
                                llvm::TargetMachine &machine) {
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager pm;
  machine.Options.MCOptions.AsmVerbose = true;
  machine.addPassesToEmitFile(pm, stream, nullptr,
                              llvm::CodeGenFileType::AssemblyFile);
  pm.run(module);
  return text.str().str();
}

KernelJit::KernelJit(const Level &level, unsigned pointers, Body body) {
  static const bool initialized = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
    return true;
  }();
  (void)initialized;

  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<func::FuncDialect, arith::ArithDialect, scf::SCFDialect,
                      vector::VectorDialect, LLVM::LLVMDialect,
                      cf::ControlFlowDialect>();
  registerBuiltinDialectTranslation(context);
  registerLLVMDialectTranslation(context);
  OwningOpRef<ModuleOp> module = buildModule(context, level, pointers, body);
  lowerToLLVM(*module);

  llvm::orc::JITTargetMachineBuilder machines{
      llvm::Triple(llvm::sys::getProcessTriple())};
  machines.setCPU(level.cpu);
  machines.setCodeGenOptLevel(llvm::CodeGenOptLevel::Aggressive);
  auto machine = llvm::cantFail(machines.createTargetMachine());
  auto llvmContext = std::make_unique<llvm::LLVMContext>();
  auto llvmModule = translateModuleToLLVMIR(*module, *llvmContext);
  assert(llvmModule && "kernel does not translate to LLVM IR");
  llvmModule->setTargetTriple(machine->getTargetTriple());
  llvmModule->setDataLayout(machine->createDataLayout());
  optimize(*llvmModule, *machine);
  for (llvm::Function &function : *llvmModule)
    if (function.isDeclaration() && !function.isIntrinsic())
      undefined.push_back(function.getName().str());
  text = emitAssembly(*llvm::CloneModule(*llvmModule), *machine);

  jit = llvm::cantFail(
      llvm::orc::LLJITBuilder().setJITTargetMachineBuilder(machines).create());
  llvm::cantFail(jit->addIRModule(llvm::orc::ThreadSafeModule(
      std::move(llvmModule), std::move(llvmContext))));
  entry = llvm::cantFail(jit->lookup("kernel"))
              .toPtr<void (*)(float *const *, int64_t, int64_t)>();
}

KernelJit::~KernelJit() = default;

unsigned KernelJit::vectorSpills() const {
  unsigned count = 0;
  llvm::StringRef rest = text;
  for (llvm::StringRef mark :
       {"64-byte Spill", "64-byte Folded Spill", "32-byte Spill",
        "32-byte Folded Spill", "16-byte Spill", "16-byte Folded Spill",
        "64-byte Reload", "32-byte Reload", "16-byte Reload"})
    count += rest.count(mark);
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

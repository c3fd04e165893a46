//===- CompileProgram.cpp - From planned programs to objects --------------===//

#include "codegen/CPU/Program/CompileProgram.h"

#include "codegen/CPU/Kernel/CompileKernel.h"
#include "codegen/CPU/Program/DescribeProgram.h"
#include "codegen/Object/EmitObject.h"
#include "codegen/Object/LowerToLLVM.h"

#include "mlir/IR/Threading.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Target/TargetMachine.h"

#include <mutex>

using namespace mlir;

namespace kiln {

namespace {

/// The kernels of a module.
SmallVector<kernel::FuncOp> kernelsOf(ModuleOp module) {
  return SmallVector<kernel::FuncOp>(module.getOps<kernel::FuncOp>());
}

/// Runs `compile` for each kernel on the context's threads and gives the first
/// error.
llvm::Error forEachKernel(ArrayRef<kernel::FuncOp> kernels,
                          llvm::function_ref<llvm::Error(size_t)> compile) {
  if (kernels.empty())
    return llvm::Error::success();
  std::vector<std::string> errors(kernels.size());
  parallelFor(kernel::FuncOp(kernels.front()).getContext(), 0, kernels.size(),
              [&](size_t i) {
                if (llvm::Error error = compile(i))
                  errors[i] = llvm::toString(std::move(error));
              });
  for (const std::string &error : errors)
    if (!error.empty())
      return llvm::createStringError(error);
  return llvm::Error::success();
}

/// Loads what kernels are written in and what their passes make before threads
/// share the context: a pass manager that loads a dialect races with others.
void loadDialects(MLIRContext *context) {
  DialectRegistry registry;
  registerKernelDialects(registry);
  PassManager pm(context);
  buildLowerToLLVM(pm);
  pm.getDependentDialects(registry);
  context->appendDialectRegistry(registry);
  for (StringRef name : registry.getDialectNames())
    context->getOrLoadDialect(name);
}

using KernelEmitter = llvm::function_ref<llvm::Error(size_t, llvm::Module &,
                                                     llvm::TargetMachine &)>;

/// Compiles each kernel to LLVM IR and passes it on. Each has a context and a
/// target machine of its own.
llvm::Error emitKernels(ModuleOp module, StringRef modelName,
                        const CpuTarget &target, KernelEmitter emit) {
  loadDialects(module.getContext());
  SmallVector<kernel::FuncOp> kernels = kernelsOf(module);
  return forEachKernel(kernels, [&](size_t i) -> llvm::Error {
    auto machine = createTargetMachine(target);
    if (!machine)
      return machine.takeError();
    llvm::LLVMContext context;
    auto code = compileKernel(kernels[i], kernelSymbol(modelName, kernels[i]),
                              context, **machine);
    if (!code)
      return code.takeError();
    return emit(i, **code, **machine);
  });
}

} // namespace

llvm::Expected<std::vector<ObjectBytes>>
compileKernels(ModuleOp module, StringRef modelName, const CpuTarget &target,
               std::function<void(size_t, size_t)> progress) {
  std::vector<ObjectBytes> objects(kernelsOf(module).size());
  std::mutex mutex;
  size_t done = 0;
  auto emit = [&](size_t i, llvm::Module &code,
                  llvm::TargetMachine &machine) -> llvm::Error {
    auto object = emitObject(code, machine);
    if (!object)
      return object.takeError();
    objects[i] = std::move(*object);
    std::lock_guard<std::mutex> lock(mutex);
    if (progress)
      progress(++done, objects.size());
    return llvm::Error::success();
  };
  if (llvm::Error error = emitKernels(module, modelName, target, emit))
    return error;
  return objects;
}

llvm::Expected<ObjectBytes>
compileDescriptor(const ModuleDescription &description,
                  const CpuTarget &target) {
  auto machine = createTargetMachine(target);
  if (!machine)
    return machine.takeError();
  llvm::LLVMContext context;
  llvm::Module module("descriptor", context);
  module.setTargetTriple((*machine)->getTargetTriple());
  module.setDataLayout((*machine)->createDataLayout());
  emitModuleDescriptor(module, description);
  return emitObject(module, **machine);
}

llvm::Expected<std::string> printKernels(ModuleOp module, StringRef modelName,
                                         const CpuTarget &target,
                                         KernelText form) {
  std::vector<std::string> texts(kernelsOf(module).size());
  auto emit = [&](size_t i, llvm::Module &code,
                  llvm::TargetMachine &machine) -> llvm::Error {
    if (form == KernelText::LLVM) {
      llvm::raw_string_ostream(texts[i]) << code;
      return llvm::Error::success();
    }
    auto text = emitAssembly(code, machine);
    if (!text)
      return text.takeError();
    texts[i] = std::move(*text);
    return llvm::Error::success();
  };
  if (llvm::Error error = emitKernels(module, modelName, target, emit))
    return error;
  return llvm::join(texts, "\n");
}

} // namespace kiln

//===- ProgramRunner.cpp --------------------------------------------------===//

#include "ProgramRunner.h"

#include "codegen/CPU/Kernel/CompileKernel.h"
#include "codegen/Object/CpuTarget.h"
#include "codegen/Object/EmitObject.h"
#include "codegen/Object/LowerToLLVM.h"
#include "codegen/Schedule/Packing.h"
#include "codegen/Schedule/Passes.h"
#include "compiler/Transforms/InitializerEvaluator.h"
#include "compiler/Transforms/Passes.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnDialect.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

#include <cstring>
#include <sys/mman.h>

using namespace mlir;

namespace kiln::test {

GuardedBytes::GuardedBytes(size_t bytes) {
  constexpr size_t page = 4096;
  size_t whole = (bytes + page - 1) / page * page;
  mapped = whole + 2 * page;
  void *memory =
      mmap(nullptr, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert(memory != MAP_FAILED && "no memory for a test buffer");
  mapping = static_cast<char *>(memory);
  mprotect(mapping + page, whole, PROT_READ | PROT_WRITE);
  std::memset(mapping + page, 0xff, whole); // NaN in every format.
  start = mapping + page + whole - bytes;
}

GuardedBytes::~GuardedBytes() { munmap(mapping, mapped); }

std::unique_ptr<MLIRContext> makeCodegenContext() {
  DialectRegistry registry;
  registerKernelDialects(registry);
  registry.insert<KilnDialect, kernel::KernelDialect>();
  auto context =
      std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  context->loadAllAvailableDialects();
  return context;
}

llvm::Error schedule(ModuleOp module, const Level &level) {
  PassManager pm(module.getContext());
  AssignLayoutsOptions layouts;
  SelectAlgorithmsOptions algorithms;
  auto describe = [&](auto &options) {
    options.lanes = level.target.lanes;
    options.registers = level.target.registers;
    options.fma = level.target.hasFma;
  };
  describe(layouts);
  describe(algorithms);
  pm.addPass(createFoldBatchNorm());
  pm.addPass(createFuseKernels());
  pm.addPass(createAssignLayouts(layouts));
  pm.addPass(createOutlineKernels());
  pm.addPass(createSelectAlgorithms(algorithms));
  pm.addPass(createPlanMemory());
  if (failed(pm.run(module)))
    return llvm::createStringError("the module cannot be scheduled");
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<CompiledModule>>
CompiledModule::create(ModuleOp module, const Level &level) {
  auto machine = llvm::cantFail(
      createTargetMachine(llvm::cantFail(resolveCpu(level.cpu))));
  std::unique_ptr<CompiledModule> result(new CompiledModule(module));
  result->jit = llvm::cantFail(llvm::orc::LLJITBuilder().create());
  for (auto kernel : module.getOps<kernel::FuncOp>()) {
    llvm::LLVMContext context;
    std::string symbol = "k_" + kernel.getSymName().str();
    auto code = compileKernel(kernel, symbol, context, *machine);
    if (!code)
      return code.takeError();
    auto object = emitObject(**code, *machine);
    if (!object)
      return object.takeError();
    llvm::StringRef bytes(object->data(), object->size());
    llvm::cantFail(result->jit->addObjectFile(
        llvm::MemoryBuffer::getMemBufferCopy(bytes, symbol)));
    result->kernels[kernel.getSymName()] =
        llvm::cantFail(result->jit->lookup(symbol)).toPtr<Kernel>();
  }
  InitializerEvaluator evaluator(module);
  llvm::raw_string_ostream stream(result->weights);
  if (llvm::Error error = writePackedWeights(
          stream, packedWeights(module),
          [&](llvm::StringRef symbol) { return evaluator.get(symbol); }))
    return error;
  return result;
}

CompiledModule::CompiledModule(ModuleOp module) : module(module) {}
CompiledModule::~CompiledModule() = default;

namespace {

/// The memory of one run of a program.
struct Buffers {
  std::vector<std::unique_ptr<GuardedBytes>> inputs, outputs;
  std::unique_ptr<GuardedBytes> arena, weights;

  char *at(kernel::SliceAttr slice) {
    switch (slice.getSpace()) {
    case kernel::Space::arena:
      return arena->data() + slice.getOffset();
    case kernel::Space::weights:
      return weights->data() + slice.getOffset();
    case kernel::Space::input:
      return inputs[slice.getIndex()]->data();
    case kernel::Space::output:
      return outputs[slice.getIndex()]->data();
    }
    llvm_unreachable("unknown space");
  }
};

} // namespace

static size_t roundUp64(size_t bytes) { return (bytes + 63) / 64 * 64; }

std::vector<HostTensor> CompiledModule::run(llvm::StringRef name,
                                            llvm::ArrayRef<HostTensor> inputs,
                                            int64_t parts) const {
  SymbolTable symbols(module);
  auto program = symbols.lookup<kernel::ProgramOp>(name);
  Buffers buffers;
  buffers.arena =
      std::make_unique<GuardedBytes>(roundUp64(*program.getArenaBytes()));
  buffers.weights = std::make_unique<GuardedBytes>(roundUp64(weights.size()));
  std::memcpy(buffers.weights->data(), weights.data(), weights.size());
  for (const HostTensor &input : inputs) {
    buffers.inputs.push_back(std::make_unique<GuardedBytes>(input.numBytes()));
    std::memcpy(buffers.inputs.back()->data(), input.bytes().data(),
                input.numBytes());
  }
  for (Type type : program.getResultTypes())
    buffers.outputs.push_back(std::make_unique<GuardedBytes>(
        kernel::bytesOf(cast<RankedTensorType>(type))));

  for (auto call : program.getBody().getOps<kernel::CallOp>()) {
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    SmallVector<void *> arguments;
    for (Value operand : call.getInputs())
      arguments.push_back(buffers.at(kernel::sliceOf(operand)));
    for (Value result : call.getOutputs())
      arguments.push_back(buffers.at(kernel::sliceOf(result)));
    GuardedBytes scratch(roundUp64(kernel.getScratch().value_or(0)));
    arguments.push_back(scratch.data());
    int64_t items = kernel.getWorkItems().value_or(1);
    for (int64_t part = 0; part < parts; ++part)
      kernels.lookup(call.getCallee())(arguments.data(), items * part / parts,
                                       items * (part + 1) / parts);
  }

  std::vector<HostTensor> results;
  for (auto [type, buffer] :
       llvm::zip(program.getResultTypes(), buffers.outputs)) {
    auto tensor = cast<RankedTensorType>(type);
    DType dtype = *dtypeOf(tensor.getElementType());
    llvm::ArrayRef<char> bytes(buffer->data(), kernel::bytesOf(tensor));
    results.push_back(
        HostTensor::view(dtype, tensor.getShape(), bytes, nullptr).clone());
  }
  return results;
}

} // namespace kiln::test

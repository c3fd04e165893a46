//===- ProgramRunner.cpp --------------------------------------------------===//

#include "ProgramRunner.h"

#include "codegen/CPU/Kernel/CompileKernel.h"
#include "codegen/CPU/Program/KernelWork.h"
#include "codegen/Object/CpuTarget.h"
#include "codegen/Object/EmitObject.h"
#include "codegen/Object/LowerToLLVM.h"
#include "codegen/Schedule/Packing.h"
#include "codegen/Schedule/Passes.h"
#include "compiler/Transforms/Passes.h"
#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/InitializerEvaluator.h"
#include "dialects/Kiln/KilnDialect.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

#include <chrono>
#include <cstring>
#include <fmt/core.h>
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

  /// The named dimensions of the program.
  llvm::StringMap<int64_t> values;

  int64_t at(Dim size) const {
    return *evaluate(size,
                     [&](llvm::StringRef name) { return values.lookup(name); });
  }

  /// Reads named dimensions off the inputs.
  void bindDims(kernel::ProgramOp program, llvm::ArrayRef<HostTensor> tensors) {
    for (auto [type, tensor] : llvm::zip(program.getArgumentTypes(), tensors))
      for (auto [dim, size] :
           llvm::zip(dimsOf(cast<RankedTensorType>(type)), tensor.shape()))
        if (!dim.isKnown())
          values[dim.text()] = size;
  }

  char *at(kernel::SliceAttr slice) {
    switch (slice.getSpace()) {
    case kernel::Space::arena:
      return arena->data() + at(slice.getOffset());
    case kernel::Space::weights:
      return weights->data() + at(slice.getOffset());
    case kernel::Space::input:
      return inputs[slice.getIndex()]->data() + at(slice.getOffset());
    case kernel::Space::output:
      return outputs[slice.getIndex()]->data() + at(slice.getOffset());
    }
    llvm_unreachable("unknown space");
  }
};

} // namespace

static size_t roundUp64(size_t bytes) { return (bytes + 63) / 64 * 64; }

std::vector<HostTensor> CompiledModule::run(llvm::StringRef name,
                                            llvm::ArrayRef<HostTensor> inputs,
                                            int64_t parts) const {
  return execute(name, inputs, parts, 1, [](size_t, double) {});
}

void CompiledModule::time(llvm::StringRef name,
                          llvm::ArrayRef<HostTensor> inputs,
                          unsigned repeats) const {
  std::vector<std::vector<double>> times;
  execute(name, inputs, 1, repeats, [&](size_t call, double milliseconds) {
    times.resize(std::max(times.size(), call + 1));
    times[call].push_back(milliseconds);
  });
  SymbolTable symbols(module);
  auto program = symbols.lookup<kernel::ProgramOp>(name);
  Buffers buffers;
  buffers.bindDims(program, inputs);
  double total = 0;
  size_t index = 0;
  for (auto call : program.getBody().getOps<kernel::CallOp>()) {
    // Other work on the machine only ever adds to a time.
    double least = *llvm::min_element(times[index++]);
    total += least;
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    std::string algorithm, type;
    llvm::raw_string_ostream(algorithm) << *kernel.getAlgorithm();
    llvm::raw_string_ostream(type) << call.getResultTypes()[0];
    double gflops = buffers.at(flopsOf(kernel)) / least * 1e-6;
    fmt::print("{:8.3f} ms {:6.1f} GF/s  {:30} {} {}\n", least, gflops,
               call.getCallee().str(), type, algorithm);
  }
  fmt::print("{:8.3f} ms in all; arena {} bytes, bound {}, weights {}\n", total,
             program.getArenaBytes()->text(), program.getArenaBound()->text(),
             weights.size());
}

std::vector<HostTensor>
CompiledModule::execute(llvm::StringRef name, llvm::ArrayRef<HostTensor> inputs,
                        int64_t parts, unsigned repeats,
                        llvm::function_ref<void(size_t, double)> called) const {
  SymbolTable symbols(module);
  auto program = symbols.lookup<kernel::ProgramOp>(name);
  Buffers buffers;
  buffers.bindDims(program, inputs);
  std::vector<int64_t> dims;
  for (Dim dim : namedDimsOf(program))
    dims.push_back(buffers.at(dim));
  buffers.arena = std::make_unique<GuardedBytes>(
      roundUp64(buffers.at(*program.getArenaBytes())));
  buffers.weights = std::make_unique<GuardedBytes>(roundUp64(weights.size()));
  std::memcpy(buffers.weights->data(), weights.data(), weights.size());
  for (const HostTensor &input : inputs) {
    buffers.inputs.push_back(std::make_unique<GuardedBytes>(input.numBytes()));
    std::memcpy(buffers.inputs.back()->data(), input.bytes().data(),
                input.numBytes());
  }
  DataDims computed(program.getBody().front());
  for (Type type : program.getResultTypes())
    buffers.outputs.push_back(std::make_unique<GuardedBytes>(buffers.at(
        computed.mostOf(kernel::bytesOf(cast<RankedTensorType>(type))))));

  /// A call of a kernel, or a dimension that gets its value.
  struct Call {
    Kernel function;
    SmallVector<void *> arguments;
    Dim items;
    std::unique_ptr<GuardedBytes> scratch;
    DefineDimOp definition;
  };
  std::vector<Call> calls;
  auto add = [&](kernel::CallOp call,
                 llvm::function_ref<kernel::SliceAttr(Value)> sliceOf) {
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    Call &made = calls.emplace_back();
    made.function = kernels.lookup(call.getCallee());
    made.items = kernel.getWorkItems().value_or(1);
    for (Value operand : call.getInputs())
      made.arguments.push_back(buffers.at(sliceOf(operand)));
    for (Value result : call.getOutputs())
      made.arguments.push_back(buffers.at(sliceOf(result)));
    made.scratch = std::make_unique<GuardedBytes>(
        roundUp64(kernel.getScratch().value_or(0)));
    if (kernel.getScratch().value_or(0))
      made.arguments.push_back(made.scratch->data());
    made.arguments.push_back(dims.data());
  };
  for (Operation &op : program.getBody().front()) {
    if (auto call = dyn_cast<kernel::CallOp>(op))
      add(call, kernel::sliceOf);
    if (auto define = dyn_cast<DefineDimOp>(op)) {
      Call &made = calls.emplace_back();
      made.definition = define;
      made.arguments.push_back(buffers.at(kernel::sliceOf(define.getValue())));
    }
    auto loop = dyn_cast<kernel::LoopOp>(op);
    if (!loop)
      continue;
    int64_t steps = buffers.at(loop.getSteps());
    int64_t &step = buffers.values[loop.getStep().text()];
    for (step = 1; step <= steps; ++step)
      for (auto call : loop.getBody().getOps<kernel::CallOp>())
        add(call, step == 1 ? kernel::sliceInFirstStep : kernel::sliceOf);
  }
  auto define = [&](const Call &call) {
    DefineDimOp definition = call.definition;
    int64_t value = *static_cast<int64_t *>(call.arguments.front());
    buffers.values[definition.getDim()] = value;
    for (auto [index, dim] : llvm::enumerate(namedDimsOf(program)))
      if (dim == definition.getSize())
        dims[index] = value;
  };
  using Clock = std::chrono::steady_clock;
  for (unsigned repeat = 0; repeat < repeats; ++repeat) {
    size_t index = 0;
    for (const Call &call : calls) {
      if (call.definition) {
        define(call);
        continue;
      }
      auto start = Clock::now();
      int64_t items = buffers.at(call.items);
      for (int64_t part = 0; part < parts; ++part)
        call.function(call.arguments.data(), items * part / parts,
                      items * (part + 1) / parts);
      std::chrono::duration<double, std::milli> time = Clock::now() - start;
      called(index++, time.count());
    }
  }

  std::vector<HostTensor> results;
  for (auto [type, buffer] :
       llvm::zip(program.getResultTypes(), buffers.outputs)) {
    auto tensor = cast<RankedTensorType>(type);
    DType dtype = *dtypeOf(tensor.getElementType());
    SmallVector<int64_t> shape;
    for (Dim dim : dimsOf(tensor))
      shape.push_back(buffers.at(dim));
    llvm::ArrayRef<char> bytes(buffer->data(),
                               buffers.at(kernel::bytesOf(tensor)));
    results.push_back(HostTensor::view(dtype, shape, bytes, nullptr).clone());
  }
  return results;
}

} // namespace kiln::test

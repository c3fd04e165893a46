//===- BuildProgram.cpp - From planned modules to files -------------------===//

#include "compiler/Pipeline/BuildProgram.h"

#include "codegen/CPU/Program/DescribeProgram.h"
#include "codegen/Schedule/Packing.h"
#include "compiler/Pipeline/Hashes.h"
#include "compiler/Pipeline/Version.h"
#include "dialects/Kiln/Interpreter/InitializerEvaluator.h"

#include "llvm/Target/TargetMachine.h"

#include <set>

using namespace mlir;

namespace kiln {

static std::string withoutFolder(StringRef place, StringRef folder) {
  place.consume_front(folder);
  return place.str();
}

llvm::Expected<ModuleDescription>
describeProgram(kernel::ProgramOp program, const ProgramOptions &options) {
  auto machine = createTargetMachine(options.target);
  if (!machine)
    return machine.takeError();
  auto module =
      describeModule(program, options.name,
                     packedWeights(program->getParentOfType<ModuleOp>()));
  if (!module)
    return module.takeError();
  ModuleDescription &description = *module;
  auto variant = describeVariant(program, options.name, options.level,
                                 **machine, description);
  if (!variant)
    return variant.takeError();
  description.variants = {std::move(*variant)};
  for (KernelDescription &kernel : description.variants.front().kernels)
    kernel.source = withoutFolder(kernel.source, options.sourceFolder);
  description.labels = options.labels;
  description.preprocessing = options.preprocessing;
  description.weightsFile = options.weightsFile;
  description.modelHash = options.modelHash;
  description.compilerVersion = version().str();
  description.compilerHash = compilerHash();
  description.compileFlags = options.compileFlags;
  return module;
}

/// How often a kernel runs where named dimensions have their largest values.
static uint64_t timesRun(const ModuleDescription &description, size_t kernel) {
  for (const LoopDescription &loop : description.variants.front().loops)
    if (kernel - loop.firstKernel < loop.kernelCount)
      return largestValue(description, loop.lastStep) - loop.firstStep + 1;
  return 1;
}

ProgramCost costOf(const ModuleDescription &description) {
  const VariantDescription &variant = description.variants.front();
  ProgramCost cost;
  std::set<std::string> symbols;
  for (auto [index, kernel] : llvm::enumerate(variant.kernels)) {
    uint64_t times = timesRun(description, index);
    symbols.insert(kernel.symbol);
    cost.flops += times * largestValue(description, kernel.flops);
    cost.bytesMoved += times * largestValue(description, kernel.bytes);
    cost.calls += times;
  }
  cost.kernels = symbols.size();
  cost.arenaBytes = largestValue(description, variant.arenaBytes);
  cost.arenaBound = largestValue(description, variant.arenaBound);
  cost.weightsBytes = description.weightsBytes;
  return cost;
}

FailureOr<std::vector<ObjectBytes>>
compileKernelsOf(ModuleOp module, const ProgramOptions &options,
                 PipelineObserver &observer) {
  observer.started(Phase::CompileKernels);
  auto objects = compileKernels(
      module, options.name, options.target, [&](size_t done, size_t total) {
        observer.progressed(Phase::CompileKernels, done, total);
      });
  if (!objects)
    return report(module.getContext(), objects.takeError());
  observer.finished(Phase::CompileKernels, module);
  return std::move(*objects);
}

static llvm::Error link(kernel::ProgramOp program,
                        const std::vector<ObjectBytes> &kernels,
                        const ProgramOptions &options,
                        const LinkOptions &linkOptions, OutputFiles &files) {
  auto module = program->getParentOfType<ModuleOp>();
  auto description = describeProgram(program, options);
  if (!description)
    return description.takeError();
  auto descriptor = compileDescriptor(*description, options.target);
  if (!descriptor)
    return descriptor.takeError();
  LinkInputs inputs;
  inputs.module = &*description;
  inputs.objects.assign(kernels.begin(), kernels.end());
  inputs.objects.push_back(*descriptor);
  inputs.writeWeights = [&](llvm::raw_ostream &stream) {
    InitializerEvaluator evaluator(module);
    return writePackedWeights(
        stream, packedWeights(module),
        [&](llvm::StringRef symbol) { return evaluator.get(symbol); });
  };
  return linkModel(inputs, linkOptions, files);
}

LogicalResult linkProgram(kernel::ProgramOp program,
                          const std::vector<ObjectBytes> &kernels,
                          const ProgramOptions &options,
                          const LinkOptions &linkOptions, OutputFiles &files,
                          PipelineObserver &observer) {
  observer.started(Phase::Link);
  if (llvm::Error error = link(program, kernels, options, linkOptions, files))
    return report(program.getContext(), std::move(error));
  observer.finished(Phase::Link, nullptr);
  return success();
}

} // namespace kiln

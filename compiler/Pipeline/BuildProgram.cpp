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

ProgramCost costOf(const ModuleDescription &description) {
  const VariantDescription &variant = description.variants.front();
  ProgramCost cost;
  std::set<std::string> symbols;
  for (const KernelDescription &kernel : variant.kernels) {
    symbols.insert(kernel.symbol);
    cost.flops += largestValue(description, kernel.flops);
    cost.bytesMoved += largestValue(description, kernel.bytes);
  }
  cost.kernels = symbols.size();
  cost.calls = variant.kernels.size();
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

//===- CompiledTest.cpp - torch.nn in compiled kernels --------------------===//
//
// The first call of each class and function.
//
//===----------------------------------------------------------------------===//

#include "CallTest.h"

#include "ProgramRunner.h"
#include "compiler/Pipeline/RunPhases.h"

#include "llvm/ADT/StringSet.h"

using namespace kiln;
using namespace kiln::test;

namespace {
class CompiledFamily : public CallTest {
protected:
  std::string check(const StoredCall &call);
};

/// Which calls of a family are worth the time that compiling takes.
class Sample {
public:
  bool takes(const StoredCall &call) {
    bool isNew = false;
    for (const std::string &subject : call.subjects)
      isNew |= seen.insert(subject).second;
    return isNew;
  }

private:
  llvm::StringSet<> seen;
};
} // namespace

/// What is wrong with a compiled call; empty if nothing is.
std::string CompiledFamily::check(const StoredCall &call) {
  auto model = import(call);
  if (mlir::failed(model))
    return report;
  std::vector<HostTensor> arguments = argumentsOf(*model, call);
  Level level = nativeLevel();
  PipelineOptions options;
  options.vectors = level.target;
  PipelineObserver observer;
  if (mlir::failed(runPhases(*model->module, Phase::Simplify, Phase::PlanMemory,
                             options, observer)))
    return "the phases before code failed";
  auto compiled = CompiledModule::create(*model->module, level);
  if (!compiled)
    return llvm::toString(compiled.takeError());
  return compareResults(call,
                        (*compiled)->run("forward", arguments, /*parts=*/2),
                        arguments.size() - call.inputs.size());
}

TEST_P(CompiledFamily, IsAsPyTorchComputesIt) {
  Sample sample;
  for (const StoredCall &call : calls())
    if (call.refusal.empty() && call.warning.empty() && sample.takes(call))
      EXPECT_EQ(check(call), "") << placeOf(call);
}

INSTANTIATE_TEST_SUITE_P(TorchNN, CompiledFamily,
                         testing::ValuesIn(callFamilies()),
                         [](const auto &info) { return info.param; });

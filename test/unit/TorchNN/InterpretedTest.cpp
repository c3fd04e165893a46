//===- InterpretedTest.cpp - torch.nn in the reference interpreter --------===//

#include "CallTest.h"

#include "dialects/Kiln/Interpreter/Interpreter.h"

using namespace kiln;
using namespace kiln::test;

namespace {
class InterpretedFamily : public CallTest {};
} // namespace

static GraphOp graphOf(const ImportedModel &model) {
  return *model.module.get().getOps<GraphOp>().begin();
}

TEST_P(InterpretedFamily, IsAsPyTorchComputesIt) {
  for (const StoredCall &call : calls()) {
    SCOPED_TRACE(placeOf(call));
    auto model = import(call);
    if (!call.refusal.empty()) {
      EXPECT_TRUE(mlir::failed(model));
      EXPECT_TRUE(llvm::StringRef(report).contains(call.refusal)) << report;
      continue;
    }
    EXPECT_TRUE(mlir::succeeded(model)) << report;
    EXPECT_TRUE(llvm::StringRef(report).contains(call.warning)) << report;
    if (mlir::failed(model) || !call.warning.empty())
      continue;
    std::vector<HostTensor> arguments = argumentsOf(*model, call);
    size_t states = arguments.size() - call.inputs.size();
    auto results = interpret(graphOf(*model), arguments);
    if (results)
      EXPECT_EQ(compareResults(call, *results, states), "");
    else
      ADD_FAILURE() << llvm::toString(results.takeError());
  }
}

INSTANTIATE_TEST_SUITE_P(TorchNN, InterpretedFamily,
                         testing::ValuesIn(callFamilies()),
                         [](const auto &info) { return info.param; });

//===- NumericCasesTest.cpp - Compiled ops against PyTorch ----------------===//

#include "ProgramRunner.h"

#include "compiler/Verify/TensorDifference.h"
#include "test/unit/NumericCases/NumericCases.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/Error.h"

#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {
class CompiledFamily
    : public testing::TestWithParam<std::tuple<llvm::StringRef, Level>> {};
} // namespace

static void expectEqual(const NumericCase &test,
                        const std::vector<HostTensor> &results) {
  ASSERT_EQ(results.size(), test.outputs.size());
  for (auto [expected, actual] : llvm::zip(test.outputs, results)) {
    double tolerance = caseTolerance(expected.dtype());
    TensorDifference found = compareTensors(expected, actual, tolerance);
    EXPECT_FALSE(found) << describe(found, expected, actual, tolerance);
  }
}

TEST_P(CompiledFamily, IsAsPyTorchComputesIt) {
  auto [family, level] = GetParam();
  auto context = makeCodegenContext();
  llvm::Expected<NumericCases> cases = loadNumericCases(*context, family);
  ASSERT_TRUE(bool(cases)) << llvm::toString(cases.takeError());
  llvm::Error failed = schedule(*cases->module, level);
  ASSERT_FALSE(failed) << llvm::toString(std::move(failed));
  auto compiled = CompiledModule::create(*cases->module, level);
  ASSERT_TRUE(bool(compiled)) << llvm::toString(compiled.takeError());
  for (const NumericCase &test : cases->cases) {
    SCOPED_TRACE(test.name);
    expectEqual(test, (*compiled)->run(test.name, test.inputs, /*parts=*/2));
  }
}

INSTANTIATE_TEST_SUITE_P(Ops, CompiledFamily,
                         testing::Combine(testing::ValuesIn(numericFamilies()),
                                          testing::ValuesIn(runnableLevels())),
                         [](const auto &info) {
                           return std::get<0>(info.param).str() + "_" +
                                  std::get<1>(info.param).name;
                         });

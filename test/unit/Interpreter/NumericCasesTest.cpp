//===- NumericCasesTest.cpp - The interpreter against PyTorch -------------===//

#include "test/unit/NumericCases/NumericCases.h"

#include "compiler/Verify/TensorDifference.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {
class NumericFamily : public testing::TestWithParam<llvm::StringRef> {};
} // namespace

static void expectEqual(const NumericCase &test) {
  auto results = interpret(test.graph, test.inputs);
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  ASSERT_EQ(results->size(), test.outputs.size());
  for (auto [expected, actual] : llvm::zip(test.outputs, *results)) {
    double tolerance = caseTolerance(expected.dtype());
    TensorDifference found = compareTensors(expected, actual, tolerance);
    EXPECT_FALSE(found) << describe(found, expected, actual, tolerance);
  }
}

TEST_P(NumericFamily, IsAsPyTorchComputesIt) {
  mlir::MLIRContext context;
  llvm::Expected<NumericCases> cases = loadNumericCases(context, GetParam());
  ASSERT_TRUE(bool(cases)) << llvm::toString(cases.takeError());
  EXPECT_FALSE(cases->cases.empty());
  for (const NumericCase &test : cases->cases) {
    SCOPED_TRACE(test.name);
    expectEqual(test);
  }
}

INSTANTIATE_TEST_SUITE_P(Ops, NumericFamily,
                         testing::ValuesIn(numericFamilies()),
                         [](const auto &info) { return info.param.str(); });

//===- CallsTest.cpp - The stored calls themselves ------------------------===//

#include "Calls.h"

#include "gtest/gtest.h"

using namespace kiln;
using namespace kiln::test;

/// No family would be no test of torch.nn, and nobody would notice.
TEST(Calls, AreThere) {
  std::vector<std::string> families = callFamilies();
  EXPECT_FALSE(families.empty());
  for (const std::string &family : families) {
    auto calls = loadCalls(family);
    EXPECT_TRUE(bool(calls)) << llvm::toString(calls.takeError());
  }
}

TEST(Calls, FamiliesHaveFiles) {
  auto calls = loadCalls("no_such_family");
  ASSERT_FALSE(bool(calls));
  llvm::consumeError(calls.takeError());
}

TEST(Calls, AllResultsCount) {
  HostTensor zeros = HostTensor::zeros(DType::F32, {2});
  StoredCall call;
  call.outputs = {zeros};
  EXPECT_EQ(compareResults(call, {zeros}, 0), "");
  EXPECT_EQ(compareResults(call, {zeros, zeros}, 1), "");
  EXPECT_EQ(compareResults(call, {zeros, zeros}, 0),
            "expected 1 results and 0 states, got 2 tensors");
  EXPECT_EQ(compareResults(call, {}, 0),
            "expected 1 results and 0 states, got 0 tensors");
  call.outputs.push_back(zeros);
  EXPECT_NE(compareResults(call, {zeros, zeros}, 1), "");
}

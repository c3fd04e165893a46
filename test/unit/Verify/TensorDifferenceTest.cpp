//===- TensorDifferenceTest.cpp -------------------------------------------===//

#include "compiler/Verify/TensorDifference.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace kiln;

static HostTensor floats(llvm::ArrayRef<float> values) {
  return HostTensor::of(DType::F32, {static_cast<int64_t>(values.size())},
                        values);
}

TEST(TensorDifference, IsRelativeToTheLargestExpectedValue) {
  HostTensor expected = floats({100, 0, -1});
  EXPECT_FALSE(compareTensors(expected, floats({100, 1e-4f, -1}), 1e-5));
  TensorDifference found =
      compareTensors(expected, floats({100, 0, -1.5f}), 1e-3);
  EXPECT_TRUE(found.values);
  EXPECT_EQ(found.position, 2);
  EXPECT_DOUBLE_EQ(found.error, 0.005);
}

TEST(TensorDifference, WantsNanAndInfinityWhereTheyAreExpected) {
  HostTensor expected = floats({NAN, INFINITY, 1});
  EXPECT_FALSE(compareTensors(expected, floats({NAN, INFINITY, 1}), 0));
  EXPECT_TRUE(compareTensors(expected, floats({1, INFINITY, 1}), 1e9));
  EXPECT_TRUE(compareTensors(expected, floats({NAN, -INFINITY, 1}), 1e9));
  EXPECT_TRUE(compareTensors(expected, floats({NAN, INFINITY, NAN}), 1e9));
}

TEST(TensorDifference, ComparesIntegersExactly) {
  HostTensor expected = HostTensor::of<int64_t>(DType::I64, {2}, {1, 1 << 30});
  HostTensor actual =
      HostTensor::of<int64_t>(DType::I64, {2}, {1, (1 << 30) + 1});
  EXPECT_FALSE(compareTensors(expected, expected, 0));
  EXPECT_TRUE(compareTensors(expected, actual, 1));
}

TEST(TensorDifference, SeesShapesAndTypes) {
  HostTensor expected = floats({1, 2});
  HostTensor column = expected.reshaped({2, 1});
  TensorDifference found = compareTensors(expected, column, 1);
  EXPECT_TRUE(found.kind);
  EXPECT_EQ(describe(found, expected, column, 1),
            "expected f32 [2], got f32 [2, 1]");
}

TEST(TensorDifference, SaysWhereTheWorstElementIs) {
  HostTensor expected = floats({1, 2, 3, 4, 5, 6}).reshaped({2, 3});
  HostTensor actual = floats({1, 2, 3, 4, 5, NAN}).reshaped({2, 3});
  TensorDifference found = compareTensors(expected, actual, 1e-5);
  EXPECT_EQ(describe(found, expected, actual, 1e-5),
            "at [1, 2] expected 6, got nan (error inf, allowed 1e-05)");
}

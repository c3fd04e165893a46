//===- HostTensorTest.cpp -------------------------------------------------===//

#include "compiler/Support/HostTensor.h"
#include <gtest/gtest.h>

using namespace kiln;

TEST(DType, NamesRoundTrip) {
  EXPECT_EQ(parseDType("f32"), DType::F32);
  EXPECT_EQ(parseDType("bfloat16"), DType::BF16);
  EXPECT_EQ(parseDType("f31"), std::nullopt);
  EXPECT_EQ(shortName(DType::U8), "u8");
}

TEST(HostTensor, CountsElementsWithoutOverflow) {
  EXPECT_EQ(checkedNumElements({}), 1);
  EXPECT_EQ(checkedNumElements({3, 0, int64_t(1) << 62, 8}), 0);
  EXPECT_EQ(checkedNumElements({int64_t(1) << 62, 4}), std::nullopt);
  EXPECT_EQ(checkedNumElements({-1}), std::nullopt);
}

TEST(HostTensor, ViewsShareBytesAndClonesDoNot) {
  HostTensor a = HostTensor::of<float>(DType::F32, {2, 2}, {1, 2, 3, 4});
  HostTensor b = a.reshaped({4});
  EXPECT_EQ(a.bytes().data(), b.bytes().data());
  HostTensor c = a.clone();
  c.mutableData<float>()[0] = 5;
  EXPECT_EQ(a.data<float>()[0], 1);
}

//===- NumbersTest.cpp - Elements as numbers ------------------------------===//

#include "dialects/Kiln/Interpreter/Numbers.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace kiln;
using namespace kiln::reference;

TEST(Numbers, HalvesSurviveTheWayToFloatAndBack) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    float value = halfToFloat(bits);
    if (std::isnan(value))
      EXPECT_TRUE(std::isnan(halfToFloat(floatToHalf(value))));
    else
      ASSERT_EQ(floatToHalf(value), bits);
  }
}

TEST(Numbers, BfloatsSurviveTheWayToFloatAndBack) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    float value = bfloatToFloat(bits);
    if (std::isnan(value))
      EXPECT_TRUE(std::isnan(bfloatToFloat(floatToBfloat(value))));
    else
      ASSERT_EQ(floatToBfloat(value), bits);
  }
}

TEST(Numbers, HalvesRoundToNearestEven) {
  EXPECT_EQ(floatToHalf(1 + 0x1p-11f), 0x3c00);
  EXPECT_EQ(floatToHalf(1 + 0x1.8p-10f), 0x3c02);
  EXPECT_EQ(floatToHalf(65519), 0x7bff);
  EXPECT_EQ(floatToHalf(65520), 0x7c00);
  EXPECT_EQ(floatToHalf(-0x1p-25f), 0x8000);
  EXPECT_EQ(floatToHalf(0x1.8p-25f), 0x0001);
  EXPECT_EQ(floatToBfloat(1 + 0x1p-8f), 0x3f80);
  EXPECT_EQ(floatToBfloat(3.4e38f), 0x7f80);
}

TEST(Numbers, IntegersWrapWhenStored) {
  int64_t values[] = {300, -129, -1};
  HostTensor bytes = storeAll<int64_t>(values, DType::U8, {3});
  EXPECT_EQ(loadAll<int64_t>(bytes), (std::vector<int64_t>{44, 127, 255}));
  HostTensor flags = storeAll<int64_t>(values, DType::Bool, {3});
  EXPECT_EQ(loadAll<int64_t>(flags), (std::vector<int64_t>{1, 1, 1}));
}

TEST(Numbers, FloatsTruncateToIntegers) {
  double values[] = {2.9, -2.9, NAN, 1e30};
  HostTensor tensor = storeAll<double>(values, DType::I64, {4});
  EXPECT_EQ(loadAll<int64_t>(tensor),
            (std::vector<int64_t>{2, -2, INT64_MIN, INT64_MIN}));
}

TEST(Numbers, ReadsBytesAtAnyAlignment) {
  auto bytes = std::make_shared<std::vector<char>>(9);
  float value = 1.5f;
  std::memcpy(bytes->data() + 1, &value, sizeof value);
  std::memcpy(bytes->data() + 5, &value, sizeof value);
  llvm::ArrayRef<char> all(*bytes);
  HostTensor tensor =
      HostTensor::view(DType::F32, {2}, all.drop_front(1), bytes);
  EXPECT_EQ(loadAll<double>(tensor), (std::vector<double>{1.5, 1.5}));
}

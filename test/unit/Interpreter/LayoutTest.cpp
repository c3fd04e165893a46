//===- LayoutTest.cpp - Blocks of channels --------------------------------===//

#include "dialects/Kiln/Interpreter/Layout.h"

#include "dialects/Kiln/Interpreter/Numbers.h"
#include "dialects/Kiln/Interpreter/Shape.h"

#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::reference;

/// 1, 2, 3, ... so that no element is like another, nor like padding.
static HostTensor counted(llvm::ArrayRef<int64_t> shape) {
  std::vector<double> values(product(shape));
  for (auto [i, value] : llvm::enumerate(values))
    value = static_cast<double>(i + 1);
  return storeAll<double>(values, DType::F32, shape);
}

TEST(Layout, PacksChannelsIntoBlocks) {
  BlockedLayout layout{2, {1, 0, 0, 1}};
  HostTensor packed = pack(counted({1, 3, 1, 2}), layout);
  EXPECT_EQ(packed.shape(), (llvm::ArrayRef<int64_t>{1, 2, 2, 3, 2}));
  // The upper halo row, then the pixels with a halo column behind them.
  EXPECT_EQ(loadAll<double>(packed),
            (std::vector<double>{0, 0, 0, 0, 0, 0, 1, 3, 2, 4, 0, 0,
                                 0, 0, 0, 0, 0, 0, 5, 0, 6, 0, 0, 0}));
}

TEST(Layout, UnpacksWhatItPacked) {
  for (int64_t channels : {1, 15, 16, 17, 33})
    for (int64_t block : {1, 4, 8, 16}) {
      BlockedLayout layout{block, {2, 1, 0, 3}};
      HostTensor x = counted({2, channels, 3, 5});
      HostTensor packed = pack(x, layout);
      EXPECT_TRUE(hasCleanBorder(packed, layout, x.shape()));
      EXPECT_EQ(unpack(packed, layout, x.shape()).bytes(), x.bytes());
    }
}

TEST(Layout, SeesDirtInTheHalo) {
  BlockedLayout layout{4, {0, 1, 0, 0}};
  HostTensor x = counted({1, 3, 2, 2});
  HostTensor packed = pack(x, layout);
  packed.mutableData<float>()[0] = 1;
  EXPECT_FALSE(hasCleanBorder(packed, layout, x.shape()));
}

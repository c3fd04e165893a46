//===- ArenaTest.cpp ------------------------------------------------------===//

#include "codegen/Schedule/Arena.h"

#include <gtest/gtest.h>

#include <random>

using namespace kiln;

namespace {

bool overlap(int64_t a, int64_t aEnd, int64_t b, int64_t bEnd) {
  return a < bEnd && b < aEnd;
}

/// Checks that no two values alive at one time share a byte, that all are
/// aligned and that the arena holds them.
void expectSound(llvm::ArrayRef<ArenaValue> values, const ArenaLayout &layout) {
  ASSERT_EQ(layout.offsets.size(), values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    int64_t start = layout.offsets[i], end = start + values[i].bytes;
    EXPECT_EQ(start % kArenaAlignment, 0);
    EXPECT_LE(end, layout.bytes);
    for (size_t j = 0; j < i; ++j) {
      bool together = values[i].first <= values[j].last &&
                      values[j].first <= values[i].last;
      int64_t other = layout.offsets[j];
      EXPECT_FALSE(together &&
                   overlap(start, end, other, other + values[j].bytes))
          << i << " and " << j;
    }
  }
}

TEST(Arena, IsEmptyWithoutValues) {
  EXPECT_EQ(layOutArena({}).bytes, 0);
  EXPECT_EQ(peakBytes({}), 0);
}

TEST(Arena, ReusesWhatIsNoLongerWanted) {
  ArenaValue values[] = {{640, 0, 1}, {640, 1, 2}, {640, 2, 3}};
  ArenaLayout layout = layOutArena(values);
  expectSound(values, layout);
  EXPECT_EQ(layout.bytes, 1280);
  EXPECT_EQ(layout.offsets[0], layout.offsets[2]);
}

TEST(Arena, HoldsRandomValuesNearTheBound) {
  std::mt19937 generator(1);
  double worst = 0;
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<ArenaValue> values;
    for (int time = 0; time < 60; ++time) {
      int64_t bytes = 1 + generator() % 100'000;
      // Most values are read next, some much later, as in residual networks.
      int64_t life = generator() % 8 ? 1 : generator() % 20;
      values.push_back({bytes, time, time + life});
    }
    ArenaLayout layout = layOutArena(values);
    expectSound(values, layout);
    worst = std::max(worst, double(layout.bytes) / double(peakBytes(values)));
  }
  EXPECT_LE(worst, 1.1);
}

} // namespace

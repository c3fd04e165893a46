//===- TextTest.cpp - Words that messages share ---------------------------===//

#include "compiler/Support/Text.h"

#include "gtest/gtest.h"

using namespace kiln;

TEST(ShapeText, ListsDimensions) {
  EXPECT_EQ(shapeText({1, 3, 32}), "[1, 3, 32]");
  EXPECT_EQ(shapeText({}), "[]");
}

static std::string nearest(llvm::StringRef name,
                           llvm::ArrayRef<llvm::StringRef> candidates) {
  NearestName result(name);
  for (llvm::StringRef candidate : candidates)
    result.consider(candidate);
  return result.get().str();
}

TEST(NearestName, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("conv1.wieght", {"conv2.weight", "conv1.weight", "fc"}),
            "conv1.weight");
  EXPECT_EQ(nearest("ab", {"ac", "ad"}), "ac");
}

TEST(NearestName, SuggestsNothingFarAway) {
  EXPECT_EQ(nearest("weight", {"bias", "running_mean"}), "");
  EXPECT_EQ(nearest("x", {"yz"}), "");
  EXPECT_EQ(nearest("weight", {}), "");
}

//===- ArgumentSpecTest.cpp -----------------------------------------------===//

#include "compiler/Frontend/ArgumentSpec.h"
#include <gtest/gtest.h>

using namespace kiln;

static std::string parse(llvm::StringRef text) {
  llvm::Expected<ArgumentSpec> spec = parseArgumentSpec(text);
  return spec ? formatArgumentSpec(*spec) : llvm::toString(spec.takeError());
}

TEST(ArgumentSpec, FillsInDefaults) {
  EXPECT_EQ(parse("1x3x32x32"), "f32:1x3x32x32");
  EXPECT_EQ(parse("ids=i64:2x7"), "ids=i64:2x7");
  EXPECT_EQ(parse("u8:scalar"), "u8:scalar");
  EXPECT_EQ(parse("int64:4"), "i64:4");
}

TEST(ArgumentSpec, NamesDimensions) {
  EXPECT_EQ(parse("Nx3x224x224"), "f32:Nx3x224x224");
  EXPECT_EQ(parse("ids=i64:2xseq_len"), "ids=i64:2xseq_len");
}

TEST(ArgumentSpec, RefusesWhatIsNoShape) {
  EXPECT_EQ(parse("=3"), "input '=3': the name before '=' is empty");
  EXPECT_NE(parse("1x-3").find("expected a size, got '-3'"), std::string::npos);
  EXPECT_NE(parse("N-1x3").find("expected a size, got 'N-1'"),
            std::string::npos);
  EXPECT_NE(parse("f33:3").find("unknown element type 'f33'"),
            std::string::npos);
  EXPECT_NE(parse("").find("expected a size, got ''"), std::string::npos);
  EXPECT_NE(parse("99999999999x99999999999").find("more than a program"),
            std::string::npos);
}

//===- BytesTest.cpp - Files read into memory -----------------------------===//

#include "runtime/Program/Bytes.h"

#include "runtime/include/kiln.h"
#include "gtest/gtest.h"

#include <fstream>
#include <string>

using namespace kiln::runtime;

namespace {

class BytesTest : public testing::Test {
protected:
  void write(const std::string &content) {
    std::ofstream(path, std::ios::binary) << content;
  }
  void TearDown() override { std::remove(path.c_str()); }

  static std::string textOf(const Bytes &content) {
    return {content.as<char>(), content.size()};
  }

  std::string path = testing::TempDir() + "kiln-bytes-test";
};

} // namespace

TEST_F(BytesTest, StartsAreNotTheWhole) {
  write("0123456789abcdef");
  Bytes start, whole;
  ASSERT_TRUE(readStart(path.c_str(), start));
  EXPECT_EQ(textOf(start), "01234567");
  ASSERT_TRUE(readFile(path.c_str(), whole));
  EXPECT_EQ(textOf(whole), "0123456789abcdef");
}

TEST_F(BytesTest, ShortFilesAreTheirStart) {
  write("abc");
  Bytes start;
  ASSERT_TRUE(readStart(path.c_str(), start));
  EXPECT_EQ(textOf(start), "abc");
}

TEST_F(BytesTest, WhatIsNotThereIsAnError) {
  Bytes content;
  EXPECT_FALSE(readStart(path.c_str(), content));
  EXPECT_NE(std::string(kiln_last_error()).find(path), std::string::npos);
  EXPECT_FALSE(readFile(path.c_str(), content));
  std::string folder = testing::TempDir();
  EXPECT_FALSE(readStart(folder.c_str(), content));
}

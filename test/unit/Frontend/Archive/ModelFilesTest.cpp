//===- ModelFilesTest.cpp -------------------------------------------------===//

#include "test/oracle/TensorOracle.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace kiln::test;

TEST(ModelFiles, ReadAsPyTorchReadsThem) {
  std::string text;
  llvm::raw_string_ostream os(text);
  OracleResult result = checkModelFolder(KILN_TEST_DATA_DIR "/archive", os);
  EXPECT_EQ(result.failures, 0u) << text;
  EXPECT_EQ(result.comparedFiles, 28u);
  EXPECT_EQ(result.comparedTensors, 63u);
  // The hostile files, one that is cut short, and two texts.
  EXPECT_EQ(result.refusedFiles, 9u) << text;
}

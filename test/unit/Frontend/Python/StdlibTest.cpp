//===- StdlibTest.cpp - The standard library does what Python's does ------===//
//
// The programs in test/data/python print; what Python 3.11 prints for them lies
// beside them in files of the same name that end with .out.
//
//===----------------------------------------------------------------------===//

#include "EvaluatorFixture.h"

#include "llvm/Support/MemoryBuffer.h"

namespace kiln::python {
namespace {

std::string read(const std::string &name) {
  auto file = llvm::MemoryBuffer::getFile(std::string(KILN_TEST_DATA_DIR) +
                                          "/python/" + name);
  return file ? (*file)->getBuffer().str() : "missing " + name;
}

class StdlibTest : public EvaluatorTest,
                   public ::testing::WithParamInterface<const char *> {};

TEST_P(StdlibTest, PrintsWhatPythonPrints) {
  std::string name = std::string("stdlib_") + GetParam();
  EXPECT_EQ(run(read(name + ".py")), read(name + ".out"));
}

INSTANTIATE_TEST_SUITE_P(Programs, StdlibTest,
                         ::testing::Values("addresses", "collections",
                                           "dataclasses", "enum", "functools",
                                           "inspect", "itertools", "math", "re",
                                           "system", "typing", "yaml"),
                         [](const auto &info) {
                           return std::string(info.param);
                         });

/// What differs from Python on purpose.
class StdlibRefusalTest : public EvaluatorTest {};

TEST_F(StdlibRefusalTest, FilesAreRefused) {
  std::string result = run("import os\nos.listdir('.')\n");
  EXPECT_EQ(result.find("! test.py:2:1: "), 0u) << result;
  EXPECT_NE(result.find("'.' is no file that kiln may read"), std::string::npos)
      << result;
}

TEST_F(StdlibRefusalTest, CatastrophicPatternsEnd) {
  budgets.steps = 1'000'000;
  std::string result = run("import re\n"
                           "re.match('(a*)*b', 'a' * 40)\n"
                           "print('not reached')\n");
  EXPECT_EQ(result.substr(0, 2), "! ");
}

} // namespace
} // namespace kiln::python

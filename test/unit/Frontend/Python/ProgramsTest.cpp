//===- ProgramsTest.cpp - Programs print what CPython prints --------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

class ProgramsTest : public EvaluatorTest,
                     public ::testing::WithParamInterface<const char *> {};

std::string readData(const llvm::Twine &name) {
  auto buffer = llvm::MemoryBuffer::getFile(
      llvm::Twine(KILN_TEST_DATA_DIR "/python/") + name);
  return buffer ? (*buffer)->getBuffer().str() : "no file " + name.str();
}

TEST_P(ProgramsTest, PrintWhatCPythonPrints) {
  std::string program = readData(llvm::Twine(GetParam()) + ".py");
  EXPECT_EQ(run(program), readData(llvm::Twine(GetParam()) + ".out"));
}

INSTANTIATE_TEST_SUITE_P(Data, ProgramsTest,
                         ::testing::Values("language", "objects"));

} // namespace
} // namespace kiln::python

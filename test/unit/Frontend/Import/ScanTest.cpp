//===- ScanTest.cpp - Steps along sequences, called by a definition -------===//
//
// The prelude's recurrent layers keep to what a scan takes; definitions may
// call it with anything.
//
//===----------------------------------------------------------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class ScanTest : public ImportTest {
protected:
  ImportOptions scanWith(const std::string &arguments) {
    return definition("import torch\n"
                      "def step(element, state, *shared):\n"
                      "    return (state[0] + element,)\n"
                      "def f(x):\n"
                      "    return torch._C._scan(" +
                          arguments + ", False)[0]\n",
                      "f", {"3x2"});
  }
  void refuses(const std::string &arguments, llvm::StringRef message) {
    report.clear();
    refuse(scanWith(arguments));
    expectReported(("error: _scan() expects " + message).str());
  }
};
} // namespace

TEST_F(ScanTest, SharesWhatIsThere) {
  ImportedModel model = imported(scanWith("step, (x,), (x[0],), (None, x)"));
  ASSERT_TRUE(model.module) << report;
  std::string text;
  llvm::raw_string_ostream(text)
      << graphOf(model).getFunctionType().getResult(0);
  EXPECT_EQ(text, "tensor<3x2xf32>");
}

TEST_F(ScanTest, RefusesWhatAreNoSequences) {
  refuses("step, (), (x[0],), ()", "at least one sequence and one state");
  refuses("step, (x,), (), ()", "at least one sequence and one state");
  refuses("step, (x.sum(),), (x[0],), ()",
          "sequences, got a tensor without dimensions");
  refuses("step, (x, x[1:]), (x[0],), ()",
          "sequences of one length, got 3 and 2");
}

TEST_F(ScanTest, RefusesWhatAreNoTensors) {
  refuses("step, (None,), (x[0],), ()", "tensors as sequences, got NoneType");
  refuses("step, (x,), (None,), ()", "tensors as state, got NoneType");
  refuses("step, (x,), (x[0],), (2,)", "tensors as shared, got int");
  refuses("lambda *given: (None,), (x,), (x[0],), ()",
          "tensors as the state that a step leaves, got NoneType");
}

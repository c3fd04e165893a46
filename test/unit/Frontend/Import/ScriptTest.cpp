//===- ScriptTest.cpp - What a script takes from outside ------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class ScriptTest : public ImportTest {
protected:
  /// A training script of which only the network matters.
  const char *source = R"(
import argparse
from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--width", type=int, default=4)
parser.add_argument("--kind", choices=["a", "b"], default="a")
options = parser.parse_args()
width = options.width
classes = len(open(options.data).read())

class Net(nn.Module):
    depth = classes + 1

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(width, classes * self.depth)

    def forward(self, x):
        return self.fc(x)

classes = 0
)";

  std::string resultOf(const ImportOptions &options) {
    ImportedModel model = imported(options);
    if (!model.module)
      return report;
    std::string text;
    llvm::raw_string_ostream(text)
        << graphOf(model).getFunctionType().getResult(0);
    return text;
  }
};
} // namespace

TEST_F(ScriptTest, KeepsGlobalsAtTheirValues) {
  ImportOptions options = definition(source, "Net", {"3x8"});
  options.globals = {{"width", "2 * 4"}, {"classes", "3"}};
  EXPECT_EQ(resultOf(options), "tensor<3x12xf32>");
}

TEST_F(ScriptTest, LeavesOtherFilesGlobalsAlone) {
  write("sizes.py", "width = 5\n");
  ImportOptions options =
      definition("from torch import nn\n"
                 "import sizes\n"
                 "def make():\n"
                 "    return nn.Linear(width, sizes.width)\n",
                 "make()", {"3x8"});
  options.globals = {{"width", "8"}};
  EXPECT_EQ(resultOf(options), "tensor<3x5xf32>");
}

TEST_F(ScriptTest, ReportsGlobalsThatAreNoExpressions) {
  ImportOptions options = definition(source, "Net", {"3x8"});
  options.globals = {{"width", "2 +"}};
  refuse(options);
  EXPECT_NE(report.find("<width>"), std::string::npos) << report;
}

TEST_F(ScriptTest, PassesArgumentsToTheScript) {
  ImportOptions options = definition(source, "Net", {"3x6"});
  options.globals = {{"classes", "1"}};
  options.scriptArguments = {"--wid=6", "--kind", "b"};
  EXPECT_EQ(resultOf(options), "tensor<3x2xf32>");
}

TEST_F(ScriptTest, TellsWhyArgumentsAreRefused) {
  ImportOptions options = definition(source, "Net", {"3x6"});
  options.globals = {{"classes", "1"}};
  options.scriptArguments = {"--kind", "c"};
  refuse(options);
  expectReported("returns a tensor that the constructor made of what kiln does "
                 "not know");
  expectReported("'options.width' is not known: ");
  expectReported("argument --kind: invalid choice: 'c' (choose from 'a', 'b')");
}

TEST_F(ScriptTest, KnowsCommonNamesThatTheFileLacks) {
  ImportOptions options = definition(
      "import torch\n"
      "class Net(torch.nn.Module):\n"
      "    def __init__(self, make, sizes):\n"
      "        super().__init__()\n"
      "        self.fc = make(sizes.wide)\n"
      "    def forward(self, x):\n"
      "        return self.fc(x)\n",
      "Net(partial(nn.Linear, 8), SimpleNamespace(wide=int(math.sqrt(49))))",
      {"3x8"});
  EXPECT_EQ(resultOf(options), "tensor<3x7xf32>");
}

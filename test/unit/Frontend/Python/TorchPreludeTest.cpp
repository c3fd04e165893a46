//===- TorchPreludeTest.cpp - Definitions with torch.nn -------------------===//

#include "EvaluatorFixture.h"

#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "dialects/Kiln/KilnDialect.h"

namespace kiln::python {
namespace {

class TorchPreludeTest : public EvaluatorTest {
protected:
  TorchPreludeTest() {
    context.loadDialect<KilnDialect>();
    state = addTorch(session().interpreter());
  }
  std::unique_ptr<TorchState> state;
};

constexpr llvm::StringLiteral net = R"(
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc1(x)
)";

TEST_F(TorchPreludeTest, PrintsAModule) {
  addFile("/src/net.py", net);
  EXPECT_EQ(evaluate("net.py", "Net"),
            "Net(\n"
            "  (conv1): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1))\n"
            "  (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, "
            "dilation=1, ceil_mode=False)\n"
            "  (conv2): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1))\n"
            "  (fc1): Linear(in_features=400, out_features=120, bias=True)\n"
            ")\n");
}

TEST_F(TorchPreludeTest, FindsTheOneModule) {
  addFile("/src/net.py", net);
  EXPECT_EQ(evaluate("net.py", "").substr(0, 4), "Net(");
  addFile("/src/two.py", net.str() + "class Other(Net): pass\n");
  EXPECT_EQ(evaluate("two.py", ""),
            "! two.py:1:1: 'two.py' defines 2 classes derived from nn.Module; "
            "say which one is the model: Net, Other\n");
  EXPECT_EQ(evaluate("two.py", "Othr"),
            "! <model>:1:1: 'two.py' has no 'Othr'; did you mean 'Other'?\n"
            "note: <model>:1:1: it defines the nn.Module classes Net, "
            "Other\n");
}

TEST_F(TorchPreludeTest, UnknownAttributesAreNoErrors) {
  addFile("/src/net.py", "import wandb\n"
                         "from torch import nn\n"
                         "class Net(nn.Module):\n"
                         "  def __init__(self):\n"
                         "    super().__init__()\n"
                         "    self.log = wandb.init()\n"
                         "    self.fc = nn.Linear(2, 3)\n");
  EXPECT_EQ(evaluate("net.py", ""),
            "Net(\n"
            "  (fc): Linear(in_features=2, out_features=3, bias=True)\n"
            ")\n");
}

TEST_F(TorchPreludeTest, NamesParameters) {
  EXPECT_EQ(run(net.str() + "m = Net()\n"
                            "print([n for n, p in m.named_parameters()])\n"
                            "print(sum(p.numel() for p in m.parameters()))\n"),
            "['conv1.weight', 'conv1.bias', 'conv2.weight', 'conv2.bias', "
            "'fc1.weight', 'fc1.bias']\n50992\n");
}

TEST_F(TorchPreludeTest, KnowsTheLimitsOfTypes) {
  EXPECT_EQ(run("import torch\n"
                "print(torch.finfo(torch.zeros(1).dtype))\n"
                "print(torch.finfo(torch.float16).min, torch.finfo().eps)\n"
                "print(torch.iinfo(torch.int64).max, "
                "torch.iinfo(torch.uint8))\n"
                "try:\n"
                "    torch.finfo(torch.int32)\n"
                "except TypeError as error:\n"
                "    print(error)\n"),
            "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, "
            "eps=1.19209e-07, smallest_normal=1.17549e-38, tiny=1.17549e-38, "
            "dtype=float32)\n"
            "-65504.0 1.1920928955078125e-07\n"
            "9223372036854775807 iinfo(min=0, max=255, dtype=uint8)\n"
            "torch.finfo() requires a floating point input type, not "
            "torch.int32; torch.iinfo is for integers\n");
}

} // namespace
} // namespace kiln::python

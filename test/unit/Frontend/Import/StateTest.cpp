//===- StateTest.cpp - Buffers and modes ----------------------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class StateTest : public ImportTest {};
} // namespace

static const char *const withBuffer = R"(
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, persistent=False):
        super().__init__()
        self.register_buffer('table', torch.arange(3.0), persistent=persistent)

    def forward(self, x):
        return x + self.table

class Counter(Net):
    def forward(self, x):
        self.table += 1
        return x + self.table

class Moving(Net):
    def forward(self, x):
        self.table = self.table * 0.5 + x
        return self.table

class Trained(nn.Module):
    def forward(self, x):
        return x - 1 if self.training else x + 1
)";

TEST_F(StateTest, KeepsBuffersOutsideTheStateDictAsConstants) {
  ImportedModel model = imported(definition(withBuffer, "Net", {"3"}));
  ASSERT_TRUE(model.module);
  EXPECT_TRUE(parametersOf(model).empty());
  auto x = HostTensor::of<float>(DType::F32, {3}, {1, 1, 1});
  EXPECT_EQ(run(model, x), (std::vector<float>{1, 2, 3}));
}

TEST_F(StateTest, DeclaresBuffersOfTheStateDict) {
  ImportedModel model = imported(definition(withBuffer, "Net(True)", {"3"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(parametersOf(model), std::vector<std::string>{"table"});
}

TEST_F(StateTest, RefusesBuffersWrittenInPlace) {
  refuse(definition(withBuffer, "Counter(True)", {"3"}));
  expectReported("changes the buffer 'table'");
}

TEST_F(StateTest, RefusesBuffersThatFollowTheInput) {
  refuse(definition(withBuffer, "Moving", {"3"}));
  expectReported("changes the buffer 'table'");
}

TEST_F(StateTest, RunsInEvaluationMode) {
  ImportedModel model = imported(definition(withBuffer, "Trained", {"1"}));
  ASSERT_TRUE(model.module);
  auto x = HostTensor::of<float>(DType::F32, {1}, {1});
  EXPECT_EQ(run(model, x), (std::vector<float>{2}));
}

TEST_F(StateTest, LetsLazyModulesSeeTheInput) {
  ImportedModel model = imported(
      definition("from torch import nn\n"
                 "def net():\n"
                 "    return nn.Sequential(nn.LazyLinear(4), nn.ReLU())\n",
                 "net()", {"1x7"}));
  ASSERT_TRUE(model.module);
  auto parameters = model.module->getOps<ParameterOp>();
  ASSERT_FALSE(parameters.empty());
  EXPECT_EQ(mlir::cast<mlir::RankedTensorType>((*parameters.begin()).getType())
                .getShape(),
            (llvm::ArrayRef<int64_t>{4, 7}));
}

TEST_F(StateTest, CompilesOtherMethodsOfAModel) {
  ImportedModel model =
      imported(definition("from torch import nn\n"
                          "class Net(nn.Module):\n"
                          "    def __init__(self):\n"
                          "        super().__init__()\n"
                          "        self.head = nn.Linear(2, 3)\n"
                          "    def decode(self, z):\n"
                          "        return self.head(z)\n",
                          "Net().decode", {"1x2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(model.name, "Net_decode");
  EXPECT_EQ(parametersOf(model),
            (std::vector<std::string>{"head.weight", "head.bias"}));
}

TEST_F(StateTest, KeepsTheOrderOfLayersThatAreReplaced) {
  ImportedModel model =
      imported(definition("from torch import nn\n"
                          "def net():\n"
                          "    net = nn.Sequential()\n"
                          "    net.first = nn.Linear(9, 9)\n"
                          "    net.second = nn.Linear(3, 4)\n"
                          "    net.first = nn.Linear(2, 3)\n"
                          "    return nn.Sequential(*net.children())\n",
                          "net()", {"1x2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(
      graphOf(model).getResultTypes().front(),
      mlir::RankedTensorType::get({1, 4}, mlir::Float32Type::get(&context)));
}

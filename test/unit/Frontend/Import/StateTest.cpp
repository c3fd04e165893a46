//===- StateTest.cpp - Buffers and modes ----------------------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class StateTest : public ImportTest {
protected:
  /// The first output of each call, state going from one to the next.
  std::vector<std::vector<float>> runs(const ImportedModel &model,
                                       llvm::ArrayRef<HostTensor> inputs) {
    GraphOp graph = graphOf(model);
    HostTensors state = llvm::cantFail(initialState(graph));
    std::vector<std::vector<float>> outputs;
    for (const HostTensor &input : inputs) {
      HostTensors arguments = {input};
      llvm::append_range(arguments, state);
      auto results = llvm::cantFail(interpret(graph, arguments));
      const float *data = results.front().data<float>();
      outputs.emplace_back(data, data + results.front().numElements());
      state.assign(results.end() - state.size(), results.end());
    }
    return outputs;
  }

  /// Three calls with 1, 2 and 3 at each of `count` places.
  std::vector<std::vector<float>> threeRuns(const ImportedModel &model,
                                            int64_t count) {
    HostTensors inputs;
    for (float number : {1.0f, 2.0f, 3.0f})
      inputs.push_back(HostTensor::of<float>(
          DType::F32, {count}, std::vector<float>(count, number)));
    return runs(model, inputs);
  }

  static std::vector<std::string> statesOf(const ImportedModel &model) {
    std::vector<std::string> names;
    GraphOp graph = graphOf(model);
    for (unsigned index = 0; index < graph.getNumArguments(); ++index)
      if (auto state = stateOf(graph, index))
        names.push_back(state.getValue().str());
    return names;
  }
};
} // namespace

using Rows = std::vector<std::vector<float>>;
using Names = std::vector<std::string>;

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

TEST_F(StateTest, KeepsBuffersWrittenInPlace) {
  ImportedModel model =
      imported(definition(withBuffer, "Counter(True)", {"3"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(statesOf(model), Names{"table"});
  EXPECT_TRUE((*model.module->getOps<ParameterOp>().begin()).getIsMutable());
  EXPECT_EQ(threeRuns(model, 3), (Rows{{2, 3, 4}, {4, 5, 6}, {6, 7, 8}}));
}

TEST_F(StateTest, KeepsBuffersThatAreReplaced) {
  ImportedModel model = imported(definition(withBuffer, "Moving", {"3"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(threeRuns(model, 3),
            (Rows{{1, 1.5, 2}, {2.5, 2.75, 3}, {4.25, 4.375, 4.5}}));
}

static const char *const withState = R"(
import torch
from torch import nn

class Hidden(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.zeros(1)
        self.pair = (torch.zeros(1), [torch.ones(1)])
    def forward(self, x):
        a, (b,) = self.pair
        self.pair = (b, [a + x])
        self.hidden = self.hidden + x
        return torch.cat([self.hidden, a, b])

class Ring(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('ring', torch.zeros(3))
    def forward(self, x):
        self.ring[:-1] = self.ring[1:].clone()
        self.ring[-1:] = x
        return self.ring * 1

class Copied(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('last', torch.zeros(1), persistent=False)
    def forward(self, x):
        y = x - self.last
        self.last.copy_(x * 10)
        return y

class Growing(Ring):
    def forward(self, x):
        self.ring = torch.cat([self.ring, x])
        return self.ring

class Retyped(Ring):
    def forward(self, x):
        self.ring = self.ring.double() + x
        return self.ring.float()

class Sized(Ring):
    def forward(self, x):
        self.ring += 1
        size = int(self.ring[0])
        part = x[:size]
        return part

class Table(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.zeros(2)
        self.seen = torch.zeros(1)
    def forward(self, x):
        if self.table.shape[0] < x.shape[0]:
            self.table = torch.arange(float(x.shape[0]))
        self.seen = x.sum()[None]
        return x + self.table

class Aliased(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('whole', torch.zeros(2))
        self.register_buffer('part', self.whole[:1], persistent=False)
    def forward(self, x):
        self.part += x
        return self.whole

class Random(nn.Module):
    def __init__(self):
        super().__init__()
        self.noise = torch.randn(1)
    def forward(self, x):
        self.noise = self.noise + x
        return self.noise

class Begun(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = None
        self.last = None
        self.mask = None
    def forward(self, x):
        if self.mask is None:
            self.mask = torch.ones(x.shape[0])
        if self.hidden is None:
            self.hidden = torch.zeros(1)
        self.hidden = self.last = self.hidden + x * self.mask
        return self.hidden

class Noting(Begun):
    def forward(self, x):
        if self.mask is None:
            self.mask = torch.ones(x.shape[0])
        self.last = self.hidden = x * self.mask
        return self.last

class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.levels = [torch.tensor(0)]
    def forward(self, x):
        self.levels = [x]
        self.levels.append(self.levels[-1] * 2)
        return self.levels[-1] + 1

class Growth(Pyramid):
    def forward(self, x):
        self.levels[0] = self.levels[0] + x
        return self.levels[0] + 1

class Counting(nn.Module):
    def __init__(self):
        super().__init__()
        self.calls = 0
        self.size = 0
    def forward(self, x):
        self.size = x.shape[0]
        self.calls += 1
        return x * self.size

class Placing(Counting):
    def __init__(self):
        super().__init__()
        self.register_buffer('ring', torch.zeros(3))
    def forward(self, x):
        self.ring[self.calls:self.calls + 1] = x
        self.calls += 1
        return self.ring + 0

class Normalized(nn.Sequential):
    def __init__(self):
        super().__init__(nn.BatchNorm1d(1))
)";

TEST_F(StateTest, KeepsPlainAttributes) {
  ImportedModel model = imported(definition(withState, "Hidden()", {"1"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(statesOf(model), (Names{"hidden", "pair.0", "pair.1.0"}));
  EXPECT_EQ(threeRuns(model, 1), (Rows{{1, 0, 1}, {3, 1, 1}, {6, 1, 3}}));
}

TEST_F(StateTest, KeepsWritesToParts) {
  ImportedModel model = imported(definition(withState, "Ring()", {"1"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(threeRuns(model, 1), (Rows{{0, 0, 1}, {0, 1, 2}, {1, 2, 3}}));
}

TEST_F(StateTest, KeepsCopies) {
  ImportedModel model = imported(definition(withState, "Copied()", {"1"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(threeRuns(model, 1), (Rows{{1}, {-8}, {-17}}));
}

TEST_F(StateTest, RefusesStateOfAnotherTypeAtItsLine) {
  refuse(definition(withState, "Growing()", {"1"}));
  expectReported("net.py:36: error: forward makes 'ring' torch.float32[4], "
                 "expected torch.float32[3] as before");
  refuse(definition(withState, "Retyped()", {"1"}));
  expectReported("net.py:41: error: forward makes 'ring' torch.float64[3], "
                 "expected torch.float32[3] as before");
}

TEST_F(StateTest, RefusesSizesThatFollowFromState) {
  refuse(definition(withState, "Sized()", {"1"}));
  expectReported(
      "net.py:48: error: a number as a size, an index or a count of "
      "rounds needs elements that depend on the model's input, its state or ");
}

TEST_F(StateTest, RefusesStateThatSharesMemory) {
  refuse(definition(withState, "Aliased()", {"1"}));
  expectReported("changes 'whole', which shares its memory with another");
}

TEST_F(StateTest, RefusesStateThatBeginsWithUnknownValues) {
  refuse(definition(withState, "Random()", {"1"}));
  expectReported("net.py:76: error: the values of this tensor are not known");
}

TEST_F(StateTest, LeavesOutWhatNoRunReads) {
  ImportedModel model = imported(definition(withState, "Table()", {"3"}));
  ASSERT_TRUE(model.module);
  EXPECT_TRUE(statesOf(model).empty());
  EXPECT_EQ(threeRuns(model, 3), (Rows{{1, 2, 3}, {2, 3, 4}, {3, 4, 5}}));
}

TEST_F(StateTest, RefusesStateThatBeginsWithNone) {
  refuse(definition(withState, "Begun()", {"1"}));
  expectReported("reads 'hidden' and makes it torch.float32[1]; in compiled "
                 "programs it is None at the beginning of every run");
  EXPECT_FALSE(llvm::StringRef(report).contains("'last'"));
  EXPECT_FALSE(llvm::StringRef(report).contains("'mask'"));
}

TEST_F(StateTest, AllowsNotesThatForwardDoesNotRead) {
  ImportedModel model = imported(definition(withState, "Noting()", {"1"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(report, "");
  EXPECT_EQ(threeRuns(model, 1), (Rows{{1}, {2}, {3}}));
}

TEST_F(StateTest, AllowsTensorsOfAnotherTypeThatForwardDoesNotReadBefore) {
  ImportedModel model = imported(definition(withState, "Pyramid()", {"1"}));
  ASSERT_TRUE(model.module);
  EXPECT_TRUE(statesOf(model).empty());
  EXPECT_EQ(threeRuns(model, 1), (Rows{{3}, {5}, {7}}));
  refuse(definition(withState, "Growth()", {"1"}));
  expectReported("reads 'levels' and makes it torch.float32[1]; in compiled "
                 "programs it is torch.int64[] at the beginning of every run");
}

TEST_F(StateTest, RefusesNumbersThatDecideAboutState) {
  refuse(definition(withState, "Placing()", {"1"}));
  expectReported("error: forward of ");
  expectReported("reads 'calls' and makes it 1; in compiled programs it is 0");
}

TEST_F(StateTest, WarnsOfNumbersThatChange) {
  ImportedModel model = imported(definition(withState, "Counting()", {"2"}));
  ASSERT_TRUE(model.module);
  expectReported("warning: forward of ");
  expectReported("reads 'calls' and makes it 1; in compiled programs it is 0");
  EXPECT_FALSE(llvm::StringRef(report).contains("'size'"));
}

TEST_F(StateTest, LeavesStatisticsOfTrainingAlone) {
  ImportedModel model =
      imported(definition(withState, "Normalized()", {"2x1"}));
  ASSERT_TRUE(model.module);
  EXPECT_TRUE(statesOf(model).empty());
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

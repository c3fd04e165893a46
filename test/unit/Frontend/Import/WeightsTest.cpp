//===- WeightsTest.cpp - Fitting a state_dict to a model ------------------===//

#include "ImportTest.h"

#include <cmath>

using namespace kiln;

namespace {
class WeightsTest : public ImportTest {
protected:
  /// A model of two layers with the file's tensors.
  ImportOptions withWeights(
      llvm::ArrayRef<std::pair<std::string, std::vector<int64_t>>> tensors) {
    writeWeights("w.safetensors", tensors);
    ImportOptions options = definition(R"(
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 3)
        self.norm = nn.BatchNorm1d(3)

    def forward(self, x):
        return self.norm(self.first(x))
)",
                                       "Net", {"1x2"});
    options.randomWeightsSeed.reset();
    options.weights = path("w.safetensors");
    return options;
  }
};
} // namespace

TEST_F(WeightsTest, TakesAFileWithoutCounters) {
  ImportedModel model = imported(withWeights({{"first.weight", {3, 2}},
                                              {"first.bias", {3}},
                                              {"norm.weight", {3}},
                                              {"norm.bias", {3}},
                                              {"norm.running_mean", {3}},
                                              {"norm.running_var", {3}}}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(report, "");
  EXPECT_EQ(parametersOf(model).size(), 6u);
  EXPECT_EQ(model.dependencies.back(), path("w.safetensors"));
}

TEST_F(WeightsTest, ReportsAllDifferencesAtOnce) {
  refuse(withWeights({{"first.weight", {2, 3}},
                      {"first.bias", {3}},
                      {"norm.weigth", {3}},
                      {"norm.running_mean", {3}},
                      {"norm.running_var", {3}},
                      {"head.weight", {5}}}));
  expectReported("2 missing and 2 unexpected keys");
  expectReported("missing key 'norm.weight', torch.float32[3]; "
                 "the file has 'norm.weigth'");
  expectReported("missing key 'norm.bias'");
  expectReported("unexpected key 'head.weight', torch.float32[5]");
  expectReported("'first.weight' has shape [2, 3] in the file, "
                 "expected [3, 2]");
  EXPECT_EQ(llvm::StringRef(report).count("error:"), 1u);
}

TEST_F(WeightsTest, SaysWhatPrefixIsInTheWay) {
  refuse(withWeights({{"net.first.weight", {3, 2}},
                      {"net.first.bias", {3}},
                      {"net.norm.weight", {3}},
                      {"net.norm.bias", {3}},
                      {"net.norm.running_mean", {3}},
                      {"net.norm.running_var", {3}}}));
  expectReported("the keys of the file begin with 'net.'");
}

TEST_F(WeightsTest, KeepsConstructedValuesWhenAsked) {
  ImportOptions options = withWeights({{"first.weight", {3, 2}},
                                       {"first.bias", {3}},
                                       {"norm.running_mean", {3}},
                                       {"norm.running_var", {3}}});
  options.allowKeyMismatch = true;
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  expectReported("warning: ");
  expectReported("missing key 'norm.weight'");
}

TEST_F(WeightsTest, RefusesParametersThatNothingFills) {
  ImportOptions options = withWeights({{"norm.weight", {3}}});
  options.allowKeyMismatch = true;
  refuse(options);
  expectReported("net.py:11: error: the elements of "
                 "'first.weight' are not known");
}

TEST_F(WeightsTest, AsksForWeights) {
  ImportOptions options = withWeights({});
  options.weights.clear();
  refuse(options);
  expectReported("has 4 parameters and no weights were given");
  expectReported("--random-weights");
}

TEST_F(WeightsTest, RandomWeightsDependOnTheSeedAlone) {
  ImportOptions options = withWeights({});
  options.weights.clear();
  auto x = HostTensor::of<float>(DType::F32, {1, 2}, {1, 2});
  auto outputs = [&](uint64_t seed) {
    options.randomWeightsSeed = seed;
    return run(imported(options), x);
  };
  std::vector<float> first = outputs(1);
  EXPECT_EQ(first, outputs(1));
  EXPECT_NE(first, outputs(2));
}

TEST_F(WeightsTest, RefusesRandomWeightsBeyondMemory) {
  refuse(definition("from torch import nn\n"
                    "def make():\n"
                    "    return nn.Linear(10**6, 10**6)\n",
                    "make()", {"1x1000000"}));
  expectReported("net.py:make() has parameters of 4000.0 GB, more than");
}

TEST_F(WeightsTest, SharesTiedWeights) {
  writeWeights("w.safetensors", {{"a.weight", {2, 2}}});
  ImportOptions options = definition(R"(
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2, bias=False)
        self.b = nn.Linear(2, 2, bias=False)
        self.b.weight = self.a.weight

    def forward(self, x):
        return self.b(self.a(x))
)",
                                     "Net", {"1x2"});
  options.randomWeightsSeed.reset();
  options.weights = path("w.safetensors");
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  EXPECT_EQ(parametersOf(model), std::vector<std::string>{"a.weight"});
}

TEST_F(WeightsTest, ConvertsToTheModelsType) {
  ImportOptions options = withWeights({{"first.weight", {3, 2}},
                                       {"first.bias", {3}},
                                       {"norm.weight", {3}},
                                       {"norm.bias", {3}},
                                       {"norm.running_mean", {3}},
                                       {"norm.running_var", {3}}});
  options.model += "().double()";
  options.inputs[0].dtype = DType::F64;
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  auto x = HostTensor::of<double>(DType::F64, {1, 2}, {1, 2});
  auto results = interpret(graphOf(model), x);
  ASSERT_TRUE(static_cast<bool>(results));
  // weight 0, bias 1; normalised by mean 4 and variance 5, scale 2, shift 3.
  EXPECT_NEAR(results->front().data<double>()[0],
              (1 - 4) / std::sqrt(5 + 1e-5) * 2 + 3, 1e-12);
}

TEST_F(WeightsTest, RefusesWeightsAndRandomWeights) {
  ImportOptions options = withWeights({});
  options.randomWeightsSeed = 1;
  refuse(options);
  expectReported("leave out --weights or --random-weights");
}

TEST_F(WeightsTest, TellsThatALayerIsUnknown) {
  writeWeights("w.safetensors", {{"body.0.weight", {2, 2}}});
  ImportOptions options = definition(R"(
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential()
        self.body.extra = nn.Linaer(2, 2)
        setattr(self.body, "0", self.body.extra)

    def forward(self, x):
        return x
)",
                                     "Net", {"1x2"});
  options.randomWeightsSeed.reset();
  options.weights = path("w.safetensors");
  refuse(options);
  expectReported("0 missing and 1 unexpected keys");
  expectReported("net.py:8: note: 'body.0' is 'torch.nn.Linaer(...)', which is "
                 "not known to kiln");
}

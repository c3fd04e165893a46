//===- RandomTest.cpp - Random numbers of running models ------------------===//

#include "ImportTest.h"

#include <cmath>

using namespace kiln;

namespace {
class RandomTest : public ImportTest {
protected:
  /// Imports a function and runs it, its generator at `run`.
  std::vector<float> draw(llvm::StringRef body, int64_t run = 0) {
    ImportedModel model =
        imported(definition("import torch\n"
                            "import torch.nn.functional as F\n"
                            "def draw(x):\n"
                            "    return " +
                                body.str() + "\n",
                            "draw", {"1000"}));
    if (!model.module)
      return {};
    EXPECT_EQ(countStates(graphOf(model)), 1u);
    return this->run(model, {HostTensor::zeros(DType::F32, {1000}),
                             HostTensor::of<int64_t>(DType::I64, {1}, run)});
  }
  static double mean(llvm::ArrayRef<float> values, int power = 1) {
    double sum = 0;
    for (float value : values)
      sum += std::pow(value, power);
    return sum / static_cast<double>(values.size());
  }
};
} // namespace

TEST_F(RandomTest, UniformNumbersFillTheInterval) {
  std::vector<float> values = draw("torch.rand(1000)");
  ASSERT_EQ(values.size(), 1000u);
  for (float value : values)
    EXPECT_TRUE(value >= 0 && value < 1) << value;
  EXPECT_NEAR(mean(values), 0.5, 0.05);
  EXPECT_NEAR(mean(values, 2), 1.0 / 3, 0.05);
}

TEST_F(RandomTest, NormalNumbersHaveTheirMoments) {
  std::vector<float> values = draw("torch.randn_like(x)");
  ASSERT_EQ(values.size(), 1000u);
  EXPECT_NEAR(mean(values), 0, 0.15);
  EXPECT_NEAR(mean(values, 2), 1, 0.2);
  EXPECT_NEAR(mean(values, 4), 3, 1.5);
}

TEST_F(RandomTest, EveryDrawAndEveryRunIsAnother) {
  std::vector<float> twice = draw("torch.rand(2, 500) - torch.rand(2, 500)");
  EXPECT_EQ(llvm::count(twice, 0.0f), 0);
  std::vector<float> first = draw("torch.rand(10)", 0);
  EXPECT_EQ(first, draw("torch.rand(10)", 0));
  EXPECT_NE(first, draw("torch.rand(10)", 1));
}

TEST_F(RandomTest, CountsRuns) {
  ImportedModel model = imported(
      definition("import torch\ndef draw(x):\n    return x + torch.rand(1)\n",
                 "draw", {"1"}));
  ASSERT_TRUE(model.module);
  auto results =
      interpret(graphOf(model), {HostTensor::zeros(DType::F32, {1}),
                                 HostTensor::of<int64_t>(DType::I64, {1}, 41)});
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  EXPECT_EQ(results->back().data<int64_t>()[0], 42);
}

TEST_F(RandomTest, OtherDistributions) {
  for (float value : draw("torch.randint(2, 5, (1000,)).float()"))
    EXPECT_TRUE(value == 2 || value == 3 || value == 4) << value;
  EXPECT_NEAR(mean(draw("torch.bernoulli(x + 0.25)")), 0.25, 0.06);
  EXPECT_NEAR(mean(draw("x.clone().exponential_(2.0)")), 0.5, 0.1);
  EXPECT_NEAR(mean(draw("torch.normal(x + 3, 0.5)")), 3, 0.1);
  std::vector<float> order = draw("torch.randperm(50).float()");
  llvm::sort(order);
  for (size_t index = 0; index < order.size(); ++index)
    EXPECT_EQ(order[index], static_cast<float>(index));
  std::vector<float> chosen =
      draw("torch.multinomial(torch.tensor([0., 3., 1.]), 400, True).float()");
  EXPECT_NEAR(mean(chosen), 1.25, 0.1);
  EXPECT_EQ(llvm::count(chosen, 0.0f), 0);
}

TEST_F(RandomTest, LeakyUnitsAndSoftmaxesDraw) {
  std::vector<float> slopes = draw("F.rrelu(x - 1, 0.1, 0.3, training=True)");
  EXPECT_NEAR(mean(slopes), -0.2, 0.02);
  for (float value : slopes)
    EXPECT_TRUE(value <= -0.1f && value >= -0.3f) << value;
  std::vector<float> chosen =
      draw("F.gumbel_softmax((x + 1).reshape(500, 2).log(), hard=True)[:, 0]");
  EXPECT_NEAR(mean(chosen), 0.5, 0.1);
}

TEST_F(RandomTest, SeedsAreThoseOfTheConstructor) {
  ImportedModel model =
      imported(definition("import torch\ntorch.manual_seed(17)\n"
                          "def draw(x):\n    return x + torch.rand(1)\n",
                          "draw", {"1"}));
  ASSERT_TRUE(model.module);
  std::string text;
  llvm::raw_string_ostream(text) << *model.module;
  EXPECT_TRUE(llvm::StringRef(text).contains("torch.generator")) << text;
  EXPECT_TRUE(llvm::StringRef(text).contains("dense<17>")) << text;
}

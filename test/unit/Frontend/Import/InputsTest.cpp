//===- InputsTest.cpp - Inputs by position and name -----------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class InputsTest : public ImportTest {
protected:
  const char *source = R"(
from torch import nn

class Net(nn.Module):
    def forward(self, x, y, scale=None):
        return x - y if scale is None else (x - y) * scale

def difference(x, y):
    return x - y
)";
};
} // namespace

TEST_F(InputsTest, BindsByPosition) {
  ImportedModel model = imported(definition(source, "Net", {"2", "2"}));
  ASSERT_TRUE(model.module);
  GraphOp graph = graphOf(model);
  EXPECT_EQ(graph.getArgumentName(0), "x");
  EXPECT_EQ(graph.getArgumentName(1), "y");
  EXPECT_EQ(graph.getInputTree(), "(*, *)");
  EXPECT_EQ(graph.getOutputTree(), "*");
  auto x = HostTensor::of<float>(DType::F32, {2}, {5, 7});
  auto y = HostTensor::of<float>(DType::F32, {2}, {1, 2});
  EXPECT_EQ(run(model, {x, y}), (std::vector<float>{4, 5}));
}

TEST_F(InputsTest, BindsByNameInForwardsOrder) {
  ImportedModel model =
      imported(definition(source, "Net", {"scale=scalar", "y=2", "3x2"}));
  ASSERT_TRUE(model.module);
  GraphOp graph = graphOf(model);
  ASSERT_EQ(graph.getNumArguments(), 3u);
  EXPECT_EQ(graph.getArgumentName(0), "x");
  EXPECT_EQ(graph.getArgumentName(2), "scale");
}

TEST_F(InputsTest, TakesAFunctionForAModel) {
  ImportedModel model = imported(definition(source, "difference", {"2", "2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(model.name, "difference");
  EXPECT_TRUE(parametersOf(model).empty());
}

TEST_F(InputsTest, KeepsInputsThatAreNotUsed) {
  ImportedModel model = imported(
      definition("def first(x, y):\n    return x\n", "first", {"2", "i64:3"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(graphOf(model).getNumArguments(), 2u);
}

TEST_F(InputsTest, ReportsLackingInputs) {
  refuse(definition(source, "Net", {"2"}));
  expectReported("net.py:5: error: forward(x, y, scale=...) "
                 "needs an input for 'y'");
}

TEST_F(InputsTest, ReportsTooManyInputs) {
  refuse(definition(source, "Net", {"2", "2", "2", "7"}));
  expectReported("net.py:5: error: forward(x, y, scale=...) "
                 "takes at most 3 inputs");
}

TEST_F(InputsTest, ReportsUnknownNames) {
  refuse(definition(source, "Net", {"2", "2", "z=2"}));
  expectReported("has no parameter 'z'");
}

TEST_F(InputsTest, ReportsShapesAtTheLineOfForward) {
  refuse(definition(source, "Net", {"2", "3"}));
  expectReported("net.py:6: error: ");
  expectReported("shapes 2 and 3 do not broadcast");
}

TEST_F(InputsTest, NestsInputsByName) {
  ImportedModel model = imported(
      definition("def f(x, state, extra):\n"
                 "    a, b = state\n"
                 "    return x + a - b + extra['bias']\n",
                 "f", {"2", "state.0=2", "state.1=2", "extra.bias=2"}));
  ASSERT_TRUE(model.module);
  GraphOp graph = graphOf(model);
  EXPECT_EQ(graph.getInputTree(), "(*, (*, *), {'bias': *})");
  ASSERT_EQ(graph.getNumArguments(), 4u);
  EXPECT_EQ(graph.getArgumentName(2), "state.1");
  auto of = [](float x) {
    return HostTensor::of<float>(DType::F32, {2}, {x, 2 * x});
  };
  EXPECT_EQ(run(model, {of(1), of(10), of(100), of(1000)}),
            (std::vector<float>{911, 1822}));
}

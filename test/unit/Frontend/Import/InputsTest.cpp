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
  expectReported("shapes [2] and [3] do not broadcast");
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

TEST_F(InputsTest, NestsInputsByPosition) {
  ImportedModel model =
      imported(definition("def f(x, state):\n"
                          "    return x + state.a - state['b'] + len(state)\n",
                          "f", {"2", "1.a=2", "1.b=2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(graphOf(model).getInputTree(), "(*, {'a': *, 'b': *})");
  auto of = [](float x) {
    return HostTensor::of<float>(DType::F32, {2}, {x, 2 * x});
  };
  EXPECT_EQ(run(model, {of(1), of(10), of(100)}),
            (std::vector<float>{-87, -176}));
  refuse(definition("def f(x):\n    return x\n", "f", {"2", "1.a=2"}));
  expectReported("f(x) has no parameter '1'");
  report.clear();
  refuse(definition("def f(x):\n    return x.b\n", "f", {"x.a=2"}));
  expectReported("this input was given no part 'b', only a");
}

TEST_F(InputsTest, TakesArgumentsThatAreNoTensors) {
  ImportOptions options =
      definition("factor = 3\n"
                 "def f(x, steps, mode='sub', *, scale=1.0, **others):\n"
                 "    for _ in range(steps):\n"
                 "        x = x + 1 if mode == 'add' else x - 1\n"
                 "    return x * scale + others['more'].shift\n",
                 "f", {"2"});
  options.arguments = {{"1", "2"},
                       {"mode", "'add'"},
                       {"scale", "factor * 2"},
                       {"more", "SimpleNamespace(shift=0.5)"}};
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  EXPECT_EQ(graphOf(model).getNumArguments(), 1u);
  auto x = HostTensor::of<float>(DType::F32, {2}, {5, 7});
  EXPECT_EQ(run(model, {x}), (std::vector<float>{42.5, 54.5}));
  options.arguments = {{"steps", "unknown + 1"}};
  refuse(options);
  expectReported("name 'unknown' is not defined");
  report.clear();
  options.arguments = {{"steps", "1"}, {"1", "2"}};
  refuse(options);
  expectReported("got two inputs for '1'");
}

//===- ResultsTest.cpp - Nested results, files read, other files ----------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class ResultsTest : public ImportTest {};
} // namespace

TEST_F(ResultsTest, SpellsTheNesting) {
  ImportedModel model = imported(definition(
      "def f(x):\n"
      "    return {'out': x + 1, 'aux': [x, (x * 2,)], 'none': None, 'n': 3}\n",
      "f", {"2"}));
  ASSERT_TRUE(model.module);
  GraphOp graph = graphOf(model);
  EXPECT_EQ(graph.getOutputTree(),
            "{'out': *, 'aux': [*, (*,)], 'none': None, 'n': 3}");
  ASSERT_EQ(graph.getNumResults(), 3u);
  ASSERT_TRUE(graph.getOutputNames());
  auto name = [&](unsigned index) {
    return mlir::cast<mlir::StringAttr>((*graph.getOutputNames())[index])
        .getValue();
  };
  EXPECT_EQ(name(0), "out");
  EXPECT_EQ(name(1), "aux.0");
  EXPECT_EQ(name(2), "aux.1.0");
}

TEST_F(ResultsTest, SpellsNamedFields) {
  ImportedModel model =
      imported(definition("from collections import namedtuple\n"
                          "from dataclasses import dataclass\n"
                          "Pair = namedtuple('Pair', ['a', 'b'])\n"
                          "@dataclass\n"
                          "class Output:\n"
                          "    logits: object\n"
                          "    hidden: object = None\n"
                          "def f(x):\n"
                          "    return Pair(x, Output(logits=x + 1))\n",
                          "f", {"2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(graphOf(model).getOutputTree(),
            "Pair(a=*, b=Output(logits=*, hidden=None))");
}

TEST_F(ResultsTest, RefusesResultsWithoutTensors) {
  refuse(definition("def f(x):\n    return x.shape\n", "f", {"2x3"}));
  expectReported("the model returns (2, 3), in which there is "
                 "no tensor");
}

TEST_F(ResultsTest, RefusesOtherObjects) {
  refuse(definition("class A:\n    pass\ndef f(x):\n    return [x, A()]\n", "f",
                    {"2"}));
  expectReported("returns an object of class 'A'");
}

TEST_F(ResultsTest, ShowsWhereAnUnknownResultComesFrom) {
  refuse(definition("import torch.nn.functional as F\n"
                    "def f(x):\n"
                    "    y = F.rellu(x)\n"
                    "    return y\n",
                    "f", {"2"}));
  expectReported("net.py:3: error: ");
  expectReported(
      "returns 'torch.nn.functional.rellu(...)', which is not known");
}

TEST_F(ResultsTest, RefusesModelsThatAreNoModules) {
  refuse(definition("def f():\n    return 3\n", "f", {"2"}));
  expectReported("gives an object of class 'int'");
}

TEST_F(ResultsTest, NamesTheFilesRead) {
  write("layers.py", "def twice(x):\n    return x + x\n");
  ImportedModel model = imported(
      definition("from layers import twice\ndef f(x):\n    return twice(x)\n",
                 "f", {"2"}));
  ASSERT_TRUE(model.module);
  EXPECT_EQ(model.dependencies,
            (std::vector<std::string>{path("net.py"), path("layers.py")}));
}

TEST_F(ResultsTest, ReportsWhereTheDefinitionFails) {
  refuse(definition("def f(x):\n    y = x + 1\n    return undefined(y)\n", "f",
                    {"2"}));
  expectReported("net.py:3: error: ");
  expectReported("undefined");
}

TEST_F(ResultsTest, ReadsKilnsOwnText) {
  write("model.mlir", "kiln.graph @forward(%x: tensor<2xf32>) -> tensor<2xf32> "
                      "{\n  kiln.return %x : tensor<2xf32>\n}\n");
  ImportOptions options;
  options.model = path("model.mlir");
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  EXPECT_EQ(model.name, "model");
}

TEST_F(ResultsTest, RefusesFilesOfWeightsAlone) {
  writeWeights("a.safetensors", {{"w", {2}}});
  ImportOptions options;
  options.model = path("a.safetensors");
  refuse(options);
  expectReported("safetensors");
  expectReported("net.py:Net");
}

TEST(ModelReferenceTest, SplitsAtTheFirstPy) {
  auto parts = parseModelReference("a:b/net.py:Net(c='.py:')");
  EXPECT_EQ(parts.path, "a:b/net.py");
  EXPECT_EQ(parts.call, "Net(c='.py:')");
  EXPECT_EQ(parseModelReference("model.pt").path, "model.pt");
  EXPECT_EQ(parseModelReference("model.pt").call, "");
}

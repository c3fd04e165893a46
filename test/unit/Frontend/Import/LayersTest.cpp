//===- LayersTest.cpp - The table of a definition's layers ----------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class LayersTest : public ImportTest {
protected:
  const char *source = R"(
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())
        self.spare = nn.Linear(5, 6)

    def forward(self, x):
        return self.body(self.body[1](x))
)";
};
} // namespace

TEST_F(LayersTest, DescribesShapesWithoutWeights) {
  ImportOptions options = definition(source, "Net", {"1x3x8x8"});
  options.randomWeightsSeed.reset();
  auto layers = describeLayers(context, options);
  ASSERT_TRUE(mlir::succeeded(layers)) << report;
  ASSERT_EQ(layers->size(), 5u);
  const LayerDescription &net = (*layers)[0], &conv = (*layers)[2],
                         &relu = (*layers)[3], &spare = (*layers)[4];
  EXPECT_EQ(net.path, "");
  EXPECT_EQ(net.type, "Net");
  EXPECT_EQ(net.parameters, 4 * 27 + 4 + 30 + 6);
  EXPECT_EQ(conv.path, "body.0");
  EXPECT_EQ(conv.outputs,
            std::vector<std::string>{"torch.float32[1, 4, 6, 6]"});
  EXPECT_EQ(conv.parameters, 4 * 27 + 4);
  EXPECT_EQ(relu.calls, 2u);
  EXPECT_EQ(relu.outputs,
            std::vector<std::string>{"torch.float32[1, 3, 8, 8]"});
  EXPECT_EQ(spare.calls, 0u);
  EXPECT_TRUE(spare.outputs.empty());
}

TEST_F(LayersTest, ListsLayersWithoutInputs) {
  auto layers = describeLayers(context, definition(source, "Net", {}));
  ASSERT_TRUE(mlir::succeeded(layers)) << report;
  EXPECT_EQ(layers->size(), 5u);
  EXPECT_TRUE(layers->front().outputs.empty());
}

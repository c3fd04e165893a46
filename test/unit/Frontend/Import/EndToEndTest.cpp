//===- EndToEndTest.cpp - Trained networks against PyTorch's logits -------===//

#include "ImportTest.h"

#include "compiler/Frontend/Archive/ModelFile.h"

using namespace kiln;

namespace {

struct Network {
  const char *folder, *model, *weights;
};

class EndToEndTest : public ImportTest,
                     public ::testing::WithParamInterface<Network> {
protected:
  static std::string data(llvm::StringRef path) {
    return std::string(KILN_TEST_DATA_DIR) + "/" + path.str();
  }
  static HostTensor readNpy(const std::string &path) {
    return llvm::cantFail(readModelFile(path)).tensors.front().tensor;
  }
};

} // namespace

TEST_P(EndToEndTest, ComputesTheLogits) {
  ImportOptions options;
  options.model = data("models/") + GetParam().model;
  options.weights = data("models/") + GetParam().weights;
  options.inputs.push_back(llvm::cantFail(parseArgumentSpec("1x3x32x32")));
  ImportedModel model = imported(options);
  ASSERT_TRUE(model.module);
  EXPECT_EQ(report, "");
  for (const char *picture : {"chelsea", "horse", "rocket"}) {
    std::string prefix =
        data("demo/") + GetParam().folder + "/" + picture + ".";
    HostTensor expected = readNpy(prefix + "logits.npy");
    std::vector<float> found = run(model, readNpy(prefix + "input.npy"));
    ASSERT_EQ(found.size(), 10u);
    for (int i = 0; i < 10; ++i)
      EXPECT_NEAR(found[i], expected.data<float>()[i], 1e-4) << picture;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Demo, EndToEndTest,
    ::testing::Values(Network{"net", "net.py:Net", "captum_cifar_net.pt"},
                      Network{"resnet20", "resnet20.py:resnet20()",
                              "resnet20_cifar10_akamaster.th"}),
    [](const auto &info) { return info.param.folder; });

//===- ArrayPreludeTest.cpp - numpy and einops over tensors ---------------===//
//
// The .out files hold what NumPy 2.4 and einops 0.8 print.
//
//===----------------------------------------------------------------------===//

#include "EvaluatorFixture.h"

#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "dialects/Kiln/KilnDialect.h"

#include "llvm/Support/MemoryBuffer.h"

namespace kiln::python {
namespace {

std::string read(const std::string &name) {
  auto file = llvm::MemoryBuffer::getFile(std::string(KILN_TEST_DATA_DIR) +
                                          "/python/" + name);
  return file ? (*file)->getBuffer().str() : "missing " + name;
}

class ArrayPreludeTest : public EvaluatorTest {
protected:
  ArrayPreludeTest() {
    context.loadDialect<KilnDialect>();
    state = addTorch(session().interpreter());
  }
  std::unique_ptr<TorchState> state;
};

TEST_F(ArrayPreludeTest, NumpyPrintsWhatNumpyPrints) {
  EXPECT_EQ(run(read("numpy_arrays.py")), read("numpy_arrays.out"));
}

TEST_F(ArrayPreludeTest, EinopsMovesElementsAsEinopsDoes) {
  EXPECT_EQ(run(read("einops_axes.py")), read("einops_axes.out"));
}

TEST_F(ArrayPreludeTest, ArraysBecomeTensorsAndBack) {
  EXPECT_EQ(
      run("import numpy as np, torch\n"
          "a = np.ones((2, 2), dtype=np.float32)\n"
          "t = torch.from_numpy(a)\n"
          "t[0, 0] = 5\n"
          "print(a.tolist(), t.dtype, tuple(torch.FloatTensor(a).shape))\n"
          "print(torch.tensor(np.array([1.0])).dtype)\n"
          "print((t * a).tolist(), type(t.numpy()) is np.ndarray)\n"),
      "[[5.0, 1.0], [1.0, 1.0]] torch.float32 (2, 2)\n"
      "torch.float64\n"
      "[[25.0, 1.0], [1.0, 1.0]] True\n");
}

TEST_F(ArrayPreludeTest, DeepCopiesOfLayersHaveParametersOfTheirOwn) {
  EXPECT_EQ(
      run("import copy, torch\n"
          "from torch import nn\n"
          "first = nn.Linear(2, 2)\n"
          "nn.init.constant_(first.weight, 1.0)\n"
          "pair = copy.deepcopy([first, first])\n"
          "nn.init.constant_(pair[0].weight, 3.0)\n"
          "print(first.weight[0, 0].item(), pair[1] is pair[0])\n"
          "print(type(pair[0].weight).__name__, len(pair[0].state_dict()),"
          " pair[0].weight is first.weight)\n"),
      "1.0 True\nParameter 2 False\n");
}

TEST_F(ArrayPreludeTest, RandomNumbersOfNumpyAreNotKnown) {
  std::string result = run("import numpy as np\n"
                           "np.random.seed(0)\n"
                           "if np.random.rand() > 0.5: print('never')\n");
  EXPECT_NE(result.find("random numbers of numpy are not known"),
            std::string::npos)
      << result;
}

} // namespace
} // namespace kiln::python

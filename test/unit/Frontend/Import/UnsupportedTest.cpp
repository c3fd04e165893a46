//===- UnsupportedTest.cpp - Operators that kiln lacks --------------------===//

#include "ImportTest.h"

using namespace kiln;

namespace {
class UnsupportedTest : public ImportTest {};
} // namespace

TEST_F(UnsupportedTest, ReportsAllOperatorsAtOnce) {
  refuse(definition("import torch\n"
                    "def f(x):\n"
                    "    y = torch.lgamma(x)\n"
                    "    for _ in range(2):\n"
                    "        y = torch.lgamma(y + 1)\n"
                    "    return torch.polygamma(1, x) + y\n",
                    "f", {"2x3"}));
  expectReported("net.py:3: error: ");
  expectReported("uses 2 operators that kiln does not support");
  expectReported("net.py:3: note: torch.lgamma(torch.float32[2, 3])");
  expectReported("net.py:5: note: torch.lgamma("
                 "a tensor of unknown shape), called 2 times");
  expectReported("net.py:6: note: torch.polygamma(");
  EXPECT_EQ(llvm::StringRef(report).count("error:"), 1u);
}

TEST_F(UnsupportedTest, DoesNotComplainOfWhatFollows) {
  refuse(definition("import torch\n"
                    "def f(x):\n"
                    "    y = torch.lgamma(x)\n"
                    "    return y.view(y.shape[0], -1)\n",
                    "f", {"2x3"}));
  EXPECT_EQ(llvm::StringRef(report).count("error:"), 1u) << report;
  expectReported("torch.lgamma");
}

TEST_F(UnsupportedTest, KnowsFunctionsOfNumbersByWhatTheyDo) {
  // torch.remainder has the sign of the divisor, math.remainder has not.
  refuse(definition("import math\n"
                    "def f(x):\n"
                    "    y = x * math.fmod(x.sum().item(), 3.0)\n"
                    "    return y * math.remainder(x.sum().item(), 3.0)\n",
                    "f", {"2x3"}));
  expectReported("net.py:4: error: kiln cannot compute math.remainder() of "
                 "a number of the model's input");
}

//===- TorchScriptTest.cpp - Models from TorchScript archives -------------===//

#include "ImportTest.h"
#include "ScriptArchive.h"

#include "compiler/Frontend/Archive/ModelFile.h"

using namespace kiln;

namespace {

std::string dataPath(llvm::StringRef name) {
  return std::string(KILN_TEST_DATA_DIR) + "/torchscript/" + name.str();
}

/// The arrays `NAME.in0.npy`, `NAME.in1.npy`, ...
std::vector<HostTensor> readArrays(llvm::StringRef stem) {
  std::vector<HostTensor> arrays;
  for (;;) {
    std::string path =
        dataPath((stem + std::to_string(arrays.size()) + ".npy").str());
    if (!llvm::sys::fs::exists(path))
      return arrays;
    arrays.push_back(
        llvm::cantFail(readModelFile(path)).tensors.front().tensor);
  }
}

class TorchScriptTest : public ImportTest {
protected:
  ImportOptions optionsFor(llvm::StringRef model,
                           llvm::ArrayRef<HostTensor> inputs) {
    ImportOptions options;
    options.model = model.str();
    for (const HostTensor &input : inputs) {
      ArgumentSpec spec;
      spec.dtype = input.dtype();
      spec.shape.assign(input.shape().begin(), input.shape().end());
      options.inputs.push_back(spec);
    }
    return options;
  }

  /// An archive in a file, with one input of two elements.
  ImportOptions archive(const ScriptArchive &archive) {
    write("net.pt", archive.bytes());
    ImportOptions options;
    options.model = path("net.pt");
    options.inputs.push_back(llvm::cantFail(parseArgumentSpec("2")));
    return options;
  }
  /// What forward() with this body makes of 1 and 2.
  std::vector<float> evaluated(llvm::StringRef body) {
    std::string code = "class Net(Module):\n"
                       "  def forward(self: __torch__.Net,\n"
                       "    x: Tensor) -> Tensor:\n";
    for (llvm::StringRef rest = body; !rest.empty();) {
      auto [line, next] = rest.split('\n');
      code += "    " + line.str() + "\n";
      rest = next;
    }
    ImportedModel model = imported(archive(ScriptArchive(code)));
    if (!model.module)
      return {};
    return run(model, HostTensor::of<float>(DType::F32, {2}, {1, 2}));
  }
  void refuseCode(llvm::StringRef code) {
    refuse(archive(ScriptArchive(code)));
  }
};

class StoredScriptTest : public TorchScriptTest,
                         public ::testing::WithParamInterface<const char *> {};

} // namespace

TEST_P(StoredScriptTest, ComputesWhatPyTorchDoes) {
  std::string name = GetParam();
  auto [file, method] = llvm::StringRef(name).split('.');
  std::vector<HostTensor> inputs = readArrays((file + ".in").str());
  std::vector<HostTensor> outputs = readArrays(name + ".out");
  ASSERT_FALSE(outputs.empty());
  std::string model = dataPath((file + ".pt").str());
  if (!method.empty())
    model += ":" + method.str();
  ImportedModel result = imported(optionsFor(model, inputs));
  ASSERT_TRUE(result.module);
  EXPECT_EQ(report, "");
  auto found = interpret(graphOf(result), inputs);
  ASSERT_TRUE(bool(found)) << llvm::toString(found.takeError());
  ASSERT_EQ(found->size(), outputs.size());
  for (size_t index = 0; index < outputs.size(); ++index) {
    const HostTensor &expected = outputs[index], &actual = (*found)[index];
    ASSERT_EQ(actual.dtype(), expected.dtype());
    ASSERT_EQ(actual.shape(), expected.shape());
    for (int64_t i = 0; i < expected.numElements(); ++i)
      EXPECT_NEAR(actual.data<float>()[i], expected.data<float>()[i], 1e-5);
  }
}

INSTANTIATE_TEST_SUITE_P(PyTorch, StoredScriptTest,
                         ::testing::Values("autoencoder", "autoencoder.encode",
                                           "branches", "branches_bias",
                                           "classes", "loops", "loops_traced",
                                           "recurrent", "recurrent_traced",
                                           "tensors", "tensors_traced",
                                           "vision", "vision_traced"),
                         [](const auto &info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '.', '_');
                           return name;
                         });

//===----------------------------------------------------------------------===//
// The code
//===----------------------------------------------------------------------===//

TEST_F(TorchScriptTest, ArithmeticOnNumbersIsPythons) {
  EXPECT_EQ(evaluated("a = torch.floordiv(-7, 2)\n"
                      "b = torch.add(torch.mul(a, 2), torch.remainder(-7, 4))\n"
                      "return torch.add(x, torch.div(b, 2))\n"),
            (std::vector<float>{-2.5, -1.5}));
}

TEST_F(TorchScriptTest, ListsAreSharedAndChanged) {
  EXPECT_EQ(evaluated("a = annotate(List[int], [])\n"
                      "b = a\n"
                      "_0 = torch.append(a, 3)\n"
                      "_1 = torch.extend(a, [5, 4])\n"
                      "torch.sort(a, True)\n"
                      "return torch.add(x, torch.add(torch.len(b), (b)[0]))\n"),
            (std::vector<float>{9, 10}));
}

TEST_F(TorchScriptTest, SlicesListsAndTensors) {
  EXPECT_EQ(evaluated("y = torch.slice(x, -1, 1, 9223372036854775807)\n"
                      "n = torch.len(torch.slice([1, 2, 3, 4], None, -1, 2))\n"
                      "return torch.mul(y, n)\n"),
            (std::vector<float>{4}));
}

TEST_F(TorchScriptTest, DTypesAreNumbers) {
  EXPECT_EQ(evaluated("if torch.eq(ops.prim.dtype(x), 6):\n"
                      "  y = torch.to(x, 4)\n"
                      "else:\n"
                      "  y = x\n"
                      "z = torch.zeros([2], dtype=7, layout=None)\n"
                      "return torch.to(torch.add(y, z), 6, False, False)\n"),
            (std::vector<float>{1, 2}));
}

TEST_F(TorchScriptTest, NumbersFromTensorsOfShapes) {
  EXPECT_EQ(evaluated("n = ops.prim.NumToTensor(torch.size(x, 0))\n"
                      "m = int(torch.floor_divide(n, 2))\n"
                      "return torch.add(x, annotate(number, torch.mul(n, m)))"),
            (std::vector<float>{3, 4}));
}

TEST_F(TorchScriptTest, LoopsUntilTheirConditionFails) {
  EXPECT_EQ(evaluated("_0 = True\n"
                      "i, y = 0, x\n"
                      "while _0:\n"
                      "  y0 = torch.add(y, 1, alpha=2)\n"
                      "  _0, y, i = torch.lt(i, 2), y0, torch.add(i, 1)\n"
                      "return y\n"),
            (std::vector<float>{7, 8}));
}

TEST_F(TorchScriptTest, PrivateNamesStayAsTheyAre) {
  EXPECT_EQ(evaluated("_0 = torch.__range_length(0, 6, 2)\n"
                      "i = torch.__derive_index(1, 5, _0)\n"
                      "return torch.add(x, i)\n"),
            (std::vector<float>{9, 10}));
}

TEST_F(TorchScriptTest, CompilesForInference) {
  ScriptArchive script("class Net(Module):\n"
                       "  training : bool\n"
                       "  def forward(self, x):\n"
                       "    if self.training:\n"
                       "      y = torch.add(x, 100)\n"
                       "    else:\n"
                       "      y = x\n"
                       "    return torch.dropout(y, 0.5, self.training)\n");
  script.setAttribute("training", "\x88");
  ImportedModel model = imported(archive(script));
  EXPECT_EQ(run(model, HostTensor::zeros(DType::F32, {2})),
            (std::vector<float>{0, 0}));
}

//===----------------------------------------------------------------------===//
// Parameters and buffers
//===----------------------------------------------------------------------===//

TEST_F(TorchScriptTest, TensorsOfTheArchiveAreParameters) {
  ScriptArchive script("class Net(Module):\n"
                       "  __parameters__ = [\"weight\", ]\n"
                       "  def forward(self, x):\n"
                       "    return torch.mul(x, self.weight)\n");
  script.setOnes("weight", 2);
  script.setOnes("unused", 3);
  ImportedModel model = imported(archive(script));
  EXPECT_EQ(parametersOf(model), std::vector<std::string>{"weight"});
  EXPECT_EQ(model.name, "net");
}

TEST_F(TorchScriptTest, RefusesChangedAttributes) {
  ScriptArchive script("class Net(Module):\n"
                       "  count : int\n"
                       "  def forward(self, x):\n"
                       "    self.count = torch.add(self.count, 1)\n"
                       "    return x\n");
  script.setAttribute("count", ScriptArchive::number(3));
  refuse(archive(script));
  expectReported("forward of " + path("net.pt") +
                 " changes the attribute 'count'");
}

TEST_F(TorchScriptTest, RefusesChangedLists) {
  ScriptArchive script("class Net(Module):\n"
                       "  sizes : List[int]\n"
                       "  def forward(self, x):\n"
                       "    _0 = torch.append(self.sizes, 1)\n"
                       "    return x\n");
  script.setAttribute("sizes", "]");
  refuse(archive(script));
  expectReported("changes the attribute 'sizes'");
}

TEST_F(TorchScriptTest, RefusesChangedObjects) {
  ScriptArchive script("class Net(Module):\n"
                       "  counter : __torch__.Counter\n"
                       "  def forward(self, x):\n"
                       "    return torch.add(x, (self.counter).next())\n"
                       "class Counter:\n"
                       "  count : int\n"
                       "  def next(self) -> int:\n"
                       "    self.count = torch.add(self.count, 1)\n"
                       "    return self.count\n");
  script.setAttribute("counter", "c__torch__\nCounter\n)\x81}" +
                                     ScriptArchive::text("count") + "K\5sb");
  refuse(archive(script));
  expectReported("changes the attribute 'counter'");
}

TEST_F(TorchScriptTest, ChangedBuffersAreState) {
  ScriptArchive script("class Net(Module):\n"
                       "  def forward(self, x):\n"
                       "    self.last = torch.add(self.last, x, alpha=2)\n"
                       "    _0 = torch.mul_(self.gain, 2)\n"
                       "    return torch.mul(self.last, _0)\n");
  script.setOnes("last", 2);
  script.setOnes("gain", 2);
  ImportedModel model = imported(archive(script));
  GraphOp graph = graphOf(model);
  HostTensors arguments = {HostTensor::of<float>(DType::F32, {2}, {1, 2})};
  llvm::append_range(arguments, llvm::cantFail(initialState(graph)));
  ASSERT_EQ(arguments.size(), 3u);
  std::vector<HostTensor> results = llvm::cantFail(interpret(graph, arguments));
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].data<float>()[0], 6);
  EXPECT_EQ(results[0].data<float>()[1], 10);
}

//===----------------------------------------------------------------------===//
// What is refused
//===----------------------------------------------------------------------===//

TEST_F(TorchScriptTest, NamesTheLineOfUnknownOperators) {
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    y = ops.torchvision.nms(x, x, 0.5)\n"
             "    return torch.quantize_per_tensor(y, 1., 0, 13)\n");
  expectReported("__torch__.py:3: error: ");
  expectReported("torchvision::nms(torch.float32[2], torch.float32[2])");
}

TEST_F(TorchScriptTest, RefusesSizesThatFollowFromTheInput) {
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    return torch.narrow(x, 0, 0, int(torch.sum(x)))\n");
  expectReported("__torch__.py:3: error: narrow(): argument 'length' must be "
                 "int, not a number that is computed from the model's input");
}

TEST_F(TorchScriptTest, ReportsWhatTheScriptRaises) {
  refuseCode(
      "class Net(Module):\n"
      "  def forward(self, x):\n"
      "    if torch.ne(torch.dim(x), 4):\n"
      "      _0 = torch.format(\"expected 4-D, got {}-D\", torch.dim(x))\n"
      "      ops.prim.RaiseException(_0, \"builtins.ValueError\")\n"
      "    else:\n"
      "      pass\n"
      "    return x\n");
  expectReported("__torch__.py:5: error: ");
  expectReported("expected 4-D, got 1-D");
}

TEST_F(TorchScriptTest, RefusesUnknownMethods) {
  ImportOptions options = archive(ScriptArchive("class Net(Module):\n"
                                                "  def encode(self, x):\n"
                                                "    return x\n"));
  refuse(options);
  expectReported("the script's class Net has no method 'forward': it has "
                 "encode");
}

TEST_F(TorchScriptTest, RefusesMissingCode) {
  refuseCode("class Other(Module):\n"
             "  pass\n");
  expectReported("its code has no __torch__.Net");
  report.clear();
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    return __torch__.lost.function(x, )\n");
  expectReported("its code has no __torch__.lost");
}

TEST_F(TorchScriptTest, RefusesCppClasses) {
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    return __torch__.torch.classes.quantized.Packed.make(x)\n");
  expectReported("the C++ class __torch__.torch.classes.quantized");
}

TEST_F(TorchScriptTest, ReportsWrongSyntaxAtItsLine) {
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    return (x\n");
  expectReported("__torch__.py:3: note: this bracket was never closed");
}

TEST_F(TorchScriptTest, RecursionEnds) {
  refuseCode("class Net(Module):\n"
             "  def forward(self, x):\n"
             "    return (self).forward(x, )\n");
  expectReported("__torch__.py:3: error: ");
}

TEST_F(TorchScriptTest, ObjectsMayNotLieTooDeep) {
  ScriptArchive script("class Net(Module):\n"
                       "  def forward(self, x):\n"
                       "    return x\n");
  std::string deep(250, '('), end;
  for (int i = 0; i < 250; ++i)
    end += "t";
  script.setAttribute("deep", deep + end);
  refuse(archive(script));
  EXPECT_NE(report, "");
}

//===- FusedKernelsTest.cpp - Contractions with their tails ---------------===//
//
// Kernels of several ops around a convolution or linear layer with weights,
// compared with the reference interpreter.
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include "compiler/Verify/TensorDifference.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

#include <random>

using namespace kiln;
using namespace kiln::test;
using namespace mlir;

static HostTensor randomTensor(RankedTensorType type, uint32_t seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> values(-1.0f, 1.0f);
  HostTensor tensor = HostTensor::zeros(DType::F32, type.getShape());
  for (float &value : llvm::MutableArrayRef<float>(tensor.mutableData<float>(),
                                                   tensor.numElements()))
    value = values(generator);
  return tensor;
}

namespace {

/// A graph @f and the algorithm that it must get.
struct FusedCase {
  const char *name;
  const char *algorithm; ///< how the attribute of its main kernel begins
  const char *text;
};

class FusedKernels
    : public testing::TestWithParam<std::tuple<FusedCase, Level>> {};

} // namespace

/// Gives every declared parameter random values.
static void fillParameters(ModuleOp module) {
  uint32_t seed = 1;
  for (auto parameter : module.getOps<ParameterOp>()) {
    auto type = cast<RankedTensorType>(parameter.getType());
    parameter.setValueAttr(toAttr(module.getContext(), parameter.getSymName(),
                                  randomTensor(type, seed++)));
  }
}

/// Whether the attribute of some kernel begins so.
static bool hasAlgorithm(ModuleOp module, llvm::StringRef wanted) {
  return llvm::any_of(module.getOps<kernel::FuncOp>(), [&](auto kernel) {
    std::string algorithm;
    llvm::raw_string_ostream(algorithm) << *kernel.getAlgorithm();
    return llvm::StringRef(algorithm).starts_with(wanted);
  });
}

/// Winograd's F(4,3) is allowed some more than one kernel otherwise.
static double toleranceOf(ModuleOp module) {
  return hasAlgorithm(module, "#kernel.conv<winograd") ? 5e-5 : 1e-5;
}

TEST_P(FusedKernels, AgreesWithTheInterpreter) {
  auto [test, level] = GetParam();
  auto context = makeCodegenContext();
  auto module = parseSourceString<ModuleOp>(test.text, context.get());
  ASSERT_TRUE(module);
  fillParameters(*module);
  auto graph = *module->getOps<GraphOp>().begin();
  std::vector<HostTensor> inputs;
  for (Type type : graph.getArgumentTypes())
    inputs.push_back(
        randomTensor(cast<RankedTensorType>(type), 100 + inputs.size()));
  auto expected = interpret(graph, inputs);
  ASSERT_TRUE(bool(expected)) << llvm::toString(expected.takeError());

  llvm::Error failed = schedule(*module, level);
  ASSERT_FALSE(failed) << llvm::toString(std::move(failed));
  EXPECT_TRUE(hasAlgorithm(*module, test.algorithm));

  auto compiled = CompiledModule::create(*module, level);
  ASSERT_TRUE(bool(compiled)) << llvm::toString(compiled.takeError());
  for (int64_t parts : {1, 3}) {
    auto actual = (*compiled)->run("f", inputs, parts);
    ASSERT_EQ(actual.size(), expected->size());
    for (auto [want, have] : llvm::zip(*expected, actual)) {
      double tolerance = toleranceOf(*module);
      TensorDifference found = compareTensors(want, have, tolerance);
      EXPECT_FALSE(found) << describe(found, want, have, tolerance);
    }
  }
}

static const FusedCase kCases[] = {
    {"conv_bias_relu_pool_planar", "#kernel.conv<planar", R"(
kiln.parameter @w : tensor<6x3x5x5xf32>
kiln.parameter @b : tensor<6xf32>
kiln.graph @f(%x: tensor<1x3x32x32xf32>) -> (tensor<1x6x14x14xf32>) {
  %w = kiln.get_parameter @w : tensor<6x3x5x5xf32>
  %b = kiln.get_parameter @b : tensor<6xf32>
  %y = kiln.fused (%i = %x, %k = %w, %o = %b) : (tensor<1x3x32x32xf32>, tensor<6x3x5x5xf32>, tensor<6xf32>) -> tensor<1x6x14x14xf32> {
    %0 = kiln.conv %i, %k, %o {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x3x32x32xf32>, tensor<6x3x5x5xf32>, tensor<6xf32>) -> tensor<1x6x28x28xf32>
    %1 = kiln.relu %0 : tensor<1x6x28x28xf32>
    %2 = kiln.max_pool %1 {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x6x28x28xf32>) -> tensor<1x6x14x14xf32>
    kiln.yield %2 : tensor<1x6x14x14xf32>
  }
  kiln.return %y : tensor<1x6x14x14xf32>
})"},
    {"conv_add_relu_blocked", "#kernel.conv<", R"(
#l = #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>
#p = #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>
kiln.parameter @w : tensor<40x20x3x3xf32>
kiln.parameter @b : tensor<40xf32>
kiln.graph @f(%x: tensor<2x20x9x11xf32>, %r: tensor<2x40x9x11xf32>) -> (tensor<2x40x9x11xf32>) {
  %w = kiln.get_parameter @w : tensor<40x20x3x3xf32>
  %b = kiln.get_parameter @b : tensor<40xf32>
  %px = kiln.pack %x : tensor<2x20x9x11xf32> to tensor<2x20x9x11xf32, #l>
  %pr = kiln.pack %r : tensor<2x40x9x11xf32> to tensor<2x40x9x11xf32, #p>
  %y = kiln.fused (%i = %px, %k = %w, %o = %b, %s = %pr) : (tensor<2x20x9x11xf32, #l>, tensor<40x20x3x3xf32>, tensor<40xf32>, tensor<2x40x9x11xf32, #p>) -> tensor<2x40x9x11xf32, #l> {
    %0 = kiln.conv %i, %k, %o {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>} : (tensor<2x20x9x11xf32, #l>, tensor<40x20x3x3xf32>, tensor<40xf32>) -> tensor<2x40x9x11xf32, #l>
    %q = kiln.pack %s : tensor<2x40x9x11xf32, #p> to tensor<2x40x9x11xf32, #l>
    %1 = kiln.add %0, %q : tensor<2x40x9x11xf32, #l>
    %2 = kiln.sigmoid %1 : tensor<2x40x9x11xf32, #l>
    kiln.yield %2 : tensor<2x40x9x11xf32, #l>
  }
  %z = kiln.unpack %y : tensor<2x40x9x11xf32, #l> to tensor<2x40x9x11xf32>
  kiln.return %z : tensor<2x40x9x11xf32>
})"},
    // The last block has channels that the residual does not have.
    {"conv_add_plain_residual", "#kernel.conv<", R"(
#p = #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>
kiln.parameter @w : tensor<17x17x1x1xf32>
kiln.parameter @b : tensor<17xf32>
kiln.graph @f(%x: tensor<2x17x9x11xf32>, %r: tensor<2x17x9x11xf32>, %t: tensor<2x9x11x17xf32>) -> (tensor<2x17x9x11xf32>) {
  %w = kiln.get_parameter @w : tensor<17x17x1x1xf32>
  %b = kiln.get_parameter @b : tensor<17xf32>
  %px = kiln.pack %x : tensor<2x17x9x11xf32> to tensor<2x17x9x11xf32, #p>
  %y = kiln.fused (%i = %px, %k = %w, %o = %b, %s = %r, %u = %t) : (tensor<2x17x9x11xf32, #p>, tensor<17x17x1x1xf32>, tensor<17xf32>, tensor<2x17x9x11xf32>, tensor<2x9x11x17xf32>) -> tensor<2x17x9x11xf32, #p> {
    %q = kiln.unpack %i : tensor<2x17x9x11xf32, #p> to tensor<2x17x9x11xf32>
    %0 = kiln.conv %q, %k, %o {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<2x17x9x11xf32>, tensor<17x17x1x1xf32>, tensor<17xf32>) -> tensor<2x17x9x11xf32>
    %1 = kiln.add %s, %0 : tensor<2x17x9x11xf32>
    %v = kiln.transpose %u {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x9x11x17xf32>) -> tensor<2x17x9x11xf32>
    %2 = kiln.mul %1, %v : tensor<2x17x9x11xf32>
    %3 = kiln.pack %2 : tensor<2x17x9x11xf32> to tensor<2x17x9x11xf32, #p>
    kiln.yield %3 : tensor<2x17x9x11xf32, #p>
  }
  %z = kiln.unpack %y : tensor<2x17x9x11xf32, #p> to tensor<2x17x9x11xf32>
  kiln.return %z : tensor<2x17x9x11xf32>
})"},
    {"linear_gelu_residual", "#kernel.linear<", R"(
kiln.parameter @w : tensor<23x37xf32>
kiln.parameter @b : tensor<23xf32>
kiln.graph @f(%x: tensor<2x5x37xf32>, %r: tensor<2x5x23xf32>) -> (tensor<2x5x23xf32>) {
  %w = kiln.get_parameter @w : tensor<23x37xf32>
  %b = kiln.get_parameter @b : tensor<23xf32>
  %y = kiln.fused (%i = %x, %k = %w, %o = %b, %s = %r) : (tensor<2x5x37xf32>, tensor<23x37xf32>, tensor<23xf32>, tensor<2x5x23xf32>) -> tensor<2x5x23xf32> {
    %0 = kiln.linear %i, %k, %o : (tensor<2x5x37xf32>, tensor<23x37xf32>, tensor<23xf32>) -> tensor<2x5x23xf32>
    %1 = kiln.erf %0 : tensor<2x5x23xf32>
    %2 = kiln.mul %1, %0 : tensor<2x5x23xf32>
    %3 = kiln.add %2, %s : tensor<2x5x23xf32>
    kiln.yield %3 : tensor<2x5x23xf32>
  }
  kiln.return %y : tensor<2x5x23xf32>
})"},
    {"conv_relu_max_pool_stem", "#kernel.conv<direct", R"(
#l = #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>
kiln.parameter @w : tensor<64x3x7x7xf32>
kiln.parameter @b : tensor<64xf32>
kiln.graph @f(%x: tensor<1x3x40x36xf32>) -> (tensor<1x64x10x9xf32>) {
  %w = kiln.get_parameter @w : tensor<64x3x7x7xf32>
  %b = kiln.get_parameter @b : tensor<64xf32>
  %y = kiln.fused (%i = %x, %k = %w, %o = %b) : (tensor<1x3x40x36xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>) -> tensor<1x64x10x9xf32, #l> {
    %0 = kiln.conv %i, %k, %o {stride = array<i64: 2, 2>, padding = array<i64: 3, 3, 3, 3>, dilation = array<i64: 1, 1>} : (tensor<1x3x40x36xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>) -> tensor<1x64x20x18xf32>
    %1 = kiln.relu %0 : tensor<1x64x20x18xf32>
    %2 = kiln.max_pool %1 {kernel = array<i64: 3, 3>, stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>} : (tensor<1x64x20x18xf32>) -> tensor<1x64x10x9xf32, #l>
    kiln.yield %2 : tensor<1x64x10x9xf32, #l>
  }
  %z = kiln.unpack %y : tensor<1x64x10x9xf32, #l> to tensor<1x64x10x9xf32>
  kiln.return %z : tensor<1x64x10x9xf32>
})"},
    {"depthwise_clamp", "#kernel.conv<depthwise", R"(
#l = #kiln.blocked<block = 16, halo = [1, 1, 1, 1]>
#p = #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>
kiln.parameter @w : tensor<24x1x3x3xf32>
kiln.parameter @b : tensor<24xf32>
kiln.graph @f(%x: tensor<1x24x13x13xf32>) -> (tensor<1x24x7x7xf32>) {
  %w = kiln.get_parameter @w : tensor<24x1x3x3xf32>
  %b = kiln.get_parameter @b : tensor<24xf32>
  %px = kiln.pack %x : tensor<1x24x13x13xf32> to tensor<1x24x13x13xf32, #l>
  %y = kiln.fused (%i = %px, %k = %w, %o = %b) : (tensor<1x24x13x13xf32, #l>, tensor<24x1x3x3xf32>, tensor<24xf32>) -> tensor<1x24x7x7xf32, #p> {
    %0 = kiln.conv %i, %k, %o {stride = array<i64: 2, 2>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 24 : i64} : (tensor<1x24x13x13xf32, #l>, tensor<24x1x3x3xf32>, tensor<24xf32>) -> tensor<1x24x7x7xf32, #p>
    %1 = kiln.clamp %0 {min = 0.0 : f64, max = 6.0 : f64} : tensor<1x24x7x7xf32, #p>
    kiln.yield %1 : tensor<1x24x7x7xf32, #p>
  }
  %z = kiln.unpack %y : tensor<1x24x7x7xf32, #p> to tensor<1x24x7x7xf32>
  kiln.return %z : tensor<1x24x7x7xf32>
})"},
    {"pointwise_flat_add", "#kernel.conv<direct", R"(
#p = #kiln.blocked<block = 16, halo = [0, 0, 0, 0]>
kiln.parameter @w : tensor<64x32x1x1xf32>
kiln.parameter @b : tensor<64xf32>
kiln.graph @f(%x: tensor<1x32x14x14xf32>, %r: tensor<1x64x14x14xf32>) -> (tensor<1x64x14x14xf32>) {
  %w = kiln.get_parameter @w : tensor<64x32x1x1xf32>
  %b = kiln.get_parameter @b : tensor<64xf32>
  %px = kiln.pack %x : tensor<1x32x14x14xf32> to tensor<1x32x14x14xf32, #p>
  %pr = kiln.pack %r : tensor<1x64x14x14xf32> to tensor<1x64x14x14xf32, #p>
  %y = kiln.fused (%i = %px, %k = %w, %o = %b, %s = %pr) : (tensor<1x32x14x14xf32, #p>, tensor<64x32x1x1xf32>, tensor<64xf32>, tensor<1x64x14x14xf32, #p>) -> tensor<1x64x14x14xf32, #p> {
    %0 = kiln.conv %i, %k, %o {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x32x14x14xf32, #p>, tensor<64x32x1x1xf32>, tensor<64xf32>) -> tensor<1x64x14x14xf32, #p>
    %1 = kiln.add %0, %s : tensor<1x64x14x14xf32, #p>
    %2 = kiln.relu %1 : tensor<1x64x14x14xf32, #p>
    kiln.yield %2 : tensor<1x64x14x14xf32, #p>
  }
  %z = kiln.unpack %y : tensor<1x64x14x14xf32, #p> to tensor<1x64x14x14xf32>
  kiln.return %z : tensor<1x64x14x14xf32>
})"},
    {"joined_convs", "#kernel.conv<direct", R"(
kiln.parameter @w0 : tensor<16x32x1x1xf32>
kiln.parameter @w1 : tensor<32x16x1x1xf32>
kiln.parameter @w2 : tensor<40x16x3x3xf32>
kiln.parameter @w3 : tensor<24x72x1x1xf32>
kiln.graph @f(%x: tensor<1x32x9x7xf32>) -> (tensor<1x24x9x7xf32>) {
  %w0 = kiln.get_parameter @w0 : tensor<16x32x1x1xf32>
  %w1 = kiln.get_parameter @w1 : tensor<32x16x1x1xf32>
  %w2 = kiln.get_parameter @w2 : tensor<40x16x3x3xf32>
  %w3 = kiln.get_parameter @w3 : tensor<24x72x1x1xf32>
  %0 = kiln.conv %x, %w0 {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x32x9x7xf32>, tensor<16x32x1x1xf32>) -> tensor<1x16x9x7xf32>
  %1 = kiln.relu %0 : tensor<1x16x9x7xf32>
  %2 = kiln.conv %1, %w1 {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x16x9x7xf32>, tensor<32x16x1x1xf32>) -> tensor<1x32x9x7xf32>
  %3 = kiln.conv %1, %w2 {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>} : (tensor<1x16x9x7xf32>, tensor<40x16x3x3xf32>) -> tensor<1x40x9x7xf32>
  %4 = kiln.concat %2, %3 {dim = 1 : i64} : (tensor<1x32x9x7xf32>, tensor<1x40x9x7xf32>) -> tensor<1x72x9x7xf32>
  %5 = kiln.conv %4, %w3 {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<1x72x9x7xf32>, tensor<24x72x1x1xf32>) -> tensor<1x24x9x7xf32>
  kiln.return %5 : tensor<1x24x9x7xf32>
})"},
    {"constants_in_a_concatenation", "#kernel.generic", R"(
kiln.graph @f(%x: tensor<1x2x1xf32>) -> tensor<1x2x3xf32> {
  %0 = kiln.constant dense<[[[1.0, 2.0], [3.0, -4.0]]]> : tensor<1x2x2xf32>
  %1 = kiln.concat %0, %x {dim = 2 : i64} : (tensor<1x2x2xf32>, tensor<1x2x1xf32>) -> tensor<1x2x3xf32>
  kiln.return %1 : tensor<1x2x3xf32>
})"},
};

INSTANTIATE_TEST_SUITE_P(Cases, FusedKernels,
                         testing::Combine(testing::ValuesIn(kCases),
                                          testing::ValuesIn(runnableLevels())),
                         [](const auto &info) {
                           return std::string(std::get<0>(info.param).name) +
                                  "_" + std::get<1>(info.param).name;
                         });

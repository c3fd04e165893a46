//===- CompileProgramTest.cpp - Objects and descriptions of programs ------===//

#include "ProgramRunner.h"

#include "codegen/CPU/Program/CompileProgram.h"
#include "codegen/CPU/Program/DescribeProgram.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Target/TargetMachine.h"

#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;
using namespace mlir;

// clang-format off
static const char *const kGraph = R"mlir(
kiln.parameter @fc.weight : tensor<10x84xf32>
kiln.parameter @fc.bias : tensor<10xf32>
kiln.graph @forward(%x: tensor<1x84xf32> {kiln.name = "x"}) -> tensor<1x10xf32>
    attributes {input_tree = "(*,)", output_names = ["scores"]} {
  %w = kiln.get_parameter @fc.weight : tensor<10x84xf32>
  %b = kiln.get_parameter @fc.bias : tensor<10xf32>
  %0 = kiln.linear %x, %w, %b : (tensor<1x84xf32>, tensor<10x84xf32>, tensor<10xf32>) -> tensor<1x10xf32> loc("net.py":21:13)
  %1 = kiln.softmax %0 {dim = 1 : i64} : tensor<1x10xf32>
  %2 = kiln.softmax %1 {dim = 1 : i64} : tensor<1x10xf32>
  %3 = kiln.cumsum %2 {dim = 1 : i64} : tensor<1x10xf32>
  kiln.return %3 : tensor<1x10xf32>
}
)mlir";

/// A block of MobileNet: between its convolutions lie halos and limits, whose
/// constants live as long as the register tiles.
static const char *const kInvertedResidual = R"mlir(
kiln.parameter @w0 : tensor<384x64x1x1xf32>
kiln.parameter @b0 : tensor<384xf32>
kiln.parameter @w1 : tensor<384x1x3x3xf32>
kiln.parameter @w2 : tensor<64x384x1x1xf32>
kiln.graph @forward(%x: tensor<1x64x14x14xf32>) -> tensor<1x64x14x14xf32> {
  %w0 = kiln.get_parameter @w0 : tensor<384x64x1x1xf32>
  %b0 = kiln.get_parameter @b0 : tensor<384xf32>
  %w1 = kiln.get_parameter @w1 : tensor<384x1x3x3xf32>
  %w2 = kiln.get_parameter @w2 : tensor<64x384x1x1xf32>
  %0 = kiln.conv %x, %w0, %b0 {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x64x14x14xf32>, tensor<384x64x1x1xf32>, tensor<384xf32>) -> tensor<1x384x14x14xf32>
  %1 = kiln.clamp %0 {min = 0.0 : f64, max = 6.0 : f64} : tensor<1x384x14x14xf32>
  %2 = kiln.conv %1, %w1 {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>, groups = 384 : i64}
      : (tensor<1x384x14x14xf32>, tensor<384x1x3x3xf32>) -> tensor<1x384x14x14xf32>
  %3 = kiln.clamp %2 {min = 0.0 : f64, max = 6.0 : f64} : tensor<1x384x14x14xf32>
  %4 = kiln.conv %3, %w2 {stride = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>}
      : (tensor<1x384x14x14xf32>, tensor<64x384x1x1xf32>) -> tensor<1x64x14x14xf32>
  %5 = kiln.add %4, %x : tensor<1x64x14x14xf32>
  kiln.return %5 : tensor<1x64x14x14xf32>
}
)mlir";
// clang-format on

namespace {

class CompileProgram : public testing::Test {
protected:
  CompileProgram()
      : context(makeCodegenContext()), level(runnableLevels().front()) {
    // As in the compiler: kernels are compiled on several threads.
    context->enableMultithreading();
    module = parseSourceString<ModuleOp>(kGraph, context.get());
    llvm::cantFail(schedule(*module, level));
    target = llvm::cantFail(resolveCpu(level.cpu));
    program = *module->getOps<kernel::ProgramOp>().begin();
  }

  std::unique_ptr<MLIRContext> context;
  Level level;
  OwningOpRef<ModuleOp> module;
  CpuTarget target;
  kernel::ProgramOp program;
};

} // namespace

TEST_F(CompileProgram, DescribesSignatureAndWeights) {
  PackedWeights weights = packedWeights(*module);
  ModuleDescription description =
      llvm::cantFail(describeModule(program, "net", weights));
  EXPECT_EQ(description.inputs[0].name, "x");
  EXPECT_EQ(description.outputs[0].name, "scores");
  EXPECT_EQ(description.outputs[0].dims, (std::vector<int64_t>{1, 10}));
  EXPECT_EQ(description.inputTree, "(*,)");
  EXPECT_EQ(description.weightsBytes, static_cast<uint64_t>(weights.bytes));
  ASSERT_EQ(description.packedForms.size(), 2u);
  EXPECT_EQ(description.packedForms[0].form, "f32 linear panels of 16");
}

TEST_F(CompileProgram, DescribesCalls) {
  auto machine = llvm::cantFail(createTargetMachine(target));
  ModuleDescription description;
  VariantDescription variant = llvm::cantFail(
      describeVariant(program, "net", "x86-64", *machine, description));
  ASSERT_EQ(variant.kernels.size(), 4u);
  const KernelDescription &linear = variant.kernels[0];
  EXPECT_EQ(linear.symbol, "kiln_net_linear");
  EXPECT_EQ(linear.name, "linear");
  EXPECT_EQ(linear.layer, "fc");
  EXPECT_EQ(linear.source, "net.py:21:13");
  EXPECT_EQ(linear.flops, 2u * 84 * 10);
  ASSERT_EQ(linear.slots.size(), 4u);
  EXPECT_EQ(linear.slots[0].kind, KILN_SLOT_INPUT);
  EXPECT_EQ(linear.slots[1].kind, KILN_SLOT_WEIGHTS);
  EXPECT_EQ(linear.slots[3].kind, KILN_SLOT_ARENA);
  EXPECT_EQ(linear.slots[3].access, KILN_ACCESS_WRITE);
  // The second call of a kernel has a name of its own.
  EXPECT_EQ(variant.kernels[1].symbol, variant.kernels[2].symbol);
  EXPECT_EQ(variant.kernels[2].name, "softmax.1");
  EXPECT_EQ(variant.kernels[3].slots.back().kind, KILN_SLOT_OUTPUT);
}

TEST_F(CompileProgram, GivesTheSameBytesEachTime) {
  size_t calls = 0;
  auto first = compileKernels(*module, "net", target,
                              [&](size_t, size_t all) { calls += all == 3; });
  ASSERT_TRUE(bool(first)) << llvm::toString(first.takeError());
  EXPECT_EQ(calls, 3u);
  auto second = compileKernels(*module, "net", target);
  ASSERT_TRUE(bool(second)) << llvm::toString(second.takeError());
  EXPECT_EQ(*first, *second);
}

TEST_F(CompileProgram, PrintsKernels) {
  auto text = printKernels(*module, "net", target, KernelText::Assembly);
  ASSERT_TRUE(bool(text)) << llvm::toString(text.takeError());
  EXPECT_NE(text->find("kiln_net_linear:"), std::string::npos);
  EXPECT_NE(text->find("kiln_net_softmax:"), std::string::npos);
}

/// A kernel that spills register tiles for what its tail needs is a third
/// slower.
TEST(Spills, NoneAroundTails) {
  auto context = makeCodegenContext();
  for (const Level &level : runnableLevels()) {
    auto module = parseSourceString<ModuleOp>(kInvertedResidual, context.get());
    llvm::cantFail(schedule(*module, level));
    CpuTarget target = llvm::cantFail(resolveCpu(level.cpu));
    std::string assembly = llvm::cantFail(
        printKernels(*module, "block", target, KernelText::Assembly));
    EXPECT_EQ(vectorSpills(assembly), 0u) << level.name;
  }
}

TEST(CpuNames, UnknownOnesComeWithNearOnes) {
  auto target = resolveCpu("x86-64-v5");
  ASSERT_FALSE(bool(target));
  std::string message = llvm::toString(target.takeError());
  EXPECT_NE(message.find("x86-64-v4"), std::string::npos) << message;
}

//===- NamedDimsTest.cpp - Kernels at any named dimensions ----------------===//
//
// Compiles graphs with named dimensions once and compares what they compute at
// several values with the interpreter's results for static graphs. All memory
// ends at a page that nobody may touch.
//
//===----------------------------------------------------------------------===//

#include "ProgramRunner.h"

#include "compiler/Verify/TensorDifference.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

#include <random>

using namespace kiln;
using namespace kiln::test;
using namespace mlir;

static HostTensor randomTensor(RankedTensorType type, uint32_t seed) {
  DType dtype = *dtypeOf(type.getElementType());
  HostTensor tensor = HostTensor::zeros(dtype, type.getShape());
  std::mt19937 generator(seed);
  if (dtype == DType::I64) {
    for (int64_t i = 0; i < tensor.numElements(); ++i)
      tensor.mutableData<int64_t>()[i] = generator() % 5;
    return tensor;
  }
  std::uniform_real_distribution<float> values(-1, 1);
  for (int64_t i = 0; i < tensor.numElements(); ++i)
    tensor.mutableData<float>()[i] = values(generator);
  return tensor;
}

static void fillParameters(ModuleOp module) {
  uint32_t seed = 1;
  for (auto parameter : module.getOps<ParameterOp>()) {
    auto type = cast<RankedTensorType>(parameter.getType());
    parameter.setValueAttr(toAttr(module.getContext(), parameter.getSymName(),
                                  randomTensor(type, seed++)));
  }
}

namespace {

/// A graph @f over the named dimensions N and S.
struct NamedCase {
  const char *name;
  const char *text;
};

class NamedDims : public testing::TestWithParam<std::tuple<NamedCase, Level>> {
};

} // namespace

TEST_P(NamedDims, AgreeWithStaticGraphs) {
  auto [test, level] = GetParam();
  auto context = makeCodegenContext();
  auto module = parseSourceString<ModuleOp>(test.text, context.get());
  ASSERT_TRUE(module);
  fillParameters(*module);
  OwningOpRef<ModuleOp> source(module->clone());
  llvm::Error failed = schedule(*module, level);
  ASSERT_FALSE(failed) << llvm::toString(std::move(failed));
  auto compiled = CompiledModule::create(*module, level);
  ASSERT_TRUE(bool(compiled)) << llvm::toString(compiled.takeError());

  for (auto [n, s] : {std::pair(1, 1), {3, 7}, {2, 33}, {17, 16}, {1, 130}}) {
    OwningOpRef<ModuleOp> known(source->clone());
    llvm::cantFail(
        specialize(*known, llvm::StringMap<int64_t>{{"N", n}, {"S", s}}));
    auto graph = *known->getOps<GraphOp>().begin();
    std::vector<HostTensor> inputs;
    for (Type type : graph.getArgumentTypes())
      inputs.push_back(
          randomTensor(cast<RankedTensorType>(type), 100 + inputs.size()));
    auto expected = interpret(graph, inputs);
    ASSERT_TRUE(bool(expected)) << llvm::toString(expected.takeError());
    for (int64_t parts : {1, 3}) {
      auto actual = (*compiled)->run("f", inputs, parts);
      ASSERT_EQ(actual.size(), expected->size());
      for (auto [want, have] : llvm::zip(*expected, actual)) {
        TensorDifference found = compareTensors(want, have, 5e-5);
        EXPECT_FALSE(found) << "N = " << n << ", S = " << s << ": "
                            << describe(found, want, have, 5e-5);
      }
    }
  }
}

static const NamedCase kCases[] = {
    {"images", R"(
#d = #kiln.dims<"N, 3, 14, 14">
#e = #kiln.dims<"N, 32, 14, 14">
#p = #kiln.dims<"N, 32, 7, 7">
kiln.parameter @w : tensor<32x3x3x3xf32>
kiln.parameter @v : tensor<32x32x3x3xf32>
kiln.parameter @b : tensor<32xf32>
kiln.parameter @fw : tensor<10x32xf32>
kiln.graph @f(%x: tensor<?x3x14x14xf32, #d>) -> tensor<?x10xf32, #kiln.dims<"N, 10">>
    attributes {kiln.dims = #kiln.dims<"N">} {
  %w = kiln.get_parameter @w : tensor<32x3x3x3xf32>
  %v = kiln.get_parameter @v : tensor<32x32x3x3xf32>
  %b = kiln.get_parameter @b : tensor<32xf32>
  %fw = kiln.get_parameter @fw : tensor<10x32xf32>
  %0 = kiln.conv %x, %w, %b {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>} : (tensor<?x3x14x14xf32, #d>, tensor<32x3x3x3xf32>, tensor<32xf32>) -> tensor<?x32x14x14xf32, #e>
  %1 = kiln.relu %0 : tensor<?x32x14x14xf32, #e>
  %2 = kiln.conv %1, %v, %b {stride = array<i64: 1, 1>, padding = array<i64: 1, 1, 1, 1>, dilation = array<i64: 1, 1>} : (tensor<?x32x14x14xf32, #e>, tensor<32x32x3x3xf32>, tensor<32xf32>) -> tensor<?x32x14x14xf32, #e>
  %3 = kiln.add %2, %1 : tensor<?x32x14x14xf32, #e>
  %4 = kiln.max_pool %3 {kernel = array<i64: 2, 2>, stride = array<i64: 2, 2>, padding = array<i64: 0, 0, 0, 0>, dilation = array<i64: 1, 1>} : (tensor<?x32x14x14xf32, #e>) -> tensor<?x32x7x7xf32, #p>
  %5 = kiln.reduce_mean %4 {dims = array<i64: 2, 3>, keepdim = false} : (tensor<?x32x7x7xf32, #p>) -> tensor<?x32xf32, #kiln.dims<"N, 32">>
  %6 = kiln.linear %5, %fw : (tensor<?x32xf32, #kiln.dims<"N, 32">>, tensor<10x32xf32>) -> tensor<?x10xf32, #kiln.dims<"N, 10">>
  kiln.return %6 : tensor<?x10xf32, #kiln.dims<"N, 10">>
})"},
    {"attention", R"(
#x = #kiln.dims<"N, S, 32">
#h = #kiln.dims<"N, S, 4, 8">
#t = #kiln.dims<"N, 4, S, 8">
#k = #kiln.dims<"N, 4, 8, S">
#a = #kiln.dims<"N, 4, S, S">
kiln.parameter @w : tensor<32x32xf32>
kiln.parameter @g : tensor<32xf32>
kiln.graph @f(%x: tensor<?x?x32xf32, #x>) -> tensor<?x?x32xf32, #x>
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %w = kiln.get_parameter @w : tensor<32x32xf32>
  %g = kiln.get_parameter @g : tensor<32xf32>
  %q = kiln.linear %x, %w : (tensor<?x?x32xf32, #x>, tensor<32x32xf32>) -> tensor<?x?x32xf32, #x>
  %0 = kiln.reshape %q : tensor<?x?x32xf32, #x> to tensor<?x?x4x8xf32, #h>
  %1 = kiln.transpose %0 {permutation = array<i64: 0, 2, 1, 3>} : (tensor<?x?x4x8xf32, #h>) -> tensor<?x4x?x8xf32, #t>
  %2 = kiln.transpose %0 {permutation = array<i64: 0, 2, 3, 1>} : (tensor<?x?x4x8xf32, #h>) -> tensor<?x4x8x?xf32, #k>
  %3 = kiln.matmul %1, %2 : (tensor<?x4x?x8xf32, #t>, tensor<?x4x8x?xf32, #k>) -> tensor<?x4x?x?xf32, #a>
  %4 = kiln.softmax %3 {dim = 3 : i64} : tensor<?x4x?x?xf32, #a>
  %5 = kiln.matmul %4, %1 : (tensor<?x4x?x?xf32, #a>, tensor<?x4x?x8xf32, #t>) -> tensor<?x4x?x8xf32, #t>
  %6 = kiln.transpose %5 {permutation = array<i64: 0, 2, 1, 3>} : (tensor<?x4x?x8xf32, #t>) -> tensor<?x?x4x8xf32, #h>
  %7 = kiln.reshape %6 : tensor<?x?x4x8xf32, #h> to tensor<?x?x32xf32, #x>
  %8 = kiln.linear %7, %w : (tensor<?x?x32xf32, #x>, tensor<32x32xf32>) -> tensor<?x?x32xf32, #x>
  %9 = kiln.add %8, %x : tensor<?x?x32xf32, #x>
  %10 = kiln.layer_norm %9 weight(%g : tensor<32xf32>) {eps = 1.0e-5, rank = 1 : i64} : tensor<?x?x32xf32, #x>
  kiln.return %10 : tensor<?x?x32xf32, #x>
})"},
    {"moves", R"(
#x = #kiln.dims<"N, S">
#y = #kiln.dims<"S, N">
#c = #kiln.dims<"N, 2*S">
#p = #kiln.dims<"N + 3, S">
kiln.graph @f(%x: tensor<?x?xf32, #x>) -> (tensor<?xf32, #kiln.dims<"N*S">>, tensor<?x1xf32, #kiln.dims<"N, 1">>, tensor<?x?xf32, #c>, tensor<?x?xf32, #p>, tensor<?x?xf32, #y>)
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %0 = kiln.reshape %x : tensor<?x?xf32, #x> to tensor<?xf32, #kiln.dims<"N*S">>
  %1 = kiln.neg %0 : tensor<?xf32, #kiln.dims<"N*S">>
  %2 = kiln.slice %x {starts = #kiln.dims<"0, S - 1">, sizes = #kiln.dims<"N, 1">, strides = array<i64: 1, 1>} : (tensor<?x?xf32, #x>) -> tensor<?x1xf32, #kiln.dims<"N, 1">>
  %r = kiln.reverse %x {dims = array<i64: 1>} : (tensor<?x?xf32, #x>) -> tensor<?x?xf32, #x>
  %3 = kiln.concat %x, %r {dim = 1 : i64} : (tensor<?x?xf32, #x>, tensor<?x?xf32, #x>) -> tensor<?x?xf32, #c>
  %4 = kiln.pad %x {low = array<i64: 1, 0>, high = array<i64: 2, 0>, value = 2.5} : (tensor<?x?xf32, #x>) -> tensor<?x?xf32, #p>
  %5 = kiln.transpose %r {permutation = array<i64: 1, 0>} : (tensor<?x?xf32, #x>) -> tensor<?x?xf32, #y>
  kiln.return %1, %2, %3, %4, %5 : tensor<?xf32, #kiln.dims<"N*S">>, tensor<?x1xf32, #kiln.dims<"N, 1">>, tensor<?x?xf32, #c>, tensor<?x?xf32, #p>, tensor<?x?xf32, #y>
})"},
    {"reductions", R"(
#x = #kiln.dims<"N, S, 5">
kiln.graph @f(%x: tensor<?x?x5xf32, #x>) -> (tensor<?x5xf32, #kiln.dims<"N, 5">>, tensor<?x5xf32, #kiln.dims<"S, 5">>, tensor<f32>, tensor<?x5xi64, #kiln.dims<"N, 5">>, tensor<?x?x5xf32, #x>)
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %0 = kiln.reduce_mean %x {dims = array<i64: 1>, keepdim = false} : (tensor<?x?x5xf32, #x>) -> tensor<?x5xf32, #kiln.dims<"N, 5">>
  %t = kiln.reduce_max %x {dims = array<i64: 0>, keepdim = false} : (tensor<?x?x5xf32, #x>) -> tensor<?x5xf32, #kiln.dims<"S, 5">>
  %2 = kiln.reduce_sum %x {dims = array<i64: 0, 1, 2>, keepdim = false} : (tensor<?x?x5xf32, #x>) -> tensor<f32>
  %3 = kiln.argmax %x {dim = 1 : i64, keepdim = false} : (tensor<?x?x5xf32, #x>) -> tensor<?x5xi64, #kiln.dims<"N, 5">>
  %4 = kiln.cumsum %x {dim = 1 : i64} : tensor<?x?x5xf32, #x>
  kiln.return %0, %t, %2, %3, %4 : tensor<?x5xf32, #kiln.dims<"N, 5">>, tensor<?x5xf32, #kiln.dims<"S, 5">>, tensor<f32>, tensor<?x5xi64, #kiln.dims<"N, 5">>, tensor<?x?x5xf32, #x>
})"},
    {"embedding", R"(
#i = #kiln.dims<"N, S">
#x = #kiln.dims<"N, S, 24">
kiln.parameter @e : tensor<5x24xf32>
kiln.parameter @pos : tensor<1024x24xf32>
kiln.graph @f(%x: tensor<?x?xi64, #i>) -> tensor<?x?x24xf32, #x>
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %e = kiln.get_parameter @e : tensor<5x24xf32>
  %pos = kiln.get_parameter @pos : tensor<1024x24xf32>
  %0 = kiln.take %e, %x {dim = 0 : i64} : (tensor<5x24xf32>, tensor<?x?xi64, #i>) -> tensor<?x?x24xf32, #x>
  %n = kiln.iota {dim = 0 : i64} : tensor<?xi64, #kiln.dims<"S">>
  %1 = kiln.take %pos, %n {dim = 0 : i64} : (tensor<1024x24xf32>, tensor<?xi64, #kiln.dims<"S">>) -> tensor<?x24xf32, #kiln.dims<"S, 24">>
  %2 = kiln.broadcast %1 : tensor<?x24xf32, #kiln.dims<"S, 24">> to tensor<?x?x24xf32, #x>
  %3 = kiln.add %0, %2 : tensor<?x?x24xf32, #x>
  kiln.return %3 : tensor<?x?x24xf32, #x>
})"},
    // States read from where an input, a kernel and a step left them; results
    // in the arena and where the caller wants them.
    {"steps", R"(
#x = #kiln.dims<"S, N, 5">
#h = #kiln.dims<"N, 5">
#l = #kiln.dims<"1, N, 5">
kiln.parameter @w : tensor<5x5xf32>
kiln.graph @f(%x: tensor<?x?x5xf32, #x>, %h: tensor<?x5xf32, #h>) -> (tensor<?x?x5xf32, #x>, tensor<?x?x5xf32, #x>, tensor<1x?x5xf32, #l>)
    attributes {kiln.dims = #kiln.dims<"N, S">} {
  %w = kiln.get_parameter @w : tensor<5x5xf32>
  %g = kiln.linear %x, %w : (tensor<?x?x5xf32, #x>, tensor<5x5xf32>) -> tensor<?x?x5xf32, #x>
  %c = kiln.neg %h : tensor<?x5xf32, #h>
  %hs, %cs = kiln.scan (%a = %g) from (%p = %h, %q = %c) with (%v = %w)
      : (tensor<?x?x5xf32, #x>, tensor<?x5xf32, #h>, tensor<?x5xf32, #h>, tensor<5x5xf32>) -> (tensor<?x?x5xf32, #x>, tensor<?x?x5xf32, #x>) {
    %0 = kiln.linear %p, %v : (tensor<?x5xf32, #h>, tensor<5x5xf32>) -> tensor<?x5xf32, #h>
    %1 = kiln.add %0, %a : tensor<?x5xf32, #h>
    %2 = kiln.sigmoid %1 : tensor<?x5xf32, #h>
    %3 = kiln.mul %q, %2 : tensor<?x5xf32, #h>
    %4 = kiln.tanh %1 : tensor<?x5xf32, #h>
    %5 = kiln.add %3, %4 : tensor<?x5xf32, #h>
    %6 = kiln.tanh %5 : tensor<?x5xf32, #h>
    kiln.yield %6, %5 : tensor<?x5xf32, #h>, tensor<?x5xf32, #h>
  }
  %rs = kiln.scan (%a = %hs, %b = %x) from (%p = %c) reverse
      : (tensor<?x?x5xf32, #x>, tensor<?x?x5xf32, #x>, tensor<?x5xf32, #h>) -> tensor<?x?x5xf32, #x> {
    %0 = kiln.mul %p, %a : tensor<?x5xf32, #h>
    %1 = kiln.add %0, %b : tensor<?x5xf32, #h>
    kiln.yield %1 : tensor<?x5xf32, #h>
  }
  %y = kiln.add %rs, %hs : tensor<?x?x5xf32, #x>
  %last = kiln.slice %cs {starts = #kiln.dims<"S - 1, 0, 0">, sizes = #kiln.dims<"1, N, 5">, strides = array<i64: 1, 1, 1>} : (tensor<?x?x5xf32, #x>) -> tensor<1x?x5xf32, #l>
  kiln.return %y, %rs, %last : tensor<?x?x5xf32, #x>, tensor<?x?x5xf32, #x>, tensor<1x?x5xf32, #l>
})"},
    // What a step leaves may be what it was given; several steps share a value
    // that is no weight.
    {"delay", R"(
#x = #kiln.dims<"S, 3">
kiln.graph @f(%x: tensor<?x3xf32, #x>, %h: tensor<3xf32>) -> (tensor<?x3xf32, #x>, tensor<?x3xf32, #x>)
    attributes {kiln.dims = #kiln.dims<"S">} {
  %e = kiln.exp %h : tensor<3xf32>
  %zero = kiln.constant dense<0.0> : tensor<3xf32>
  %late, %sums = kiln.scan (%a = %x) from (%p = %zero, %q = %h) with (%k = %e)
      : (tensor<?x3xf32, #x>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3xf32, #x>, tensor<?x3xf32, #x>) {
    %0 = kiln.mul %p, %k : tensor<3xf32>
    %1 = kiln.add %0, %q : tensor<3xf32>
    kiln.yield %a, %1 : tensor<3xf32>, tensor<3xf32>
  }
  kiln.return %late, %sums : tensor<?x3xf32, #x>, tensor<?x3xf32, #x>
})"},
};

INSTANTIATE_TEST_SUITE_P(Cases, NamedDims,
                         testing::Combine(testing::ValuesIn(kCases),
                                          testing::ValuesIn(runnableLevels())),
                         [](const auto &info) {
                           return std::string(std::get<0>(info.param).name) +
                                  "_" + std::get<1>(info.param).name;
                         });

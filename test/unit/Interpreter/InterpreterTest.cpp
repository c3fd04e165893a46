//===- InterpreterTest.cpp - Graphs, regions, symbols ---------------------===//

#include "dialects/Kiln/Interpreter/Interpreter.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/Interpreter/InitializerEvaluator.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace kiln;

namespace {
class Interpreter : public testing::Test {
protected:
  Interpreter() { context.loadDialect<KilnDialect>(); }

  GraphOp parse(llvm::StringRef text) {
    module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    return module ? *module->getOps<GraphOp>().begin() : GraphOp();
  }

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};
} // namespace

static HostTensor floats(llvm::ArrayRef<float> values) {
  return HostTensor::of(DType::F32, {static_cast<int64_t>(values.size())},
                        values);
}

static std::vector<double> valuesOf(const HostTensor &tensor) {
  return reference::loadAll<double>(tensor);
}

TEST_F(Interpreter, RunsFusedRegions) {
  GraphOp graph = parse(R"(
    kiln.graph @f(%x: tensor<2xf32>, %y: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
      %a, %b = kiln.fused (%p = %y, %q = %x)
          : (tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
        %0 = kiln.sub %p, %q : tensor<2xf32>
        %1 = kiln.relu %0 : tensor<2xf32>
        kiln.yield %1, %0 : tensor<2xf32>, tensor<2xf32>
      }
      kiln.return %b, %a : tensor<2xf32>, tensor<2xf32>
    })");
  ASSERT_TRUE(graph);
  auto results = interpret(graph, {floats({1, 5}), floats({3, 2})});
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  EXPECT_EQ(valuesOf((*results)[0]), (std::vector<double>{2, -3}));
  EXPECT_EQ(valuesOf((*results)[1]), (std::vector<double>{2, 0}));
}

TEST_F(Interpreter, EvaluatesInitializersOnDemand) {
  GraphOp graph = parse(R"(
    kiln.parameter @w : tensor<2xf32> = dense<[1.0, 2.0]> : tensor<2xf32>
    kiln.initializer @negated : tensor<2xf32> {
      %0 = kiln.get_parameter @w : tensor<2xf32>
      %1 = kiln.neg %0 : tensor<2xf32>
      kiln.yield %1 : tensor<2xf32>
    }
    kiln.graph @f(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = kiln.get_parameter @negated : tensor<2xf32>
      %1 = kiln.mul %x, %0 : tensor<2xf32>
      kiln.return %1 : tensor<2xf32>
    })");
  ASSERT_TRUE(graph);
  auto results = interpret(graph, {floats({10, 10})});
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  EXPECT_EQ(valuesOf(results->front()), (std::vector<double>{-10, -20}));

  InitializerEvaluator symbols(*module);
  auto negated = symbols.get("negated");
  ASSERT_TRUE(bool(negated)) << llvm::toString(negated.takeError());
  EXPECT_EQ(valuesOf(*negated), (std::vector<double>{-1, -2}));
  EXPECT_EQ(llvm::toString(symbols.get("none").takeError()),
            "the model has no parameter 'none'");
}

TEST_F(Interpreter, RefusesInitializersThatReadThemselves) {
  parse(R"(
    kiln.initializer @a : tensor<1xf32> {
      %0 = kiln.get_parameter @b : tensor<1xf32>
      kiln.yield %0 : tensor<1xf32>
    }
    kiln.initializer @b : tensor<1xf32> {
      %0 = kiln.get_parameter @a : tensor<1xf32>
      kiln.yield %0 : tensor<1xf32>
    }
    kiln.graph @f() { kiln.return })");
  ASSERT_TRUE(module);
  std::string message =
      llvm::toString(InitializerEvaluator(*module).get("a").takeError());
  EXPECT_NE(message.find("is computed from itself"), std::string::npos);
}

TEST_F(Interpreter, ReportsEveryResult) {
  GraphOp graph = parse(R"(
    kiln.graph @f(%x: tensor<1xf32>) -> tensor<1xf32> {
      %0 = kiln.neg %x : tensor<1xf32>
      %1 = kiln.fused (%a = %0) : (tensor<1xf32>) -> tensor<1xf32> {
        %2 = kiln.abs %a : tensor<1xf32>
        kiln.yield %2 : tensor<1xf32>
      }
      kiln.return %1 : tensor<1xf32>
    })");
  ASSERT_TRUE(graph);
  std::vector<std::string> seen;
  InterpreterOptions options;
  options.onResult = [&](mlir::Operation *op, llvm::ArrayRef<HostTensor>) {
    seen.push_back(op->getName().getStringRef().str());
  };
  ASSERT_TRUE(bool(interpret(graph, {floats({1})}, options)));
  EXPECT_EQ(seen,
            (std::vector<std::string>{"kiln.neg", "kiln.abs", "kiln.fused"}));
}

TEST_F(Interpreter, TakesAndGivesState) {
  GraphOp graph = parse(R"(
    kiln.parameter mutable @s : tensor<1xf32> = dense<5.0> : tensor<1xf32>
    kiln.graph @f(%x: tensor<1xf32>, %s: tensor<1xf32> {kiln.state = @s})
        -> (tensor<1xf32>, tensor<1xf32> {kiln.state = @s}) {
      %0 = kiln.add %s, %x : tensor<1xf32>
      %1 = kiln.neg %0 : tensor<1xf32>
      kiln.return %1, %0 : tensor<1xf32>, tensor<1xf32>
    })");
  ASSERT_TRUE(graph);
  auto first = interpret(graph, {floats({1})});
  ASSERT_TRUE(bool(first));
  ASSERT_EQ(first->size(), 2u);
  EXPECT_EQ(*(*first)[0].data<float>(), -6);
  EXPECT_EQ(*(*first)[1].data<float>(), 6);
  auto second = interpret(graph, {floats({1}), (*first)[1]});
  ASSERT_TRUE(bool(second));
  EXPECT_EQ(*(*second)[0].data<float>(), -7);
}

TEST_F(Interpreter, NamesTheUsersLineInErrors) {
  GraphOp graph = parse(R"(
    kiln.graph @f(%x: tensor<2xf32>, %i: tensor<1xi64>) -> tensor<1xf32> {
      %0 = kiln.take %x, %i {dim = 0} : (tensor<2xf32>, tensor<1xi64>) -> tensor<1xf32>
          loc(callsite("<kiln>/prelude.py":7:5 at "net.py":21:13))
      kiln.return %0 : tensor<1xf32>
    })");
  ASSERT_TRUE(graph);
  HostTensor index = HostTensor::of<int64_t>(DType::I64, {1}, {2});
  auto results = interpret(graph, {floats({1, 2}), index});
  EXPECT_EQ(llvm::toString(results.takeError()),
            "net.py:21:13: kiln.take: index 2 is out of range for a dimension "
            "of size 2");
}

TEST_F(Interpreter, ChecksInputs) {
  GraphOp graph = parse("kiln.graph @f(%x: tensor<1x3xf32>) { kiln.return }");
  ASSERT_TRUE(graph);
  EXPECT_EQ(llvm::toString(interpret(graph, {}).takeError()),
            "expected 1 inputs, got 0");
  EXPECT_EQ(llvm::toString(interpret(graph, {floats({1})}).takeError()),
            "input 0: expected f32 [1, 3], got f32 [1]");
}

TEST_F(Interpreter, ReadsWeightsWithoutCopyingThem) {
  std::vector<float> values(1000, 1.5f);
  HostTensor tensor = HostTensor::of<float>(DType::F32, {1000}, values);
  mlir::ElementsAttr attribute = toAttr(&context, "weights", tensor);
  std::optional<HostTensor> back = toHostTensor(attribute);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->bytes().data(), tensor.bytes().data());
  EXPECT_EQ(back->shape(), tensor.shape());
}

TEST_F(Interpreter, ReadsSmallAndRepeatedConstants) {
  HostTensor flags = HostTensor::of<uint8_t>(DType::Bool, {3}, {1, 0, 1});
  std::optional<HostTensor> back = toHostTensor(toAttr(&context, "b", flags));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->bytes(), flags.bytes());
  auto type =
      mlir::RankedTensorType::get({40}, mlir::Float32Type::get(&context));
  auto splat = mlir::DenseElementsAttr::get(type, 2.5f);
  EXPECT_EQ(valuesOf(*toHostTensor(splat)), std::vector<double>(40, 2.5));
}

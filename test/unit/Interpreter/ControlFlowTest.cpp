//===- ControlFlowTest.cpp - Regions that elements choose -----------------===//

#include "dialects/Kiln/Interpreter/Interpreter.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace kiln;

namespace {
class ControlFlow : public testing::Test {
protected:
  ControlFlow() { context.loadDialect<KilnDialect>(); }

  std::vector<std::vector<double>> run(llvm::StringRef text,
                                       llvm::ArrayRef<HostTensor> inputs,
                                       const InterpreterOptions &options = {}) {
    auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    if (!module)
      return {};
    auto results =
        interpret(*module->getOps<GraphOp>().begin(), inputs, options);
    std::vector<std::vector<double>> values;
    if (!results)
      ADD_FAILURE() << llvm::toString(results.takeError());
    else
      for (const HostTensor &tensor : *results)
        values.push_back(reference::loadAll<double>(tensor));
    return values;
  }

  mlir::MLIRContext context;
};

using Values = std::vector<std::vector<double>>;
} // namespace

static HostTensor flag(bool value) {
  return HostTensor::of<bool>(DType::Bool, {}, value);
}

static HostTensor floats(llvm::ArrayRef<float> values) {
  return HostTensor::of(DType::F32, {static_cast<int64_t>(values.size())},
                        values);
}

/// Both regions read %h, which is needed behind them too.
static constexpr llvm::StringLiteral choice = R"(
  kiln.graph @f(%c: tensor<i1>, %x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
    %h = kiln.neg %x : tensor<2xf32>
    %0 = kiln.if %c -> tensor<2xf32> {
      %1 = kiln.add %h, %h : tensor<2xf32>
      kiln.yield %1 : tensor<2xf32>
    } else {
      %1 = kiln.mul %h, %x : tensor<2xf32>
      kiln.yield %1 : tensor<2xf32>
    }
    %2 = kiln.sub %0, %h : tensor<2xf32>
    kiln.return %0, %2 : tensor<2xf32>, tensor<2xf32>
  })";

TEST_F(ControlFlow, EvaluatesTheChosenRegion) {
  EXPECT_EQ(run(choice, {flag(true), floats({1, 3})}),
            (Values{{-2, -6}, {-1, -3}}));
  EXPECT_EQ(run(choice, {flag(false), floats({1, 3})}),
            (Values{{-1, -9}, {0, -6}}));
}

TEST_F(ControlFlow, ReportsOnlyWhatItEvaluates) {
  std::vector<std::string> seen;
  InterpreterOptions options;
  options.onResult = [&](mlir::Operation *op, llvm::ArrayRef<HostTensor>) {
    seen.push_back(op->getName().getStringRef().str());
  };
  run(choice, {flag(false), floats({1, 3})}, options);
  EXPECT_EQ(seen, (std::vector<std::string>{"kiln.neg", "kiln.mul", "kiln.if",
                                            "kiln.sub"}));
}

/// Doubles %x until its sum reaches 10 and counts the rounds; swaps two values.
static constexpr llvm::StringLiteral loop = R"(
  kiln.graph @f(%x: tensor<1xf32>, %p: tensor<1xf32>, %q: tensor<1xf32>)
      -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) {
    %one = kiln.constant dense<1.0> : tensor<1xf32>
    %zero = kiln.sub %one, %one : tensor<1xf32>
    %limit = kiln.constant dense<10.0> : tensor<f32>
    %0:4 = kiln.while %x, %zero, %p, %q
        : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32> {
    ^bb0(%a: tensor<1xf32>, %n: tensor<1xf32>, %s: tensor<1xf32>, %t: tensor<1xf32>):
      %1 = kiln.reduce_sum %a {dims = array<i64: 0>} : (tensor<1xf32>) -> tensor<f32>
      %2 = kiln.compare lt %1, %limit : tensor<f32>
      kiln.yield %2 : tensor<i1>
    } do {
    ^bb0(%a: tensor<1xf32>, %n: tensor<1xf32>, %s: tensor<1xf32>, %t: tensor<1xf32>):
      %1 = kiln.add %a, %a : tensor<1xf32>
      %2 = kiln.add %n, %one : tensor<1xf32>
      kiln.yield %1, %2, %t, %s
          : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
    }
    kiln.return %0#0, %0#1, %0#2, %0#3
        : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
  })";

TEST_F(ControlFlow, RepeatsAsLongAsTheConditionHolds) {
  EXPECT_EQ(run(loop, {floats({3}), floats({7}), floats({8})}),
            (Values{{12}, {2}, {7}, {8}}));
  EXPECT_EQ(run(loop, {floats({6}), floats({7}), floats({8})}),
            (Values{{12}, {1}, {8}, {7}}));
}

TEST_F(ControlFlow, NeedNotBeginARound) {
  EXPECT_EQ(run(loop, {floats({11}), floats({7}), floats({8})}),
            (Values{{11}, {0}, {7}, {8}}));
}

TEST_F(ControlFlow, ReadsWhatIsAroundFromNestedRegions) {
  constexpr llvm::StringLiteral nested = R"(
    kiln.graph @f(%c: tensor<i1>, %d: tensor<i1>, %x: tensor<1xf32>) -> tensor<1xf32> {
      %h = kiln.neg %x : tensor<1xf32>
      %0 = kiln.if %c -> tensor<1xf32> {
        %1 = kiln.if %d -> tensor<1xf32> {
          kiln.yield %h : tensor<1xf32>
        } else {
          kiln.yield %x : tensor<1xf32>
        }
        kiln.yield %1 : tensor<1xf32>
      } else {
        %1 = kiln.add %h, %h : tensor<1xf32>
        kiln.yield %1 : tensor<1xf32>
      }
      kiln.return %0 : tensor<1xf32>
    })";
  EXPECT_EQ(run(nested, {flag(true), flag(true), floats({1})}), (Values{{-1}}));
  EXPECT_EQ(run(nested, {flag(true), flag(false), floats({1})}), (Values{{1}}));
  EXPECT_EQ(run(nested, {flag(false), flag(true), floats({1})}),
            (Values{{-2}}));
}

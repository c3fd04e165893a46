//===- GeneralizeTest.cpp - One module from modules at samples ------------===//

#include "NamedDimsTest.h"

#include "compiler/Frontend/NamedDims/Generalize.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/Parser/Parser.h"

#include <cstring>

using namespace kiln;
using namespace kiln::test;
using mlir::failed;
using mlir::ModuleOp;
using mlir::succeeded;

namespace {

/// Modules of one model at some values of N, which text writes as `$`; `~` is
/// another number that depends on it.
class GeneralizeTest : public NamedDimsTest {
protected:
  static constexpr DimRange range{1, 64};

  GeneralizeTest() : fitter(fitterFor({{"N", range}})) {}

  static std::string at(llvm::StringRef text, int64_t n, int64_t other = 0) {
    std::string result;
    for (char c : text)
      result += c == '$'   ? std::to_string(n)
                : c == '~' ? std::to_string(other)
                           : std::string(1, c);
    return result;
  }

  ModuleOp parse(const std::string &text) {
    modules.push_back(mlir::parseSourceString<ModuleOp>(text, &context));
    EXPECT_TRUE(modules.back()) << report << text;
    return *modules.back();
  }

  /// Whether two texts do the same.
  bool areSame(const std::string &first, const std::string &other) {
    return succeeded(findSamePath(parse(first), parse(other), fitter, 1));
  }

  /// The text at all samples as one module; null, with a report, if there is
  /// none. `textOf` gives the text at one of them.
  ModuleOp join(llvm::function_ref<std::string(int64_t)> textOf) {
    std::vector<SamePath> paths;
    ModuleOp first = parse(textOf(fitter.all()[0][0]));
    first->walk([&](GraphOp graph) {
      graph->setAttr(kDimsAttr,
                     DimsAttr::get(&context, Dims{fitter.symbol(0)}));
    });
    for (size_t sample = 1; sample < fitter.count(); ++sample) {
      auto path = findSamePath(first, parse(textOf(fitter.all()[sample][0])),
                               fitter, sample);
      if (failed(path))
        return nullptr;
      paths.push_back(std::move(*path));
    }
    return succeeded(generalize(first, paths, fitter)) ? first : nullptr;
  }
  ModuleOp join(
      llvm::StringRef text, llvm::function_ref<int64_t(int64_t)> other =
                                [](int64_t n) { return 3 * n; }) {
    return join([&](int64_t n) { return at(text, n, other(n)); });
  }

  static std::string textOf(ModuleOp module) {
    std::string text;
    llvm::raw_string_ostream(text) << module;
    return text;
  }

  DimFitter fitter;
  std::vector<mlir::OwningOpRef<ModuleOp>> modules;
};

} // namespace

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

static const char *const reluThenAbs = R"(
kiln.graph @forward(%x: tensor<$x4xf32>) -> tensor<$x4xf32> {
  %0 = kiln.relu %x : tensor<$x4xf32>
  %1 = kiln.abs %0 : tensor<$x4xf32>
  kiln.return %1 : tensor<$x4xf32>
})";

TEST_F(GeneralizeTest, SizesMayDiffer) {
  EXPECT_TRUE(areSame(at(reluThenAbs, 2), at(reluThenAbs, 7)));
}

TEST_F(GeneralizeTest, OrderAndRepetitionDoNotMatter) {
  EXPECT_TRUE(areSame(R"(
kiln.graph @forward(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = kiln.relu %x : tensor<2xf32>
  %1 = kiln.abs %x : tensor<2xf32>
  kiln.return %0, %1 : tensor<2xf32>, tensor<2xf32>
})",
                      R"(
kiln.graph @forward(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %1 = kiln.abs %x : tensor<3xf32>
  %0 = kiln.relu %x : tensor<3xf32>
  kiln.return %0, %1 : tensor<3xf32>, tensor<3xf32>
})"));
  EXPECT_TRUE(areSame(R"(
kiln.graph @forward(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = kiln.relu %x : tensor<2xf32>
  %1 = kiln.add %0, %0 : tensor<2xf32>
  kiln.return %1 : tensor<2xf32>
})",
                      R"(
kiln.graph @forward(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = kiln.relu %x : tensor<3xf32>
  %1 = kiln.relu %x : tensor<3xf32>
  %2 = kiln.add %0, %1 : tensor<3xf32>
  kiln.return %2 : tensor<3xf32>
})"));
}

TEST_F(GeneralizeTest, OtherOperationsAreAnotherPath) {
  std::string other = at(reluThenAbs, 7);
  other.replace(other.find("kiln.relu"), std::strlen("kiln.relu"), "kiln.neg");
  EXPECT_FALSE(areSame(at(reluThenAbs, 2), other));
  EXPECT_NE(
      report.find("it comes to neg here, for " + fitter.text(0) + " to relu"),
      std::string::npos)
      << report;
}

TEST_F(GeneralizeTest, OtherOperandsAreAnotherPath) {
  const char *const text = R"(
kiln.graph @forward(%x: tensor<$xf32>, %y: tensor<$xf32>) -> tensor<$xf32> {
  %0 = kiln.sub %x, %y : tensor<$xf32>
  kiln.return %0 : tensor<$xf32>
})";
  std::string other = at(text, 7);
  other.replace(other.find("%x, %y :"), 6, "%y, %x");
  EXPECT_TRUE(areSame(at(text, 2), at(text, 7)));
  EXPECT_FALSE(areSame(at(text, 2), other));
}

TEST_F(GeneralizeTest, WhatChangesNothingMayBeLeftOut) {
  EXPECT_TRUE(areSame(R"(
kiln.graph @forward(%x: tensor<5xf32>) -> tensor<4xf32> {
  %0 = kiln.slice %x {starts = array<i64: 0>, sizes = array<i64: 4>, strides = array<i64: 1>} : (tensor<5xf32>) -> tensor<4xf32>
  kiln.return %0 : tensor<4xf32>
})",
                      R"(
kiln.graph @forward(%x: tensor<4xf32>) -> tensor<4xf32> {
  kiln.return %x : tensor<4xf32>
})"));
  EXPECT_FALSE(areSame(R"(
kiln.graph @forward(%x: tensor<5xf32>) -> tensor<5xf32> {
  %0 = kiln.abs %x : tensor<5xf32>
  kiln.return %0 : tensor<5xf32>
})",
                       R"(
kiln.graph @forward(%x: tensor<4xf32>) -> tensor<4xf32> {
  kiln.return %x : tensor<4xf32>
})"));
}

TEST_F(GeneralizeTest, RanksAreOnePath) {
  EXPECT_FALSE(areSame(R"(
kiln.graph @forward(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %0 = kiln.abs %x : tensor<2x2xf32>
  kiln.return %0 : tensor<2x2xf32>
})",
                       R"(
kiln.graph @forward(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = kiln.abs %x : tensor<3xf32>
  kiln.return %0 : tensor<3xf32>
})"));
}

//===----------------------------------------------------------------------===//
// One module
//===----------------------------------------------------------------------===//

TEST_F(GeneralizeTest, TypesBecomeExpressions) {
  ModuleOp module = join(reluThenAbs);
  ASSERT_TRUE(module) << report;
  GraphOp graph = *module.getOps<GraphOp>().begin();
  for (mlir::Operation &op : graph.getBody().front().without_terminator())
    EXPECT_EQ(dimsText(dimsOf(op.getResult(0))), "[N, 4]");
  EXPECT_EQ(graph.getFunctionType().getInput(0),
            graph.getBody().getArgument(0).getType());
}

TEST_F(GeneralizeTest, ListsOfSizesBecomeExpressions) {
  ModuleOp module = join(R"(
kiln.graph @forward(%x: tensor<~xf32>) -> tensor<$xf32> {
  %0 = kiln.slice %x {starts = array<i64: $>, sizes = array<i64: $>, strides = array<i64: 1>} : (tensor<~xf32>) -> tensor<$xf32>
  kiln.return %0 : tensor<$xf32>
})");
  ASSERT_TRUE(module) << report;
  EXPECT_NE(textOf(module).find("starts = #kiln.dims<\"N\""), std::string::npos)
      << textOf(module);
}

TEST_F(GeneralizeTest, SizesWithoutExpressionAreRefused) {
  const char *const text = R"(
kiln.graph @forward(%x: tensor<$xf32>) -> tensor<$xi64> {
  %0 = kiln.iota {dim = 0 : i64} : tensor<~xi64>
  %1 = kiln.slice %0 {starts = array<i64: 0>, sizes = array<i64: $>, strides = array<i64: 1>} : (tensor<~xi64>) -> tensor<$xi64>
  kiln.return %1 : tensor<$xi64>
})";
  EXPECT_TRUE(join(text, [](int64_t n) { return n + 2; })) << report;
  // What has steps is no polynomial.
  EXPECT_FALSE(join(text, [](int64_t n) { return n + n / 2; }));
  EXPECT_NE(report.find("which kiln cannot express by the named dimensions"),
            std::string::npos)
      << report;
}

TEST_F(GeneralizeTest, OtherAttributesMayNotDepend) {
  EXPECT_FALSE(join(R"(
kiln.graph @forward(%x: tensor<4xf32>) -> tensor<5xf32> {
  %0 = kiln.pad %x {low = array<i64: 0>, high = array<i64: 1>, value = $.0} : (tensor<4xf32>) -> tensor<5xf32>
  kiln.return %0 : tensor<5xf32>
})"));
  EXPECT_NE(report.find("'value' depends on the model's named dimensions"),
            std::string::npos)
      << report;
}

static std::string constantOf(int64_t n,
                              llvm::function_ref<int64_t(int64_t)> element) {
  std::string type = "tensor<" + std::to_string(n) + "xi64>", elements;
  for (int64_t i = 0; i < n; ++i)
    elements += (i ? ", " : "") + std::to_string(element(i));
  return "kiln.graph @forward() -> " + type +
         " {\n  %0 = kiln.constant dense<[" + elements + "]> : " + type +
         "\n  kiln.return %0 : " + type + "\n}";
}

TEST_F(GeneralizeTest, ConstantsThatCountBecomeIota) {
  ModuleOp module = join(
      [](int64_t n) { return constantOf(n, [](int64_t i) { return i; }); });
  ASSERT_TRUE(module) << report;
  EXPECT_NE(textOf(module).find("kiln.iota"), std::string::npos);
  EXPECT_EQ(textOf(module).find("kiln.constant"), std::string::npos);
}

TEST_F(GeneralizeTest, OtherConstantsMayNotDepend) {
  EXPECT_FALSE(join([](int64_t n) {
    return constantOf(n, [](int64_t i) { return i * i; });
  }));
  EXPECT_EQ(report, "elements of a constant depend on the model's named "
                    "dimensions in a way that kiln cannot express\n");
}

TEST_F(GeneralizeTest, ParametersMayNotDepend) {
  EXPECT_FALSE(join(R"(
kiln.parameter @w : tensor<$xf32>
kiln.graph @forward() -> tensor<$xf32> {
  %w = kiln.get_parameter @w : tensor<$xf32>
  kiln.return %w : tensor<$xf32>
})"));
  EXPECT_EQ(report, "the size of parameter 'w' depends on the model's named "
                    "dimensions\n");
}

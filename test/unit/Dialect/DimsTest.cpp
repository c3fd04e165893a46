//===- DimsTest.cpp - Sizes that depend on named dimensions ---------------===//

#include "dialects/Kiln/Dims.h"

#include "dialects/Kiln/KilnDialect.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace kiln;

namespace {

class DimsTest : public testing::Test {
protected:
  Dim symbol(llvm::StringRef name, int64_t least = 1, int64_t most = 64) {
    context.loadDialect<KilnDialect>();
    return Dim::symbol(&context, name, {least, most});
  }

  mlir::MLIRContext context;
  Dim n = symbol("N"), s = symbol("S");
};

} // namespace

static std::optional<int64_t> atNis5Sis7(Dim dim) {
  return evaluate(dim,
                  [](llvm::StringRef name) { return name == "N" ? 5 : 7; });
}

TEST_F(DimsTest, EqualExpressionsAreTheSame) {
  EXPECT_EQ(n + s, s + n);
  EXPECT_EQ((n + 1) * (s + 2), n * s + n * 2 + s + 2);
  EXPECT_EQ((n + s) * (n - s), n * n - s * s);
  EXPECT_EQ(n * 4 - n * 4, Dim(0));
  EXPECT_NE(n * 4, s * 4);
  EXPECT_NE(n, symbol("N", 2, 64));
}

TEST_F(DimsTest, NumbersStayNumbers) {
  EXPECT_TRUE((Dim(3) * 4 + 1).isKnown());
  EXPECT_EQ((Dim(3) * 4 + 1).known(), 13);
  EXPECT_EQ(floorDiv(Dim(-7), 2).known(), -4);
  EXPECT_EQ(ceilDiv(Dim(7), 2).known(), 4);
  EXPECT_EQ(max(Dim(3), 9).known(), 9);
  EXPECT_EQ(symbol("K", 8, 8).known(), 8);
}

TEST_F(DimsTest, QuotientsAreSimplified) {
  EXPECT_EQ(floorDiv(n * 12, 4), n * 3);
  EXPECT_EQ(floorDiv(n * 12 + 3, 4), n * 3);
  EXPECT_EQ(floorDiv(n * s * 8, n * 2), s * 4);
  EXPECT_EQ(floorDiv(n * 4 + 9, 4), n + 2);
  EXPECT_EQ(ceilDiv(n * 16, 16), n);
  EXPECT_EQ(floorDiv(n, n), Dim(1));
  // N is at most 64.
  EXPECT_EQ(floorDiv(n, 65), Dim(0));
  EXPECT_EQ(floorDiv(n + 1, 2).text(), "floordiv(N + 1, 2)");
  EXPECT_EQ(floorDiv(n + 1, 2), floorDiv(n + 3, 2) - 1);
}

TEST_F(DimsTest, RangesDecideMaximaAndComparisons) {
  EXPECT_EQ(max(n, 1), n);
  EXPECT_EQ(min(n, 64), n);
  EXPECT_EQ(max(n, 100), Dim(100));
  EXPECT_EQ(max(n, s), max(s, n));
  EXPECT_TRUE(isProvedAtMost(n, 64));
  EXPECT_FALSE(isProvedLess(n, 64));
  EXPECT_TRUE(isProvedAtMost(1, n * s));
  EXPECT_FALSE(isProvedAtMost(n, s));
  EXPECT_TRUE(isProvedLess(n - 1, n));
  EXPECT_TRUE(isProvedMultiple(n * 32 + 16, 16));
  EXPECT_FALSE(isProvedMultiple(n * 32 + 8, 16));
}

TEST_F(DimsTest, ValuesAreThoseOfTheFormula) {
  EXPECT_EQ(atNis5Sis7(n * s * 3 - n + 2), 5 * 7 * 3 - 5 + 2);
  EXPECT_EQ(atNis5Sis7(floorDiv(s - n * 2, 2)), -2);
  EXPECT_EQ(atNis5Sis7(max(n * 2, s) + min(n, s)), 15);
  EXPECT_EQ(atNis5Sis7(alignTo(n * 3, 64)), 64);
}

TEST_F(DimsTest, WhatIsBeyond64BitsDoesNotExist) {
  constexpr int64_t half = int64_t(1) << 62;
  for (Dim dim : {Dim(half) * 2, Dim(INT64_MAX) + 1, Dim(-2) * half,
                  n * half * 4, n * half + n * half, floorDiv(Dim(7), 0),
                  (n * half * 2 - n * half * 2) * 0, max(Dim(half) * 2, 1)}) {
    EXPECT_TRUE(dim.isNone()) << dim.text();
    EXPECT_FALSE(isProvedAtMost(dim, dim));
    EXPECT_FALSE(isProvedAtMost(0, dim));
    EXPECT_FALSE(isProvedAtMost(dim, 0));
    EXPECT_FALSE(isProvedMultiple(dim, 1));
    EXPECT_EQ(atNis5Sis7(dim), std::nullopt);
  }
}

TEST_F(DimsTest, RangesThatReachBeyond64BitsProveNothing) {
  Dim large = symbol("L", 1, int64_t(1) << 40);
  EXPECT_TRUE(isProvedAtMost(1, large * 8));
  // The room between them is a number without end above.
  EXPECT_FALSE(isProvedAtMost(1, large * large));
  EXPECT_FALSE(isProvedAtMost(large * large - large * large * s, 0));
  EXPECT_EQ(
      evaluate(large * large, [](llvm::StringRef) { return int64_t(1) << 40; }),
      std::nullopt);
  EXPECT_EQ(
      evaluate(floorDiv(n, s - 7), [](llvm::StringRef) { return int64_t(7); }),
      std::nullopt);
}

TEST_F(DimsTest, ContentDividesAll) {
  EXPECT_EQ(contentOf(n * 12 + s * 18), 6);
  EXPECT_EQ(contentOf(n * 4 + 1), 1);
  EXPECT_EQ(contentOf(Dim(40)), 40);
}

TEST_F(DimsTest, TextIsReadAgain) {
  for (Dim dim :
       {n, n * 2 + 1, n * s * 4 - n * n + s - 3, floorDiv(n * s + 5, 3) * 2,
        max(n * 2, s) - min(n, s), Dim(-4)}) {
    auto parsed =
        parseDim(dim.text(), [](llvm::StringRef) { return DimRange{1, 64}; });
    ASSERT_TRUE(bool(parsed)) << llvm::toString(parsed.takeError());
    EXPECT_EQ(Dim::of(&context, *parsed), dim) << dim.text();
  }
}

TEST_F(DimsTest, MistakesAreTold) {
  for (const char *text : {"", "N +", "2N", "x", "floordiv(N, 0)", "f(N, 1)",
                           "N)", "(N", "max(N)", "9999999999999999999"}) {
    auto parsed =
        parseDim(text, [](llvm::StringRef) { return defaultDimRange; });
    EXPECT_FALSE(bool(parsed)) << text;
    llvm::consumeError(parsed.takeError());
  }
  for (const char *text : {"N", "N=", "N=5..2", "N=-1..2", "N=1..x", "=1..2"}) {
    auto parsed = parseDimRanges(text);
    EXPECT_FALSE(bool(parsed)) << text;
    llvm::consumeError(parsed.takeError());
  }
}

TEST_F(DimsTest, DeepTextEndsInAnError) {
  std::string text(100000, '(');
  auto parsed = parseDim(text, [](llvm::StringRef) { return defaultDimRange; });
  EXPECT_FALSE(bool(parsed));
  llvm::consumeError(parsed.takeError());
}

TEST_F(DimsTest, TypesKeepTheirSizes) {
  auto f32 = mlir::Float32Type::get(&context);
  mlir::RankedTensorType type = tensorTypeOf(Dims{n, 3, n * s}, f32);
  std::string text;
  llvm::raw_string_ostream(text) << type;
  EXPECT_EQ(mlir::parseType(text, &context), type) << text;
  EXPECT_EQ(dimsOf(type)[2], n * s);
  EXPECT_EQ(tensorTypeOf(Dims{2, 3}, f32),
            mlir::RankedTensorType::get({2, 3}, f32));
  mlir::RankedTensorType planes = tensorTypeOf(Dims{n, 64, 8, 8}, f32);
  mlir::RankedTensorType blocked = withLayout(planes, 16, {1, 1, 1, 1});
  EXPECT_EQ(withoutLayout(blocked), planes);
  EXPECT_EQ(layoutOf(blocked).getPhysicalShape(dimsOf(blocked))[0], n);
}

TEST_F(DimsTest, ReplacesSymbols) {
  auto byFive = [](llvm::StringRef name) -> std::optional<DimExpr> {
    return name == "N" ? std::optional<DimExpr>(5) : std::nullopt;
  };
  auto at5 = [&](Dim dim) {
    return Dim::of(&context, substitute(dim.expression(), byFive));
  };
  EXPECT_EQ(at5(n * s + n * n), s * 5 + 25);
  EXPECT_EQ(at5(floorDiv(n + s, 2)), floorDiv(s + 5, 2));
  EXPECT_EQ(at5(max(n, s)), max(s, 5));
  EXPECT_TRUE(at5(floorDiv(s, n - 5)).isNone());
}

TEST_F(DimsTest, BoundsOfWhatIsComputedAreBoundsOfExpressions) {
  // A number k of elements of N * 8.
  Dim k = symbol("k", 0, 512);
  DimExpr bound = (n * 8).expression();
  auto boundOf = [&](llvm::StringRef name) -> std::optional<DimExpr> {
    return name == "k" ? std::optional(bound) : std::nullopt;
  };
  auto most = [&](Dim dim) {
    return Dim::of(&context, mostOf(dim.expression(), boundOf));
  };
  EXPECT_EQ(most(k * 4 + s), n * 32 + s);
  EXPECT_EQ(most(n * 8 - k), n * 8);
  EXPECT_EQ(most(k * k), n * n * 64);
  EXPECT_EQ(most(floorDiv(k + 3, 4)), n * 2);
  EXPECT_EQ(most(max(k, s)), max(n * 8, s));
  // What has no such bound has that of its range.
  EXPECT_EQ(most(floorDiv(s, k + 1)), Dim(64));
}

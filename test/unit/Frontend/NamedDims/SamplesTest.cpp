//===- SamplesTest.cpp - Expressions from their values --------------------===//

#include "compiler/Frontend/NamedDims/Samples.h"

#include "dialects/Kiln/KilnDialect.h"

#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace kiln;

namespace {

class SamplesTest : public testing::Test {
protected:
  SamplesTest() { context.loadDialect<KilnDialect>(); }

  DimFitter fitterFor(const DimSymbols &symbols) {
    return DimFitter(&context, symbols, chooseSamples(symbols));
  }

  static std::vector<int64_t>
  valuesOf(const DimFitter &fitter,
           llvm::function_ref<int64_t(const DimSample &)> f) {
    std::vector<int64_t> values;
    for (const DimSample &sample : fitter.all())
      values.push_back(f(sample));
    return values;
  }

  mlir::MLIRContext context;
};

} // namespace

TEST_F(SamplesTest, AllCornersAreLookedAt) {
  DimSymbols symbols{{"N", {1, 64}}, {"S", {2, 9}}};
  std::vector<DimSample> samples = chooseSamples(symbols);
  for (const DimSample &corner :
       std::vector<DimSample>{{1, 2}, {1, 9}, {64, 2}, {64, 9}})
    EXPECT_TRUE(llvm::is_contained(samples, corner));
  for (const DimSample &sample : samples) {
    EXPECT_TRUE(1 <= sample[0] && sample[0] <= 64);
    EXPECT_TRUE(2 <= sample[1] && sample[1] <= 9);
  }
}

TEST_F(SamplesTest, SmallRangesAreLookedAtAsAWhole) {
  EXPECT_EQ(chooseSamples({{"N", {3, 7}}}).size(), 5u);
  EXPECT_EQ(chooseSamples({{"N", {5, 5}}}).size(), 1u);
}

TEST_F(SamplesTest, OddAndEvenValuesAppear) {
  bool odd = false, even = false;
  for (const DimSample &sample : chooseSamples({{"N", {2, 512}}}))
    (sample[0] % 2 ? odd : even) = true;
  EXPECT_TRUE(odd && even);
}

TEST_F(SamplesTest, PolynomialsAreFound) {
  DimFitter fitter = fitterFor({{"N", {1, 64}}, {"S", {1, 128}}});
  auto text = [&](llvm::function_ref<int64_t(const DimSample &)> f) {
    std::optional<Dim> dim = fitter.fit(valuesOf(fitter, f));
    return dim ? dim->text() : "none";
  };
  EXPECT_EQ(text([](auto &) { return 7; }), "7");
  EXPECT_EQ(text([](auto &v) { return v[0]; }), "N");
  EXPECT_EQ(text([](auto &v) { return v[1] - 1; }), "S - 1");
  EXPECT_EQ(text([](auto &v) { return v[0] * v[1] * 768; }), "768*N*S");
  EXPECT_EQ(text([](auto &v) { return v[0] * v[1] * v[1] * 12; }), "12*N*S*S");
  EXPECT_EQ(text([](auto &v) { return 2 * v[0] - 3 * v[1] + 5; }),
            "2*N - 3*S + 5");
}

TEST_F(SamplesTest, WhatIsNoPolynomialIsNotFound) {
  DimFitter fitter = fitterFor({{"N", {1, 64}}});
  EXPECT_FALSE(fitter.fit(valuesOf(fitter, [](auto &v) { return v[0] / 2; })));
  EXPECT_FALSE(fitter.fit(valuesOf(fitter, [](auto &v) { return v[0] % 3; })));
  EXPECT_FALSE(
      fitter.fit(valuesOf(fitter, [](auto &v) { return v[0] == 64; })));
}

TEST_F(SamplesTest, QuotientsThatWereMetAreFound) {
  DimFitter fitter = fitterFor({{"H", {8, 64}}});
  Dim rows = floorDiv(fitter.symbol(0) + 1, 2);
  fitter.addCandidate(rows);
  auto at = [&](int64_t factor) {
    return fitter.fit(
        valuesOf(fitter, [&](auto &v) { return (v[0] + 1) / 2 * factor; }));
  };
  EXPECT_EQ(at(1), rows);
  EXPECT_EQ(at(48), rows * 48);
  std::optional<Dim> square = fitter.fit(valuesOf(
      fitter, [](auto &v) { return ((v[0] + 1) / 2) * ((v[0] + 1) / 2); }));
  EXPECT_EQ(square, rows * rows);
  auto fit = [&](llvm::function_ref<int64_t(const DimSample &)> f) {
    return fitter.fit(valuesOf(fitter, f));
  };
  EXPECT_EQ(fit([](auto &v) { return (v[0] + 1) / 2 + 3; }), rows + 3);
  EXPECT_EQ(fit([](auto &v) { return 2 * v[0] - (v[0] + 1) / 2; }),
            fitter.symbol(0) * 2 - rows);
  EXPECT_FALSE(fit([](auto &v) { return v[0] / 3 + 1; }));
}

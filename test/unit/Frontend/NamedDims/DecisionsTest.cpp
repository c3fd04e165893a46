//===- DecisionsTest.cpp - Where a model may take another path ------------===//

#include "NamedDimsTest.h"

#include "compiler/Frontend/NamedDims/Decisions.h"

#include "mlir/IR/Location.h"

#include <cmath>

using namespace kiln;
using namespace kiln::test;
using python::Decision;

namespace {

class DecisionsTest : public NamedDimsTest {
protected:
  using Number = llvm::function_ref<double(double)>;
  using Samples = std::vector<DimSample>;

  /// What a definition decides by that does so once, for N in `range`.
  mlir::FailureOr<Samples> find(
      DimRange range, Decision::Kind kind, Number a, Number b,
      bool areIntegers = true, Number result = [](double) { return 0.0; }) {
    report.clear();
    DimSymbols symbols{{"N", range}};
    fitter.emplace(fitterFor(symbols));
    std::vector<std::vector<Decision>> decisions;
    for (const DimSample &sample : fitter->all()) {
      auto n = static_cast<double>(sample[0]);
      decisions.push_back({{a(n), b(n), areIntegers, kind,
                            mlir::UnknownLoc::get(&context), result(n)}});
    }
    return findOtherPaths(decisions, symbols, *fitter);
  }

  /// The same, where it is found to have one path or to need more samples.
  Samples other(DimRange range, Decision::Kind kind, Number a, Number b,
                bool areIntegers = true) {
    auto found = find(range, kind, a, b, areIntegers);
    EXPECT_TRUE(mlir::succeeded(found)) << report;
    return mlir::succeeded(found) ? *found : Samples();
  }

  std::optional<DimFitter> fitter;
};

} // namespace

static double itself(double n) { return n; }
static auto always(double number) {
  return [number](double) { return number; };
}

TEST_F(DecisionsTest, WhatIsTheSameEverywhereDecidesNothing) {
  EXPECT_TRUE(other({1, 64}, Decision::Equality, always(7), always(7)).empty());
  EXPECT_TRUE(other({1, 64}, Decision::Lookup, always(2), always(0)).empty());
  EXPECT_TRUE(other({1, 64}, Decision::Equality, always(INFINITY),
                    always(INFINITY), false)
                  .empty());
  auto same =
      find({1, 64}, Decision::Step, always(6), always(3), true, always(2));
  EXPECT_TRUE(mlir::succeeded(same) && same->empty());
}

TEST_F(DecisionsTest, ComparisonsOutOfReachDecideNothing) {
  EXPECT_TRUE(other({1, 64}, Decision::Order, itself, always(65)).empty());
  EXPECT_TRUE(other({1, 64}, Decision::Equality, itself, always(0)).empty());
  EXPECT_TRUE(other({1, 64}, Decision::Equality, itself, [](double n) {
                return n + 1;
              }).empty());
}

TEST_F(DecisionsTest, OtherOutcomesAreLookedAt) {
  // The samples are below and above 40, but none is 40.
  EXPECT_EQ(other({1, 64}, Decision::Order, itself, always(40)),
            (Samples{{40}}));
  EXPECT_EQ(other({1, 128}, Decision::Equality, itself, always(77)),
            (Samples{{77}}));
}

TEST_F(DecisionsTest, EqualityThatMayBeIsRefusedWhereItCannotBeTried) {
  DimRange many{1, int64_t(1) << 20};
  EXPECT_TRUE(
      mlir::failed(find(many, Decision::Equality, itself, always(77777))));
  EXPECT_EQ(report,
            "the model's path may depend on its named dimensions: this asks "
            "whether N - 77777 is 0, which it may be\n");
  // An order falls as it does at the corners.
  EXPECT_TRUE(
      mlir::succeeded(find(many, Decision::Order, itself, always(77777))));
}

TEST_F(DecisionsTest, KeysThatAreSizesAreRefused) {
  EXPECT_TRUE(mlir::failed(find({1, 64}, Decision::Lookup, itself, always(0))));
  EXPECT_EQ(report, "the model's path may depend on its named dimensions: they "
                    "choose an item here\n");
  // Identities of objects are no sizes.
  EXPECT_TRUE(other(
                  {1, 64}, Decision::Lookup,
                  [](double n) { return n + 0x1p45; }, always(0))
                  .empty());
}

TEST_F(DecisionsTest, QuotientsBecomeCandidates) {
  auto quotient = [](double n) { return std::floor(n / 3); };
  auto found =
      find({1, 512}, Decision::Quotient, itself, always(3), true, quotient);
  ASSERT_TRUE(mlir::succeeded(found)) << report;
  EXPECT_TRUE(found->empty());
  std::vector<int64_t> values;
  for (const DimSample &sample : fitter->all())
    values.push_back(sample[0] / 3);
  EXPECT_EQ(fitter->fit(values), floorDiv(fitter->symbol(0), 3));
}

TEST_F(DecisionsTest, QuotientsOutOfReachAreNumbers) {
  auto quotient =
      find({1, 199}, Decision::Quotient, itself, always(500), true, always(0));
  EXPECT_TRUE(mlir::succeeded(quotient) && quotient->empty()) << report;
  auto remainder =
      find({1, 199}, Decision::Remainder, itself, always(500), true, itself);
  EXPECT_TRUE(mlir::succeeded(remainder) && remainder->empty()) << report;
}

TEST_F(DecisionsTest, StepsWithoutExpressionAreRefused) {
  auto bits = [](double n) { return static_cast<double>(int64_t(n) & 3); };
  EXPECT_TRUE(mlir::failed(
      find({1, 64}, Decision::Step, itself, always(3), true, bits)));
  EXPECT_EQ(report, "the model's path may depend on its named dimensions: this "
                    "rounds a number that depends on them\n");
}

TEST_F(DecisionsTest, RealsThatAreQuotientsAreCompared) {
  auto half = [](double n) { return n / 2; };
  // It is never equal, and the samples lie on both sides.
  EXPECT_TRUE(
      other({1, 64}, Decision::Order, half, always(20.25), false).empty());
  EXPECT_EQ(other({1, 64}, Decision::Order, half, always(20.5), false),
            (Samples{{41}}));
  EXPECT_TRUE(mlir::failed(find(
      {1, 64}, Decision::Order, [](double n) { return std::sqrt(n); },
      always(5), false)));
  EXPECT_EQ(report, "the model's path may depend on its named dimensions: this "
                    "compares numbers that kiln cannot express by them, 2.65 "
                    "and 5.00 for N = 7, 3.46 and 5.00 for N = 12\n");
}

TEST_F(DecisionsTest, PathsOfOtherLengthsAreRefused) {
  DimSymbols symbols{{"N", {1, 2}}};
  DimFitter fitter = fitterFor(symbols);
  Decision decision{1, 2, true, Decision::Order,
                    mlir::UnknownLoc::get(&context)};
  std::vector<std::vector<Decision>> decisions{{decision}, {}};
  EXPECT_TRUE(mlir::failed(findOtherPaths(decisions, symbols, fitter)));
  EXPECT_EQ(report, "the model's path depends on its named dimensions: it does "
                    "not come here for all of their values\n");
}

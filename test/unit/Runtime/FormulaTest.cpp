//===- FormulaTest.cpp - What formulas of named dimensions mean -----------===//

#include "runtime/Formula.h"

#include "gtest/gtest.h"

#include <optional>
#include <vector>

using namespace kiln;

static std::optional<int64_t> apply(int64_t operation, int64_t a, int64_t b) {
  int64_t result = 0;
  return applyFormula(operation, a, b, result) ? std::optional(result)
                                               : std::nullopt;
}

static std::optional<int64_t>
evaluate(const std::vector<KilnFormulaStep> &steps,
         std::vector<int64_t> dims = {}) {
  int64_t result = 0;
  return evaluateFormula(steps.data(), steps.size(), dims.data(), result)
             ? std::optional(result)
             : std::nullopt;
}

TEST(Formula, QuotientsAreRoundedDown) {
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, 7, 2), 3);
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, -7, 2), -4);
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, -8, 2), -4);
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, INT64_MIN, 1), INT64_MIN);
}

TEST(Formula, DivisorsArePositive) {
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, 7, 0), std::nullopt);
  EXPECT_EQ(apply(KILN_FORMULA_FLOORDIV, 7, -1), std::nullopt);
}

TEST(Formula, NumbersBeyond64BitsDoNotExist) {
  EXPECT_EQ(apply(KILN_FORMULA_ADD, INT64_MAX, -1), INT64_MAX - 1);
  EXPECT_EQ(apply(KILN_FORMULA_ADD, INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(apply(KILN_FORMULA_ADD, INT64_MIN, -1), std::nullopt);
  EXPECT_EQ(apply(KILN_FORMULA_MULTIPLY, INT64_MIN, -1), std::nullopt);
  EXPECT_EQ(apply(KILN_FORMULA_MULTIPLY, INT64_MAX, 0), 0);
  EXPECT_EQ(apply(KILN_FORMULA_MAX, INT64_MAX, INT64_MIN), INT64_MAX);
  EXPECT_EQ(apply(KILN_FORMULA_MIN, INT64_MAX, INT64_MIN), INT64_MIN);
}

TEST(Formula, OnlyOperationsOfTwoNumbersApply) {
  EXPECT_EQ(apply(KILN_FORMULA_NUMBER, 1, 2), std::nullopt);
  EXPECT_EQ(apply(KILN_FORMULA_DIM, 1, 2), std::nullopt);
  EXPECT_EQ(apply(99, 1, 2), std::nullopt);
}

TEST(Formula, StepsAreEvaluated) {
  std::vector<KilnFormulaStep> steps{{KILN_FORMULA_DIM, 1},
                                     {KILN_FORMULA_DIM, 0},
                                     {KILN_FORMULA_MULTIPLY, 0},
                                     {KILN_FORMULA_NUMBER, 3},
                                     {KILN_FORMULA_FLOORDIV, 0}};
  EXPECT_EQ(evaluate(steps, {5, 7}), 11);
  EXPECT_EQ(evaluate(steps, {INT64_MAX, 2}), std::nullopt);
}

TEST(Formula, StepsLeaveOneNumber) {
  EXPECT_EQ(evaluate({}), std::nullopt);
  EXPECT_EQ(evaluate({{KILN_FORMULA_ADD, 0}}), std::nullopt);
  EXPECT_EQ(evaluate({{KILN_FORMULA_NUMBER, 1}, {KILN_FORMULA_ADD, 0}}),
            std::nullopt);
  EXPECT_EQ(evaluate({{KILN_FORMULA_NUMBER, 1}, {KILN_FORMULA_NUMBER, 1}}),
            std::nullopt);
}

TEST(Formula, StacksHaveAnEnd) {
  auto sumOf = [](uint64_t count) {
    std::vector<KilnFormulaStep> steps(count, {KILN_FORMULA_NUMBER, 1});
    steps.resize(2 * count - 1, {KILN_FORMULA_ADD, 0});
    return steps;
  };
  std::vector<KilnFormulaStep> fits = sumOf(KILN_FORMULA_DEPTH);
  EXPECT_EQ(depthOfFormula(fits.data(), fits.size()), KILN_FORMULA_DEPTH);
  EXPECT_EQ(evaluate(fits), KILN_FORMULA_DEPTH);
  EXPECT_EQ(evaluate(sumOf(KILN_FORMULA_DEPTH + 1)), std::nullopt);
}

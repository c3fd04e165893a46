//===- FieldWriterTest.cpp - Sizes as fields of descriptors ---------------===//

#include "codegen/CPU/Program/FieldWriter.h"

#include "dialects/Kiln/KilnDialect.h"
#include "runtime/Formula.h"

#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace kiln;

namespace {

class FieldWriterTest : public testing::Test {
protected:
  FieldWriterTest() { context.loadDialect<KilnDialect>(); }

  Dim symbol(llvm::StringRef name, int64_t most = 64) {
    module.dims.push_back({name.str(), 1, most});
    return Dim::symbol(&context, name, {1, most});
  }

  /// The most numbers that the steps of a formula keep.
  uint64_t depthOf(uint64_t field) {
    const auto &steps = module.formulas[field & ~KILN_FORMULA_BIT].steps;
    return depthOfFormula(steps.data(), steps.size());
  }

  int64_t valueOf(uint64_t field, std::vector<int64_t> dims) {
    const auto &steps = module.formulas[field & ~KILN_FORMULA_BIT].steps;
    int64_t value = -1;
    EXPECT_TRUE(
        evaluateFormula(steps.data(), steps.size(), dims.data(), value));
    return value;
  }

  std::string problem() { return llvm::toString(fields.takeError()); }

  mlir::MLIRContext context;
  ModuleDescription module;
  FieldWriter fields{module};
};

} // namespace

TEST_F(FieldWriterTest, NumbersAreFields) {
  EXPECT_EQ(fields.field(0), 0u);
  EXPECT_EQ(fields.field(12), 12u);
  EXPECT_TRUE(module.formulas.empty());
  EXPECT_EQ(problem(), "");
}

TEST_F(FieldWriterTest, EqualSizesAreOneFormula) {
  Dim n = symbol("N"), s = symbol("S");
  uint64_t field = fields.field(n * 4 + floorDiv(s, 3) * n - 1);
  EXPECT_EQ(fields.field(floorDiv(s, 3) * n + n * 4 - 1), field);
  EXPECT_NE(fields.field(n), field);
  EXPECT_EQ(module.formulas.size(), 2u);
  EXPECT_EQ(valueOf(field, {5, 7}), 5 * 4 + 2 * 5 - 1);
  EXPECT_EQ(problem(), "");
}

TEST_F(FieldWriterTest, DeepOperandsComeFirst) {
  Dim n = symbol("N"), s = symbol("S");
  Dim size = n;
  int64_t value = 5;
  for (int level = 0; level < 2 * KILN_FORMULA_DEPTH; ++level) {
    size = floorDiv(s + size + 1, 3);
    value = (7 + value + 1) / 3;
  }
  uint64_t field = fields.field(size);
  EXPECT_EQ(problem(), "");
  EXPECT_LE(depthOf(field), 3u);
  EXPECT_EQ(valueOf(field, {5, 7}), value);
}

TEST_F(FieldWriterTest, WhatNeedsMoreThanTheStackIsRefused) {
  Dim n = symbol("N"), s = symbol("S");
  Dim size = n;
  // Divisors are computed behind what they divide.
  for (int level = 0; level < KILN_FORMULA_DEPTH; ++level)
    size = floorDiv(s * 64, size + 1);
  fields.field(size);
  EXPECT_TRUE(llvm::StringRef(problem()).starts_with(
      "a size is nested too deeply: the runtime keeps "
      "64 numbers at once, this takes "));
}

TEST_F(FieldWriterTest, RangesThatReachBeyond64BitsAreRefused) {
  Dim n = symbol("N", int64_t(1) << 32);
  fields.field(n * n);
  EXPECT_EQ(problem(), "expected a size of at most 64 bits, got N*N for "
                       "N = 1..4294967296");
}

TEST_F(FieldWriterTest, RangesThatEndBeforeAreNot) {
  Dim n = symbol("N", int64_t(1) << 31);
  uint64_t field = fields.field(n * n);
  EXPECT_EQ(problem(), "");
  EXPECT_EQ(valueOf(field, {int64_t(1) << 31}), int64_t(1) << 62);
}

TEST_F(FieldWriterTest, NumbersBeyond64BitsAreRefused) {
  fields.field(Dim(int64_t(1) << 62) * 2);
  EXPECT_EQ(problem(),
            "expected a size of at most 64 bits, got <beyond 64 bits>");
}

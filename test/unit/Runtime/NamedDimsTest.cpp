//===- NamedDimsTest.cpp - Sessions with named dimensions -------*- C++ -*-===//

#include "runtime/Instance.h"
#include "test/unit/Runtime/SmallModel.h"
#include "gtest/gtest.h"

#include <stdlib.h>
#include <string>
#include <vector>

namespace {

class NamedDims : public testing::Test {
protected:
  NamedDims() {
    kiln_session_options options = KILN_SESSION_OPTIONS_INIT;
    options.threads = 3;
    EXPECT_EQ(kiln_session_create(model, &options, &session), KILN_OK);
  }
  ~NamedDims() override { kiln_session_close(session); }

  kiln_status reserve(int64_t n, int64_t m) {
    int64_t dims[] = {n, m};
    return kiln_session_reserve(session, dims, 2);
  }

  kiln_status run(std::vector<float> &x, std::vector<float> &y) {
    kiln_buffer in = {x.data(), x.size() * sizeof(float)};
    kiln_buffer out = {y.data(), y.size() * sizeof(float)};
    return kiln_session_run(session, &in, 1, &out, 1);
  }

  void expectRight(int64_t n, int64_t m) {
    ASSERT_EQ(reserve(n, m), KILN_OK) << kiln_last_error();
    std::vector<float> x(n * m), y(n * m);
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = float(i);
    ASSERT_EQ(run(x, y), KILN_OK) << kiln_last_error();
    for (size_t i = 0; i < x.size(); ++i)
      ASSERT_EQ(y[i], 2 * float(i) + float(n * 100 + m)) << n << " " << m;
  }

  const kiln_model *model = kiln_model_named();
  kiln_session *session = nullptr;
};

} // namespace

TEST_F(NamedDims, AreDescribed) {
  ASSERT_EQ(kiln_model_dim_count(model), 2u);
  kiln_dim_info dim = KILN_DIM_INFO_INIT;
  ASSERT_EQ(kiln_model_dim(model, 1, &dim), KILN_OK);
  EXPECT_STREQ(dim.name, "M");
  EXPECT_EQ(dim.least, 2);
  EXPECT_EQ(dim.most, 5);
  EXPECT_EQ(kiln_model_dim(model, 2, &dim), KILN_INVALID_ARGUMENT);
  EXPECT_EQ(kiln_model_input_dim(model, 0, 0), 0);
  EXPECT_EQ(kiln_model_input_dim(model, 0, 1), 1);
  EXPECT_EQ(kiln_model_input_dim(model, 0, 2), -1);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  ASSERT_EQ(kiln_model_input(model, 0, &info), KILN_OK);
  EXPECT_LT(info.dims[0], 0);
  EXPECT_EQ(info.bytes, 0u);
  EXPECT_EQ(kiln_model_dim_count(kiln_model_small()), 0u);
}

TEST_F(NamedDims, MustBeGivenFirst) {
  std::vector<float> x(4), y(4);
  EXPECT_EQ(run(x, y), KILN_INVALID_ARGUMENT);
  EXPECT_NE(std::string(kiln_last_error()).find("kiln_session_reserve()"),
            std::string::npos);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  EXPECT_EQ(kiln_session_output(session, 0, &info), KILN_INVALID_ARGUMENT);
}

TEST_F(NamedDims, GrowAndShrinkFromRunToRun) {
  for (auto [n, m] :
       {std::pair(1, 2), {64, 5}, {3, 2}, {3, 2}, {33, 3}, {1, 5}})
    expectRight(n, m);
}

TEST_F(NamedDims, TellSizesOfASession) {
  ASSERT_EQ(reserve(7, 3), KILN_OK);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  ASSERT_EQ(kiln_session_output(session, 0, &info), KILN_OK);
  EXPECT_EQ(info.dims[0], 7);
  EXPECT_EQ(info.dims[1], 3);
  EXPECT_EQ(info.bytes, 84u);
  EXPECT_EQ(kiln_session_input(session, 1, &info), KILN_INVALID_ARGUMENT);
}

TEST_F(NamedDims, StayWhereAnotherValueIsRefused) {
  expectRight(2, 2);
  EXPECT_EQ(reserve(65, 2), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(), "named was compiled for N = 1..64, got 65");
  EXPECT_EQ(reserve(0, 2), KILN_INVALID_ARGUMENT);
  EXPECT_EQ(reserve(1, 1), KILN_INVALID_ARGUMENT);
  int64_t one = 1;
  EXPECT_EQ(kiln_session_reserve(session, &one, 1), KILN_INVALID_ARGUMENT);
  EXPECT_EQ(kiln_session_reserve(session, nullptr, 2), KILN_INVALID_ARGUMENT);
  std::vector<float> x(4), y(4);
  EXPECT_EQ(run(x, y), KILN_OK) << kiln_last_error();
  x.resize(6), y.resize(6);
  EXPECT_EQ(run(x, y), KILN_INVALID_ARGUMENT);
}

TEST_F(NamedDims, FormulasMayHaveNoValue) {
  auto &descriptor = *reinterpret_cast<const KilnModuleDescriptor *>(model);
  int64_t huge[] = {INT64_MAX / 2, INT64_MAX / 2};
  uint64_t value = 1;
  EXPECT_FALSE(
      kiln::runtime::evaluate(descriptor, KILN_FORMULA_BIT | 2, huge, value));
  EXPECT_EQ(value, 0u);
  EXPECT_TRUE(kiln::runtime::evaluate(descriptor, 12, huge, value));
  EXPECT_EQ(value, 12u);
}

TEST_F(NamedDims, SizesWithoutValueAreRefused) {
  KilnModuleDescriptor damaged =
      *reinterpret_cast<const KilnModuleDescriptor *>(model);
  std::vector<KilnFormula> formulas(damaged.formulas,
                                    damaged.formulas + damaged.formula_count);
  // Exists for N = 1; then it is beyond 64 bits.
  std::vector<KilnFormulaStep> steps{{KILN_FORMULA_DIM, 0},
                                     {KILN_FORMULA_NUMBER, 1 - INT64_MAX},
                                     {KILN_FORMULA_MULTIPLY, 0},
                                     {KILN_FORMULA_NUMBER, INT64_MAX},
                                     {KILN_FORMULA_ADD, 0}};
  for (KilnFormula &formula : formulas)
    if (std::string(formula.text) == "arena")
      formula = {steps.data(), steps.size(), "much"};
  damaged.formulas = formulas.data();
  kiln_session *other;
  ASSERT_EQ(kiln_session_create(reinterpret_cast<kiln_model *>(&damaged),
                                nullptr, &other),
            KILN_OK);
  int64_t dims[] = {1, 2};
  EXPECT_EQ(kiln_session_reserve(other, dims, 2), KILN_OK);
  dims[0] = 3;
  EXPECT_EQ(kiln_session_reserve(other, dims, 2), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(), "named is too large for these named "
                                  "dimensions: much is no size");
  kiln_session_close(other);
}

namespace {

/// Three kernels, of which the second runs for the steps 2 to N.
struct LoopedModel {
  static void nothing(void *const *, int64_t, int64_t) {}

  LoopedModel() {
    for (KilnKernel &kernel : kernels) {
      kernel.function = nothing;
      kernel.name = "step";
      kernel.slots = &slot;
      kernel.slot_count = 1;
      kernel.work_items = 1;
    }
    variant.kernels = kernels;
    variant.kernel_count = 3;
    variant.loops = &loop;
    variant.loop_count = 1;
    model.name = "looped";
    model.formulas = formulas;
    model.formula_count = 2;
  }

  KilnFormulaStep n[1] = {{KILN_FORMULA_DIM, 0}};
  KilnFormulaStep place[3] = {{KILN_FORMULA_NUMBER, 64},
                              {KILN_FORMULA_STEP, 0},
                              {KILN_FORMULA_MULTIPLY, 0}};
  KilnFormula formulas[2] = {{n, 1, "N"}, {place, 3, "64*step"}};
  KilnSlot slot = {KILN_SLOT_ARENA, 0, 0, 0, 0, KILN_FORMULA_BIT | 1, 64};
  KilnLoop loop = {1, 1, 2, int64_t(KILN_FORMULA_BIT | 0)};
  KilnKernel kernels[3] = {};
  KilnVariant variant = {};
  KilnModuleDescriptor model = {};
};

} // namespace

TEST(Loops, RunOncePerStep) {
  LoopedModel looped;
  for (int64_t n : {1, 2, 7}) {
    EXPECT_EQ(kiln::runtime::timesRun(looped.model, looped.variant, 0, &n), 1);
    EXPECT_EQ(kiln::runtime::timesRun(looped.model, looped.variant, 1, &n),
              n - 1);
    KilnModuleDescriptor *instance = nullptr;
    ASSERT_EQ(
        kiln::runtime::instantiate(looped.model, looped.variant, &n, instance),
        KILN_OK);
    const KilnVariant &variant = instance->variants[0];
    EXPECT_EQ(variant.kernel_count, uint32_t(n + 1));
    EXPECT_EQ(variant.loop_count, 0u);
    for (int64_t step = 2; step <= n; ++step) {
      const KilnKernel &kernel = variant.kernels[step - 1];
      EXPECT_EQ(kernel.slots[0].offset, uint64_t(64 * step));
      EXPECT_EQ(std::string(kernel.name), "step[" + std::to_string(step) + "]");
    }
    EXPECT_EQ(std::string(variant.kernels[n].name), "step");
    free(instance);
  }
}

TEST(Loops, RunNoMoreKernelsThanAreCounted) {
  LoopedModel looped;
  for (int64_t n : {int64_t(1) << 32, int64_t(INT64_MAX)}) {
    KilnModuleDescriptor *instance = nullptr;
    EXPECT_EQ(
        kiln::runtime::instantiate(looped.model, looped.variant, &n, instance),
        KILN_INVALID_ARGUMENT);
    EXPECT_STREQ(kiln_last_error(),
                 "looped is too large for these named dimensions: its loops "
                 "run more than 4294967295 kernels");
    EXPECT_EQ(instance, nullptr);
  }
}

TEST_F(NamedDims, StaticModelsNeedNone) {
  kiln_session *other;
  ASSERT_EQ(kiln_session_create(kiln_model_small(), nullptr, &other), KILN_OK);
  EXPECT_EQ(kiln_session_reserve(other, nullptr, 0), KILN_OK);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  EXPECT_EQ(kiln_session_output(other, 0, &info), KILN_OK);
  EXPECT_EQ(info.dims[0], 10);
  kiln_session_close(other);
}

//===- SessionTest.cpp - Models and sessions through kiln.h -----*- C++ -*-===//

#include "runtime/CpuFeatures.h"
#include "test/unit/Runtime/SmallModel.h"
#include "gtest/gtest.h"

#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

using Values = std::vector<float>;

Values ramp() {
  Values x(SMALL_MODEL_SIZE);
  for (int i = 0; i < SMALL_MODEL_SIZE; ++i)
    x[i] = 0.1f * i;
  return x;
}

Values expected(const Values &x) {
  Values z(x);
  z.front() += 10;
  z.back() += 20;
  for (float &value : z)
    value *= 2;
  return z;
}

kiln_session *open(const kiln_model *model, int threads) {
  kiln_session_options options = KILN_SESSION_OPTIONS_INIT;
  options.threads = threads;
  kiln_session *session;
  EXPECT_EQ(kiln_session_create(model, &options, &session), KILN_OK)
      << kiln_last_error();
  return session;
}

Values runOnce(kiln_session *session, Values x) {
  Values z(SMALL_MODEL_SIZE);
  kiln_buffer in = {x.data(), x.size() * sizeof(float)};
  kiln_buffer out = {z.data(), z.size() * sizeof(float)};
  EXPECT_EQ(kiln_session_run(session, &in, 1, &out, 1), KILN_OK)
      << kiln_last_error();
  return z;
}

kiln_status createFrom(const KilnModuleDescriptor &descriptor) {
  kiln_session *session;
  return kiln_session_create(reinterpret_cast<const kiln_model *>(&descriptor),
                             nullptr, &session);
}

} // namespace

TEST(ModelTest, DescribesItself) {
  const kiln_model *model = kiln_model_small();
  EXPECT_STREQ(kiln_model_name(model), "small");
  EXPECT_STREQ(kiln_model_input_tree(model), "*");
  ASSERT_EQ(kiln_model_input_count(model), 1u);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  ASSERT_EQ(kiln_model_input(model, 0, &info), KILN_OK);
  EXPECT_STREQ(info.name, "x");
  EXPECT_EQ(info.dtype, KILN_F32);
  ASSERT_EQ(info.rank, 2u);
  EXPECT_EQ(info.dims[1], 100);
  EXPECT_EQ(info.bytes, SMALL_MODEL_SIZE * sizeof(float));
  ASSERT_EQ(kiln_model_output(model, 0, &info), KILN_OK);
  EXPECT_STREQ(info.name, "z");
  EXPECT_STREQ(kiln_model_label(model, 1), "second");
  EXPECT_EQ(kiln_model_label(model, 2), nullptr);
  EXPECT_EQ(kiln_model_check_cpu(model), KILN_OK);
}

TEST(ModelTest, DescribesItsState) {
  EXPECT_EQ(kiln_model_state_count(kiln_model_small()), 0u);
  ASSERT_EQ(kiln_model_state_count(kiln_model_counting()), 1u);
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  ASSERT_EQ(kiln_model_state(kiln_model_counting(), 0, &info), KILN_OK);
  EXPECT_STREQ(info.name, "count");
  EXPECT_EQ(info.bytes, SMALL_MODEL_SIZE * sizeof(float));
  EXPECT_EQ(kiln_model_state(kiln_model_counting(), 1, &info),
            KILN_INVALID_ARGUMENT);
}

TEST(ModelTest, RefusesIndicesAndUnsetStructs) {
  const kiln_model *model = kiln_model_small();
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  EXPECT_EQ(kiln_model_input(model, 1, &info), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(),
               "there is no input number 1: the model has 1");
  info.struct_size = 0;
  EXPECT_EQ(kiln_model_input(model, 0, &info), KILN_INVALID_ARGUMENT);
}

TEST(ModelTest, FillsNoMoreThanAnOlderStructHas) {
  kiln_tensor_info info = KILN_TENSOR_INFO_INIT;
  info.struct_size = offsetof(kiln_tensor_info, bytes);
  info.bytes = 77;
  ASSERT_EQ(kiln_model_input(kiln_model_small(), 0, &info), KILN_OK);
  EXPECT_EQ(info.rank, 2u);
  EXPECT_EQ(info.bytes, 77u);
}

TEST(SessionTest, AnyNumberOfThreadsGivesTheSameBytes) {
  Values x = ramp(), one;
  for (int threads : {1, 2, 3, 8}) {
    kiln_session *session = open(kiln_model_small(), threads);
    ASSERT_NE(session, nullptr);
    EXPECT_EQ(kiln_session_threads(session), threads);
    Values z = runOnce(session, x);
    if (one.empty())
      one = z;
    EXPECT_EQ(z, expected(x));
    EXPECT_EQ(std::memcmp(z.data(), one.data(), z.size() * sizeof(float)), 0);
    kiln_session_close(session);
  }
}

TEST(SessionTest, ThreadsSleepAndWakeUp) {
  kiln_session *session = open(kiln_model_small(), 2);
  Values x = ramp();
  for (int pause : {0, 0, 2, 20}) {
    std::this_thread::sleep_for(std::chrono::milliseconds(pause));
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(runOnce(session, x), expected(x));
    // Generous: the machine may be busy. A lost wake-up would hang.
    EXPECT_LT(std::chrono::steady_clock::now() - start,
              std::chrono::seconds(2));
  }
  for (int i = 0; i < 2000; ++i) {
    x[500] = float(i);
    ASSERT_EQ(runOnce(session, x)[500], 2.0f * i);
  }
  kiln_session_close(session);
}

TEST(SessionTest, SessionsOfOneModelRunAtOnce) {
  auto work = [](float offset) {
    kiln_session *session = open(kiln_model_small(), 2);
    Values x = ramp();
    x[7] = offset;
    for (int i = 0; i < 200; ++i)
      EXPECT_EQ(runOnce(session, x), expected(x));
    kiln_session_close(session);
  };
  std::thread first(work, 1.0f), second(work, 2.0f);
  first.join();
  second.join();
}

TEST(SessionTest, ChecksEveryBuffer) {
  kiln_session *session = open(kiln_model_small(), 1);
  Values x = ramp(), z(SMALL_MODEL_SIZE);
  kiln_buffer in = {x.data(), x.size() * sizeof(float)};
  kiln_buffer out = {z.data(), z.size() * sizeof(float)}, bad = out;
  EXPECT_EQ(kiln_session_run(session, &in, 2, &out, 1), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(), "expected 1 inputs, got 2");
  bad.bytes -= 1;
  EXPECT_EQ(kiln_session_run(session, &in, 1, &bad, 1), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(),
               "output 'z' takes a buffer of 4000 bytes, got one of 3999");
  bad = {nullptr, out.bytes};
  EXPECT_EQ(kiln_session_run(session, &bad, 1, &out, 1), KILN_INVALID_ARGUMENT);
  EXPECT_STREQ(kiln_last_error(), "the buffer of input 'x' is null");
  EXPECT_EQ(kiln_session_run(session, nullptr, 1, &out, 1),
            KILN_INVALID_ARGUMENT);
  EXPECT_EQ(kiln_session_run(nullptr, &in, 1, &out, 1), KILN_INVALID_ARGUMENT);
  kiln_session_close(session);
  kiln_session_close(nullptr);
}

TEST(SessionTest, RefusesWhatItCannotRun) {
  kiln_session *session;
  EXPECT_EQ(kiln_session_create(nullptr, nullptr, &session),
            KILN_INVALID_ARGUMENT);
  EXPECT_EQ(session, nullptr);

  KilnModuleDescriptor damaged = *small_descriptor();
  damaged.magic = 1;
  EXPECT_EQ(createFrom(damaged), KILN_INVALID_ARGUMENT);
  damaged = *small_descriptor();
  damaged.version = 99;
  EXPECT_EQ(createFrom(damaged), KILN_VERSION_MISMATCH);
  EXPECT_STREQ(kiln_last_error(), "the model has module version 99, the "
                                  "runtime 0.1.0 reads version 5");
  damaged = *small_descriptor();
  damaged.variant_count = 1;
  EXPECT_EQ(createFrom(damaged), KILN_UNSUPPORTED_CPU);
  damaged = *small_descriptor();
  damaged.weights = nullptr;
  damaged.weights_file = "no_such_file.weights";
  EXPECT_EQ(createFrom(damaged), KILN_IO_ERROR);
  kiln_session_options options = KILN_SESSION_OPTIONS_INIT;
  options.threads = -1;
  EXPECT_EQ(kiln_session_create(kiln_model_small(), &options, &session),
            KILN_INVALID_ARGUMENT);
}

TEST(SessionTest, NamesTheFeaturesThatTheCpuLacks) {
  // AMD's SSE4a and Intel's AMX are not found together.
  KilnVariant variant = small_descriptor()->variants[1];
  variant.required_features =
      uint64_t(1) << KILN_CPU_SSE4A | uint64_t(1) << KILN_CPU_AMXTILE;
  KilnModuleDescriptor model = *small_descriptor();
  model.variants = &variant;
  model.variant_count = 1;
  ASSERT_EQ(createFrom(model), KILN_UNSUPPORTED_CPU);
  std::string message = kiln_last_error();
  EXPECT_EQ(message.find("this CPU cannot run small, which was compiled for "
                         "x86-64: missing "),
            0u);
  EXPECT_TRUE(message.find("sse4a") != std::string::npos ||
              message.find("amx-tile") != std::string::npos)
      << message;
}

TEST(SessionTest, KeepsStateFromRunToRun) {
  kiln_session *session = open(kiln_model_counting(), 2);
  kiln_session *other = open(kiln_model_counting(), 1);
  Values x = ramp();
  for (int run = 0; run < 5; ++run) {
    Values z = runOnce(session, x);
    EXPECT_EQ(z[0], x[0] + 10 + run);
    EXPECT_EQ(z[500], x[500] + run);
  }
  EXPECT_EQ(runOnce(other, x)[0], x[0] + 10);
  kiln_session_close(session);
  kiln_session_close(other);
}

TEST(SessionTest, ResetGoesBackToTheInitialState) {
  kiln_session *session = open(kiln_model_counting(), 1);
  Values x = ramp();
  for (int runs : {1, 2, 3}) {
    for (int run = 0; run < runs; ++run)
      EXPECT_EQ(runOnce(session, x)[999], x[999] + 20 + run);
    EXPECT_EQ(kiln_session_reset(session), KILN_OK);
  }
  EXPECT_EQ(kiln_session_reset(nullptr), KILN_INVALID_ARGUMENT);
  kiln_session_close(session);
}

TEST(SessionTest, FailedRunsLeaveStateAlone) {
  kiln_session *session = open(kiln_model_counting(), 1);
  Values x = ramp();
  runOnce(session, x);
  EXPECT_EQ(kiln_session_run(session, nullptr, 0, nullptr, 0),
            KILN_INVALID_ARGUMENT);
  EXPECT_EQ(runOnce(session, x)[999], x[999] + 21);
  kiln_session_close(session);
}

TEST(DTypeTest, NamesAndSizes) {
  EXPECT_STREQ(kiln_dtype_name(KILN_BF16), "bf16");
  EXPECT_EQ(kiln_dtype_size(KILN_I64), 8u);
  EXPECT_STREQ(kiln_dtype_name(kiln_dtype(99)), "?");
  EXPECT_EQ(kiln_dtype_size(kiln_dtype(99)), 0u);
}

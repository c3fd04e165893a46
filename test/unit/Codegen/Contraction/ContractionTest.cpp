//===- ContractionTest.cpp - Kernels against plain loops ------------------===//

#include "KernelRunner.h"

#include "gtest/gtest.h"

#include <fmt/core.h>
#include <random>

using namespace kiln::contraction;
using namespace kiln::test;

namespace {

/// Every level, in two uneven ranges, within float rounding of the reference.
void checkConv(const ConvProblem &problem,
               ScheduleOptions options = {.winograd = false},
               double tolerance = 3e-6) {
  for (const Level &level : runnableLevels()) {
    auto schedule = chooseConvSchedule(problem, level.target, options);
    ASSERT_TRUE(schedule);
    ConvKernel kernel(level, problem, *schedule);
    int64_t middle = kernel.workItems() * 2 / 3;
    kernel.run(middle, kernel.workItems());
    kernel.run(0, middle);
    EXPECT_LE(kernel.error(), tolerance) << level.name;
    EXPECT_TRUE(kernel.code().externals().empty()) << level.name;
  }
}

TEST(DirectConv, OddChannelsAndExtents) {
  checkConv(makeProblem({1, 3, 5, 7, 9, 3, 1, 1}, 0, 0));
  checkConv(makeProblem({2, 17, 19, 13, 11, 3, 1, 1}, 0, 1));
  checkConv(makeProblem({1, 40, 80, 17, 30, 3, 1, 1}, 1, 0));
  checkConv(makeProblem({1, 16, 16, 1, 1, 3, 1, 1}, 0, 0));
}

TEST(DirectConv, StridesDilationAndLargeKernels) {
  checkConv(makeProblem({1, 32, 48, 15, 14, 3, 2, 1}, 0, 0));
  checkConv(makeProblem({1, 16, 64, 29, 31, 5, 2, 2}, 2, 0));
  checkConv(makeProblem({1, 8, 8, 20, 21, 3, 1, 2, 2}, 0, 0));
  checkConv(makeProblem({1, 16, 32, 23, 23, 11, 4, 2}, 0, 0));
}

TEST(DirectConv, PointwiseOnDenseAndHaloedPlanes) {
  checkConv(makeProblem({1, 64, 128, 7, 7, 1, 1, 0}, 0, 0), {true, true});
  checkConv(makeProblem({1, 24, 144, 28, 28, 1, 1, 0}, 0, 0), {true, true});
  checkConv(makeProblem({2, 64, 96, 7, 7, 1, 1, 0}, 0, 1));
  checkConv(makeProblem({1, 64, 32, 14, 14, 1, 2, 0}, 1, 0));
}

TEST(DirectConv, SmallMapsCrossRows) {
  checkConv(makeProblem({1, 32, 48, 7, 7, 3, 1, 1}, 1, 1));
  checkConv(makeProblem({2, 32, 32, 8, 8, 3, 1, 1}, 0, 0));
}

TEST(DirectConv, Groups) {
  checkConv(makeProblem({1, 64, 64, 9, 10, 3, 1, 1, 1, 4}, 0, 0));
  checkConv(makeProblem({1, 32, 96, 14, 14, 3, 2, 1, 1, 2}, 1, 0));
}

TEST(DirectConv, PlainInput) {
  ConvProblem p = makeProblem({1, 3, 64, 35, 33, 7, 2, 3}, 0, 1);
  p.input.blocked = false;
  checkConv(p);
  p = makeProblem({2, 3, 32, 20, 20, 3, 1, 1}, 0, 0);
  p.input.blocked = false;
  checkConv(p);
  p = makeProblem({1, 6, 16, 14, 14, 5, 1, 0}, 0, 0);
  p.input.blocked = false;
  checkConv(p);
}

TEST(DirectConv, MaxPoolOfAccumulators) {
  ConvProblem p = makeProblem({1, 16, 32, 28, 30, 3, 1, 1}, 0, 1);
  addPool(p, PoolTail::Max, 2, 2, 0);
  checkConv(p);
  p = makeProblem({1, 6, 16, 14, 14, 5, 1, 0}, 0, 0);
  addPool(p, PoolTail::Max, 2, 2, 0);
  checkConv(p);
  p = makeProblem({1, 16, 80, 15, 13, 3, 1, 1}, 0, 0);
  addPool(p, PoolTail::Average, 2, 2, 0);
  checkConv(p);
}

TEST(DirectConv, MaxPoolOfOverlappingWindows) {
  ConvProblem p = makeProblem({1, 3, 64, 40, 36, 7, 2, 3}, 0, 0);
  p.input.blocked = false;
  addPool(p, PoolTail::Max, 3, 2, 1);
  checkConv(p);
  p = makeProblem({2, 20, 24, 19, 17, 3, 1, 1}, 0, 1);
  addPool(p, PoolTail::Max, 3, 2, 0);
  checkConv(p);
  p = makeProblem({1, 16, 16, 18, 18, 3, 1, 1}, 0, 0);
  addPool(p, PoolTail::Average, 3, 3, 0);
  checkConv(p);
}

TEST(Depthwise, KernelsStridesAndExtents) {
  for (int64_t kernel : {3, 5, 7})
    for (int64_t stride : {1, 2})
      checkConv(makeProblem(
          {1, 33, 33, 15, 19, kernel, stride, kernel / 2, 1, 33}, 0, 1));
  checkConv(makeProblem({2, 16, 16, 9, 30, 3, 1, 1, 1, 16}, 1, 0));
  checkConv(makeProblem({1, 20, 20, 16, 16, 3, 1, 2, 2, 20}, 0, 0));
}

TEST(DirectConv, PlainOutput) {
  ConvProblem p = makeProblem({1, 6, 16, 14, 14, 5, 1, 0}, 0, 0);
  p.input.blocked = p.output.blocked = false;
  addPool(p, PoolTail::Max, 2, 2, 0);
  checkConv(p);
  p = makeProblem({2, 16, 96, 7, 9, 3, 1, 1}, 0, 0);
  p.output.blocked = false;
  checkConv(p);
}

TEST(Planar, FewChannels) {
  auto check = [](ConvShape shape, int64_t pool = 0,
                  PoolTail::Kind kind = PoolTail::Max) {
    ConvProblem p = makeProblem(shape, 0, 0);
    p.input.blocked = p.output.blocked = false;
    if (pool)
      addPool(p, kind, pool, pool, 0);
    ASSERT_EQ(chooseConvSchedule(p, VectorTarget::sse2())->algorithm,
              ConvAlgorithm::Planar);
    checkConv(p);
  };
  check({1, 3, 6, 32, 32, 5, 1, 0}, 2);
  check({2, 3, 7, 19, 45, 3, 1, 1});
  check({1, 1, 1, 5, 7, 3, 1, 1});
  check({1, 2, 9, 13, 13, 3, 1, 0}, 2);
  check({1, 3, 4, 28, 29, 3, 1, 1}, 3, PoolTail::Average);
  check({1, 4, 3, 17, 3, 1, 1, 0});
}

/// Winograd where it applies but would not be chosen, at every level.
void checkWinograd(const ConvProblem &problem) {
  for (const Level &level : runnableLevels())
    for (auto [algorithm, tolerance] :
         {std::pair(ConvAlgorithm::Winograd2, 3e-6),
          std::pair(ConvAlgorithm::Winograd4, 2e-5)}) {
      ASSERT_TRUE(applies(algorithm, problem));
      ConvKernel kernel(level, problem, winogradSchedule(problem, algorithm));
      int64_t middle = kernel.workItems() * 2 / 3;
      kernel.run(middle, kernel.workItems());
      kernel.run(0, middle);
      EXPECT_LE(kernel.error(), tolerance) << level.name;
    }
}

TEST(Winograd, OddChannelsAndExtents) {
  checkWinograd(makeProblem({1, 16, 16, 4, 4, 3, 1, 1}, 0, 0));
  checkWinograd(makeProblem({1, 19, 37, 13, 11, 3, 1, 1}, 0, 1));
  checkWinograd(makeProblem({2, 32, 80, 9, 14, 3, 1, 1}, 1, 0));
  checkWinograd(makeProblem({1, 32, 64, 28, 28, 3, 1, 1}, 1, 1));
  checkWinograd(makeProblem({1, 16, 32, 12, 10, 3, 1, 0}, 0, 0));
}

TEST(Winograd, PoolsInsideTiles) {
  ConvProblem p = makeProblem({1, 16, 32, 16, 20, 3, 1, 1}, 1, 1);
  addPool(p, PoolTail::Max, 2, 2, 0);
  checkWinograd(p);
  p = makeProblem({1, 16, 32, 15, 17, 3, 1, 1}, 0, 0);
  addPool(p, PoolTail::Average, 2, 2, 0);
  checkWinograd(p);
}

/// A random problem that has at least one output.
ConvProblem randomProblem(std::minstd_rand &generator) {
  auto pick = [&](int64_t low, int64_t high) {
    return low + static_cast<int64_t>(generator() % (high - low + 1));
  };
  for (;;) {
    ConvShape shape{pick(1, 2), pick(1, 40), pick(1, 70), pick(1, 24),
                    pick(1, 24)};
    ConvProblem p = makeProblem(shape, pick(0, 2), pick(0, 1));
    Window &w = p.window;
    w = {pick(1, 5), pick(1, 5), pick(1, 3), pick(1, 3),
         pick(1, 2), pick(1, 2), pick(0, 3), pick(0, 3)};
    p.outHeight = (p.input.height + 2 * w.padTop - w.spanH()) / w.strideH + 1;
    p.outWidth = (p.input.width + 2 * w.padLeft - w.spanW()) / w.strideW + 1;
    if (p.input.height + 2 * w.padTop < w.spanH() ||
        p.input.width + 2 * w.padLeft < w.spanW())
      continue;
    p.output.height = p.outHeight;
    p.output.width = p.outWidth;
    if (pick(0, 2) == 0) {
      int64_t kernel = pick(1, 3);
      if (p.outHeight < kernel || p.outWidth < kernel)
        continue;
      addPool(p, PoolTail::Max, kernel, pick(1, 3), pick(0, kernel / 2));
    }
    if (pick(0, 3) == 0) {
      p.input.blocked = false;
      p.input.halo = {};
    }
    return p;
  }
}

TEST(Random, Problems) {
  std::minstd_rand generator(7);
  for (int i = 0; i < 24; ++i) {
    SCOPED_TRACE(i);
    checkConv(randomProblem(generator));
  }
}

TEST(Schedule, WantedHaloSparesTheCopy) {
  for (ConvAlgorithm algorithm :
       {ConvAlgorithm::Direct, ConvAlgorithm::Winograd2,
        ConvAlgorithm::Winograd4}) {
    ConvProblem p = makeProblem({1, 16, 16, 13, 15, 3, 1, 1}, 0, 0);
    ConvSchedule schedule = winogradSchedule(p, ConvAlgorithm::Winograd4);
    if (algorithm == ConvAlgorithm::Direct)
      schedule = *chooseConvSchedule(p, VectorTarget::sse2(), {false});
    schedule.algorithm = algorithm;
    int64_t copied = scratchElements(p, schedule, VectorTarget::sse2());
    p.input.halo = wantedHalo(p, schedule);
    EXPECT_LT(scratchElements(p, schedule, VectorTarget::sse2()), copied);
  }
}

/// The choices that the networks we measure depend on.
TEST(Schedule, ChoosesByCost) {
  auto chosen = [](ConvShape shape, bool winograd = true) {
    return chooseConvSchedule(makeProblem(shape, shape.pad, 0),
                              VectorTarget::avx512(), {winograd})
        ->algorithm;
  };
  EXPECT_EQ(chosen({1, 64, 64, 56, 56}), ConvAlgorithm::Winograd4);
  EXPECT_EQ(chosen({1, 512, 512, 7, 7}), ConvAlgorithm::Winograd2);
  EXPECT_EQ(chosen({1, 64, 64, 56, 56}, false), ConvAlgorithm::Direct);
  EXPECT_EQ(chosen({1, 64, 64, 56, 56, 1, 1, 0}), ConvAlgorithm::Direct);
  EXPECT_EQ(chosen({1, 64, 128, 56, 56, 3, 2, 1}), ConvAlgorithm::Direct);
  EXPECT_EQ(chosen({1, 64, 64, 28, 28, 3, 1, 1, 1, 64}),
            ConvAlgorithm::Depthwise);
  EXPECT_FALSE(
      chooseConvSchedule(makeProblem({1, 64, 64, 28, 28, 3, 1, 1, 1, 16}, 0, 0),
                         VectorTarget::avx512()));
}

/// Register tiles must stay in registers: one spill in the innermost loop
/// halves the speed.
TEST(Spills, NoneInDirectKernels) {
  for (const Level &level : runnableLevels())
    for (int64_t outputs : {16, 32, 48, 64, 96})
      for (int64_t kernel : {1, 3}) {
        ConvProblem p = makeProblem(
            {1, 64, outputs, 28, 28, kernel, 1, kernel / 2}, kernel / 2, 0);
        auto schedule = chooseConvSchedule(p, level.target, {false, true});
        ASSERT_TRUE(schedule);
        ConvKernel compiled(level, p, *schedule);
        EXPECT_EQ(compiled.code().vectorSpills(), 0u)
            << level.name << " " << outputs << " kernel " << kernel;
      }
}

TEST(Spills, NoneInWinogradProducts) {
  for (int64_t extent : {8, 14, 28}) {
    ConvProblem p = makeProblem({1, 64, 64, extent, extent, 3, 1, 1}, 0, 0);
    for (ConvAlgorithm algorithm :
         {ConvAlgorithm::Winograd2, ConvAlgorithm::Winograd4}) {
      ConvKernel compiled(nativeLevel(), p, winogradSchedule(p, algorithm));
      // A tile's transform may keep a constant on the stack, products nothing.
      EXPECT_LE(compiled.code().vectorSpills(), 10u) << extent;
    }
  }
}

/// The steps of a recurrent layer, for one sequence and for a few.
TEST(Spills, NoneInMatrixVectorProducts) {
  for (const Level &level : runnableLevels())
    for (int64_t rows : {1, 2, 3, 4, 6}) {
      LinearKernel compiled(level, {rows, 512, 128});
      EXPECT_EQ(compiled.code().vectorSpills(), 0u)
          << level.name << " " << rows << " rows";
    }
}

/// Runs the work items from both sides of `cut`, the later ones first.
void expectRight(const LinearKernel &kernel, int64_t cut,
                 const std::string &what) {
  kernel.run(cut, kernel.workItems());
  kernel.run(0, cut);
  EXPECT_LE(kernel.error(), 3e-6) << what << ", cut at " << cut;
}

TEST(Linear, RowsOutputsAndDepths) {
  for (LinearProblem p : {LinearProblem{1, 10, 84},
                          {1, 120, 400},
                          {1, 64, 7},
                          {1, 330, 20},
                          {2, 100, 33},
                          {13, 17, 19},
                          {50, 130, 65},
                          {300, 48, 20}})
    for (const Level &level : runnableLevels())
      for (bool descending : {false, true}) {
        LinearKernel kernel(level, p, descending);
        expectRight(kernel, kernel.workItems() / 2,
                    fmt::format("{} {}x{}", level.name, p.rows, p.outputs));
      }
}

/// Panels that are read side by side, alone, and in part, however many of them
/// a thread gets.
TEST(Linear, PanelsSideBySide) {
  for (int64_t rows : {1, 2, 3, 6})
    for (const Level &level : runnableLevels())
      for (bool descending : {false, true})
        for (int64_t cut : {1, 7})
          expectRight(LinearKernel(level, {rows, 9 * 64 + 24, 21}, descending),
                      cut, fmt::format("{} {} rows", level.name, rows));
}

TEST(Linear, OpenRows) {
  for (int64_t rows : {1, 5, 7, 26, 250})
    for (const Level &level : runnableLevels())
      for (bool descending : {false, true})
        expectRight(LinearKernel(level,
                                 {rows, 5 * 64 + 17, 19, /*openRows=*/true},
                                 descending),
                    3, fmt::format("{} {} rows", level.name, rows));
}

} // namespace

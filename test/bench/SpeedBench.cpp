//===- SpeedBench.cpp - Compares a compiled model with ONNX Runtime -------===//
//
//   speed-bench compare LIBONNXRUNTIME MODEL.onnx LIBRARY ACCESSOR X.npy Y.npy
//   speed-bench start RUNS PROGRAM [ARGUMENT...]
//
// The first form runs both in this process, on one thread bound to one CPU,
// in turns: each round gives one side some runs, then the other, and who comes
// first alternates. Of each turn the median counts, of all turns their median,
// and of the ratio the median over the rounds. Y.npy is what both must give.
// The second form starts a program and waits for its end, and takes the least
// and the median time. Both print one line of JSON.
//
//===----------------------------------------------------------------------===//

#include "KilnLibrary.h"
#include "OnnxRuntime.h"

#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Verify/TensorDifference.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <chrono>
#include <fcntl.h>
#include <fmt/core.h>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace kiln;
using namespace kiln::test;

static llvm::ExitOnError check("speed-bench: ");

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

static constexpr int kRounds = 9, kLeastRuns = 3;
static constexpr double kTurnMilliseconds = 150;

static double median(std::vector<double> values) {
  llvm::sort(values);
  return values[values.size() / 2];
}

/// Binds this thread to the last CPU that it may use.
static void bindToOneCpu() {
  cpu_set_t allowed, one;
  sched_getaffinity(0, sizeof(allowed), &allowed);
  int last = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
    if (CPU_ISSET(cpu, &allowed))
      last = cpu;
  CPU_ZERO(&one);
  CPU_SET(last, &one);
  sched_setaffinity(0, sizeof(one), &one);
}

/// The median of one turn's runs; the first one warms the caches.
template <typename Model> static double turn(const Model &model) {
  model.run();
  std::vector<double> times;
  for (auto begin = Clock::now();
       times.size() < kLeastRuns ||
       Milliseconds(Clock::now() - begin).count() < kTurnMilliseconds;) {
    auto start = Clock::now();
    model.run();
    times.push_back(Milliseconds(Clock::now() - start).count());
  }
  return median(times);
}

/// The largest difference relative to the largest expected value.
static double errorOf(const HostTensor &expected, const HostTensor &found,
                      const char *who) {
  TensorDifference difference = compareTensors(expected, found, 1e-4);
  if (difference)
    check(llvm::createStringError("%s differs from PyTorch by %g of the "
                                  "largest value",
                                  who, difference.error));
  return difference.error;
}

static void compare(char **arguments) {
  HostTensor input = check(readNpy(arguments[4]));
  HostTensor expected = check(readNpy(arguments[5]));
  HostTensor fromOnnx = expected.clone(), fromKiln = expected.clone();
  bindToOneCpu();
  auto onnx =
      check(OnnxModel::open(arguments[0], arguments[1], input, fromOnnx));
  auto kiln =
      check(KilnModel::open(arguments[2], arguments[3], input, fromKiln));
  onnx->run();
  kiln->run();
  double onnxError = errorOf(expected, fromOnnx, "ONNX Runtime");
  double kilnError = errorOf(expected, fromKiln, "kiln");
  std::vector<double> onnxTimes, kilnTimes, ratios;
  for (int round = 0; round < kRounds; ++round) {
    if (round % 2 == 0)
      onnxTimes.push_back(turn(*onnx));
    kilnTimes.push_back(turn(*kiln));
    if (round % 2 == 1)
      onnxTimes.push_back(turn(*onnx));
    ratios.push_back(onnxTimes.back() / kilnTimes.back());
  }
  fmt::print("{{\"onnxruntime_ms\": {:.4f}, \"kiln_ms\": {:.4f}, \"ratio\": "
             "{:.3f}, \"onnxruntime_error\": {:.2g}, \"kiln_error\": {:.2g}}}"
             "\n",
             median(onnxTimes), median(kilnTimes), median(ratios), onnxError,
             kilnError);
}

/// Runs a program to its end without showing what it prints.
static double startToEnd(char **arguments,
                         const posix_spawn_file_actions_t &quiet) {
  pid_t child = 0;
  int status = 0;
  auto start = Clock::now();
  if (posix_spawn(&child, arguments[0], &quiet, nullptr, arguments, environ) ||
      waitpid(child, &status, 0) != child || status != 0)
    check(llvm::createStringError("%s failed", arguments[0]));
  return Milliseconds(Clock::now() - start).count();
}

static void start(int runs, char **arguments) {
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY,
                                   0);
  std::vector<double> times;
  for (int run = 0; run < runs; ++run)
    times.push_back(startToEnd(arguments, quiet));
  fmt::print("{{\"least_ms\": {:.3f}, \"median_ms\": {:.3f}}}\n",
             *llvm::min_element(times), median(times));
}

int main(int argc, char **argv) {
  llvm::StringRef mode = argc > 1 ? argv[1] : "";
  if (mode == "compare" && argc == 8)
    compare(argv + 2);
  else if (mode == "start" && argc > 3)
    start(atoi(argv[2]), argv + 3);
  else
    check(llvm::createStringError("expected 'compare LIBONNXRUNTIME ONNX "
                                  "LIBRARY ACCESSOR X Y' or 'start RUNS "
                                  "PROGRAM...'"));
}

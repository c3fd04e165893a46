//===- Measure.cpp - Where the time goes ------------------------*- C++ -*-===//

#include "runtime/Program/Measure.h"

#include "runtime/Error.h"
#include "runtime/Program/Bytes.h"
#include "runtime/Program/Results.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

bool Runner::run() const {
  return kiln_session_run(session, inputs, session->model->input_count, outputs,
                          session->model->output_count) == KILN_OK;
}

/// Runs until caches, page tables and the clock frequency have settled.
static bool warmUp(const Runner &runner) {
  constexpr int64_t enough = 200000000;
  int64_t end = nowNanoseconds() + enough;
  for (int i = 0; i < 2 || nowNanoseconds() < end; ++i)
    if (!runner.run())
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// --bench
//===----------------------------------------------------------------------===//

static int compareTimes(const void *a, const void *b) {
  int64_t left = *static_cast<const int64_t *>(a);
  int64_t right = *static_cast<const int64_t *>(b);
  return left < right ? -1 : left > right;
}

/// Times runs into `times`; returns how many, 0 on failure.
static size_t timeRuns(const Runner &runner, int wanted, Bytes &times) {
  constexpr int64_t budget = 1000000000;
  constexpr size_t most = 1000000, least = 5;
  size_t capacity = wanted ? size_t(wanted) : most;
  if (!times.allocate(capacity * sizeof(int64_t)))
    return 0;
  int64_t start = nowNanoseconds(), before = start;
  for (size_t i = 0; i < capacity; ++i) {
    if (!runner.run())
      return 0;
    int64_t now = nowNanoseconds();
    times.as<int64_t>()[i] = now - before;
    before = now;
    if (!wanted && i + 1 >= least && now - start > budget)
      return i + 1;
  }
  return capacity;
}

bool kiln::runtime::benchmark(const Runner &runner, const Options &options) {
  Bytes times;
  if (!warmUp(runner))
    return false;
  size_t count = timeRuns(runner, options.benchRuns, times);
  if (!count)
    return false;
  int64_t *sorted = times.as<int64_t>();
  qsort(sorted, count, sizeof(int64_t), compareTimes);
  double least = sorted[0] / 1e3, median = sorted[count / 2] / 1e3;
  double late = sorted[count - 1 - count / 100] / 1e3;
  int threads = runner.session->pool.threads();
  if (options.json)
    printf("{\"runs\": %zu, \"threads\": %d, \"min_us\": %.3f, "
           "\"median_us\": %.3f, \"p99_us\": %.3f}\n",
           count, threads, least, median, late);
  else
    printf("%zu runs, %d thread%s: min %.2f us, median %.2f us, p99 %.2f us\n",
           count, threads, threads == 1 ? "" : "s", least, median, late);
  return true;
}

//===----------------------------------------------------------------------===//
// --profile
//===----------------------------------------------------------------------===//

namespace {

struct KernelTime {
  int64_t least, sum;
};

/// Sums up each kernel's time, from its first part's begin to its last's end.
void addKernelTime(void *context, const Step &step, size_t index,
                   const Interval *intervals) {
  int64_t begin = intervals[0].begin, end = intervals[0].end;
  for (int part = 1; part < step.parts; ++part) {
    begin = intervals[part].begin < begin ? intervals[part].begin : begin;
    end = intervals[part].end > end ? intervals[part].end : end;
  }
  KernelTime &time = static_cast<KernelTime *>(context)[index];
  int64_t took = end - begin;
  time.least = time.sum && time.least < took ? time.least : took;
  time.sum += took;
}

/// Observes the session's kernels for as long as it lives.
class Observation {
public:
  Observation(kiln_session *session, Observer observer, void *context)
      : session(session) {
    session->observer = observer;
    session->observerContext = context;
  }
  ~Observation() { session->observer = nullptr; }

private:
  kiln_session *session;
};

} // namespace

static void printProfile(const kiln_session &session, const KernelTime *times,
                         int64_t runs) {
  const KilnVariant &variant = *session.variant;
  double total = 0;
  for (uint32_t i = 0; i < variant.kernel_count; ++i)
    total += double(times[i].sum) / runs;
  printf("%10s %6s %9s %8s %7s  %s\n", "mean us", "%", "GFLOP/s", "GB/s",
         "threads", "kernel");
  for (uint32_t i = 0; i < variant.kernel_count; ++i) {
    const KilnKernel &kernel = variant.kernels[i];
    double mean = double(times[i].sum) / runs;
    double rate = mean > 0 ? 1 / mean : 0;
    printf("%10.2f %6.1f %9.1f %8.1f %7d  %s%s%s%s%s\n", mean / 1e3,
           total > 0 ? mean / total * 100 : 0, kernel.flops * rate,
           kernel.bytes * rate, session.plan.steps[i].parts, kernel.name,
           *kernel.layer ? "  " : "", kernel.layer, *kernel.source ? "  " : "",
           kernel.source);
  }
  printf("%10.2f %6.1f  in all, mean of %lld runs\n", total / 1e3, 100.0,
         (long long)runs);
}

bool kiln::runtime::profile(const Runner &runner) {
  constexpr int64_t budget = 1000000000;
  Bytes times;
  if (!times.allocate(sizeof(KernelTime) *
                      runner.session->variant->kernel_count) ||
      !warmUp(runner))
    return false;
  int64_t runs = 0, end = nowNanoseconds() + budget;
  {
    Observation observation(runner.session, addKernelTime,
                            times.as<KernelTime>());
    for (; runs < 3 || nowNanoseconds() < end; ++runs)
      if (!runner.run())
        return false;
  }
  printProfile(*runner.session, times.as<KernelTime>(), runs);
  return true;
}

//===----------------------------------------------------------------------===//
// --trace and --taps
//===----------------------------------------------------------------------===//

namespace {

struct Recording {
  FILE *file;
  int64_t start;
  bool first;
};

void traceKernel(void *context, const Step &step, size_t,
                 const Interval *intervals) {
  auto &recording = *static_cast<Recording *>(context);
  for (int part = 0; part < step.parts; ++part) {
    const Interval &interval = intervals[part];
    fprintf(recording.file,
            "%s\n{\"ph\": \"X\", \"pid\": 1, \"tid\": %d, "
            "\"ts\": %.3f, \"dur\": %.3f, \"name\": ",
            recording.first ? "" : ",", part + 1,
            (interval.begin - recording.start) / 1e3,
            (interval.end - interval.begin) / 1e3);
    recording.first = false;
    printJsonString(recording.file, step.kernel->name);
    fprintf(recording.file, ", \"args\": {\"layer\": ");
    printJsonString(recording.file, step.kernel->layer);
    fprintf(recording.file, ", \"source\": ");
    printJsonString(recording.file, step.kernel->source);
    fprintf(recording.file, ", \"flops\": %llu, \"bytes\": %llu}}",
            (unsigned long long)step.kernel->flops,
            (unsigned long long)step.kernel->bytes);
  }
}

void tapKernel(void *context, const Step &step, size_t index,
               const Interval *) {
  auto &recording = *static_cast<Recording *>(context);
  for (uint32_t i = 0; i < step.kernel->slot_count; ++i) {
    const KilnSlot &slot = step.kernel->slots[i];
    if (slot.access == KILN_ACCESS_READ || slot.kind == KILN_SLOT_SCRATCH)
      continue;
    TapHeader header = {uint32_t(index), i, slot.bytes};
    fwrite(&header, sizeof header, 1, recording.file);
    fwrite(step.arguments[i], 1, slot.bytes, recording.file);
  }
}

} // namespace

/// One run observed into a file.
static bool record(const Runner &runner, const char *path, Observer observer,
                   const char *before, const char *after) {
  FILE *file = fopen(path, "wb");
  if (!file) {
    fail(KILN_IO_ERROR, "cannot write %s: %s", path, strerror(errno));
    return false;
  }
  fputs(before, file);
  bool ran;
  {
    Recording recording = {file, nowNanoseconds(), true};
    Observation observation(runner.session, observer, &recording);
    ran = runner.run();
  }
  fputs(after, file);
  bool broken = ferror(file);
  if ((fclose(file) || broken) && ran) {
    fail(KILN_IO_ERROR, "cannot write %s: %s", path, strerror(errno));
    return false;
  }
  return ran;
}

bool kiln::runtime::writeTrace(const Runner &runner, const char *path) {
  return warmUp(runner) && record(runner, path, traceKernel,
                                  "{\"displayTimeUnit\": \"ns\", "
                                  "\"traceEvents\": [",
                                  "\n]}\n");
}

bool kiln::runtime::writeTaps(const Runner &runner, const char *path) {
  return record(runner, path, tapKernel, "", "");
}

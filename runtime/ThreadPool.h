//===- ThreadPool.h - Fork and join in a fraction of a microsecond --------===//
//
// Every worker has a mailbox on its own cache line. The caller posts a job to
// the workers that take part, does its own share, and waits for each. Both
// sides spin for a while before they sleep in the kernel, so that a run with
// many small kernels pays no wake-ups and an idle session costs no CPU.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_RUNTIME_THREADPOOL_H
#define KILN_RUNTIME_THREADPOOL_H

#include <pthread.h>
#include <stdint.h>

namespace kiln::runtime {

/// A counter that one thread advances and another waits for.
class Signal {
public:
  /// Makes `value` visible, with all that was written before.
  void publish(uint32_t value);
  /// Returns once the value is not `old`; spins for `spinNanoseconds` first.
  void awaitChange(uint32_t old, int64_t spinNanoseconds);
  uint32_t load() const { return __atomic_load_n(&value, __ATOMIC_ACQUIRE); }

private:
  uint32_t value = 0;
  uint32_t sleepers = 0;
};

class ThreadPool {
public:
  /// One thread's share of a job; thread 0 is the caller.
  using Task = void (*)(void *context, int thread);

  /// Starts `threads - 1` workers. False if the system refuses; the pool then
  /// needs no stop().
  bool start(int threads);
  void stop();

  int threads() const { return threadCount; }

  /// Runs task(context, t) for all t < parts and returns when all are done.
  void run(int parts, Task task, void *context);

private:
  struct alignas(64) Worker {
    Signal posted;
    Task task = nullptr;
    void *context = nullptr;
    int index = 0;
    ThreadPool *pool = nullptr;
    pthread_t thread;
    alignas(64) Signal finished;
  };

  static void *workerMain(void *worker);
  bool startWorker(Worker &worker, int index);
  void stopWorkers(int count);

  Worker *workers = nullptr;
  int threadCount = 1;
  int64_t spinNanoseconds = 0;
};

/// Monotonic time.
int64_t nowNanoseconds();

} // namespace kiln::runtime

#endif

//===- ThreadPool.cpp - Fork and join in a fraction of a microsecond ------===//

#include "runtime/ThreadPool.h"

#include "runtime/Cpu.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

using namespace kiln::runtime;

int64_t kiln::runtime::nowNanoseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t(time.tv_sec) * 1000000000 + time.tv_nsec;
}

//===----------------------------------------------------------------------===//
// Signal
//===----------------------------------------------------------------------===//

// Of <linux/futex.h>, which the headers of musl do not bring.
static constexpr int futexWaitPrivate = 128, futexWakePrivate = 129;

// The waiter announces itself before it looks at the value for the last time,
// the publisher stores the value before it looks for waiters: with sequential
// consistency one of the two sees the other.
void Signal::publish(uint32_t newValue) {
  __atomic_store_n(&value, newValue, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&sleepers, __ATOMIC_SEQ_CST))
    syscall(SYS_futex, &value, futexWakePrivate, 1, nullptr, nullptr, 0);
}

// A woken thread often starts on the CPU of the one that woke it, where that
// one spins: after a while, spinning must let the other run.
static constexpr int64_t spinAlone = 2000;

void Signal::awaitChange(uint32_t old, int64_t spinNanoseconds) {
  if (load() != old)
    return;
  int64_t start = spinNanoseconds ? nowNanoseconds() : 0, spun = 0;
  while (spun < spinNanoseconds) {
    for (int i = 0; i < 32; ++i) {
      if (load() != old)
        return;
      __builtin_ia32_pause();
    }
    spun = nowNanoseconds() - start;
    if (spun > spinAlone)
      sched_yield();
  }
  __atomic_store_n(&sleepers, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&value, __ATOMIC_SEQ_CST) == old)
    syscall(SYS_futex, &value, futexWaitPrivate, old, nullptr, nullptr, 0);
  __atomic_store_n(&sleepers, 0, __ATOMIC_SEQ_CST);
}

//===----------------------------------------------------------------------===//
// ThreadPool
//===----------------------------------------------------------------------===//

// Long enough to bridge the serial kernels between two parallel ones.
static constexpr int64_t usualSpin = 200000;
static constexpr size_t stackBytes = 1 << 20;

void *ThreadPool::workerMain(void *argument) {
  Worker &worker = *static_cast<Worker *>(argument);
  for (uint32_t turn = 0;; ++turn) {
    worker.posted.awaitChange(turn, worker.pool->spinNanoseconds);
    if (!worker.task)
      return nullptr;
    worker.task(worker.context, worker.index);
    worker.finished.publish(turn + 1);
  }
}

bool ThreadPool::startWorker(Worker &worker, int index) {
  worker.index = index;
  worker.pool = this;
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes))
    return false;
  pthread_attr_setstacksize(&attributes, stackBytes);
  int error = pthread_create(&worker.thread, &attributes, workerMain, &worker);
  pthread_attr_destroy(&attributes);
  return !error;
}

bool ThreadPool::start(int threads) {
  threadCount = threads;
  if (threads <= 1)
    return true;
  // Spinning only helps where every thread has a CPU to itself.
  spinNanoseconds = threads <= availableCpus() ? usualSpin : 0;
  void *memory = nullptr;
  if (posix_memalign(&memory, alignof(Worker),
                     sizeof(Worker) * (threads - 1))) {
    threadCount = 1;
    return false;
  }
  workers = static_cast<Worker *>(memory);
  for (int i = 0; i < threads - 1; ++i)
    workers[i] = Worker();

  // Signals are for the program's own threads.
  sigset_t all, previous;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &previous);
  int started = 0;
  while (started < threads - 1 && startWorker(workers[started], started + 1))
    ++started;
  pthread_sigmask(SIG_SETMASK, &previous, nullptr);
  if (started == threads - 1)
    return true;
  stopWorkers(started);
  return false;
}

void ThreadPool::stopWorkers(int count) {
  for (int i = 0; i < count; ++i) {
    workers[i].task = nullptr;
    workers[i].posted.publish(workers[i].posted.load() + 1);
    pthread_join(workers[i].thread, nullptr);
  }
  free(workers);
  workers = nullptr;
  threadCount = 1;
}

void ThreadPool::stop() { stopWorkers(threadCount - 1); }

void ThreadPool::run(int parts, Task task, void *context) {
  for (int i = 0; i < parts - 1; ++i) {
    Worker &worker = workers[i];
    worker.task = task;
    worker.context = context;
    worker.posted.publish(worker.posted.load() + 1);
  }
  task(context, 0);
  for (int i = 0; i < parts - 1; ++i)
    workers[i].finished.awaitChange(workers[i].posted.load() - 1,
                                    spinNanoseconds);
}

//===- Cpu.cpp - What the CPU can do and how many there are -----*- C++ -*-===//

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 // sched_getaffinity
#endif

#include "runtime/Cpu.h"

#include "runtime/CpuFeatures.h"

#include <cpuid.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace kiln::runtime;

namespace {

struct Feature {
  const char *name;
  uint32_t leaf, subleaf, reg, bit;
};

#define KILN_CPU_ROW(Name, Enumerator, Leaf, Subleaf, Register, Bit)           \
  {Name, Leaf, Subleaf, Register, Bit},
constexpr Feature featureTable[] = {KILN_CPU_FEATURES(KILN_CPU_ROW)};
#undef KILN_CPU_ROW

/// Register state that the operating system saves, as XCR0 tells.
uint64_t enabledState() {
  unsigned eax, ebx, ecx, edx;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & (1u << 27)))
    return 0;
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return uint64_t(high) << 32 | low;
}

bool startsWith(const char *text, const char *prefix) {
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

/// The bits of XCR0 without which using the feature would trap.
uint64_t stateNeeded(const Feature &feature) {
  constexpr uint64_t ymm = 0x6, zmm = 0xe6, tiles = 0x60000;
  if (startsWith(feature.name, "amx"))
    return tiles;
  if (startsWith(feature.name, "avx512"))
    return zmm;
  bool usesYmm =
      startsWith(feature.name, "avx") || !strcmp(feature.name, "fma") ||
      !strcmp(feature.name, "f16c") || !strcmp(feature.name, "vaes") ||
      !strcmp(feature.name, "vpclmulqdq");
  return usesYmm ? ymm : 0;
}

bool cpuHas(const Feature &feature) {
  unsigned registers[4];
  if (!__get_cpuid_count(feature.leaf, feature.subleaf, &registers[0],
                         &registers[1], &registers[2], &registers[3]))
    return false;
  return registers[feature.reg] >> feature.bit & 1;
}

} // namespace

uint64_t kiln::runtime::supportedFeatures() {
  uint64_t state = enabledState(), features = 0;
  for (unsigned i = 0; i < KILN_CPU_COUNT; ++i) {
    uint64_t needed = stateNeeded(featureTable[i]);
    if ((state & needed) == needed && cpuHas(featureTable[i]))
      features |= uint64_t(1) << i;
  }
  return features;
}

void kiln::runtime::describeFeatures(uint64_t features, char *text,
                                     size_t capacity) {
  size_t length = 0;
  text[0] = 0;
  for (unsigned i = 0; i < KILN_CPU_COUNT && length < capacity; ++i)
    if (features >> i & 1)
      length += snprintf(text + length, capacity - length, "%s%s",
                         length ? ", " : "", featureTable[i].name);
}

bool kiln::runtime::requestTileRegisters() {
  constexpr long requestPermission = 0x1023, tileData = 18;
  return syscall(SYS_arch_prctl, requestPermission, tileData) == 0;
}

//===----------------------------------------------------------------------===//
// How many CPUs
//===----------------------------------------------------------------------===//

static bool readLine(const char *path, char *line, int capacity) {
  FILE *file = fopen(path, "r");
  if (!file)
    return false;
  bool read = fgets(line, capacity, file);
  fclose(file);
  return read;
}

/// CPUs that a quota per period amounts to, rounded up; 0: no limit.
static int cpusOfQuota(long long quota, long long period) {
  if (quota <= 0 || period <= 0)
    return 0;
  return int((quota + period - 1) / period);
}

/// The limit in `folder` (control groups version 2); 0: none.
static int quotaIn(const char *folder) {
  char path[600], line[128];
  long long quota, period;
  snprintf(path, sizeof path, "%s/cpu.max", folder);
  if (!readLine(path, line, sizeof line) ||
      sscanf(line, "%lld %lld", &quota, &period) != 2)
    return 0;
  return cpusOfQuota(quota, period);
}

/// The tightest limit of this process's control group and those above it.
static int quotaOfUnifiedHierarchy(int cpus) {
  char line[400], folder[512];
  if (!readLine("/proc/self/cgroup", line, sizeof line) ||
      !startsWith(line, "0::/"))
    return cpus;
  line[strcspn(line, "\n")] = 0;
  snprintf(folder, sizeof folder, "/sys/fs/cgroup%s", line + 3);
  for (;;) {
    int quota = quotaIn(folder);
    if (quota && quota < cpus)
      cpus = quota;
    char *slash = strrchr(folder, '/');
    if (!slash || !startsWith(folder, "/sys/fs/cgroup/"))
      return cpus;
    *slash = 0;
  }
}

static int quotaOfVersion1(int cpus) {
  char quota[64], period[64];
  if (!readLine("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", quota, sizeof quota) ||
      !readLine("/sys/fs/cgroup/cpu/cpu.cfs_period_us", period, sizeof period))
    return cpus;
  int limit = cpusOfQuota(atoll(quota), atoll(period));
  return limit && limit < cpus ? limit : cpus;
}

int kiln::runtime::availableCpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  int cpus = 1;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    cpus = CPU_COUNT(&set);
  cpus = quotaOfVersion1(quotaOfUnifiedHierarchy(cpus));
  return cpus < 1 ? 1 : cpus;
}

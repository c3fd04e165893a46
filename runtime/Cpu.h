//===- Cpu.h - What the CPU can do and how many there are -------*- C++ -*-===//

#ifndef KILN_RUNTIME_CPU_H
#define KILN_RUNTIME_CPU_H

#include <stddef.h>
#include <stdint.h>

namespace kiln::runtime {

/// KILN_CPU_* bits of what both the CPU and the operating system support.
uint64_t supportedFeatures();

/// Writes the names of `features` into `text`, separated by ", ".
void describeFeatures(uint64_t features, char *text, size_t capacity);

/// Asks the kernel for the tile registers; false if it refuses.
bool requestTileRegisters();

/// CPUs that affinity and the control group let this process use, at least 1.
int availableCpus();

} // namespace kiln::runtime

#endif

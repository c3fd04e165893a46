//===- Measure.h - Where the time goes --------------------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_MEASURE_H
#define KILN_RUNTIME_PROGRAM_MEASURE_H

#include "runtime/Program/Options.h"
#include "runtime/Session.h"

namespace kiln::runtime {

/// A session with the buffers that every run of a measurement uses.
struct Runner {
  kiln_session *session;
  const kiln_buffer *inputs;
  const kiln_buffer *outputs;

  bool run() const;
};

/// Prints minimum, median and 99th percentile of the time of a run.
bool benchmark(const Runner &runner, const Options &options);

/// Prints a table of the time of each kernel.
bool profile(const Runner &runner);

/// Writes one run, after warming up, in Chrome's trace format.
bool writeTrace(const Runner &runner, const char *path);

/// Writes what every kernel of one run wrote: records of TapHeader and bytes.
bool writeTaps(const Runner &runner, const char *path);

/// Before each block of bytes in the file of --taps.
struct TapHeader {
  uint32_t kernel; ///< its number in the program
  uint32_t slot;   ///< its argument's number
  uint64_t bytes;
};

} // namespace kiln::runtime

#endif

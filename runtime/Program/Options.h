//===- Options.h - The command line of a compiled program -------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_OPTIONS_H
#define KILN_RUNTIME_PROGRAM_OPTIONS_H

#include "runtime/ModuleDescriptor.h"
#include "runtime/include/kiln.h"

namespace kiln::runtime {

struct Options {
  const char *program = "";       ///< last part of argv[0]
  const char **inputs = nullptr;  ///< files, "-" for standard input
  const char **outputs = nullptr; ///< one per -o
  int inputCount = 0, outputCount = 0;
  const char *weights = nullptr;
  const char *trace = nullptr;
  const char *taps = nullptr;
  int threads = 0;
  static constexpr int mostDims = 16;
  const char *dims[mostDims] = {}; ///< NAME=VALUE, one per --dim
  int dimCount = 0;
  int benchRuns = 0; ///< 0: as many as fit into a second
  bool readsStandardInput = false;
  bool json = false, bench = false, profile = false;
  bool info = false, licenses = false, help = false, version = false;
  KilnPreprocessing preprocessing = {}; ///< compiled in, then given
};

/// Reads the command line; false (with an error) if it is wrong. The arrays
/// live in `storage`, which has room for 2 * argc pointers.
bool parseOptions(int argc, char **argv, const KilnModuleDescriptor &model,
                  const char **storage, Options &options);

void printHelp(const Options &options, const KilnModuleDescriptor &model);

} // namespace kiln::runtime

#endif

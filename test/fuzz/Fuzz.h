//===- Fuzz.h - What the fuzzers of the readers share -----------*- C++ -*-===//

#ifndef KILN_TEST_FUZZ_FUZZ_H
#define KILN_TEST_FUZZ_FUZZ_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Frontend/Archive/Budget.h"

namespace kiln {

/// Small budgets, so that a run takes milliseconds, and no checksums, which no
/// mutation would ever get right.
inline ReadOptions fuzzOptions() {
  ReadOptions options;
  options.maxCopiedBytes = 1 << 20;
  options.maxParsedBytes = 1 << 20;
  options.maxPickleValues = 100'000;
  options.maxTensors = 1000;
  options.verifyChecksums = false;
  return options;
}

inline Blob fuzzBlob(const uint8_t *data, size_t size) {
  return Blob::borrow({reinterpret_cast<const char *>(data), size});
}

} // namespace kiln

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif

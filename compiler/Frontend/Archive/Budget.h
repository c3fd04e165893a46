//===- Budget.h - Limits on what a model file may cost ----------*- C++ -*-===//
//
// A few bytes of a hostile file can ask for terabytes: a compressed member, a
// tensor that repeats one element, a tree that contains itself. Whatever is
// not a plain slice of the file is paid from these budgets first.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_BUDGET_H
#define KILN_FRONTEND_ARCHIVE_BUDGET_H

#include <cstdint>

namespace kiln {

struct ReadOptions {
  /// Bytes that may be unpacked or copied out of the file; 0 stands for four
  /// times the file's size, but at least 1 GiB.
  uint64_t maxCopiedBytes = 0;
  /// Bytes of one pickle, JSON text or other structure that is parsed.
  uint64_t maxParsedBytes = uint64_t(256) << 20;
  uint64_t maxArchiveEntries = 65536;
  uint64_t maxPickleOpcodes = 50'000'000;
  uint64_t maxPickleValues = 8'000'000;
  uint64_t maxTensors = 1'000'000;
  /// Verify the checksums that zip archives hold of every member read.
  bool verifyChecksums = true;
};

/// A number of bytes that can be spent once.
class ByteBudget {
public:
  explicit ByteBudget(uint64_t bytes) : left(bytes) {}

  /// False when fewer than `bytes` are left; nothing is spent then.
  [[nodiscard]] bool spend(uint64_t bytes) {
    if (bytes > left)
      return false;
    left -= bytes;
    return true;
  }
  uint64_t remaining() const { return left; }

private:
  uint64_t left;
};

} // namespace kiln

#endif

//===- Arena.h - Values that share memory over time -------------*- C++ -*-===//

#ifndef KILN_CODEGEN_SCHEDULE_ARENA_H
#define KILN_CODEGEN_SCHEDULE_ARENA_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace kiln {

/// Of every value in the arena and in the weights section.
constexpr int64_t kArenaAlignment = 64;

/// Bytes that are wanted from the call number `first` to the call `last`.
struct ArenaValue {
  int64_t bytes = 0, first = 0, last = 0;
};

struct ArenaLayout {
  llvm::SmallVector<int64_t> offsets;
  int64_t bytes = 0;
};

/// Gives each value an offset such that values alive at one time do not
/// overlap: tries several orders and keeps the smallest arena.
ArenaLayout layOutArena(llvm::ArrayRef<ArenaValue> values);

/// The most bytes alive at any time, below which no layout can get.
int64_t peakBytes(llvm::ArrayRef<ArenaValue> values);

} // namespace kiln

#endif

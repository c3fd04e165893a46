//===- Arena.cpp - Values that share memory over time ---------------------===//

#include "codegen/Schedule/Arena.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <functional>
#include <numeric>

using namespace llvm;

namespace kiln {

static int64_t alignedBytes(const ArenaValue &value) {
  return alignTo(value.bytes, kArenaAlignment);
}

static bool meet(const ArenaValue &a, const ArenaValue &b) {
  return a.first <= b.last && b.first <= a.last;
}

namespace {

/// Offsets given so far.
struct Placement {
  ArrayRef<ArenaValue> values;
  SmallVector<int64_t> offsets;
  SmallVector<unsigned> byOffset; ///< placed values

  /// The start of the tightest gap for value `index`.
  int64_t findGap(unsigned index) const {
    int64_t wanted = alignedBytes(values[index]);
    int64_t best = -1, bestSize = INT64_MAX, end = 0;
    for (unsigned other : byOffset) {
      if (!meet(values[index], values[other]))
        continue;
      int64_t gap = offsets[other] - end;
      if (gap >= wanted && gap < bestSize) {
        best = end;
        bestSize = gap;
      }
      end = std::max(end, offsets[other] + alignedBytes(values[other]));
    }
    return best >= 0 ? best : end;
  }

  void place(unsigned index) {
    offsets[index] = findGap(index);
    auto position = llvm::upper_bound(byOffset, offsets[index],
                                      [&](int64_t offset, unsigned other) {
                                        return offset < offsets[other];
                                      });
    byOffset.insert(position, index);
  }

  int64_t bytes() const {
    int64_t end = 0;
    for (unsigned index : byOffset)
      end = std::max(end, offsets[index] + alignedBytes(values[index]));
    return end;
  }
};

} // namespace

using Order = std::function<bool(const ArenaValue &, const ArenaValue &)>;

static ArenaLayout layOutInOrder(ArrayRef<ArenaValue> values,
                                 const Order &order) {
  SmallVector<unsigned> indices(values.size());
  std::iota(indices.begin(), indices.end(), 0u);
  llvm::sort(indices, [&](unsigned a, unsigned b) {
    if (order(values[a], values[b]) || order(values[b], values[a]))
      return order(values[a], values[b]);
    return a < b;
  });
  Placement placement{values, SmallVector<int64_t>(values.size(), 0), {}};
  for (unsigned index : indices)
    placement.place(index);
  return {placement.offsets, placement.bytes()};
}

ArenaLayout layOutArena(ArrayRef<ArenaValue> values) {
  auto life = [](const ArenaValue &v) { return v.last - v.first; };
  const Order orders[] = {[](auto &a, auto &b) { return a.bytes > b.bytes; },
                          [&](auto &a, auto &b) {
                            return std::pair(a.bytes * (life(a) + 1), a.bytes) >
                                   std::pair(b.bytes * (life(b) + 1), b.bytes);
                          },
                          [](auto &a, auto &b) { return a.first < b.first; },
                          [&](auto &a, auto &b) {
                            return std::pair(life(a), a.bytes) >
                                   std::pair(life(b), b.bytes);
                          }};
  ArenaLayout best;
  int64_t bound = peakBytes(values);
  for (const Order &order : orders) {
    ArenaLayout layout = layOutInOrder(values, order);
    if (&order == orders || layout.bytes < best.bytes)
      best = layout;
    if (best.bytes == bound)
      break;
  }
  return best;
}

int64_t peakBytes(ArrayRef<ArenaValue> values) {
  int64_t peak = 0;
  for (const ArenaValue &start : values) {
    int64_t alive = 0;
    for (const ArenaValue &value : values)
      if (value.first <= start.first && start.first <= value.last)
        alive += alignedBytes(value);
    peak = std::max(peak, alive);
  }
  return peak;
}

} // namespace kiln

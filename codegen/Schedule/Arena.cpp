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

static Placement placeInOrder(ArrayRef<ArenaValue> values,
                              ArrayRef<unsigned> order) {
  Placement placement{values, SmallVector<int64_t>(values.size(), 0), {}};
  for (unsigned index : order)
    placement.place(index);
  return placement;
}

static SmallVector<unsigned> sortedBy(ArrayRef<ArenaValue> values,
                                      const Order &order) {
  SmallVector<unsigned> indices(values.size());
  std::iota(indices.begin(), indices.end(), 0u);
  // Equal ones stay in their order. std::stable_sort would say the same, but in
  // libstdc++ by way of a deprecated buffer.
  llvm::sort(indices, [&](unsigned a, unsigned b) {
    if (order(values[a], values[b]))
      return true;
    return a < b && !order(values[b], values[a]);
  });
  return indices;
}

/// Places in an order; then the value that reaches highest again and again as
/// the first one, as long as the bound is not reached.
static void improve(ArrayRef<ArenaValue> values, SmallVector<unsigned> order,
                    int64_t bound, ArenaLayout &best) {
  constexpr int rounds = 32;
  for (int round = 0; round < rounds && best.bytes > bound; ++round) {
    Placement placement = placeInOrder(values, order);
    if (placement.bytes() < best.bytes)
      best = {placement.offsets, placement.bytes()};
    auto reachesTop = [&](unsigned index) {
      return placement.offsets[index] + alignedBytes(values[index]) ==
             placement.bytes();
    };
    auto top = llvm::find_if(order, reachesTop);
    if (top == order.begin())
      return;
    std::rotate(order.begin(), top, top + 1);
  }
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
  if (values.empty())
    return best;
  best.bytes = INT64_MAX;
  int64_t bound = peakBytes(values);
  for (const Order &order : orders)
    improve(values, sortedBy(values, order), bound, best);
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

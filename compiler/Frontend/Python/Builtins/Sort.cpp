//===- Sort.cpp - Stable sorting by Python's comparison -------------------===//
//
// A merge sort of our own: comparisons can fail, and those that programs define
// need not be an order, which std::stable_sort does not survive.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Sort.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

namespace {
struct Keyed {
  Value key, item;
};
} // namespace

FailureOr<bool> isOrdered(Interpreter &interp, CompareOp op, Value a, Value b) {
  Value result = interp.compare(op, a, b);
  if (!result)
    return failure();
  return interp.truth(result);
}

/// Merges [first, middle) and [middle, last) into `target`.
static bool merge(Interpreter &interp, ArrayRef<Keyed> left,
                  ArrayRef<Keyed> right, Keyed *target) {
  while (!left.empty() && !right.empty()) {
    auto takesRight =
        isOrdered(interp, CompareOp::Lt, right.front().key, left.front().key);
    if (failed(takesRight) || !interp.step())
      return false;
    ArrayRef<Keyed> &source = *takesRight ? right : left;
    *target++ = source.front();
    source = source.drop_front();
  }
  target = std::copy(left.begin(), left.end(), target);
  std::copy(right.begin(), right.end(), target);
  return true;
}

static bool mergeSort(Interpreter &interp, std::vector<Keyed> &items) {
  std::vector<Keyed> merged(items.size());
  for (size_t width = 1; width < items.size(); width *= 2) {
    for (size_t first = 0; first < items.size(); first += 2 * width) {
      size_t middle = std::min(first + width, items.size());
      size_t last = std::min(first + 2 * width, items.size());
      ArrayRef<Keyed> all = items;
      if (!merge(interp, all.slice(first, middle - first),
                 all.slice(middle, last - middle), merged.data() + first))
        return false;
    }
    items.swap(merged);
  }
  return true;
}

bool sortItems(Interpreter &interp, std::vector<Value> &items, Value key,
               bool reverse) {
  if (!interp.allocate(items.size() * sizeof(Keyed)))
    return false;
  std::vector<Keyed> keyed;
  keyed.reserve(items.size());
  for (Value item : items) {
    Value by = isGiven(key) ? interp.call(key, item) : item;
    if (!by)
      return false;
    keyed.push_back({by, item});
  }
  // Reversed twice, equal items keep their order.
  if (reverse)
    std::reverse(keyed.begin(), keyed.end());
  if (!mergeSort(interp, keyed))
    return false;
  if (reverse)
    std::reverse(keyed.begin(), keyed.end());
  for (size_t index = 0; index < keyed.size(); ++index)
    items[index] = keyed[index].item;
  return true;
}

} // namespace kiln::python

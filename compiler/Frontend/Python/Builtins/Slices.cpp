//===- Slices.cpp - What slices select ------------------------------------===//

#include "compiler/Frontend/Python/Builtins/Slices.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python {

using namespace mlir;

static constexpr const char *boundName =
    "slice indices (integers or None or with an __index__ method)";

/// A bound of a slice; those that no 64 bits hold do not occur.
static FailureOr<int64_t> resolveBound(Interpreter &interp, Value bound,
                                       int64_t fallback, int64_t size,
                                       bool backwards) {
  if (bound.isNone())
    return fallback;
  FailureOr<int64_t> index = interp.index(bound, boundName);
  if (failed(index))
    return failure();
  int64_t least = backwards ? -1 : 0;
  int64_t most = backwards ? size - 1 : size;
  int64_t place = *index < 0 ? *index + size : *index;
  return std::clamp(place, least, std::max(most, least));
}

FailureOr<SliceRange> resolveSlice(Interpreter &interp,
                                   const SliceObject *slice, int64_t size) {
  SliceRange range = {0, 0, 1, 0};
  if (!slice->step.isNone()) {
    FailureOr<int64_t> step = interp.index(slice->step, "the slice step");
    if (failed(step))
      return failure();
    if (*step == 0)
      return fail(interp, interp.types.valueError, "slice step cannot be zero");
    range.step = std::max(*step, -std::numeric_limits<int64_t>::max());
  }
  bool backwards = range.step < 0;
  FailureOr<int64_t> start = resolveBound(
      interp, slice->start, backwards ? size - 1 : 0, size, backwards);
  if (failed(start))
    return failure();
  FailureOr<int64_t> stop =
      resolveBound(interp, slice->stop, backwards ? -1 : size, size, backwards);
  if (failed(stop))
    return failure();
  range.start = *start;
  range.stop = *stop;
  if (backwards && range.stop < range.start)
    range.length = (range.start - range.stop - 1) / -range.step + 1;
  if (!backwards && range.start < range.stop)
    range.length = (range.stop - range.start - 1) / range.step + 1;
  return range;
}

static bool isPlainBound(Value bound) {
  return bound.isNone() || bound.isIntegral();
}

/// The same bounds as ints; null where one has no __index__ method.
static Value plainSlice(Interpreter &interp, SliceObject *slice) {
  if (isPlainBound(slice->start) && isPlainBound(slice->stop) &&
      isPlainBound(slice->step))
    return slice;
  auto *plain = interp.create<SliceObject>(interp.types.slice);
  plain->start = slice->start;
  plain->stop = slice->stop;
  plain->step = slice->step;
  for (Value *bound : {&plain->start, &plain->stop, &plain->step}) {
    if (isPlainBound(*bound))
      continue;
    FailureOr<int64_t> index = interp.index(
        *bound, bound == &plain->step ? "the slice step" : boundName);
    if (failed(index))
      return {};
    *bound = Value::integer(*index);
  }
  return plain;
}

/// Whether the key stands for an int, or is not known.
static bool hasIndex(Interpreter &interp, Value key) {
  return isa<PrimitiveObject>(key) || isa<OpaqueObject>(key) ||
         interp.typeOf(key)->lookup(interp.names.index);
}

/// A key whose __index__ methods have been called: they may change the list, so
/// this comes before its size is asked for. Null where one failed.
static Value plainKey(Interpreter &interp, Value key) {
  if (auto *slice = dyn_cast<SliceObject>(key))
    return plainSlice(interp, slice);
  if (key.isIntegral() || !hasIndex(interp, key))
    return key;
  FailureOr<int64_t> index = interp.index(key);
  return failed(index) ? Value() : Value::integer(*index);
}

FailureOr<int64_t> resolveIndex(Interpreter &interp, Value key, int64_t size,
                                StringRef what) {
  FailureOr<int64_t> index = int64_t(0);
  if (key.isIntegral()) {
    index = key.asInt();
  } else if (hasIndex(interp, key)) {
    index = interp.index(key);
  } else {
    // "list index" is an index of a list.
    StringRef sequence = what.split(' ').first;
    return fail(interp, interp.types.typeError,
                sequence == "string"
                    ? "string indices must be integers, not '" +
                          interp.typeName(key) + "'"
                    : sequence + " indices must be integers or slices, not " +
                          interp.typeName(key));
  }
  if (failed(index))
    return failure();
  int64_t place = *index < 0 ? *index + size : *index;
  if (place < 0 || place >= size)
    return fail(interp, interp.types.indexError, what + " out of range");
  return place;
}

/// The items that the slice selects; false when the budget is used up.
static bool selectItems(Interpreter &interp, const SliceRange &range,
                        const std::vector<Value> &items,
                        std::vector<Value> &selected) {
  if (!interp.step(range.length) ||
      !interp.allocate(range.length * sizeof(Value)))
    return false;
  selected.reserve(range.length);
  for (int64_t index = 0; index < range.length; ++index)
    selected.push_back(items[range.start + index * range.step]);
  return true;
}

/// Lists and tuples.
template <typename Make>
static Value sequenceItem(Interpreter &interp, const std::vector<Value> &items,
                          Value key, StringRef what, Make make) {
  if (auto *slice = dyn_cast<SliceObject>(key)) {
    auto range = resolveSlice(interp, slice, items.size());
    std::vector<Value> selected;
    if (failed(range) || !selectItems(interp, *range, items, selected))
      return {};
    auto *sequence = make();
    sequence->items = std::move(selected);
    return sequence;
  }
  auto index = resolveIndex(interp, key, items.size(), what);
  return failed(index) ? Value() : items[*index];
}

Value listItem(Interpreter &interp, const ListObject *list, Value key) {
  key = plainKey(interp, key);
  if (!key)
    return {};
  return sequenceItem(interp, list->items, key, "list index",
                      [&] { return interp.list(); });
}

Value tupleItem(Interpreter &interp, const TupleObject *tuple, Value key) {
  return sequenceItem(interp, tuple->items, key, "tuple index",
                      [&] { return interp.tuple(); });
}

Value strItem(Interpreter &interp, const StrObject *text, Value key) {
  if (auto *slice = dyn_cast<SliceObject>(key)) {
    auto range = resolveSlice(interp, slice, text->length());
    if (failed(range) || !interp.step(1 + range->length / 16))
      return {};
    if (range->step == 1)
      return interp.str(text->isAscii()
                            ? text->str().substr(range->start, range->length)
                            : sliceCodePoints(text->str(), range->start,
                                              range->start + range->length));
    std::vector<size_t> offsets;
    if (!text->isAscii())
      for (size_t offset = 0; offset < text->str().size();) {
        offsets.push_back(offset);
        decodeCodePoint(text->str(), offset);
      }
    std::string selected;
    for (int64_t index = 0; index < range->length; ++index) {
      size_t place = range->start + index * range->step;
      size_t offset = text->isAscii() ? place : offsets[place];
      size_t end = offset;
      decodeCodePoint(text->str(), end);
      selected += text->str().slice(offset, end);
    }
    return interp.str(selected);
  }
  auto index = resolveIndex(interp, key, text->length(), "string index");
  if (failed(index))
    return {};
  if (text->isAscii())
    return interp.str(text->str().substr(*index, 1));
  return interp.str(sliceCodePoints(text->str(), *index, *index + 1));
}

Value bytesItem(Interpreter &interp, const BytesObject *bytes, Value key) {
  if (auto *slice = dyn_cast<SliceObject>(key)) {
    auto range = resolveSlice(interp, slice, bytes->bytes.size());
    if (failed(range) || !interp.step(1 + range->length / 16))
      return {};
    std::string selected;
    for (int64_t index = 0; index < range->length; ++index)
      selected += bytes->bytes[range->start + index * range->step];
    return interp.bytes(std::move(selected));
  }
  auto index = resolveIndex(interp, key, bytes->bytes.size(), "bytes index");
  if (failed(index))
    return {};
  return Value::integer(static_cast<unsigned char>(bytes->bytes[*index]));
}

Value rangeItem(Interpreter &interp, const RangeObject *range, Value key) {
  if (auto *slice = dyn_cast<SliceObject>(key)) {
    auto selected = resolveSlice(interp, slice, range->length());
    if (failed(selected))
      return {};
    auto place = [&](int64_t index) {
      return range->start + static_cast<__int128>(index) * range->step;
    };
    __int128 start = place(selected->start), stop = place(selected->stop);
    __int128 step = static_cast<__int128>(range->step) * selected->step;
    // Python's ints are larger; what lies beyond the last item is not seen.
    constexpr __int128 least = std::numeric_limits<int64_t>::min();
    constexpr __int128 most = std::numeric_limits<int64_t>::max();
    auto *result = interp.create<RangeObject>(interp.types.range);
    result->start = static_cast<int64_t>(std::clamp(start, least, most));
    result->stop = static_cast<int64_t>(std::clamp(stop, least, most));
    result->step = static_cast<int64_t>(std::clamp(step, least + 1, most));
    return result;
  }
  auto index = resolveIndex(interp, key, range->length(), "range object index");
  return failed(index) ? Value()
                       : Value::integer(range->start + *index * range->step);
}

//===----------------------------------------------------------------------===//
// Changing lists
//===----------------------------------------------------------------------===//

static bool setListSlice(Interpreter &interp, ListObject *list,
                         const SliceObject *slice, Value value) {
  std::vector<Value> items;
  if (!appendAll(interp, value, items))
    return false;
  auto range = resolveSlice(interp, slice, list->items.size());
  if (failed(range) || !interp.step(list->items.size() / 16))
    return false;
  if (range->step == 1) {
    auto first = list->items.begin() + range->start;
    list->items.insert(list->items.erase(first, first + range->length),
                       items.begin(), items.end());
    return true;
  }
  if (static_cast<int64_t>(items.size()) != range->length) {
    valueError(interp, "attempt to assign sequence of size " +
                           Twine(items.size()) + " to extended slice of size " +
                           Twine(range->length));
    return false;
  }
  for (int64_t index = 0; index < range->length; ++index)
    list->items[range->start + index * range->step] = items[index];
  return true;
}

bool setListItem(Interpreter &interp, ListObject *list, Value key,
                 Value value) {
  key = plainKey(interp, key);
  if (!key)
    return false;
  if (auto *slice = dyn_cast<SliceObject>(key))
    return setListSlice(interp, list, slice, value);
  auto index =
      resolveIndex(interp, key, list->items.size(), "list assignment index");
  if (failed(index))
    return false;
  list->items[*index] = value;
  return true;
}

bool deleteListItem(Interpreter &interp, ListObject *list, Value key) {
  key = plainKey(interp, key);
  if (!key)
    return false;
  if (auto *slice = dyn_cast<SliceObject>(key)) {
    auto range = resolveSlice(interp, slice, list->items.size());
    if (failed(range) || !interp.step(list->items.size()))
      return false;
    for (int64_t index = 0; index < range->length; ++index)
      list->items[range->start + index * range->step] = Value();
    llvm::erase_if(list->items, [](Value item) { return item.isNull(); });
    return true;
  }
  auto index =
      resolveIndex(interp, key, list->items.size(), "list assignment index");
  if (failed(index) || !interp.step((list->items.size() - *index) / 16))
    return false;
  list->items.erase(list->items.begin() + *index);
  return true;
}

} // namespace kiln::python

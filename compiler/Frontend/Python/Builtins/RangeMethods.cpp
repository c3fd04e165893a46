//===- RangeMethods.cpp - range and slice ---------------------------------===//

#include "compiler/Frontend/Python/Builtins/Builtins.h"
#include "compiler/Frontend/Python/Builtins/Slices.h"
#include "compiler/Frontend/Python/Builtins/Support.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// range
//===----------------------------------------------------------------------===//

static Value newRange(Interpreter &interp, Arguments args) {
  if (!checkCount(interp, "range", args.dropFront(), 1, 3))
    return {};
  int64_t numbers[3] = {0, 0, 1};
  for (size_t index = 1; index < args.size(); ++index) {
    auto number = interp.index(args[index]);
    if (failed(number))
      return {};
    numbers[index - 1] = *number;
  }
  if (args.size() == 2)
    std::swap(numbers[0], numbers[1]);
  if (numbers[2] == 0)
    return valueError(interp, "range() arg 3 must not be zero");
  auto *range = interp.create<RangeObject>(classOf(args));
  range->start = numbers[0];
  range->stop = numbers[1];
  range->step = numbers[2];
  return range;
}

/// The place of a number in the range, or -1.
static int64_t placeIn(const RangeObject *range, Value value) {
  value = unwrapNumber(value);
  bool isWhole = value.isIntegral() ||
                 (value.isFloat() && value.asFloat() > -0x1p62 &&
                  value.asFloat() < 0x1p62 &&
                  value.asFloat() == static_cast<int64_t>(value.asFloat()));
  if (!isWhole)
    return -1;
  int64_t number =
      value.isFloat() ? static_cast<int64_t>(value.asFloat()) : value.asInt();
  __int128 distance = static_cast<__int128>(number) - range->start;
  if (distance % range->step != 0)
    return -1;
  __int128 place = distance / range->step;
  return place >= 0 && place < range->length() ? static_cast<int64_t>(place)
                                               : -1;
}

void addRangeMethods(Interpreter &interp) {
  TypeObject *type = interp.types.range;
  defineNew(interp, type, "", newRange);
  static constexpr std::pair<const char *, int64_t RangeObject::*> members[] = {
      {"start", &RangeObject::start},
      {"stop", &RangeObject::stop},
      {"step", &RangeObject::step}};
  for (auto [name, member] : members)
    defineProperty(
        interp, type, name, [member = member](Interpreter &, Arguments args) {
          return Value::integer(cast<RangeObject>(args[0].asObject())->*member);
        });
  defineMethod(interp, type, "index", "self, value",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<RangeObject>(interp, args, "range");
                 if (!self)
                   return {};
                 int64_t place = placeIn(self, args[1]);
                 if (place >= 0)
                   return Value::integer(place);
                 auto text = interp.repr(args[1]);
                 return failed(text)
                            ? Value()
                            : valueError(interp, *text + " is not in range");
               });
  defineMethod(interp, type, "count", "self, value",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<RangeObject>(interp, args, "range");
                 return self ? Value::integer(placeIn(self, args[1]) >= 0)
                             : Value();
               });
}

//===----------------------------------------------------------------------===//
// slice
//===----------------------------------------------------------------------===//

static Value newSlice(Interpreter &interp, Arguments args) {
  if (!checkCount(interp, "slice", args.dropFront(), 1, 3))
    return {};
  auto *slice = interp.create<SliceObject>(classOf(args));
  bool onlyStop = args.size() == 2;
  slice->start = onlyStop ? Value::none() : args[1];
  slice->stop = onlyStop ? args[1] : args[2];
  slice->step = args[3] ? args[3] : Value::none();
  return slice;
}

static Value sliceIndices(Interpreter &interp, Arguments args) {
  auto *self = selfOf<SliceObject>(interp, args, "slice");
  if (!self)
    return {};
  auto size = interp.index(args[1]);
  if (failed(size))
    return {};
  if (*size < 0)
    return valueError(interp, "length should not be negative");
  auto range = resolveSlice(interp, self, *size);
  if (failed(range))
    return {};
  return interp.tuple({Value::integer(range->start),
                       Value::integer(range->stop),
                       Value::integer(range->step)});
}

void addSliceMethods(Interpreter &interp) {
  TypeObject *type = interp.types.slice;
  defineNew(interp, type, "", newSlice);
  static constexpr std::pair<const char *, Value SliceObject::*> members[] = {
      {"start", &SliceObject::start},
      {"stop", &SliceObject::stop},
      {"step", &SliceObject::step}};
  for (auto [name, member] : members)
    defineProperty(interp, type, name,
                   [member = member](Interpreter &, Arguments args) {
                     return cast<SliceObject>(args[0].asObject())->*member;
                   });
  defineMethod(interp, type, "indices", "self, length", sliceIndices);
}

} // namespace kiln::python

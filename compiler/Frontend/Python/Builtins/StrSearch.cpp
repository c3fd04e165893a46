//===- StrSearch.cpp - Finding and replacing text -------------------------===//

#include "compiler/Frontend/Python/Builtins/StrMethods.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python {

using namespace mlir;

namespace {
/// What the arguments `start` and `end` leave of a text.
struct Section {
  StringRef text;
  /// Where it begins, in code points.
  int64_t start = 0;
  /// False where start lies behind end: then not even "" is found.
  bool exists = true;
};
} // namespace

static bool resolveSection(Interpreter &interp, StringRef text, Value start,
                           Value end, Section &section) {
  section.text = text;
  if (!isGiven(start) && !isGiven(end))
    return true;
  int64_t length = countCodePoints(text);
  int64_t bounds[2] = {0, length};
  for (unsigned index : {0, 1}) {
    Value given = index == 0 ? start : end;
    if (!isGiven(given))
      continue;
    auto bound = interp.index(given);
    if (failed(bound))
      return false;
    bounds[index] = *bound < 0 ? std::max<int64_t>(*bound + length, 0) : *bound;
  }
  bounds[1] = std::min(bounds[1], length);
  section.start = bounds[0];
  section.exists = bounds[0] <= bounds[1];
  section.text = section.exists ? sliceCodePoints(text, bounds[0], bounds[1])
                                : StringRef();
  return true;
}

static bool searchedText(Interpreter &interp, Value argument, StringRef &text) {
  auto *str = dyn_cast<StrObject>(argument);
  if (str)
    text = str->str();
  else
    typeError(interp, "must be str, not " + interp.typeName(argument));
  return str;
}

/// The place of the argument in the text in code points; -1 if there is none,
/// -2 for wrong arguments.
static int64_t findText(Interpreter &interp, StringRef text, Arguments args,
                        bool fromEnd) {
  StringRef wanted;
  Section section;
  if (!searchedText(interp, args[1], wanted) ||
      !resolveSection(interp, text, args[2], args[3], section))
    return -2;
  if (!section.exists)
    return -1;
  size_t found =
      fromEnd ? section.text.rfind(wanted) : section.text.find(wanted);
  if (found == StringRef::npos)
    return -1;
  return section.start + countCodePoints(section.text.take_front(found));
}

template <bool FromEnd>
static Value find(Interpreter &interp, StringRef text, Arguments args) {
  int64_t place = findText(interp, text, args, FromEnd);
  return place == -2 ? Value() : Value::integer(place);
}

template <bool FromEnd>
static Value index(Interpreter &interp, StringRef text, Arguments args) {
  int64_t place = findText(interp, text, args, FromEnd);
  if (place == -1)
    return valueError(interp, "substring not found");
  return place == -2 ? Value() : Value::integer(place);
}

static Value count(Interpreter &interp, StringRef text, Arguments args) {
  StringRef wanted;
  Section section;
  if (!searchedText(interp, args[1], wanted) ||
      !resolveSection(interp, text, args[2], args[3], section))
    return {};
  if (!section.exists)
    return Value::integer(0);
  if (wanted.empty())
    return Value::integer(countCodePoints(section.text) + 1);
  return Value::integer(section.text.count(wanted));
}

template <bool AtEnd>
static Value startsOrEnds(Interpreter &interp, StringRef text, Arguments args) {
  Section section;
  if (!resolveSection(interp, text, args[2], args[3], section))
    return {};
  auto matches = [&](StringRef wanted) {
    return section.exists && (AtEnd ? section.text.ends_with(wanted)
                                    : section.text.starts_with(wanted));
  };
  StringRef name = AtEnd ? "endswith" : "startswith";
  if (auto *single = dyn_cast<StrObject>(args[1]))
    return Value::boolean(matches(single->str()));
  auto *choices = dyn_cast<TupleObject>(args[1]);
  if (!choices)
    return typeError(interp, name +
                                 " first arg must be str or a tuple of str, "
                                 "not " +
                                 interp.typeName(args[1]));
  for (Value choice : choices->items) {
    auto *wanted = dyn_cast<StrObject>(choice);
    if (!wanted)
      return typeError(interp, "tuple for " + name +
                                   " must only contain str, not " +
                                   interp.typeName(choice));
    if (matches(wanted->str()))
      return Value::boolean(true);
  }
  return Value::boolean(false);
}

/// Puts `replacement` before every code point and at the end.
static std::string interleave(StringRef text, StringRef replacement,
                              int64_t limit) {
  std::string result;
  size_t offset = 0;
  for (; limit != 0; --limit) {
    result += replacement;
    if (offset == text.size())
      return result;
    size_t begin = offset;
    decodeCodePoint(text, offset);
    result += text.slice(begin, offset);
  }
  result += text.drop_front(offset);
  return result;
}

static Value replace(Interpreter &interp, StringRef text, Arguments args) {
  StringRef old, replacement;
  int64_t limit = -1;
  if (!textArgument(interp, args[1], "replace", old) ||
      !textArgument(interp, args[2], "replace", replacement) ||
      !countArgument(interp, args[3], -1, limit))
    return {};
  uint64_t times = old.empty() ? text.size() + 1 : text.count(old);
  if (limit >= 0)
    times = std::min<uint64_t>(times, limit);
  if (!interp.allocate(text.size() + times * replacement.size()))
    return {};
  if (old.empty())
    return interp.str(interleave(text, replacement, limit));
  std::string result;
  for (; times != 0; --times) {
    size_t found = text.find(old);
    result += text.take_front(found);
    result += replacement;
    text = text.drop_front(found + old.size());
  }
  result += text;
  return interp.str(result);
}

template <bool AtEnd>
static Value removeAffix(Interpreter &interp, StringRef text, Arguments args) {
  StringRef affix;
  if (!textArgument(interp, args[1], AtEnd ? "removesuffix" : "removeprefix",
                    affix))
    return {};
  if (AtEnd)
    text.consume_back(affix);
  else
    text.consume_front(affix);
  return interp.str(text);
}

void addStrSearch(Interpreter &interp) {
  defineStrMethod(interp, "find", "sub, start=, end=", find<false>);
  defineStrMethod(interp, "rfind", "sub, start=, end=", find<true>);
  defineStrMethod(interp, "index", "sub, start=, end=", index<false>);
  defineStrMethod(interp, "rindex", "sub, start=, end=", index<true>);
  defineStrMethod(interp, "count", "sub, start=, end=", count);
  defineStrMethod(interp, "startswith",
                  "prefix, start=, end=", startsOrEnds<false>);
  defineStrMethod(interp, "endswith",
                  "suffix, start=, end=", startsOrEnds<true>);
  defineStrMethod(interp, "replace", "old, new, count=", replace);
  defineStrMethod(interp, "removeprefix", "prefix", removeAffix<false>);
  defineStrMethod(interp, "removesuffix", "suffix", removeAffix<true>);
}

} // namespace kiln::python

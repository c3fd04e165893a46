//===- StrSplit.cpp - Cutting text up and joining it ----------------------===//

#include "compiler/Frontend/Python/Builtins/StrMethods.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// strip
//===----------------------------------------------------------------------===//

static bool containsCodePoint(StringRef characters, uint32_t wanted) {
  for (size_t offset = 0; offset < characters.size();)
    if (decodeCodePoint(characters, offset) == wanted)
      return true;
  return false;
}

/// The byte where the last code point begins.
static size_t lastCodePoint(StringRef text) {
  size_t offset = text.size() - 1;
  while (offset != 0 && (text[offset] & 0xc0) == 0x80)
    --offset;
  return offset;
}

template <typename Predicate>
static StringRef stripFront(StringRef text, Predicate isStripped) {
  while (!text.empty()) {
    size_t next = 0;
    if (!isStripped(decodeCodePoint(text, next)))
      break;
    text = text.drop_front(next);
  }
  return text;
}

template <typename Predicate>
static StringRef stripBack(StringRef text, Predicate isStripped) {
  while (!text.empty()) {
    size_t last = lastCodePoint(text), next = last;
    if (!isStripped(decodeCodePoint(text, next)))
      break;
    text = text.take_front(last);
  }
  return text;
}

template <bool Front, bool Back>
static Value strip(Interpreter &interp, StringRef text, Arguments args) {
  StringRef characters;
  bool hasCharacters = isGiven(args[1]);
  if (hasCharacters && !textArgument(interp, args[1], "strip", characters))
    return {};
  auto isStripped = [&](uint32_t codePoint) {
    return hasCharacters ? containsCodePoint(characters, codePoint)
                         : isSpace(codePoint);
  };
  if (Front)
    text = stripFront(text, isStripped);
  if (Back)
    text = stripBack(text, isStripped);
  return interp.str(text);
}

//===----------------------------------------------------------------------===//
// split
//===----------------------------------------------------------------------===//

static size_t findSpace(StringRef text) {
  for (size_t offset = 0; offset < text.size();) {
    size_t begin = offset;
    if (isSpace(decodeCodePoint(text, offset)))
      return begin;
  }
  return text.size();
}

static size_t findLastSpace(StringRef text) {
  for (StringRef rest = text; !rest.empty();) {
    size_t last = lastCodePoint(rest), next = last;
    if (isSpace(decodeCodePoint(rest, next)))
      return next;
    rest = rest.take_front(last);
  }
  return 0;
}

static void splitAtSpaces(StringRef text, int64_t limit, bool fromEnd,
                          SmallVectorImpl<StringRef> &pieces) {
  while (true) {
    text = fromEnd ? stripBack(text, isSpace) : stripFront(text, isSpace);
    if (text.empty())
      return;
    if (limit-- == 0)
      return pieces.push_back(text);
    size_t place = fromEnd ? findLastSpace(text) : findSpace(text);
    pieces.push_back(fromEnd ? text.drop_front(place) : text.take_front(place));
    text = fromEnd ? text.take_front(place) : text.drop_front(place);
  }
}

static void splitAt(StringRef text, StringRef separator, int64_t limit,
                    bool fromEnd, SmallVectorImpl<StringRef> &pieces) {
  for (; limit != 0; --limit) {
    size_t found = fromEnd ? text.rfind(separator) : text.find(separator);
    if (found == StringRef::npos)
      break;
    StringRef before = text.take_front(found);
    StringRef behind = text.drop_front(found + separator.size());
    pieces.push_back(fromEnd ? behind : before);
    text = fromEnd ? before : behind;
  }
  pieces.push_back(text);
}

static Value listOf(Interpreter &interp, ArrayRef<StringRef> pieces) {
  if (!interp.step(pieces.size()))
    return {};
  ListObject *list = interp.list();
  for (StringRef piece : pieces)
    list->items.push_back(interp.str(piece));
  return interp.failed() ? Value() : list;
}

template <bool FromEnd>
static Value split(Interpreter &interp, StringRef text, Arguments args) {
  int64_t limit = -1;
  if (!countArgument(interp, args[2], -1, limit))
    return {};
  SmallVector<StringRef> pieces;
  if (!isGiven(args[1])) {
    splitAtSpaces(text, limit, FromEnd, pieces);
  } else {
    auto *separator = dyn_cast<StrObject>(args[1]);
    if (!separator)
      return typeError(interp,
                       "must be str or None, not " + interp.typeName(args[1]));
    if (separator->str().empty())
      return valueError(interp, "empty separator");
    splitAt(text, separator->str(), limit, FromEnd, pieces);
  }
  if (FromEnd)
    std::reverse(pieces.begin(), pieces.end());
  return listOf(interp, pieces);
}

static Value splitLines(Interpreter &interp, StringRef text, Arguments args) {
  bool keepsEnds = false;
  if (args[1]) {
    auto truth = interp.truth(args[1]);
    if (failed(truth))
      return {};
    keepsEnds = *truth;
  }
  SmallVector<StringRef> lines;
  size_t begin = 0;
  for (size_t offset = 0; offset < text.size();) {
    size_t end = offset;
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (!isLineBreak(codePoint))
      continue;
    if (codePoint == '\r' && offset < text.size() && text[offset] == '\n')
      ++offset;
    lines.push_back(text.slice(begin, keepsEnds ? offset : end));
    begin = offset;
  }
  if (begin < text.size())
    lines.push_back(text.drop_front(begin));
  return listOf(interp, lines);
}

template <bool FromEnd>
static Value partition(Interpreter &interp, StringRef text, Arguments args) {
  StringRef separator;
  if (!textArgument(interp, args[1], FromEnd ? "rpartition" : "partition",
                    separator))
    return {};
  if (separator.empty())
    return valueError(interp, "empty separator");
  size_t found = FromEnd ? text.rfind(separator) : text.find(separator);
  if (found == StringRef::npos) {
    Value whole = interp.str(text), empty = interp.str("");
    return FromEnd ? interp.tuple({empty, empty, whole})
                   : interp.tuple({whole, empty, empty});
  }
  return interp.tuple({interp.str(text.take_front(found)),
                       interp.str(separator),
                       interp.str(text.drop_front(found + separator.size()))});
}

//===----------------------------------------------------------------------===//
// join
//===----------------------------------------------------------------------===//

static Value join(Interpreter &interp, StringRef separator, Arguments args) {
  std::string result;
  size_t count = 0;
  auto append = [&](Value item) -> LogicalResult {
    auto *text = dyn_cast<StrObject>(item);
    if (!text)
      return fail(interp, interp.types.typeError,
                  "sequence item " + Twine(count) +
                      ": expected str instance, " + interp.typeName(item) +
                      " found");
    if (!interp.allocate(separator.size() + text->str().size()))
      return failure();
    if (count++ != 0)
      result += separator;
    result += text->str();
    return success();
  };
  if (!args[1].isObject())
    return typeError(interp, "can only join an iterable");
  if (failed(interp.forEach(args[1], append)))
    return {};
  return interp.str(result);
}

void addStrSplit(Interpreter &interp) {
  defineStrMethod(interp, "strip", "chars=", strip<true, true>);
  defineStrMethod(interp, "lstrip", "chars=", strip<true, false>);
  defineStrMethod(interp, "rstrip", "chars=", strip<false, true>);
  defineStrMethod(interp, "split", "sep=, maxsplit=", split<false>);
  defineStrMethod(interp, "rsplit", "sep=, maxsplit=", split<true>);
  defineStrMethod(interp, "splitlines", "keepends=", splitLines);
  defineStrMethod(interp, "partition", "sep", partition<false>);
  defineStrMethod(interp, "rpartition", "sep", partition<true>);
  defineStrMethod(interp, "join", "iterable", join);
}

} // namespace kiln::python

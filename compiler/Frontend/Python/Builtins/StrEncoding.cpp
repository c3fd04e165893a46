//===- StrEncoding.cpp - Encoding, translation, format --------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/StrMethods.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Encoding
//===----------------------------------------------------------------------===//

namespace {
/// An encoding by the first code point that it cannot hold.
struct Encoding {
  std::string name;
  uint32_t limit;
};
} // namespace

static std::optional<Encoding> findEncoding(Interpreter &interp, Value given) {
  if (!isGiven(given))
    return Encoding{"utf-8", 0x110000};
  StringRef text;
  if (!textArgument(interp, given, "encoding", text))
    return std::nullopt;
  std::string name = text.lower();
  std::replace(name.begin(), name.end(), '_', '-');
  if (name == "utf-8" || name == "utf8")
    return Encoding{"utf-8", 0x110000};
  if (name == "ascii" || name == "us-ascii")
    return Encoding{"ascii", 0x80};
  if (name == "latin-1" || name == "latin1" || name == "iso-8859-1")
    return Encoding{"latin-1", 0x100};
  interp.raise(interp.types.lookupError, "unknown encoding: " + text);
  return std::nullopt;
}

static StringRef errorsOf(Value errors) {
  auto *text = dyn_cast_if_present<StrObject>(errors);
  return text ? text->str() : "strict";
}

Value encodeText(Interpreter &interp, StringRef text, Value encoding,
                 Value errors) {
  std::optional<Encoding> target = findEncoding(interp, encoding);
  if (!target)
    return {};
  if (target->limit == 0x110000)
    return interp.bytes(text.str());
  if (!interp.step(text.size() / 4))
    return {};
  StringRef mode = errorsOf(errors);
  std::string bytes;
  for (size_t offset = 0; offset < text.size();) {
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (codePoint < target->limit)
      bytes += static_cast<char>(codePoint);
    else if (mode == "replace")
      bytes += '?';
    else if (mode != "ignore")
      return valueError(interp, "'" + target->name +
                                    "' codec can't encode character U+" +
                                    Twine::utohexstr(codePoint));
  }
  return interp.bytes(std::move(bytes));
}

/// Whether a code point of more than one byte begins there.
static bool isWellFormed(StringRef bytes, size_t offset) {
  unsigned char first = bytes[offset];
  size_t next = offset;
  decodeCodePoint(bytes, next);
  return first < 0x80 || next != offset + 1;
}

Value decodeBytes(Interpreter &interp, StringRef bytes, Value encoding,
                  Value errors) {
  std::optional<Encoding> source = findEncoding(interp, encoding);
  if (!source)
    return {};
  if (!interp.step(bytes.size() / 4))
    return {};
  StringRef mode = errorsOf(errors);
  bool isUtf8 = source->limit == 0x110000;
  std::string text;
  for (size_t offset = 0; offset < bytes.size();) {
    unsigned char byte = bytes[offset];
    bool isValid = isUtf8 ? isWellFormed(bytes, offset) : byte < source->limit;
    if (isValid) {
      uint32_t codePoint = isUtf8 ? decodeCodePoint(bytes, offset) : byte;
      offset += !isUtf8;
      appendCodePoint(text, codePoint);
      continue;
    }
    if (mode == "replace")
      appendCodePoint(text, 0xfffd);
    else if (mode != "ignore")
      return valueError(
          interp, "'" + source->name + "' codec can't decode byte 0x" +
                      Twine::utohexstr(byte) + " in position " + Twine(offset));
    ++offset;
  }
  return interp.str(text);
}

static Value encode(Interpreter &interp, StringRef text, Arguments args) {
  return encodeText(interp, text, args[1], args[2]);
}

//===----------------------------------------------------------------------===//
// Translation
//===----------------------------------------------------------------------===//

/// `table[codePoint]`; null without an exception where the table has nothing.
static Value lookUpTranslation(Interpreter &interp, Value table,
                               uint32_t codePoint) {
  Value key = Value::integer(codePoint);
  if (auto *dict = dyn_cast<DictObject>(table))
    return interp.dictGet(dict, key);
  Value found = interp.getItem(table, key);
  if (!found && interp.pendingIs(interp.types.lookupError))
    interp.takeException();
  return found;
}

static Value translate(Interpreter &interp, StringRef text, Arguments args) {
  std::string result;
  for (size_t offset = 0; offset < text.size();) {
    size_t begin = offset;
    uint32_t codePoint = decodeCodePoint(text, offset);
    Value found = lookUpTranslation(interp, args[1], codePoint);
    if (interp.failed())
      return {};
    if (!found)
      result += text.slice(begin, offset);
    else if (auto *replacement = dyn_cast<StrObject>(found))
      result += replacement->str();
    else if (found.isIntegral() && found.asInt() >= 0 &&
             found.asInt() < 0x110000)
      appendCodePoint(result, static_cast<uint32_t>(found.asInt()));
    else if (!found.isNone())
      return typeError(interp, "character mapping must return integer, None "
                               "or str");
    if (!interp.allocate(result.size() > text.size() ? 64 : 0))
      return {};
  }
  return interp.str(result);
}

static Value translationFromDict(Interpreter &interp, Value given) {
  auto *source = dyn_cast<DictObject>(given);
  if (!source)
    return typeError(interp, "if you give only one argument to maketrans it "
                             "must be a dict");
  DictObject *table = interp.dict();
  // Hashing a key may run code that changes the dict.
  for (size_t index = 0; index < source->table.slots().size(); ++index) {
    HashTable::Entry entry = source->table.slots()[index];
    if (!entry.key)
      continue;
    Value key = entry.key;
    if (auto *text = dyn_cast<StrObject>(key)) {
      if (text->length() != 1)
        return valueError(interp, "string keys in translate table must be of "
                                  "length 1");
      size_t offset = 0;
      key = Value::integer(decodeCodePoint(text->str(), offset));
    }
    if (!interp.dictSet(table, key, entry.value))
      return {};
  }
  return table;
}

static Value makeTranslation(Interpreter &interp, Arguments args) {
  if (!args[1])
    return translationFromDict(interp, args[0]);
  StringRef from, to, removed;
  if (!textArgument(interp, args[0], "maketrans", from) ||
      !textArgument(interp, args[1], "maketrans", to) ||
      (args[2] && !textArgument(interp, args[2], "maketrans", removed)))
    return {};
  if (countCodePoints(from) != countCodePoints(to))
    return valueError(interp, "the first two maketrans arguments must have "
                              "equal length");
  DictObject *table = interp.dict();
  for (size_t source = 0, target = 0; source < from.size();) {
    Value key = Value::integer(decodeCodePoint(from, source));
    if (!interp.dictSet(table, key,
                        Value::integer(decodeCodePoint(to, target))))
      return {};
  }
  for (size_t offset = 0; offset < removed.size();)
    if (!interp.dictSet(table, Value::integer(decodeCodePoint(removed, offset)),
                        Value::none()))
      return {};
  return table;
}

static Value expandTabs(Interpreter &interp, StringRef text, Arguments args) {
  int64_t size = 8;
  if (!countArgument(interp, args[1], 8, size))
    return {};
  std::string result;
  int64_t column = 0;
  for (size_t offset = 0; offset < text.size();) {
    size_t begin = offset;
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (codePoint == '\t') {
      int64_t spaces = size > 0 ? size - column % size : 0;
      if (!interp.allocate(spaces))
        return {};
      result.append(spaces, ' ');
      column += spaces;
      continue;
    }
    result += text.slice(begin, offset);
    column = codePoint == '\n' || codePoint == '\r' ? 0 : column + 1;
  }
  return interp.str(result);
}

//===----------------------------------------------------------------------===//
// Format
//===----------------------------------------------------------------------===//

static Value formatMethod(Interpreter &interp, Arguments args) {
  auto *self = selfOf<StrObject>(interp, args, "str");
  if (!self)
    return {};
  auto text = formatFields(interp, self->str(), args.dropFront());
  return failed(text) ? Value() : interp.str(*text);
}

static Value formatMap(Interpreter &interp, StringRef text, Arguments args) {
  auto result = formatFieldsFrom(interp, text, args[1]);
  return failed(result) ? Value() : interp.str(*result);
}

void addStrEncoding(Interpreter &interp) {
  defineStrMethod(interp, "encode", "encoding=, errors=", encode);
  defineStrMethod(interp, "translate", "table", translate);
  defineStaticMethod(interp, interp.types.str, "maketrans",
                     "x, y=, z=", makeTranslation);
  defineStrMethod(interp, "expandtabs", "tabsize=", expandTabs);
  defineMethod(interp, interp.types.str, "format", formatMethod);
  defineStrMethod(interp, "format_map", "mapping", formatMap);
}

} // namespace kiln::python

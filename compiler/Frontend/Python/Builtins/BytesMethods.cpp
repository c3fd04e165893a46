//===- BytesMethods.cpp - bytes -------------------------------------------===//

#include "compiler/Frontend/Python/Builtins/StrMethods.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

static bool bytesArgument(Interpreter &interp, Value argument,
                          StringRef &bytes) {
  if (auto *object = dyn_cast_if_present<BytesObject>(argument)) {
    bytes = object->bytes;
    return true;
  }
  typeError(interp, "a bytes-like object is required, not '" +
                        interp.typeName(argument) + "'");
  return false;
}

static bool appendByte(Interpreter &interp, std::string &content, Value item) {
  auto number = interp.index(item);
  if (failed(number))
    return false;
  if (*number < 0 || *number > 255) {
    valueError(interp, "bytes must be in range(0, 256)");
    return false;
  }
  content += static_cast<char>(*number);
  return interp.allocate(1);
}

static bool bytesFrom(Interpreter &interp, Value source, std::string &content) {
  if (auto *bytes = dyn_cast<BytesObject>(source)) {
    content = bytes->bytes;
    return true;
  }
  Value number = unwrapNumber(source);
  if (number.isIntegral()) {
    if (number.asInt() < 0) {
      valueError(interp, "negative count");
      return false;
    }
    if (!interp.allocate(number.asInt()))
      return false;
    content.assign(number.asInt(), '\0');
    return true;
  }
  return succeeded(interp.forEach(source, [&](Value item) {
    return success(appendByte(interp, content, item));
  }));
}

static Value newBytes(Interpreter &interp, Arguments args) {
  std::string content;
  if (auto *text = dyn_cast_if_present<StrObject>(args[1])) {
    if (!args[2])
      return typeError(interp, "string argument without an encoding");
    Value encoded = encodeText(interp, text->str(), args[2], args[3]);
    if (!encoded)
      return {};
    content = cast<BytesObject>(encoded)->bytes;
  } else if (args[1] && !bytesFrom(interp, args[1], content)) {
    return {};
  }
  if (classOf(args) == interp.types.bytes)
    return interp.bytes(std::move(content));
  return interp.create<BytesObject>(classOf(args), std::move(content));
}

static Value fromHex(Interpreter &interp, Arguments args) {
  StringRef digits;
  if (!textArgument(interp, args[1], "fromhex", digits))
    return {};
  std::string content;
  while (!(digits = digits.ltrim()).empty()) {
    if (digits.size() < 2 || !llvm::isHexDigit(digits[0]) ||
        !llvm::isHexDigit(digits[1]))
      return valueError(interp, "non-hexadecimal number found in fromhex() "
                                "arg");
    content += llvm::hexFromNibbles(digits[0], digits[1]);
    digits = digits.drop_front(2);
  }
  return interp.bytes(std::move(content));
}

using BytesMethod = Value (*)(Interpreter &, StringRef, Arguments);

static void define(Interpreter &interp, StringRef name, StringRef signature,
                   BytesMethod method) {
  std::string whole = signature.empty() ? "self" : ("self, " + signature).str();
  defineMethod(interp, interp.types.bytes, name, whole,
               [method](Interpreter &interp, Arguments args) -> Value {
                 auto *self = selfOf<BytesObject>(interp, args, "bytes");
                 if (!self || !countSearch(interp, self->bytes, args))
                   return {};
                 return method(interp, self->bytes, args);
               });
}

template <bool AtEnd>
static Value startsOrEnds(Interpreter &interp, StringRef self, Arguments args) {
  SmallVector<Value> choices = {args[1]};
  if (auto *tuple = dyn_cast<TupleObject>(args[1]))
    choices.assign(tuple->items.begin(), tuple->items.end());
  for (Value choice : choices) {
    StringRef wanted;
    if (!bytesArgument(interp, choice, wanted))
      return {};
    if (AtEnd ? self.ends_with(wanted) : self.starts_with(wanted))
      return Value::boolean(true);
  }
  return Value::boolean(false);
}

template <bool Front, bool Back>
static Value strip(Interpreter &interp, StringRef self, Arguments args) {
  StringRef removed = " \t\n\r\f\v";
  if (isGiven(args[1]) && !bytesArgument(interp, args[1], removed))
    return {};
  if (Front)
    self = self.ltrim(removed);
  if (Back)
    self = self.rtrim(removed);
  return interp.bytes(self.str());
}

static Value count(Interpreter &interp, StringRef self, Arguments args) {
  StringRef wanted;
  if (!bytesArgument(interp, args[1], wanted))
    return {};
  return Value::integer(wanted.empty() ? self.size() + 1 : self.count(wanted));
}

static Value replace(Interpreter &interp, StringRef self, Arguments args) {
  StringRef old, replacement;
  if (!bytesArgument(interp, args[1], old) ||
      !bytesArgument(interp, args[2], replacement))
    return {};
  if (old.empty())
    return valueError(interp, "replace() of empty bytes");
  if (!interp.allocate(self.size() + self.count(old) * replacement.size()))
    return {};
  std::string result;
  while (true) {
    size_t found = self.find(old);
    result += self.take_front(found);
    if (found == StringRef::npos)
      return interp.bytes(std::move(result));
    result += replacement;
    self = self.drop_front(found + old.size());
  }
}

static Value find(Interpreter &interp, StringRef self, Arguments args) {
  StringRef wanted;
  if (!bytesArgument(interp, args[1], wanted))
    return {};
  size_t place = self.find(wanted);
  return Value::integer(place == StringRef::npos ? -1
                                                 : static_cast<int64_t>(place));
}

static Value join(Interpreter &interp, StringRef self, Arguments args) {
  std::string result;
  bool isFirst = true;
  auto append = [&](Value item) {
    StringRef piece;
    if (!bytesArgument(interp, item, piece) ||
        !interp.allocate(self.size() + piece.size()))
      return failure();
    if (!isFirst)
      result += self;
    isFirst = false;
    result += piece;
    return success();
  };
  if (failed(interp.forEach(args[1], append)))
    return {};
  return interp.bytes(std::move(result));
}

static Value split(Interpreter &interp, StringRef self, Arguments args) {
  ListObject *list = interp.list();
  if (!isGiven(args[1])) {
    SmallVector<StringRef> pieces;
    llvm::SplitString(self, pieces, " \t\n\r\f\v");
    for (StringRef piece : pieces)
      list->items.push_back(interp.bytes(piece.str()));
    return list;
  }
  StringRef separator;
  if (!bytesArgument(interp, args[1], separator))
    return {};
  if (separator.empty())
    return valueError(interp, "empty separator");
  SmallVector<StringRef> pieces;
  self.split(pieces, separator);
  for (StringRef piece : pieces)
    list->items.push_back(interp.bytes(piece.str()));
  return list;
}

static Value hex(Interpreter &interp, StringRef self, Arguments) {
  return interp.str(llvm::toHex(self, /*LowerCase=*/true));
}

void addBytesMethods(Interpreter &interp) {
  defineNew(interp, interp.types.bytes,
            "cls, source=, encoding=, errors=", newBytes);
  define(interp, "decode", "encoding=, errors=",
         [](Interpreter &interp, StringRef self, Arguments args) {
           return decodeBytes(interp, self, args[1], args[2]);
         });
  define(interp, "hex", "", hex);
  define(interp, "startswith", "prefix", startsOrEnds<false>);
  define(interp, "endswith", "suffix", startsOrEnds<true>);
  define(interp, "find", "sub", find);
  define(interp, "join", "iterable", join);
  define(interp, "split", "sep=", split);
  define(interp, "strip", "bytes=", strip<true, true>);
  define(interp, "lstrip", "bytes=", strip<true, false>);
  define(interp, "rstrip", "bytes=", strip<false, true>);
  define(interp, "count", "sub", count);
  define(interp, "replace", "old, new", replace);
  for (bool upper : {true, false})
    define(
        interp, upper ? "upper" : "lower", "",
        upper ? [](Interpreter &interp, StringRef self,
                   Arguments) { return interp.bytes(self.upper()); }
              : [](Interpreter &interp, StringRef self, Arguments) {
                  return interp.bytes(self.lower());
                });
  defineClassMethod(interp, interp.types.bytes, "fromhex", "cls, string",
                    fromHex);
}

} // namespace kiln::python

//===- StrCase.cpp - Case and classes of characters -----------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/StrMethods.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

namespace kiln::python {

using namespace mlir;

//===----------------------------------------------------------------------===//
// Case
//===----------------------------------------------------------------------===//

static constexpr uint32_t sharpS = 0xdf;

static void appendUpper(std::string &result, uint32_t codePoint) {
  if (codePoint == sharpS)
    result += "SS";
  else
    appendCodePoint(result, toUpper(codePoint));
}

/// Calls `append(result, codePoint, startsWord)` for every code point.
template <typename Append>
static Value mapText(Interpreter &interp, StringRef text, Append append) {
  if (!interp.step(text.size() / 2))
    return {};
  std::string result;
  result.reserve(text.size());
  bool inWord = false;
  for (size_t offset = 0; offset < text.size();) {
    uint32_t codePoint = decodeCodePoint(text, offset);
    append(result, codePoint, !inWord);
    inWord = isUpper(codePoint) || isLower(codePoint);
  }
  return interp.str(result);
}

static Value capitalize(Interpreter &interp, StringRef text, Arguments) {
  bool isFirst = true;
  return mapText(interp, text,
                 [&](std::string &result, uint32_t codePoint, bool) {
                   appendCodePoint(result, isFirst ? toUpper(codePoint)
                                                   : toLower(codePoint));
                   isFirst = false;
                 });
}

static void addCaseMappings(Interpreter &interp) {
  defineStrMethod(
      interp, "upper", "", [](Interpreter &interp, StringRef text, Arguments) {
        return mapText(interp, text,
                       [](std::string &result, uint32_t codePoint, bool) {
                         appendUpper(result, codePoint);
                       });
      });
  defineStrMethod(
      interp, "lower", "", [](Interpreter &interp, StringRef text, Arguments) {
        return mapText(interp, text,
                       [](std::string &result, uint32_t codePoint, bool) {
                         appendCodePoint(result, toLower(codePoint));
                       });
      });
  defineStrMethod(interp, "casefold", "",
                  [](Interpreter &interp, StringRef text, Arguments) {
                    return mapText(
                        interp, text,
                        [](std::string &result, uint32_t codePoint, bool) {
                          if (codePoint == sharpS)
                            result += "ss";
                          else
                            appendCodePoint(result, toLower(codePoint));
                        });
                  });
  defineStrMethod(interp, "swapcase", "",
                  [](Interpreter &interp, StringRef text, Arguments) {
                    return mapText(
                        interp, text,
                        [](std::string &result, uint32_t codePoint, bool) {
                          if (isUpper(codePoint))
                            appendCodePoint(result, toLower(codePoint));
                          else
                            appendUpper(result, codePoint);
                        });
                  });
  defineStrMethod(
      interp, "title", "", [](Interpreter &interp, StringRef text, Arguments) {
        return mapText(
            interp, text,
            [](std::string &result, uint32_t codePoint, bool startsWord) {
              appendCodePoint(result, startsWord ? toUpper(codePoint)
                                                 : toLower(codePoint));
            });
      });
  defineStrMethod(interp, "capitalize", "", capitalize);
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

/// Whether there is text and the predicate holds for all of it.
static bool allOf(StringRef text, bool (*predicate)(uint32_t)) {
  for (size_t offset = 0; offset < text.size();)
    if (!predicate(decodeCodePoint(text, offset)))
      return false;
  return !text.empty();
}

/// Whether there are letters with case, all of the case asked for.
static bool allOfCase(StringRef text, bool (*wanted)(uint32_t),
                      bool (*other)(uint32_t)) {
  bool found = false;
  for (size_t offset = 0; offset < text.size();) {
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (other(codePoint))
      return false;
    found |= wanted(codePoint);
  }
  return found;
}

static bool isTitle(StringRef text) {
  bool inWord = false, found = false;
  for (size_t offset = 0; offset < text.size();) {
    uint32_t codePoint = decodeCodePoint(text, offset);
    bool upper = isUpper(codePoint), lower = isLower(codePoint);
    if (upper ? inWord : lower && !inWord)
      return false;
    inWord = upper || lower;
    found |= inWord;
  }
  return found;
}

static bool isIdentifier(StringRef text) {
  for (size_t offset = 0; offset < text.size();) {
    bool isFirst = offset == 0;
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (codePoint != '_' && !isLetter(codePoint) &&
        (isFirst || !isDigit(codePoint)))
      return false;
  }
  return !text.empty();
}

static bool isSuperscript(uint32_t codePoint) {
  return codePoint == 0xb2 || codePoint == 0xb3 || codePoint == 0xb9 ||
         codePoint == 0x2070 || (codePoint >= 0x2074 && codePoint <= 0x2079) ||
         (codePoint >= 0x2080 && codePoint <= 0x2089);
}

static bool isDigitOrSuperscript(uint32_t codePoint) {
  return isDigit(codePoint) || isSuperscript(codePoint);
}

static bool isNumeric(uint32_t codePoint) {
  return isDigitOrSuperscript(codePoint) ||
         (codePoint >= 0xbc && codePoint <= 0xbe) ||
         (codePoint >= 0x2150 && codePoint <= 0x2189);
}

static bool isAlphaNumeric(uint32_t codePoint) {
  return isLetter(codePoint) || isNumeric(codePoint);
}

template <bool (*Predicate)(uint32_t)>
static Value answer(Interpreter &, StringRef text, Arguments) {
  return Value::boolean(allOf(text, Predicate));
}

static void addQuestions(Interpreter &interp) {
  defineStrMethod(interp, "isalpha", "", answer<isLetter>);
  defineStrMethod(interp, "isdecimal", "", answer<isDigit>);
  defineStrMethod(interp, "isdigit", "", answer<isDigitOrSuperscript>);
  defineStrMethod(interp, "isnumeric", "", answer<isNumeric>);
  defineStrMethod(interp, "isalnum", "", answer<isAlphaNumeric>);
  defineStrMethod(interp, "isspace", "", answer<isSpace>);
  defineStrMethod(
      interp, "isprintable", "", [](Interpreter &, StringRef text, Arguments) {
        return Value::boolean(text.empty() || allOf(text, isPrintable));
      });
  defineStrMethod(interp, "isascii", "",
                  [](Interpreter &, StringRef text, Arguments) {
                    return Value::boolean(llvm::all_of(text, [](char c) {
                      return static_cast<unsigned char>(c) < 0x80;
                    }));
                  });
  defineStrMethod(interp, "isupper", "",
                  [](Interpreter &, StringRef text, Arguments) {
                    return Value::boolean(allOfCase(text, isUpper, isLower));
                  });
  defineStrMethod(interp, "islower", "",
                  [](Interpreter &, StringRef text, Arguments) {
                    return Value::boolean(allOfCase(text, isLower, isUpper));
                  });
  defineStrMethod(interp, "istitle", "",
                  [](Interpreter &, StringRef text, Arguments) {
                    return Value::boolean(isTitle(text));
                  });
  defineStrMethod(interp, "isidentifier", "",
                  [](Interpreter &, StringRef text, Arguments) {
                    return Value::boolean(isIdentifier(text));
                  });
}

//===----------------------------------------------------------------------===//
// Width
//===----------------------------------------------------------------------===//

/// Fills up to a width with what is left of the missing places before the text.
template <typename Before>
static Value pad(Interpreter &interp, StringRef text, Arguments args,
                 StringRef name, Before before) {
  auto width = interp.index(args[1]);
  if (failed(width))
    return {};
  StringRef fill = " ";
  if (args[2]) {
    if (!textArgument(interp, args[2], name, fill))
      return {};
    if (countCodePoints(fill) != 1)
      return typeError(interp, "The fill character must be exactly one "
                               "character long");
  }
  int64_t missing = *width - static_cast<int64_t>(countCodePoints(text));
  if (missing <= 0)
    return interp.str(text);
  if (!interp.allocate(uint64_t(missing) * fill.size()))
    return {};
  std::string result;
  int64_t left = before(missing, *width);
  for (int64_t count = 0; count < left; ++count)
    result += fill;
  result += text;
  for (int64_t count = left; count < missing; ++count)
    result += fill;
  return interp.str(result);
}

static Value zeroFill(Interpreter &interp, StringRef text, Arguments args) {
  auto width = interp.index(args[1]);
  if (failed(width))
    return {};
  int64_t missing = *width - static_cast<int64_t>(countCodePoints(text));
  if (missing <= 0)
    return interp.str(text);
  if (!interp.allocate(missing))
    return {};
  size_t sign = text.starts_with("-") || text.starts_with("+");
  return interp.str(text.take_front(sign).str() + std::string(missing, '0') +
                    text.drop_front(sign).str());
}

static void addWidths(Interpreter &interp) {
  defineStrMethod(interp, "center", "width, fillchar=",
                  [](Interpreter &interp, StringRef text, Arguments args) {
                    return pad(interp, text, args, "center",
                               [](int64_t missing, int64_t width) {
                                 return missing / 2 + (missing & width & 1);
                               });
                  });
  defineStrMethod(interp, "ljust", "width, fillchar=",
                  [](Interpreter &interp, StringRef text, Arguments args) {
                    return pad(interp, text, args, "ljust",
                               [](int64_t, int64_t) { return 0; });
                  });
  defineStrMethod(interp, "rjust", "width, fillchar=",
                  [](Interpreter &interp, StringRef text, Arguments args) {
                    return pad(
                        interp, text, args, "rjust",
                        [](int64_t missing, int64_t) { return missing; });
                  });
  defineStrMethod(interp, "zfill", "width", zeroFill);
}

void addStrCase(Interpreter &interp) {
  addCaseMappings(interp);
  addQuestions(interp);
  addWidths(interp);
}

} // namespace kiln::python

//===- FormatSpec.cpp - Format specifications and text --------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Support.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using namespace mlir;

/// No text is padded beyond this.
static constexpr int64_t maxWidth = int64_t(1) << 31;

static bool isAlign(char c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

static bool consumeOneOf(StringRef &text, StringRef letters, char &found) {
  if (text.empty() || !letters.contains(text.front()))
    return false;
  found = text.front();
  text = text.drop_front();
  return true;
}

/// Reads the fill and the alignment; says whether there was a fill.
static bool consumeAlign(StringRef &text, FormatSpec &spec) {
  if (text.empty())
    return false;
  size_t fillSize = 0;
  decodeCodePoint(text, fillSize);
  if (fillSize < text.size() && isAlign(text[fillSize])) {
    spec.fill = text.take_front(fillSize).str();
    spec.align = text[fillSize];
    text = text.drop_front(fillSize + 1);
    return true;
  }
  if (isAlign(text.front())) {
    spec.align = text.front();
    text = text.drop_front();
  }
  return false;
}

static bool consumeNumber(StringRef &text, int64_t &number) {
  StringRef digits = text.take_while(llvm::isDigit);
  if (digits.empty())
    return false;
  text = text.drop_front(digits.size());
  if (digits.getAsInteger(10, number) || number > maxWidth)
    number = maxWidth + 1;
  return true;
}

FailureOr<FormatSpec> parseFormatSpec(Interpreter &interp, StringRef text,
                                      StringRef typeName) {
  FormatSpec spec;
  StringRef whole = text;
  char ignored;
  bool hasFill = consumeAlign(text, spec);
  consumeOneOf(text, "+- ", spec.sign);
  spec.noNegativeZero = consumeOneOf(text, "z", ignored);
  spec.alternate = consumeOneOf(text, "#", ignored);
  if (!hasFill && consumeOneOf(text, "0", ignored)) {
    spec.fill = "0";
    if (spec.align == 0 && typeName != "str")
      spec.align = '=';
  }
  consumeNumber(text, spec.width);
  consumeOneOf(text, ",_", spec.grouping);
  if (spec.grouping && !text.empty() && (text[0] == ',' || text[0] == '_')) {
    valueError(interp, text[0] == spec.grouping
                           ? "Cannot specify '" + Twine(text[0]) + "' with '" +
                                 Twine(text[0]) + "'."
                           : Twine("Cannot specify both ',' and '_'."));
    return failure();
  }
  if (text.consume_front(".") && !consumeNumber(text, spec.precision))
    return fail(interp, interp.types.valueError,
                "Format specifier missing precision");
  if (spec.width > maxWidth || spec.precision > maxWidth)
    return fail(interp, interp.types.valueError,
                "Too many decimal digits in format string");
  size_t typeSize = 0;
  if (!text.empty())
    decodeCodePoint(text, typeSize);
  if (typeSize > 1 || typeSize != text.size())
    return fail(interp, interp.types.valueError,
                "Invalid format specifier '" + whole +
                    "' for object of type '" + typeName + "'");
  if (typeSize == 1)
    spec.type = text.front();
  return spec;
}

static void appendRepeated(std::string &result, StringRef part, int64_t count) {
  if (part.size() == 1)
    result.append(count, part.front());
  else
    for (int64_t index = 0; index < count; ++index)
      result += part;
}

FailureOr<std::string> padText(Interpreter &interp, StringRef text,
                               const FormatSpec &spec, char fallback) {
  int64_t length = countCodePoints(text);
  if (spec.width <= length)
    return text.str();
  int64_t missing = spec.width - length;
  if (!interp.allocate(missing * spec.fill.size()))
    return failure();
  char align = spec.align ? spec.align : fallback;
  int64_t before = align == '>' || align == '=' ? missing
                   : align == '^'               ? missing / 2
                                                : 0;
  std::string result;
  result.reserve(text.size() + missing * spec.fill.size());
  appendRepeated(result, spec.fill, before);
  result += text;
  appendRepeated(result, spec.fill, missing - before);
  return result;
}

FailureOr<std::string> formatText(Interpreter &interp, StringRef text,
                                  StringRef specText) {
  if (specText.empty())
    return text.str();
  FailureOr<FormatSpec> spec = parseFormatSpec(interp, specText, "str");
  if (failed(spec))
    return failure();
  auto refuse = [&](const Twine &message) {
    return fail(interp, interp.types.valueError, message);
  };
  if (spec->type && spec->type != 's')
    return refuse("Unknown format code '" + Twine(spec->type) +
                  "' for object of type 'str'");
  if (spec->sign == ' ')
    return refuse("Space not allowed in string format specifier");
  if (spec->sign)
    return refuse("Sign not allowed in string format specifier");
  if (spec->noNegativeZero)
    return refuse(
        "Negative zero coercion (z) not allowed in string format specifier");
  if (spec->alternate)
    return refuse("Alternate form (#) not allowed in string format specifier");
  if (spec->align == '=')
    return refuse("'=' alignment not allowed in string format specifier");
  if (spec->grouping)
    return refuse("Cannot specify '" + Twine(spec->grouping) + "' with 's'.");
  if (spec->precision >= 0)
    text = sliceCodePoints(text, 0, spec->precision);
  return padText(interp, text, *spec, '<');
}

} // namespace kiln::python

//===- Quote.cpp - Text and numbers as their literals ---------------------===//

#include "compiler/Frontend/Python/Builtins/Formatting.h"
#include "compiler/Frontend/Python/Builtins/Unicode.h"

#include "llvm/ADT/StringExtras.h"

#include <charconv>
#include <cmath>

namespace kiln::python {

using namespace mlir;

std::string formatReal(double number) {
  if (std::isnan(number))
    return "nan";
  if (std::isinf(number))
    return number < 0 ? "-inf" : "inf";
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), number,
                           std::chars_format::scientific)
                 .ptr;
  StringRef text(buffer, end - buffer);
  std::string sign = text.consume_front("-") ? "-" : "";
  auto [mantissa, exponentText] = text.split('e');
  int exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  std::string digits;
  for (char digit : mantissa)
    if (digit != '.')
      digits.push_back(digit);

  if (exponent >= 16 || exponent < -4) {
    std::string result = sign + digits.substr(0, 1);
    if (digits.size() > 1)
      result += "." + digits.substr(1);
    result += exponent < 0 ? "e-" : "e+";
    if (std::abs(exponent) < 10)
      result += "0";
    return result + std::to_string(std::abs(exponent));
  }
  if (exponent < 0)
    return sign + "0." + std::string(-exponent - 1, '0') + digits;
  size_t integral = exponent + 1;
  if (digits.size() <= integral)
    return sign + digits + std::string(integral - digits.size(), '0') + ".0";
  return sign + digits.substr(0, integral) + "." + digits.substr(integral);
}

static void appendEscape(std::string &result, char letter, uint32_t codePoint,
                         unsigned width) {
  result += '\\';
  result += letter;
  std::string digits = llvm::utohexstr(codePoint, /*LowerCase=*/true);
  result.append(width > digits.size() ? width - digits.size() : 0, '0');
  result += digits;
}

static char quoteFor(StringRef text) {
  return text.contains('\'') && !text.contains('"') ? '"' : '\'';
}

/// Appends what has an escape of its own; false for everything else.
static bool appendKnownEscape(std::string &result, uint32_t codePoint,
                              char quote) {
  switch (codePoint) {
  case '\n':
    result += "\\n";
    return true;
  case '\r':
    result += "\\r";
    return true;
  case '\t':
    result += "\\t";
    return true;
  case '\\':
    result += "\\\\";
    return true;
  default:
    if (codePoint != static_cast<unsigned char>(quote))
      return false;
    result += '\\';
    result += quote;
    return true;
  }
}

static void appendUnicodeEscape(std::string &result, uint32_t codePoint) {
  if (codePoint < 0x100)
    appendEscape(result, 'x', codePoint, 2);
  else if (codePoint < 0x10000)
    appendEscape(result, 'u', codePoint, 4);
  else
    appendEscape(result, 'U', codePoint, 8);
}

std::string quoteText(StringRef text) {
  char quote = quoteFor(text);
  std::string result(1, quote);
  result.reserve(text.size() + 2);
  for (size_t offset = 0; offset < text.size();) {
    uint32_t codePoint = decodeCodePoint(text, offset);
    if (appendKnownEscape(result, codePoint, quote))
      continue;
    if (isPrintable(codePoint))
      appendCodePoint(result, codePoint);
    else
      appendUnicodeEscape(result, codePoint);
  }
  result += quote;
  return result;
}

std::string quoteBytes(StringRef bytes) {
  char quote = quoteFor(bytes);
  std::string result = "b";
  result += quote;
  for (unsigned char byte : bytes) {
    if (appendKnownEscape(result, byte, quote))
      continue;
    if (byte >= 0x20 && byte < 0x7f)
      result += static_cast<char>(byte);
    else
      appendEscape(result, 'x', byte, 2);
  }
  result += quote;
  return result;
}

FailureOr<std::string> asciiRepr(Interpreter &interp, Value value) {
  FailureOr<std::string> text = interp.repr(value);
  if (failed(text))
    return failure();
  std::string result;
  for (size_t offset = 0; offset < text->size();) {
    uint32_t codePoint = decodeCodePoint(*text, offset);
    if (codePoint < 0x80)
      result += static_cast<char>(codePoint);
    else
      appendUnicodeEscape(result, codePoint);
  }
  return result;
}

FailureOr<std::string> convertForFormat(Interpreter &interp, Value value,
                                        char conversion) {
  switch (conversion) {
  case 'r':
    return interp.repr(value);
  case 'a':
    return asciiRepr(interp, value);
  default:
    return interp.toString(value);
  }
}

} // namespace kiln::python

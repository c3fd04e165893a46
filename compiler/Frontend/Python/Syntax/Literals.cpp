//===- Literals.cpp - What numbers and strings stand for ------------------===//

#include "compiler/Frontend/Python/Syntax/Literals.h"
#include "compiler/Frontend/Python/Syntax/Source.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

#include <charconv>
#include <cstdlib>

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

static double decodeDouble(const std::string &digits) {
  double number = 0;
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  // strtod tells numbers that are too large from those that are too small.
  return error == std::errc() ? number : std::strtod(digits.c_str(), nullptr);
}

static std::optional<int64_t> decodeInteger(llvm::StringRef digits,
                                            unsigned base) {
  int64_t number = 0;
  for (char c : digits)
    if (__builtin_mul_overflow(number, base, &number) ||
        __builtin_add_overflow(number, llvm::hexDigitValue(c), &number))
      return std::nullopt;
  return number;
}

void python::decodeNumber(llvm::StringRef spelling, ConstantExpr &constant,
                          Tree &tree) {
  using Literal = ConstantExpr::Literal;
  std::string digits = spelling.lower();
  llvm::erase(digits, '_');
  llvm::StringRef rest = digits;
  unsigned base = rest.consume_front("0x")   ? 16
                  : rest.consume_front("0o") ? 8
                  : rest.consume_front("0b") ? 2
                                             : 10;
  if (base == 10 && rest.find_first_of(".ej") != llvm::StringRef::npos) {
    bool isImaginary = digits.back() == 'j';
    if (isImaginary)
      digits.pop_back();
    constant.literal = isImaginary ? Literal::Imaginary : Literal::Float;
    constant.real = decodeDouble(digits);
  } else if (std::optional<int64_t> integer = decodeInteger(rest, base)) {
    constant.literal = Literal::Integer;
    constant.integer = *integer;
  } else {
    constant.literal = Literal::BigInteger;
    constant.text = tree.copy(llvm::StringRef(digits));
  }
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

namespace {
/// Replaces the escapes of one string.
class StringDecoder {
public:
  StringDecoder(const StringBody &body, std::string &text)
      : body(body), rest(body.text), text(text) {}

  std::optional<EscapeError> run();

private:
  void decodeEscape();
  void decodeHex(unsigned digits);
  void decodeOctal(char first);
  void decodeName();
  void fail(const llvm::Twine &message) {
    error = EscapeError{escapeStart, message.str()};
  }

  const StringBody &body;
  llvm::StringRef rest;
  std::string &text;
  size_t escapeStart = 0;
  std::optional<EscapeError> error;
};
} // namespace

std::optional<EscapeError> StringDecoder::run() {
  while (!rest.empty() && !error) {
    size_t plain = std::min(
        rest.find_first_of(body.isFormatted ? "\\{}" : "\\"), rest.size());
    text.append(rest.begin(), plain);
    rest = rest.drop_front(plain);
    if (rest.empty())
      break;
    char c = rest.front();
    if (c == '\\' && !body.isRaw) {
      decodeEscape();
      continue;
    }
    text.push_back(c);
    rest =
        rest.drop_front(c != '\\' && rest.size() > 1 && rest[1] == c ? 2 : 1);
  }
  return error;
}

void StringDecoder::decodeEscape() {
  escapeStart = rest.begin() - body.text.begin();
  char c = rest.size() > 1 ? rest[1] : '\0';
  bool staysAsItIs = c == '\0' || c == '{' || c == '}';
  if (staysAsItIs) {
    text.push_back('\\');
    rest = rest.drop_front();
    return;
  }
  rest = rest.drop_front(2);
  static constexpr llvm::StringLiteral letters = "\\'\"abfnrtv";
  static constexpr llvm::StringLiteral meanings = "\\'\"\a\b\f\n\r\t\v";
  if (size_t index = letters.find(c); index != llvm::StringRef::npos)
    text.push_back(meanings[index]);
  else if (c == '\n')
    return;
  else if (c >= '0' && c <= '7')
    decodeOctal(c);
  else if (c == 'x')
    decodeHex(2);
  else if (c == 'u' && !body.isBytes)
    decodeHex(4);
  else if (c == 'U' && !body.isBytes)
    decodeHex(8);
  else if (c == 'N' && !body.isBytes)
    decodeName();
  else
    text.append({'\\', c});
}

void StringDecoder::decodeHex(unsigned digits) {
  llvm::StringRef number = rest.take_front(digits);
  uint32_t codePoint = 0;
  if (number.size() != digits || number.getAsInteger(16, codePoint))
    return fail(llvm::Twine("expected ") + llvm::Twine(digits) +
                " hexadecimal digits in this escape");
  if (codePoint > 0x10FFFF)
    return fail("expected a character up to \\U0010ffff");
  rest = rest.drop_front(digits);
  if (body.isBytes)
    text.push_back(static_cast<char>(codePoint));
  else
    appendUtf8(text, codePoint);
}

void StringDecoder::decodeOctal(char first) {
  unsigned number = first - '0';
  for (int i = 0; i < 2 && !rest.empty(); ++i) {
    if (rest.front() < '0' || rest.front() > '7')
      break;
    number = number * 8 + (rest.front() - '0');
    rest = rest.drop_front();
  }
  if (body.isBytes)
    text.push_back(static_cast<char>(number));
  else
    appendUtf8(text, number);
}

/// \N{GREEK SMALL LETTER ALPHA}
void StringDecoder::decodeName() {
  size_t end = rest.find('}');
  if (!rest.consume_front("{") || end == llvm::StringRef::npos)
    return fail("expected '{' and the name of a character after '\\N'");
  llvm::StringRef name = rest.take_front(end - 1);
  rest = rest.drop_front(end);
  if (auto codePoint = llvm::sys::unicode::nameToCodepointStrict(name.upper()))
    return appendUtf8(text, *codePoint);
  fail("there is no character named '" + name.take_front(80) + "'");
}

std::optional<EscapeError> python::decodeString(const StringBody &body,
                                                std::string &text) {
  return StringDecoder(body, text).run();
}

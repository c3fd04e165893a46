//===- LexLiterals.cpp - Where numbers and strings end --------------------===//

#include "compiler/Frontend/Python/Syntax/Lexer.h"

#include "llvm/ADT/StringExtras.h"

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

/// Digits with single underscores between them. False if there is none, or an
/// underscore that no digit follows.
bool Lexer::skipDigits(unsigned base) {
  auto isDigit = [&](char c) { return llvm::hexDigitValue(c) < base; };
  if (!isDigit(peek()))
    return false;
  while (isDigit(peek()) || (peek() == '_' && isDigit(peek(1))))
    ++at;
  return peek() != '_';
}

Token Lexer::lexNumber(const char *start, Position position) {
  char second = llvm::toLower(peek(1));
  if (*at == '0' && (second == 'x' || second == 'o' || second == 'b'))
    return lexPrefixed(start, position);
  return lexDecimal(start, position);
}

Token Lexer::lexPrefixed(const char *start, Position position) {
  char letter = llvm::toLower(at[1]);
  unsigned base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
  const char *what = letter == 'x'   ? "hexadecimal"
                     : letter == 'o' ? "octal"
                                     : "binary";
  at += 2;
  if (peek() == '_')
    ++at;
  if (!skipDigits(base) || llvm::isDigit(peek()))
    return fail(here(), llvm::Twine("expected a ") + what + " digit");
  return finishNumber(start, position, what);
}

Token Lexer::lexDecimal(const char *start, Position position) {
  auto malformed = [&] { return fail(here(), "expected a decimal digit"); };
  bool isFloat = false;
  if (peek() != '.' && !skipDigits(10))
    return malformed();
  llvm::StringRef whole(start, at - start);
  if (peek() == '.') {
    isFloat = true;
    ++at;
    if (llvm::isDigit(peek()) && !skipDigits(10))
      return malformed();
  }
  if (llvm::toLower(peek()) == 'e') {
    size_t sign = peek(1) == '+' || peek(1) == '-';
    if (llvm::isDigit(peek(1 + sign))) {
      isFloat = true;
      at += 1 + sign;
      if (!skipDigits(10))
        return malformed();
    }
  }
  if (llvm::toLower(peek()) == 'j') {
    isFloat = true;
    ++at;
  }
  if (!isFloat && whole.front() == '0' &&
      whole.find_first_not_of("0_") != llvm::StringRef::npos)
    return fail(position, "a decimal number cannot begin with 0, write an "
                          "octal one with 0o");
  return finishNumber(start, position, "decimal");
}

/// Only words that are operators may follow at once, as in `1if x else 2`.
Token Lexer::finishNumber(const char *start, Position position,
                          const char *what) {
  llvm::StringRef rest(at, std::min<size_t>(end - at, 4));
  unsigned char c = peek();
  if (llvm::isAlnum(c) || c == '_' || c >= 0x80) {
    static constexpr llvm::StringLiteral words[] = {"and", "else", "for", "if",
                                                    "in",  "is",   "not", "or"};
    if (llvm::none_of(words,
                      [&](llvm::StringRef w) { return rest.starts_with(w); }))
      return fail(here(), llvm::Twine("expected the end of the ") + what +
                              " number, found " + spellingAt(at));
  }
  return make(Token::Number, start, position);
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

/// The length of the letters before a quote if a string begins here.
std::optional<size_t> Lexer::stringPrefix() const {
  size_t length = 0;
  while (length < 3 && llvm::isAlpha(peek(length)))
    ++length;
  if (peek(length) != '"' && peek(length) != '\'')
    return std::nullopt;
  std::string prefix = llvm::StringRef(at, length).lower();
  static constexpr llvm::StringLiteral prefixes[] = {"",   "r",  "u",  "b", "f",
                                                     "br", "rb", "fr", "rf"};
  if (llvm::is_contained(prefixes, llvm::StringRef(prefix)))
    return length;
  return std::nullopt;
}

Token Lexer::lexString(const char *start, size_t prefix, Position position) {
  llvm::StringRef letters(start, prefix);
  at += prefix;
  char quote = *at;
  bool isTriple = peek(1) == quote && peek(2) == quote;
  at += isTriple ? 3 : 1;
  Open string{Open::String, quote, isTriple, letters.contains_insensitive("r"),
              position};
  if (letters.contains_insensitive("f")) {
    opened.push_back(string);
    return make(Token::FStringStart, start, position);
  }
  while (true) {
    if (atEnd() || (*at == '\n' && !isTriple))
      return endsField(string) ? failUnclosedField(position)
                               : failUnclosed(string);
    char c = *at++;
    if (c == '\\' && !atEnd())
      c = *at++ == '\n' ? '\n' : '\0';
    if (c == '\n')
      newLine();
    if (c != quote)
      continue;
    if (!isTriple)
      return make(Token::String, start, position);
    if (peek() == quote && peek(1) == quote) {
      at += 2;
      return make(Token::String, start, position);
    }
  }
}

/// Whether a string that does not end was meant to end the f-string around it.
bool Lexer::endsField(const Open &string) const {
  return !opened.empty() && opened.back().kind == Open::Field &&
         opened.back().sign == string.sign;
}

Token Lexer::failUnclosedField(Position position) {
  Position opening = opened.back().position;
  Token token = fail(position, "expected '}' before the end of the string");
  syntaxError.notePosition = opening;
  syntaxError.note = "this '{' was never closed";
  return token;
}

/// Whether `{` at `at` belongs to `\N{...}`; skips it if so.
bool Lexer::skipNamedCharacter() {
  size_t length = 1;
  while (llvm::isAlnum(peek(length)) || peek(length) == ' ' ||
         peek(length) == '-')
    ++length;
  if (peek(length) != '}')
    return false;
  at += length + 1;
  return true;
}

/// The text of an f-string, or of a format, up to a field or its end.
Token Lexer::lexFStringText() {
  Open &string = opened.back();
  bool inSpec = string.kind == Open::Spec;
  const char *start = at;
  Position position = here();
  auto atQuote = [&] {
    return peek() == string.sign &&
           (!string.isTriple ||
            (peek(1) == string.sign && peek(2) == string.sign));
  };
  while (true) {
    if (atEnd() || (*at == '\n' && !string.isTriple))
      return failUnclosed(string);
    char c = *at;
    if (atQuote() || c == '{' || c == '}') {
      bool isDoubled = !inSpec && c != string.sign && peek(1) == c;
      if (!isDoubled)
        break;
      at += 2;
      continue;
    }
    ++at;
    if (c == '\n')
      newLine();
    if (c != '\\' || atEnd() || peek() == '{' || peek() == '}')
      continue;
    c = *at++;
    if (c == '\n')
      newLine();
    if (c == 'N' && !string.isRaw && peek() == '{')
      skipNamedCharacter();
  }
  if (at != start)
    return make(Token::FStringMiddle, start, position);

  char c = *at;
  if (c == '{') {
    ++at;
    Open field = string;
    field.kind = Open::Field;
    field.position = position;
    opened.push_back(field);
    return make(Token::LeftBrace, start, position);
  }
  if (c == '}' && inSpec) {
    ++at;
    opened.pop_back();
    return make(Token::RightBrace, start, position);
  }
  if (c == '}')
    return fail(position, "expected '}}', found a single '}' in an f-string");
  if (inSpec)
    return failUnclosedField(position);
  at += string.isTriple ? 3 : 1;
  opened.pop_back();
  return make(Token::FStringEnd, start, position);
}

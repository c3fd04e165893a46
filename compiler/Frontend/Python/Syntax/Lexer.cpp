//===- Lexer.cpp - Lines, blocks, names and signs -------------------------===//

#include "compiler/Frontend/Python/Syntax/Lexer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// What messages say
//===----------------------------------------------------------------------===//

std::string python::describe(Token::Kind kind) {
  switch (kind) {
#define KILN_TOKEN(kind, description)                                          \
  case Token::kind:                                                            \
    return description;
#define KILN_KEYWORD(kind, spelling)                                           \
  case Token::kind:                                                            \
    return "'" spelling "'";
#define KILN_SIGN(kind, spelling)                                              \
  case Token::kind:                                                            \
    return "'" spelling "'";
#include "compiler/Frontend/Python/Syntax/Tokens.def"
  }
  return "";
}

std::string python::describe(const Token &token) {
  constexpr size_t longest = 40;
  bool hasText = token.kind == Token::Name || token.kind == Token::Number;
  if (hasText && token.text.size() <= longest)
    return "'" + token.text.str() + "'";
  return describe(token.kind);
}

bool python::isKeyword(Token::Kind kind) {
  return kind >= Token::False && kind <= Token::Yield;
}

static Token::Kind kindOfWord(llvm::StringRef word) {
  // No keyword is longer; names of models often are.
  if (word.size() > 8)
    return Token::Name;
  return llvm::StringSwitch<Token::Kind>(word)
#define KILN_KEYWORD(kind, spelling) .Case(spelling, Token::kind)
#include "compiler/Frontend/Python/Syntax/Tokens.def"
      .Default(Token::Name);
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

Lexer::Lexer(const Block &block)
    : at(block.text.begin()), end(block.text.end()), lineStart(at),
      line(block.line), indents{block.outer} {}

Position Lexer::here() const {
  return {line, static_cast<uint32_t>(at - lineStart + 1)};
}

void Lexer::newLine() {
  ++line;
  lineStart = at;
}

Token Lexer::make(Token::Kind kind, const char *start, Position position) {
  lineHasTokens = true;
  return {kind, position, llvm::StringRef(start, at - start)};
}

Token Lexer::fail(Position position, const llvm::Twine &message) {
  syntaxError = {position, message.str(), {}, {}};
  isDone = true;
  return {Token::Error, position, llvm::StringRef(at, 0)};
}

char Lexer::closingOf(const Open &open) {
  if (open.kind == Open::Field)
    return '}';
  return open.sign == '(' ? ')' : open.sign == '[' ? ']' : '}';
}

Token Lexer::failUnclosed(const Open &open) {
  bool isString = open.kind == Open::String || open.kind == Open::Spec;
  std::string what = isString ? "the closing quote of a string"
                              : std::string("'") + closingOf(open) + "'";
  Position opening = open.position;
  Token token = fail(here(), "expected " + what + " before the end of the " +
                                 (atEnd() ? "file" : "line"));
  syntaxError.notePosition = opening;
  syntaxError.note =
      isString ? "the string begins here" : "this bracket was never closed";
  return token;
}

Token Lexer::next() {
  if (isDone)
    return {Token::EndOfFile, here(), llvm::StringRef(at, 0)};
  if (pendingDedents) {
    --pendingDedents;
    indents.pop_back();
    return {Token::Dedent, here(), llvm::StringRef(at, 0)};
  }
  if (!opened.empty() &&
      (opened.back().kind == Open::String || opened.back().kind == Open::Spec))
    return lexFStringText();
  if (atLineStart && opened.empty())
    if (std::optional<Token> token = startLine())
      return *token;
  return lexToken();
}

/// Measures the indentation of the next line that holds a token.
std::optional<Token> Lexer::startLine() {
  atLineStart = false;
  lineHasTokens = false;
  uint32_t column = 0, tabless = 0;
  // A line that goes on below is indented as it began.
  bool isJoined = false;
  while (true) {
    char c = peek();
    if (c == ' ' || c == '\t') {
      if (!isJoined) {
        column = c == ' ' ? column + 1 : (column / 8 + 1) * 8;
        ++tabless;
      }
      ++at;
    } else if (c == '\f') {
      column = tabless = 0;
      ++at;
    } else if (c == '#') {
      skipComment();
    } else if (c == '\n' || (c == '\\' && peek(1) == '\n')) {
      isJoined = c == '\\';
      at += isJoined ? 2 : 1;
      newLine();
      if (!isJoined)
        column = tabless = 0;
    } else {
      break;
    }
  }
  if (atEnd())
    return std::nullopt;
  return indentTo(column, tabless);
}

std::optional<Token> Lexer::indentTo(uint32_t column, uint32_t tabless) {
  const Indentation &current = indents.back();
  Position position = here();
  auto inconsistent = [&] {
    return fail(position, "this line mixes tabs and spaces so that its "
                          "indentation depends on the width of a tab");
  };
  if (column == current.column) {
    if (tabless != current.tabless)
      return inconsistent();
    return std::nullopt;
  }
  if (column > current.column) {
    if (tabless <= current.tabless)
      return inconsistent();
    indents.push_back({column, tabless, position});
    return Token{Token::Indent, position, llvm::StringRef(at, 0)};
  }
  size_t keep = indents.size();
  while (indents[keep - 1].column > column)
    --keep;
  if (indents[keep - 1].column != column) {
    Token token = fail(position, "the indentation of this line matches that of "
                                 "no enclosing block");
    syntaxError.notePosition = indents[keep].position;
    syntaxError.note = "the innermost block begins here";
    return token;
  }
  if (indents[keep - 1].tabless != tabless)
    return inconsistent();
  pendingDedents = static_cast<uint32_t>(indents.size() - keep) - 1;
  indents.pop_back();
  return Token{Token::Dedent, position, llvm::StringRef(at, 0)};
}

Token Lexer::endOfFile() {
  if (!opened.empty())
    return failUnclosed(opened.back());
  if (lineHasTokens) {
    lineHasTokens = false;
    return {Token::Newline, here(), llvm::StringRef(at, 0)};
  }
  if (indents.size() > 1) {
    indents.pop_back();
    return {Token::Dedent, here(), llvm::StringRef(at, 0)};
  }
  isDone = true;
  return {Token::EndOfFile, here(), llvm::StringRef(at, 0)};
}

void Lexer::skipSpace() {
  while (peek() == ' ' || peek() == '\t' || peek() == '\f')
    ++at;
  skipComment();
}

void Lexer::skipComment() {
  if (peek() == '#')
    while (!atEnd() && *at != '\n')
      ++at;
}

/// A backslash at the end of a line.
bool Lexer::skipContinuation(std::optional<Token> &failure) {
  if (peek() != '\\')
    return false;
  if (peek(1) != '\n') {
    failure = fail(here(), "expected the end of the line after '\\'");
    return false;
  }
  ++at, ++at;
  newLine();
  if (atEnd())
    failure = fail(here(), "expected a line after '\\', found the end of the "
                           "file");
  return !failure;
}

Token Lexer::lexToken() {
  std::optional<Token> failure;
  while (true) {
    skipSpace();
    if (peek() == '\n') {
      Position position = here();
      const char *start = at++;
      newLine();
      if (!opened.empty())
        continue;
      atLineStart = true;
      lineHasTokens = false;
      return {Token::Newline, position, llvm::StringRef(start, 0)};
    }
    if (!skipContinuation(failure))
      break;
  }
  if (failure)
    return *failure;
  if (atEnd())
    return endOfFile();

  const char *start = at;
  Position position = here();
  if (std::optional<size_t> prefix = stringPrefix())
    return lexString(start, *prefix, position);
  unsigned char c = *at;
  if (llvm::isAlpha(c) || c == '_' || c >= 0x80)
    return lexName(start, position);
  if (llvm::isDigit(c) || (c == '.' && llvm::isDigit(peek(1))))
    return lexNumber(start, position);
  return lexSign(start, position);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// Blocks of punctuation and symbols, which names cannot contain. All other
/// characters beyond ASCII are taken for letters.
static bool isSymbol(uint32_t c) {
  static constexpr std::pair<uint32_t, uint32_t> blocks[] = {
      {0x80, 0xA9},      {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},
      {0xBB, 0xBF},      {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x203E},
      {0x2041, 0x2053},  {0x2055, 0x2070}, {0x20A0, 0x20CF}, {0x2190, 0x2BFF},
      {0x3000, 0x3004},  {0x3008, 0x3020}, {0xD800, 0xF8FF}, {0xFE10, 0xFE1F},
      {0xFEFF, 0xFEFF},  {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFFE0, 0xFFFF},
      {0x1F000, 0x1FAFF}};
  for (auto [first, last] : blocks)
    if (c >= first && c <= last)
      return true;
  return false;
}

/// Decodes one character of text that is known to be UTF-8.
static uint32_t decode(const char *&at, const char *end) {
  const auto *source = reinterpret_cast<const llvm::UTF8 *>(at);
  llvm::UTF32 codePoint = 0, *target = &codePoint;
  llvm::ConvertUTF8toUTF32(&source, reinterpret_cast<const llvm::UTF8 *>(end),
                           &target, target + 1, llvm::lenientConversion);
  at = std::max(at + 1, reinterpret_cast<const char *>(source));
  return codePoint;
}

std::string Lexer::spellingAt(const char *where) const {
  const char *next = where;
  uint32_t codePoint = decode(next, end);
  std::string hex = llvm::utohexstr(codePoint, /*LowerCase=*/false, 4);
  if (codePoint < 0x20 || codePoint == 0x7F)
    return "the control character U+" + hex;
  std::string text = "'" + std::string(where, next) + "'";
  return "the character " +
         (codePoint < 0x80 ? text : text + " (U+" + hex + ")");
}

Token Lexer::lexName(const char *start, Position position) {
  while (!atEnd()) {
    unsigned char c = *at;
    if (llvm::isAlnum(c) || c == '_') {
      ++at;
      continue;
    }
    if (c < 0x80)
      break;
    const char *next = at;
    if (isSymbol(decode(next, end)))
      return fail(here(), "expected Python, found " + spellingAt(at));
    at = next;
  }
  Token token = make(Token::Name, start, position);
  token.kind = kindOfWord(token.text);
  return token;
}

//===----------------------------------------------------------------------===//
// Signs
//===----------------------------------------------------------------------===//

static Token::Kind signAt(llvm::StringRef text, size_t &length) {
  switch (text.front()) {
  case '$':
  case '?':
  case '`':
    return Token::Error;
  default:
    break;
  }
#define KILN_SIGN(kind, spelling)                                              \
  if (text.starts_with(spelling)) {                                            \
    length = sizeof(spelling) - 1;                                             \
    return Token::kind;                                                        \
  }
#include "compiler/Frontend/Python/Syntax/Tokens.def"
  return Token::Error;
}

Token Lexer::lexSign(const char *start, Position position) {
  size_t length = 1;
  Token::Kind kind = signAt(llvm::StringRef(at, end - at), length);
  bool inField = !opened.empty() && opened.back().kind == Open::Field;
  // In a replacement field, ':' always begins the format.
  if (inField && kind == Token::ColonEqual)
    kind = Token::Colon, length = 1;
  if (kind == Token::Error && *at == '`')
    return fail(position, "'`' is Python 2, write repr()");
  if (kind == Token::Error || (kind == Token::Exclamation && !inField))
    return fail(position, "expected Python, found " + spellingAt(at));
  at += length;
  switch (kind) {
  case Token::LeftParen:
  case Token::LeftBracket:
  case Token::LeftBrace:
    return open(kind, start, position);
  case Token::RightParen:
  case Token::RightBracket:
  case Token::RightBrace:
    return close(kind, start, position);
  case Token::Colon:
    if (inField)
      opened.back().kind = Open::Spec;
    return make(kind, start, position);
  default:
    return make(kind, start, position);
  }
}

Token Lexer::open(Token::Kind kind, const char *start, Position position) {
  Open bracket{Open::Bracket, *start, false, false, position};
  opened.push_back(bracket);
  return make(kind, start, position);
}

Token Lexer::close(Token::Kind kind, const char *start, Position position) {
  if (opened.empty())
    return fail(position, "this " + describe(kind) +
                              " closes nothing: no bracket is open");
  const Open &bracket = opened.back();
  char expected = closingOf(bracket);
  if (*start != expected) {
    Position opening = bracket.position;
    Token token =
        fail(position, llvm::Twine("expected '") + llvm::Twine(expected) +
                           "', found " + describe(kind));
    syntaxError.notePosition = opening;
    syntaxError.note = "to match this bracket";
    return token;
  }
  opened.pop_back();
  return make(kind, start, position);
}

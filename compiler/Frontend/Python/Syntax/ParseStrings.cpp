//===- ParseStrings.cpp - Adjacent strings and f-strings ------------------===//

#include "compiler/Frontend/Python/Syntax/Literals.h"
#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

/// What adjacent strings amount to so far.
struct Parser::StringParts {
  std::string text; ///< since the last field
  llvm::SmallVector<FormattedPiece> pieces;
  bool isBytes = false, isFormatted = false;

  void finishText(Tree &tree) {
    if (text.empty())
      return;
    FormattedPiece piece;
    piece.text = tree.copy(llvm::StringRef(text));
    pieces.push_back(piece);
    text.clear();
  }
};

static size_t prefixLength(llvm::StringRef string) {
  return string.find_first_of("'\"");
}

/// The length of the opening quotes.
static size_t quoteLength(llvm::StringRef quoted) {
  return quoted.starts_with("'''") || quoted.starts_with("\"\"\"") ? 3 : 1;
}

Expr *Parser::parseStrings() {
  Position position = peek().position;
  StringParts parts;
  for (bool isFirst = true; at(Token::String) || at(Token::FStringStart);
       isFirst = false) {
    llvm::StringRef prefix = peek().text.take_front(prefixLength(peek().text));
    bool isBytes = prefix.contains_insensitive("b");
    if (!isFirst && isBytes != parts.isBytes)
      fail(peek().position, "expected bytes or text throughout, found them "
                            "side by side");
    parts.isBytes = isBytes;
    if (at(Token::String))
      parsePlainString(parts);
    else
      parseFormattedString(parts);
  }
  if (parts.isFormatted) {
    parts.finishText(tree);
    auto *formatted = make<FormattedStringExpr>(position);
    formatted->pieces = copy(parts.pieces);
    return formatted;
  }
  auto *constant = make<ConstantExpr>(position);
  constant->literal =
      parts.isBytes ? ConstantExpr::Literal::Bytes : ConstantExpr::Literal::Str;
  constant->text = tree.copy(llvm::StringRef(parts.text));
  return constant;
}

/// The position of the character behind `text` that begins at `position`.
Position Parser::advance(Position position, llvm::StringRef text) {
  size_t lineBreak = text.rfind('\n');
  if (lineBreak == llvm::StringRef::npos)
    return {position.line,
            static_cast<uint32_t>(position.column + text.size())};
  return {static_cast<uint32_t>(position.line + text.count('\n')),
          static_cast<uint32_t>(text.size() - lineBreak)};
}

void Parser::appendText(StringParts &parts, llvm::StringRef body, bool isRaw,
                        bool isBytes, bool isFormatted, Position position) {
  StringBody string{body, isRaw, isBytes, isFormatted};
  if (std::optional<EscapeError> error = decodeString(string, parts.text))
    fail(advance(position, body.take_front(error->offset)), error->message);
}

void Parser::parsePlainString(StringParts &parts) {
  Token token = take();
  size_t prefix = prefixLength(token.text);
  llvm::StringRef letters = token.text.take_front(prefix);
  size_t quote = quoteLength(token.text.drop_front(prefix));
  llvm::StringRef body = token.text.drop_front(prefix + quote).drop_back(quote);
  Position position = token.position;
  position.column += prefix + quote;
  if (parts.isBytes) {
    auto *outside = llvm::find_if(body, [](char c) { return c & 0x80; });
    if (outside != body.end())
      fail(advance(position, body.take_front(outside - body.begin())),
           "expected ASCII in a bytes literal");
  }
  appendText(parts, body, letters.contains_insensitive("r"), parts.isBytes,
             /*isFormatted=*/false, position);
}

void Parser::parseFormattedString(StringParts &parts) {
  Token opening = take();
  parts.isFormatted = true;
  parsePieces(parts, Token::FStringEnd, opening.text.contains_insensitive("r"));
  expect(Token::FStringEnd);
}

void Parser::parsePieces(StringParts &parts, Token::Kind end, bool isRaw) {
  while (!at(end)) {
    if (at(Token::FStringMiddle)) {
      Token text = take();
      // In a format, braces are never doubled.
      appendText(parts, text.text, isRaw, /*isBytes=*/false,
                 /*isFormatted=*/end == Token::FStringEnd, text.position);
    } else if (at(Token::LeftBrace)) {
      parseField(parts, isRaw);
    } else {
      return;
    }
  }
}

/// `{value}`, `{value!r:format}` or `{value=}`
void Parser::parseField(StringParts &parts, bool isRaw) {
  Nesting nesting(*this);
  Token opening = take();
  FormattedPiece piece;
  if (at(Token::RightBrace) || at(Token::Exclamation) || at(Token::Colon))
    failExpected("an expression after '{'");
  piece.value = parseYieldOrStarExpressions();
  refuseStarred(piece.value);
  if (at(Token::Equal)) {
    take();
    const char *end = peek().begin();
    if (!failed)
      parts.text.append(opening.text.end(), end);
    bool showsRepr = at(Token::RightBrace);
    piece.conversion = showsRepr ? 'r' : 0;
  }
  parts.finishText(tree);
  if (consume(Token::Exclamation)) {
    Token conversion = expect(Token::Name, " of a conversion after '!'");
    if (conversion.text != "r" && conversion.text != "s" &&
        conversion.text != "a")
      fail(conversion.position,
           "expected a conversion 'r', 's' or 'a', found " +
               python::describe(conversion));
    if (!failed)
      piece.conversion = conversion.text.front();
  }
  if (at(Token::Colon)) {
    auto *spec = make<FormattedStringExpr>(take().position);
    StringParts format;
    parsePieces(format, Token::RightBrace, isRaw);
    format.finishText(tree);
    spec->pieces = copy(format.pieces);
    piece.formatSpec = spec;
  }
  expectClosing(Token::RightBrace, opening, "'!', ':'");
  parts.pieces.push_back(piece);
}

//===- ParsePatterns.cpp - The match statement ----------------------------===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

/// `match` is an ordinary name but where a line that it begins ends with ':'.
bool Parser::atMatch() {
  if (!atName("match"))
    return false;
  switch (peek(1).kind) {
  case Token::Equal:
  case Token::Dot:
  case Token::Comma:
  case Token::Colon:
  case Token::Newline:
    return false;
  default:
    break;
  }
  size_t ahead = 1;
  for (Token::Kind kind = peek(1).kind;
       kind != Token::Newline && kind != Token::EndOfFile &&
       kind != Token::Error;
       kind = peek(++ahead).kind)
    ;
  return peek(ahead - 1).kind == Token::Colon;
}

Stmt *Parser::parseMatch() {
  Nesting nesting(*this);
  auto *statement = make<MatchStmt>(take().position);
  statement->subject = parseStarNamedExpression();
  if (at(Token::Comma)) {
    llvm::SmallVector<Expr *> elements = {statement->subject};
    while (consume(Token::Comma) && !at(Token::Colon))
      elements.push_back(parseStarNamedExpression());
    auto *tuple = make<TupleExpr>(elements[0]->position);
    tuple->elements = copy(elements);
    statement->subject = tuple;
  }
  refuseStarred(statement->subject);
  expect(Token::Colon, " after the subject of 'match'");
  expect(Token::Newline, " after ':'");
  if (!consume(Token::Indent)) {
    fail(peek().position, "expected an indented block after 'match'");
    note(statement->position, "the block belongs to this line");
  }
  llvm::SmallVector<MatchCase> cases;
  while (!at(Token::Dedent) && !at(Token::EndOfFile)) {
    if (!atName("case"))
      failExpected("'case'");
    cases.push_back(parseCase());
  }
  consume(Token::Dedent);
  statement->cases = copy(cases);
  return statement;
}

MatchCase Parser::parseCase() {
  MatchCase result;
  Position position = take().position;
  result.pattern = parsePatterns();
  if (consume(Token::If))
    result.guard = parseNamedExpression();
  result.body = parseBlock("the pattern of 'case'", position);
  return result;
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

/// What stands behind `case`: a pattern, or a sequence without brackets.
Pattern *Parser::parsePatterns() {
  Position position = peek().position;
  Pattern *first = parseStarOrPattern();
  if (!at(Token::Comma)) {
    if (llvm::isa<StarPattern>(first))
      failExpected("',' after a starred pattern");
    return first;
  }
  llvm::SmallVector<Pattern *> elements = {first};
  while (consume(Token::Comma) && !at(Token::Colon) && !at(Token::If))
    elements.push_back(parseStarOrPattern());
  auto *sequence = make<SequencePattern>(position);
  sequence->elements = copy(elements);
  return sequence;
}

NameExpr *Parser::captureTarget(const Token &name) {
  return name.text == "_" ? nullptr : makeName(name);
}

Pattern *Parser::parseStarOrPattern() {
  if (!at(Token::Star))
    return parsePattern();
  auto *star = make<StarPattern>(take().position);
  star->target = captureTarget(expect(Token::Name, " after '*'"));
  return star;
}

Pattern *Parser::parsePattern() {
  Nesting nesting(*this);
  Position position = peek().position;
  Pattern *pattern = parseOrPattern();
  if (!consume(Token::As))
    return pattern;
  auto *capture = make<CapturePattern>(position);
  capture->pattern = pattern;
  Token name = expect(Token::Name, " after 'as'");
  if (name.text == "_")
    fail(name.position, "expected a name after 'as', found '_'");
  capture->target = makeName(name);
  return capture;
}

Pattern *Parser::parseOrPattern() {
  Position position = peek().position;
  Pattern *first = parseClosedPattern();
  if (!at(Token::Pipe))
    return first;
  llvm::SmallVector<Pattern *> alternatives = {first};
  while (consume(Token::Pipe))
    alternatives.push_back(parseClosedPattern());
  auto *either = make<OrPattern>(position);
  either->alternatives = copy(alternatives);
  return either;
}

Pattern *Parser::parseClosedPattern() {
  switch (peek().kind) {
  case Token::Name:
    return parseNamePattern();
  case Token::Number:
  case Token::Minus:
  case Token::String:
  case Token::FStringStart:
  case Token::None:
  case Token::True:
  case Token::False: {
    auto *pattern = make<ValuePattern>(peek().position);
    pattern->value = parsePatternValue();
    return pattern;
  }
  case Token::LeftParen:
    return parseGroupPattern();
  case Token::LeftBracket: {
    Token opening = take();
    return parseSequencePattern(Token::RightBracket, opening, nullptr);
  }
  case Token::LeftBrace:
    return parseMappingPattern();
  default:
    failExpected("a pattern");
    return make<CapturePattern>(peek().position);
  }
}

//===----------------------------------------------------------------------===//
// Values and names
//===----------------------------------------------------------------------===//

/// `1`, `-1` or the `+ 2j` of a complex number.
Expr *Parser::parsePatternNumber() {
  if (!at(Token::Minus)) {
    Token number = expect(Token::Number);
    return failed ? placeholder() : makeConstant(number);
  }
  auto *negative = make<UnaryExpr>(take().position);
  negative->op = UnaryOp::Negative;
  Token number = expect(Token::Number, " after '-'");
  negative->operand = failed ? placeholder() : makeConstant(number);
  return negative;
}

/// A literal or a dotted name.
Expr *Parser::parsePatternValue() {
  switch (peek().kind) {
  case Token::None:
  case Token::True:
  case Token::False:
    return makeConstant(take());
  case Token::String:
  case Token::FStringStart: {
    Expr *text = parseStrings();
    if (llvm::isa<FormattedStringExpr>(text))
      fail(text->position,
           "expected a literal in a pattern, found an f-string");
    return text;
  }
  case Token::Name: {
    Expr *value = makeName(take());
    while (consume(Token::Dot)) {
      auto *attribute = make<AttributeExpr>(value->position);
      attribute->object = value;
      attribute->attributePosition = peek().position;
      attribute->attribute = parseName(" after '.'");
      value = attribute;
    }
    return value;
  }
  default:
    break;
  }
  Expr *number = parsePatternNumber();
  if (!at(Token::Plus) && !at(Token::Minus))
    return number;
  auto *complex = make<BinaryExpr>(number->position);
  complex->op = at(Token::Plus) ? BinaryOp::Add : BinaryOp::Sub;
  complex->opPosition = take().position;
  complex->left = number;
  Token imaginary = expect(Token::Number, " of an imaginary part");
  complex->right = failed ? placeholder() : makeConstant(imaginary);
  return complex;
}

/// A capture, a dotted name or a class.
Pattern *Parser::parseNamePattern() {
  Token name = peek();
  if (peek(1).kind != Token::Dot && peek(1).kind != Token::LeftParen) {
    auto *capture = make<CapturePattern>(name.position);
    capture->target = captureTarget(take());
    return capture;
  }
  Expr *value = parsePatternValue();
  if (at(Token::LeftParen))
    return parseClassPattern(value);
  auto *pattern = make<ValuePattern>(name.position);
  pattern->value = value;
  return pattern;
}

//===----------------------------------------------------------------------===//
// Sequences, mappings and classes
//===----------------------------------------------------------------------===//

Pattern *Parser::parseGroupPattern() {
  Token opening = take();
  if (at(Token::RightParen))
    return parseSequencePattern(Token::RightParen, opening, nullptr);
  Pattern *first = parseStarOrPattern();
  if (!llvm::isa<StarPattern>(first) && consume(Token::RightParen))
    return first;
  return parseSequencePattern(Token::RightParen, opening, first);
}

Pattern *Parser::parseSequencePattern(Token::Kind end, const Token &opening,
                                      Pattern *first) {
  llvm::SmallVector<Pattern *> elements;
  if (first)
    elements.push_back(first);
  if (!first || consume(Token::Comma))
    while (!at(end)) {
      elements.push_back(parseStarOrPattern());
      if (!consume(Token::Comma))
        break;
    }
  expectClosing(end, opening);
  auto *sequence = make<SequencePattern>(opening.position);
  sequence->elements = copy(elements);
  return sequence;
}

Pattern *Parser::parseMappingPattern() {
  Token opening = take();
  auto *mapping = make<MappingPattern>(opening.position);
  llvm::SmallVector<Expr *> keys;
  llvm::SmallVector<Pattern *> values;
  while (!at(Token::RightBrace)) {
    if (mapping->rest)
      fail(peek().position, "expected '}' after the rest of a mapping");
    if (consume(Token::StarStar)) {
      mapping->rest = makeName(expect(Token::Name, " after '**'"));
    } else {
      keys.push_back(parsePatternValue());
      expect(Token::Colon, " after a key");
      values.push_back(parsePattern());
    }
    if (!consume(Token::Comma))
      break;
  }
  expectClosing(Token::RightBrace, opening);
  mapping->keys = copy(keys);
  mapping->values = copy(values);
  return mapping;
}

Pattern *Parser::parseClassPattern(Expr *cls) {
  Token opening = take();
  auto *pattern = make<ClassPattern>(cls->position);
  pattern->cls = cls;
  llvm::SmallVector<Pattern *> positional, keywords;
  llvm::SmallVector<Name> names;
  while (!at(Token::RightParen)) {
    Position position = peek().position;
    if (at(Token::Name) && peek(1).kind == Token::Equal) {
      names.push_back(parseName());
      take();
      keywords.push_back(parsePattern());
    } else {
      if (!names.empty())
        fail(position, "a positional pattern follows the keyword pattern '" +
                           names.back().text + "'");
      positional.push_back(parsePattern());
    }
    if (!consume(Token::Comma))
      break;
  }
  expectClosing(Token::RightParen, opening);
  pattern->positional = copy(positional);
  pattern->keywordNames = copy(names);
  pattern->keywordPatterns = copy(keywords);
  return pattern;
}

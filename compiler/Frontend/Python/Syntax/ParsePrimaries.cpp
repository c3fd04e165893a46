//===- ParsePrimaries.cpp - Names, displays, calls and subscripts ---------===//

#include "compiler/Frontend/Python/Syntax/Literals.h"
#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

Expr *Parser::parsePrimary() {
  Expr *expr = parseAtom();
  while (true) {
    switch (peek().kind) {
    case Token::Dot: {
      take();
      auto *attribute = make<AttributeExpr>(expr->position);
      attribute->object = expr;
      attribute->attributePosition = peek().position;
      attribute->attribute = parseName(" after '.'");
      expr = attribute;
      break;
    }
    case Token::LeftParen:
      expr = parseCall(expr);
      break;
    case Token::LeftBracket:
      expr = parseSubscript(expr);
      break;
    default:
      return expr;
    }
  }
}

//===----------------------------------------------------------------------===//
// Atoms
//===----------------------------------------------------------------------===//

NameExpr *Parser::makeName(const Token &token) {
  auto *name = make<NameExpr>(token.position);
  name->name.text = token.text;
  return name;
}

ConstantExpr *Parser::makeConstant(const Token &token) {
  using Literal = ConstantExpr::Literal;
  auto *constant = make<ConstantExpr>(token.position);
  switch (token.kind) {
  case Token::True:
    constant->literal = Literal::True;
    break;
  case Token::False:
    constant->literal = Literal::False;
    break;
  case Token::Ellipsis:
    constant->literal = Literal::Ellipsis;
    break;
  case Token::Number:
    decodeNumber(token.text, *constant, tree);
    break;
  default:
    break;
  }
  return constant;
}

Expr *Parser::parseAtom() {
  switch (peek().kind) {
  case Token::Name:
    return makeName(take());
  case Token::None:
  case Token::True:
  case Token::False:
  case Token::Ellipsis:
  case Token::Number:
    return makeConstant(take());
  case Token::String:
  case Token::FStringStart:
    return parseStrings();
  case Token::LeftParen:
    return parseGroup();
  case Token::LeftBracket:
    return parseList();
  case Token::LeftBrace:
    return parseBraces();
  default:
    failExpected("an expression");
    return placeholder();
  }
}

/// `()`, `(a)`, `(a, b)`, `(yield)` and `(a for a in b)`
Expr *Parser::parseGroup() {
  Token opening = take();
  if (consume(Token::RightParen))
    return make<TupleExpr>(opening.position);
  if (at(Token::Yield)) {
    Nesting nesting(*this);
    Expr *yield = parseYield();
    expectClosing(Token::RightParen, opening, "");
    return yield;
  }
  Expr *first = parseStarNamedExpression();
  if (atComprehension()) {
    refuseStarred(first);
    Expr *generator = parseComprehension(
        opening.position, ComprehensionExpr::Form::Generator, first);
    expectClosing(Token::RightParen, opening, "");
    return generator;
  }
  if (!at(Token::Comma)) {
    expectClosing(Token::RightParen, opening);
    refuseStarred(first);
    return first;
  }
  llvm::SmallVector<Expr *> elements = {first};
  while (consume(Token::Comma) && !at(Token::RightParen))
    elements.push_back(parseStarNamedExpression());
  expectClosing(Token::RightParen, opening);
  auto *tuple = make<TupleExpr>(opening.position);
  tuple->elements = copy(elements);
  return tuple;
}

Expr *Parser::parseList() {
  Token opening = take();
  auto *list = make<ListExpr>(opening.position);
  if (consume(Token::RightBracket))
    return list;
  llvm::SmallVector<Expr *> elements = {parseStarNamedExpression()};
  if (atComprehension()) {
    refuseStarred(elements[0]);
    Expr *comprehension = parseComprehension(
        opening.position, ComprehensionExpr::Form::List, elements[0]);
    expectClosing(Token::RightBracket, opening, "");
    return comprehension;
  }
  while (consume(Token::Comma) && !at(Token::RightBracket))
    elements.push_back(parseStarNamedExpression());
  expectClosing(Token::RightBracket, opening);
  list->elements = copy(elements);
  return list;
}

Expr *Parser::parseBraces() {
  Token opening = take();
  if (consume(Token::RightBrace))
    return make<DictExpr>(opening.position);
  if (at(Token::StarStar))
    return finishDict(opening, nullptr);
  Expr *first = parseStarNamedExpression();
  if (!llvm::isa<StarredExpr>(first) && at(Token::Colon))
    return finishDict(opening, first);
  return finishSet(opening, first);
}

/// From the ':' after the first key, or from the first `**`, on.
Expr *Parser::finishDict(const Token &opening, Expr *firstKey) {
  llvm::SmallVector<Expr *> keys, values;
  auto parseValue = [&](Expr *key) {
    expect(Token::Colon, " after a key");
    keys.push_back(key);
    values.push_back(parseExpression());
  };
  if (firstKey) {
    parseValue(firstKey);
    if (atComprehension()) {
      Expr *comprehension = parseComprehension(
          opening.position, ComprehensionExpr::Form::Dict, firstKey, values[0]);
      expectClosing(Token::RightBrace, opening, "");
      return comprehension;
    }
  }
  while ((keys.empty() || consume(Token::Comma)) && !at(Token::RightBrace)) {
    if (consume(Token::StarStar)) {
      keys.push_back(nullptr);
      values.push_back(parseBinary());
    } else {
      parseValue(parseExpression());
    }
  }
  expectClosing(Token::RightBrace, opening);
  auto *dict = make<DictExpr>(opening.position);
  dict->keys = copy(keys);
  dict->values = copy(values);
  return dict;
}

Expr *Parser::finishSet(const Token &opening, Expr *first) {
  if (atComprehension()) {
    refuseStarred(first);
    Expr *comprehension = parseComprehension(
        opening.position, ComprehensionExpr::Form::Set, first);
    expectClosing(Token::RightBrace, opening, "");
    return comprehension;
  }
  llvm::SmallVector<Expr *> elements = {first};
  while (consume(Token::Comma) && !at(Token::RightBrace))
    elements.push_back(parseStarNamedExpression());
  expectClosing(Token::RightBrace, opening,
                elements.size() == 1 ? "':', ','" : "','");
  auto *set = make<SetExpr>(opening.position);
  set->elements = copy(elements);
  return set;
}

//===----------------------------------------------------------------------===//
// Subscripts
//===----------------------------------------------------------------------===//

Expr *Parser::parseSubscript(Expr *object) {
  Token opening = take();
  auto *subscript = make<SubscriptExpr>(object->position);
  subscript->object = object;
  Position position = peek().position;
  if (at(Token::RightBracket))
    failExpected("an index");
  Expr *first = parseSlice();
  subscript->index = first;
  if (at(Token::Comma) || llvm::isa<StarredExpr>(first)) {
    llvm::SmallVector<Expr *> elements = {first};
    while (consume(Token::Comma) && !at(Token::RightBracket))
      elements.push_back(parseSlice());
    auto *tuple = make<TupleExpr>(position);
    tuple->elements = copy(elements);
    subscript->index = tuple;
  }
  expectClosing(Token::RightBracket, opening);
  return subscript;
}

Expr *Parser::parseSlice() {
  Position position = peek().position;
  Expr *lower = nullptr;
  if (!at(Token::Colon)) {
    lower = parseStarNamedExpression();
    if (!at(Token::Colon) || llvm::isa<StarredExpr>(lower))
      return lower;
  }
  auto atPart = [&] {
    return !at(Token::Colon) && !at(Token::Comma) && !at(Token::RightBracket);
  };
  auto *slice = make<SliceExpr>(position);
  slice->lower = lower;
  expect(Token::Colon);
  if (atPart())
    slice->upper = parseExpression();
  if (consume(Token::Colon) && atPart())
    slice->step = parseExpression();
  return slice;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Expr *Parser::parseCall(Expr *callee) {
  auto *call = make<CallExpr>(callee->position);
  call->callee = callee;
  CallArguments arguments = parseArguments(take());
  call->arguments = arguments.positional;
  call->keywords = arguments.keywords;
  call->hasUnpacking = arguments.hasUnpacking;
  return call;
}

Parser::CallArguments Parser::parseArguments(const Token &begin) {
  Token opening = begin;
  CallArguments arguments;
  llvm::SmallVector<Expr *> positional;
  llvm::SmallVector<KeywordArgument> keywords;
  llvm::StringSet<> names;
  while (!at(Token::RightParen)) {
    parseArgument(arguments, positional, keywords, names);
    if (!consume(Token::Comma))
      break;
  }
  expectClosing(Token::RightParen, opening);
  arguments.positional = copy(positional);
  arguments.keywords = copy(keywords);
  return arguments;
}

void Parser::parseArgument(CallArguments &arguments, List<Expr *> &positional,
                           List<KeywordArgument> &keywords,
                           llvm::StringSet<> &names) {
  Position position = peek().position;
  bool afterMapping = !keywords.empty() && keywords.back().name.empty();
  if (consume(Token::StarStar)) {
    arguments.hasUnpacking = true;
    keywords.push_back({{}, parseExpression(), position});
    return;
  }
  if (at(Token::Star)) {
    if (afterMapping)
      fail(position, "expected a keyword argument after '**', found '*'");
    auto *starred = make<StarredExpr>(take().position);
    starred->value = parseExpression();
    arguments.hasUnpacking = true;
    positional.push_back(starred);
    return;
  }
  if (at(Token::Name) && peek(1).kind == Token::Equal) {
    Token name = take();
    take();
    if (!names.insert(name.text).second)
      fail(position, "the keyword argument '" + name.text + "' is repeated");
    Name keyword{name.text};
    keywords.push_back({keyword, parseExpression(), position});
    return;
  }
  Expr *value = parseNamedExpression();
  if (atComprehension()) {
    bool isFirst = positional.empty() && keywords.empty();
    value =
        parseComprehension(position, ComprehensionExpr::Form::Generator, value);
    bool isAlone =
        isFirst && (!at(Token::Comma) || peek(1).kind == Token::RightParen);
    if (!isAlone && !failed)
      fail(position, "expected parentheses around a generator expression that "
                     "is not the only argument");
  }
  if (at(Token::Equal))
    fail(position, "expected the name of a keyword argument before '='");
  if (!keywords.empty())
    fail(position,
         keywords.back().name.empty()
             ? "a positional argument follows '**'"
             : "a positional argument follows the keyword argument '" +
                   keywords.back().name.text + "'");
  positional.push_back(value);
}

//===----------------------------------------------------------------------===//
// Comprehensions
//===----------------------------------------------------------------------===//

FunctionNode *Parser::makeComprehensionScope(Position position,
                                             ComprehensionExpr::Form form) {
  static constexpr llvm::StringLiteral names[] = {"<listcomp>", "<setcomp>",
                                                  "<dictcomp>", "<genexpr>"};
  FunctionNode *scope = tree.makeFunction();
  scope->name.text = names[static_cast<unsigned>(form)];
  scope->position = position;
  scope->isGenerator = form == ComprehensionExpr::Form::Generator;
  Parameter iterator;
  iterator.kind = Parameter::Kind::PositionalOnly;
  iterator.name.text = ".0";
  iterator.position = position;
  scope->parameters = tree.copy(llvm::ArrayRef<Parameter>(iterator));
  return scope;
}

Expr *Parser::parseComprehension(Position position,
                                 ComprehensionExpr::Form form, Expr *element,
                                 Expr *value) {
  llvm::SmallVector<ComprehensionClause> clauses;
  while (atComprehension())
    clauses.push_back(parseComprehensionClause());
  auto *comprehension = make<ComprehensionExpr>(position);
  comprehension->form = form;
  comprehension->element = element;
  comprehension->value = value;
  comprehension->clauses = copy(clauses);
  comprehension->scope = makeComprehensionScope(position, form);
  return comprehension;
}

ComprehensionClause Parser::parseComprehensionClause() {
  ComprehensionClause clause;
  clause.position = peek().position;
  clause.isAsync = consume(Token::Async);
  expect(Token::For);
  clause.target = parseTargetList();
  expect(Token::In, " after the variable of a comprehension");
  clause.iterable = parseDisjunction();
  llvm::SmallVector<Expr *> conditions;
  while (consume(Token::If))
    conditions.push_back(parseDisjunction());
  clause.conditions = copy(conditions);
  return clause;
}

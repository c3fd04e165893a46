//===- ParseSimpleStatements.cpp - Statements of one line -----------------===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

void Parser::parseSimpleStatements(List<Stmt *> &body) {
  do
    body.push_back(parseSimpleStatement());
  while (consume(Token::Semicolon) && !at(Token::Newline));
  if (!consume(Token::Newline))
    failStatementEnd();
}

/// Something follows what could be a whole statement. Says more where the line
/// looks like Python 2.
void Parser::failStatementEnd() {
  Token found = peek();
  bool beginsArgument = found.kind == Token::Name ||
                        found.kind == Token::String ||
                        found.kind == Token::FStringStart ||
                        found.kind == Token::Number || isKeyword(found.kind);
  bool isStatementOfPython2 =
      last.kind == Token::Name && (last.text == "print" || last.text == "exec");
  if (beginsArgument && isStatementOfPython2)
    fail(found.position, "expected '(' after '" + last.text +
                             "', found the statement of Python 2");
  else
    failExpected("the end of the statement");
}

Stmt *Parser::parseSimpleStatement() {
  switch (peek().kind) {
  case Token::Return:
    return parseReturn();
  case Token::Import:
    return parseImport();
  case Token::From:
    return parseFrom();
  case Token::Raise:
    return parseRaise();
  case Token::Pass:
    return make<PassStmt>(take().position);
  case Token::Break:
    return make<BreakStmt>(take().position);
  case Token::Continue:
    return make<ContinueStmt>(take().position);
  case Token::Del:
    return parseDelete();
  case Token::Assert:
    return parseAssert();
  case Token::Global:
  case Token::Nonlocal:
    return parseNames();
  case Token::Elif:
  case Token::Else:
  case Token::Except:
  case Token::Finally:
    failExpected("a statement");
    return make<PassStmt>(peek().position);
  default:
    return atTypeAlias() ? parseTypeAlias() : parseExpressionStatement();
  }
}

//===----------------------------------------------------------------------===//
// Expressions and assignments
//===----------------------------------------------------------------------===//

static std::optional<BinaryOp> augmentedOperator(Token::Kind kind) {
  switch (kind) {
  case Token::PlusEqual:
    return BinaryOp::Add;
  case Token::MinusEqual:
    return BinaryOp::Sub;
  case Token::StarEqual:
    return BinaryOp::Mul;
  case Token::SlashEqual:
    return BinaryOp::Div;
  case Token::SlashSlashEqual:
    return BinaryOp::FloorDiv;
  case Token::PercentEqual:
    return BinaryOp::Mod;
  case Token::StarStarEqual:
    return BinaryOp::Pow;
  case Token::AtEqual:
    return BinaryOp::MatMul;
  case Token::LessLessEqual:
    return BinaryOp::LeftShift;
  case Token::GreaterGreaterEqual:
    return BinaryOp::RightShift;
  case Token::AmpersandEqual:
    return BinaryOp::And;
  case Token::PipeEqual:
    return BinaryOp::Or;
  case Token::CaretEqual:
    return BinaryOp::Xor;
  default:
    return std::nullopt;
  }
}

Stmt *Parser::parseExpressionStatement() {
  Position position = peek().position;
  bool isParenthesized = at(Token::LeftParen);
  Expr *value = parseYieldOrStarExpressions();
  if (at(Token::Equal))
    return parseAssignment(value);
  if (at(Token::Colon))
    return parseAnnotatedAssignment(value, isParenthesized);
  if (std::optional<BinaryOp> op = augmentedOperator(peek().kind)) {
    std::string sign = describe(take().kind);
    checkSingleTarget(value, sign);
    auto *assign = make<AugAssignStmt>(position);
    assign->op = *op;
    assign->target = value;
    assign->value = parseYieldOrStarExpressions();
    refuseStarred(assign->value);
    return assign;
  }
  refuseStarred(value);
  auto *statement = make<ExprStmt>(position);
  statement->value = value;
  return statement;
}

Stmt *Parser::parseAssignment(Expr *first) {
  auto *assign = make<AssignStmt>(first->position);
  llvm::SmallVector<Expr *> targets;
  Expr *value = first;
  while (consume(Token::Equal)) {
    refuseStarred(value);
    checkTarget(value);
    targets.push_back(value);
    value = parseYieldOrStarExpressions();
  }
  refuseStarred(value);
  assign->targets = copy(targets);
  assign->value = value;
  return assign;
}

Stmt *Parser::parseAnnotatedAssignment(Expr *target, bool isParenthesized) {
  checkSingleTarget(target, "an annotation");
  auto *assign = make<AnnAssignStmt>(target->position);
  take();
  assign->target = target;
  assign->isParenthesized = isParenthesized && llvm::isa<NameExpr>(target);
  assign->annotation = parseExpression();
  if (consume(Token::Equal)) {
    assign->value = parseYieldOrStarExpressions();
    refuseStarred(assign->value);
  }
  return assign;
}

//===----------------------------------------------------------------------===//
// Statements that begin with a keyword
//===----------------------------------------------------------------------===//

Stmt *Parser::parseReturn() {
  auto *statement = make<ReturnStmt>(take().position);
  if (!at(Token::Newline) && !at(Token::Semicolon)) {
    statement->value = parseStarExpressions();
    refuseStarred(statement->value);
  }
  return statement;
}

Stmt *Parser::parseDelete() {
  auto *statement = make<DeleteStmt>(take().position);
  llvm::SmallVector<Expr *> targets;
  do {
    Expr *target = parseBinary();
    checkTarget(target, TargetUse::Delete);
    targets.push_back(target);
  } while (consume(Token::Comma) && !at(Token::Newline) &&
           !at(Token::Semicolon));
  statement->targets = copy(targets);
  return statement;
}

Stmt *Parser::parseRaise() {
  auto *statement = make<RaiseStmt>(take().position);
  if (at(Token::Newline) || at(Token::Semicolon))
    return statement;
  statement->exception = parseExpression();
  if (at(Token::Comma))
    fail(peek().position, "expected the exception's arguments in parentheses, "
                          "found the statement of Python 2");
  if (consume(Token::From))
    statement->cause = parseExpression();
  return statement;
}

Stmt *Parser::parseAssert() {
  auto *statement = make<AssertStmt>(take().position);
  statement->condition = parseExpression();
  if (consume(Token::Comma))
    statement->message = parseExpression();
  return statement;
}

Name Parser::parseName(const llvm::Twine &after) {
  Name name;
  Token token = expect(Token::Name, after);
  name.text = token.text;
  return name;
}

/// `global` and `nonlocal`
Stmt *Parser::parseNames() {
  Token keyword = take();
  llvm::SmallVector<Name> names;
  do
    names.push_back(parseName(" after " + describe(keyword)));
  while (consume(Token::Comma));
  if (keyword.kind == Token::Global) {
    auto *statement = make<GlobalStmt>(keyword.position);
    statement->names = copy(names);
    return statement;
  }
  auto *statement = make<NonlocalStmt>(keyword.position);
  statement->names = copy(names);
  return statement;
}

//===----------------------------------------------------------------------===//
// Imports
//===----------------------------------------------------------------------===//

/// `a.b.c`; spaces around the dots are left out.
llvm::StringRef Parser::parseDottedName(Name *first) {
  Name name = parseName(" for a module");
  if (first)
    *first = name;
  if (!at(Token::Dot))
    return name.text;
  std::string dotted = name.text.str();
  while (consume(Token::Dot)) {
    dotted += '.';
    dotted += parseName(" after '.'").text;
  }
  return tree.copy(llvm::StringRef(dotted));
}

Stmt *Parser::parseImport() {
  auto *statement = make<ImportStmt>(take().position);
  llvm::SmallVector<ImportAlias> names;
  do {
    ImportAlias alias;
    alias.position = peek().position;
    alias.module = parseDottedName(&alias.boundName);
    alias.hasAs = consume(Token::As);
    if (alias.hasAs)
      alias.boundName = parseName(" after 'as'");
    names.push_back(alias);
  } while (consume(Token::Comma));
  statement->names = copy(names);
  return statement;
}

ImportAlias Parser::parseFromName() {
  ImportAlias alias;
  alias.position = peek().position;
  alias.importedName = parseName(" to import");
  alias.module = alias.importedName.text;
  alias.boundName = alias.importedName;
  alias.hasAs = consume(Token::As);
  if (alias.hasAs)
    alias.boundName = parseName(" after 'as'");
  return alias;
}

Stmt *Parser::parseFrom() {
  auto *statement = make<ImportFromStmt>(take().position);
  while (at(Token::Dot) || at(Token::Ellipsis))
    statement->level += take().kind == Token::Dot ? 1 : 3;
  if (statement->level == 0 || at(Token::Name))
    statement->module = parseDottedName();
  expect(Token::Import, " after the module of 'from'");
  if (consume(Token::Star)) {
    statement->isStar = true;
    return statement;
  }
  llvm::SmallVector<ImportAlias> names;
  if (at(Token::LeftParen)) {
    Token opening = take();
    do
      names.push_back(parseFromName());
    while (consume(Token::Comma) && !at(Token::RightParen));
    expectClosing(Token::RightParen, opening);
  } else {
    do
      names.push_back(parseFromName());
    while (consume(Token::Comma));
  }
  statement->names = copy(names);
  return statement;
}

//===----------------------------------------------------------------------===//
// Type aliases
//===----------------------------------------------------------------------===//

/// `type` is an ordinary name elsewhere.
bool Parser::atTypeAlias() {
  return atName("type") && peek(1).kind == Token::Name &&
         (peek(2).kind == Token::Equal || peek(2).kind == Token::LeftBracket);
}

Stmt *Parser::parseTypeAlias() {
  auto *statement = make<TypeAliasStmt>(take().position);
  statement->name = makeName(take());
  statement->typeParameters = parseTypeParameters();
  expect(Token::Equal, " after the name of a type");
  statement->value = parseExpression();
  return statement;
}

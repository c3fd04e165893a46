//===- ParseStatements.cpp - Blocks and the statements that have them -----===//

#include "compiler/Frontend/Python/Syntax/ParserImpl.h"

using namespace kiln;
using namespace kiln::python;

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void Parser::parseStatement(List<Stmt *> &body) {
  if (at(Token::Indent))
    fail(peek().position, "expected a line indented as the one before, found a "
                          "deeper one");
  if (Stmt *statement = parseCompoundStatement())
    body.push_back(statement);
  else
    parseSimpleStatements(body);
  forgetTokens();
}

Nodes<Stmt> Parser::parseBlock(llvm::StringRef what, Position header) {
  Nesting nesting(*this);
  expect(Token::Colon, " after " + what);
  llvm::SmallVector<Stmt *> body;
  if (!at(Token::Newline)) {
    parseSimpleStatements(body);
    return copy(body);
  }
  take();
  return parseIndented(what, header);
}

Nodes<Stmt> Parser::parseIndented(llvm::StringRef what, Position header) {
  llvm::SmallVector<Stmt *> body;
  if (!consume(Token::Indent)) {
    fail(peek().position, "expected an indented block after " + what);
    note(header, "the block belongs to this line");
  }
  while (!at(Token::Dedent) && !at(Token::EndOfFile))
    parseStatement(body);
  consume(Token::Dedent);
  return copy(body);
}

Nodes<Stmt> Parser::parseElse(llvm::StringRef what) {
  if (!at(Token::Else))
    return {};
  Position position = take().position;
  return parseBlock(what, position);
}

/// Null if a simple statement begins here.
Stmt *Parser::parseCompoundStatement() {
  switch (peek().kind) {
  case Token::If:
    return parseIf();
  case Token::While:
    return parseWhile();
  case Token::For:
    return parseFor(peek().position, /*isAsync=*/false);
  case Token::Try:
    return parseTry();
  case Token::With:
    return parseWith(peek().position, /*isAsync=*/false);
  case Token::Def:
    return parseFunction(peek().position, /*isAsync=*/false, {});
  case Token::Class:
    return parseClass({});
  case Token::At:
    return parseDecorated();
  case Token::Async:
    return parseAsync({});
  case Token::Name:
    return atMatch() ? parseMatch() : nullptr;
  default:
    return nullptr;
  }
}

Stmt *Parser::parseAsync(Nodes<Expr> decorators) {
  Position position = take().position;
  if (at(Token::Def))
    return parseFunction(position, /*isAsync=*/true, decorators);
  if (at(Token::For))
    return parseFor(position, /*isAsync=*/true);
  if (at(Token::With))
    return parseWith(position, /*isAsync=*/true);
  failExpected("'def', 'for' or 'with' after 'async'");
  return make<PassStmt>(position);
}

//===----------------------------------------------------------------------===//
// Conditions and loops
//===----------------------------------------------------------------------===//

Stmt *Parser::parseIf() {
  llvm::SmallVector<IfStmt *> chain;
  do {
    bool isFirst = chain.empty();
    auto *statement = make<IfStmt>(take().position);
    statement->condition = parseNamedExpression();
    statement->body = parseBlock(isFirst ? "the condition of 'if'"
                                         : "the condition of 'elif'",
                                 statement->position);
    chain.push_back(statement);
  } while (at(Token::Elif));
  chain.back()->otherwise = parseElse("'else'");
  for (size_t i = chain.size() - 1; i > 0; --i) {
    Stmt *next[] = {chain[i]};
    chain[i - 1]->otherwise = tree.copy(llvm::ArrayRef<Stmt *>(next));
  }
  return chain.front();
}

Stmt *Parser::parseWhile() {
  auto *loop = make<WhileStmt>(take().position);
  loop->condition = parseNamedExpression();
  loop->body = parseBlock("the condition of 'while'", loop->position);
  loop->otherwise = parseElse("'else'");
  return loop;
}

Stmt *Parser::parseFor(Position position, bool isAsync) {
  take();
  auto *loop = make<ForStmt>(position);
  loop->isAsync = isAsync;
  loop->target = parseTargetList();
  expect(Token::In, " after the variable of 'for'");
  loop->iterable = parseStarExpressions();
  refuseStarred(loop->iterable);
  loop->body = parseBlock("the header of 'for'", position);
  loop->otherwise = parseElse("'else'");
  return loop;
}

//===----------------------------------------------------------------------===//
// try
//===----------------------------------------------------------------------===//

Stmt *Parser::parseTry() {
  auto *statement = make<TryStmt>(take().position);
  statement->body = parseBlock("'try'", statement->position);
  llvm::SmallVector<ExceptHandler> handlers;
  while (at(Token::Except)) {
    if (!handlers.empty() && !handlers.back().type)
      fail(handlers.back().position, "an 'except' that catches everything must "
                                     "be the last one");
    handlers.push_back(parseExceptHandler(statement, handlers.empty()));
  }
  statement->handlers = copy(handlers);
  if (!handlers.empty())
    statement->otherwise = parseElse("'else'");
  bool hasFinally = at(Token::Finally);
  if (hasFinally) {
    Position position = take().position;
    statement->finally = parseBlock("'finally'", position);
  }
  if (handlers.empty() && !hasFinally) {
    failExpected("'except' or 'finally'");
    note(statement->position, "after this 'try'");
  }
  return statement;
}

ExceptHandler Parser::parseExceptHandler(TryStmt *statement, bool isFirst) {
  ExceptHandler handler;
  handler.position = take().position;
  Position star = peek().position;
  bool isStar = consume(Token::Star);
  if (!isFirst && isStar != statement->isStar)
    fail(star, "expected either 'except' or 'except*' throughout, found both");
  statement->isStar = isStar;
  if (isStar || !at(Token::Colon)) {
    handler.type = parseExpression();
    if (at(Token::Comma))
      fail(peek().position, "expected parentheses around several exceptions, "
                            "or 'as' before a name");
    if (consume(Token::As)) {
      Token name = expect(Token::Name, " after 'as'");
      handler.target = makeName(name);
    }
  }
  handler.body =
      parseBlock(isStar ? "'except*'" : "'except'", handler.position);
  return handler;
}

//===----------------------------------------------------------------------===//
// with
//===----------------------------------------------------------------------===//

Stmt *Parser::parseWith(Position position, bool isAsync) {
  take();
  auto *statement = make<WithStmt>(position);
  statement->isAsync = isAsync;
  llvm::SmallVector<WithItem> items;
  if (at(Token::LeftParen) && hasParenthesizedItems()) {
    Token opening = take();
    do
      parseWithItem(items);
    while (consume(Token::Comma) && !at(Token::RightParen));
    expectClosing(Token::RightParen, opening);
  } else {
    bool isParenthesized = at(Token::LeftParen);
    do
      parseWithItem(items);
    while (consume(Token::Comma));
    // `with (a, b):` enters both; only then is the ')' the last token.
    auto *tuple = llvm::dyn_cast<TupleExpr>(items[0].context);
    bool isList = isParenthesized && items.size() == 1 && tuple &&
                  !items[0].target && last.kind == Token::RightParen &&
                  !tuple->elements.empty() &&
                  llvm::none_of(tuple->elements, llvm::IsaPred<StarredExpr>);
    if (isList) {
      llvm::SmallVector<Expr *> elements(tuple->elements);
      items.clear();
      for (Expr *element : elements)
        items.push_back({element, nullptr});
    }
  }
  statement->items = copy(items);
  statement->body = parseBlock("the header of 'with'", position);
  return statement;
}

/// Whether `as` stands directly within the parentheses that open here, which no
/// expression allows.
bool Parser::hasParenthesizedItems() {
  unsigned open = 0;
  for (size_t ahead = 0;; ++ahead) {
    switch (peek(ahead).kind) {
    case Token::LeftParen:
    case Token::LeftBracket:
    case Token::LeftBrace:
      ++open;
      break;
    case Token::RightParen:
    case Token::RightBracket:
    case Token::RightBrace:
      if (--open == 0)
        return false;
      break;
    case Token::As:
      if (open == 1)
        return true;
      break;
    case Token::Newline:
    case Token::EndOfFile:
    case Token::Error:
      return false;
    default:
      break;
    }
  }
}

void Parser::parseWithItem(List<WithItem> &items) {
  WithItem item;
  item.context = parseExpression();
  if (consume(Token::As))
    item.target = parseTarget();
  items.push_back(item);
}
